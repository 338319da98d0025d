"""Two people change who is mentor at once: nobody is left unflagged, and nobody who left is designated (rules.md §3.3)."""

import pytest
from django.utils import timezone

from educam_portal.accounts.fouten import Geweigerd
from educam_portal.termijnen import services as termijnen
from erkenning.models import Erkenning
from erkenning.services import mentorwissel
from mentoren.models import Aanduiding
from mentoren.services import dossier as mentordiensten
from tests import fabrieken
from tests.erkenning.dossiers import klaar_om_te_beslissen

from .samen import tegelijk

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def vertrekt(d, mentor):
    return lambda: mentordiensten.vertrek(
        mentor=mentor, per=timezone.localdate(), waarnemer="Jan Maes", door=d.werkgever, op=timezone.now()
    )


def test_the_last_two_mentoren_leave_at_once():
    d = klaar_om_te_beslissen().beslis()
    rij, ander = Erkenning.objects.get(), fabrieken.MentorFactory(onderneming=d.aanvraag.onderneming)
    fabrieken.AanduidingFactory(mentor=ander, vestiging=rij.vestiging, opleiding=rij.opleiding)
    uitkomsten = tegelijk(vertrekt(d, d.mentoren[0]), vertrekt(d, ander), houd=rij)
    assert not [fout for fout in uitkomsten if isinstance(fout, Exception)]
    assert termijnen.termijnen_bij(rij, "mentor_vervangen").open().count() == 1


def test_who_leaves_while_being_accepted_is_not_designated():
    d = klaar_om_te_beslissen().beslis()
    rij, nieuw = Erkenning.objects.get(), fabrieken.MentorFactory(onderneming=d.aanvraag.onderneming)
    nu = timezone.now()
    voorstel = mentorwissel.mentor_voorstellen(erkenning=rij, mentor=nieuw, door=d.werkgever, op=nu)
    mentorwissel.uittreksel_nakijken(
        voorstel=voorstel,
        uitgegeven_op=timezone.localdate(),
        uitkomst="blanco",
        getoond=True,
        gezien="",
        door=d.consulent,
        op=nu,
    )
    uitkomsten = tegelijk(
        vertrekt(d, nieuw),
        lambda: mentorwissel.mentor_beoordelen(voorstel=voorstel, aanvaard=True, reden="", door=d.consulent, op=nu),
        houd=nieuw,
    )
    assert all(isinstance(fout, Geweigerd) for fout in uitkomsten if isinstance(fout, Exception))
    assert not Aanduiding.objects.filter(mentor=nieuw, tot=None).exists()
