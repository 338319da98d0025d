"""Two people who send the same failed mail again at the same moment: it goes once (quality.md, "Concurrency")."""

import pytest
from django.utils import timezone

from educam_portal.accounts.fouten import Geweigerd
from educam_portal.meldingen import storingen, stuur
from educam_portal.meldingen.models import Bericht
from educam_portal.meldingen.uitgaand import opnieuw_versturen
from tests import fabrieken

from .samen import tegelijk

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def mislukt() -> Bericht:
    (bericht,) = stuur("nieuw_bericht", dossier=None, aan=["weg@example.be"], gegevens={"auteur": "Nick", "titel": "X"})
    Bericht.objects.update(toestand="mislukt", mislukt_op=timezone.now(), fout="550 weg")
    return bericht


def test_two_who_send_again_at_once(mislukt):
    wie = [fabrieken.coordinator(), fabrieken.beheerder()]
    for user in wie:
        assert user.lidmaatschappen_nu
    taken = [lambda user=user: opnieuw_versturen(bericht=mislukt, door=user, op=timezone.now()) for user in wie]
    uitkomsten = tegelijk(*taken, houd=mislukt)
    assert [type(uitkomst) for uitkomst in uitkomsten].count(Geweigerd) == 1
    mislukt.refresh_from_db()
    assert mislukt.toestand == "wacht"


def test_two_workers_tell_what_failed_once(mislukt):
    fabrieken.beheerder()
    nu = timezone.now()
    verteld = tegelijk(*[lambda: storingen.meld(nu)] * 2)
    assert sorted(len(berichten) for berichten in verteld) == [0, 1]
    assert Bericht.objects.filter(soort=storingen.SOORT).count() == 1
