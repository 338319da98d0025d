"""Two runs that found the same claims due: each is judged once (rules.md §6)."""

import pytest
from django.utils import timezone
from time_machine import travel

from premies.models import Premie
from premies.services import beoordelen
from tests.premies.fabriek import NA, klare_premie

from .samen import tegelijk

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def test_what_another_run_judged_meanwhile_is_not_judged_again(monkeypatch):
    """The place is given free after a while, also when its run was only slow: both come to the same person."""
    gelezen, echt = [], beoordelen.dossier_van

    def dossier_van(persoon, premies):
        gelezen.append(persoon)
        return echt(persoon, premies)

    with travel(NA, tick=True):
        premie = klare_premie()
        persoon = premie.persoonsnummer
        Premie.objects.update(herbekijk_op=timezone.localdate(), herbekijk_om="prestaties")
        monkeypatch.setattr(beoordelen, "dossier_van", dossier_van)

        def herbekijk():
            beoordelen.beoordeel(persoonsnummer=persoon.pk, aanleiding=None, op=timezone.now(), zo_nodig=True)

        tegelijk(herbekijk, herbekijk, houd=persoon)
    assert gelezen == [persoon.pk]
    premie.refresh_from_db()
    assert (premie.herbekijk_om, premie.herbekijk_op) == ("", None)
