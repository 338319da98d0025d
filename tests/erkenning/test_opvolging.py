"""The day list after the erkenning: a mentor to judge, one who never came, begeleiding that is over (rules.md §3.3)."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from educam_portal.organisaties.afwezigheden import stand
from erkenning.models import Erkenning
from erkenning.opvolging import Opvolging, opvolging
from erkenning.services import begeleiding, mentorwissel
from mentoren.services import dossier as mentordiensten
from tests import fabrieken
from tests.erkenning.dossiers import klaar_om_te_beslissen

from .test_vervanging import op_dag, vers

pytestmark = pytest.mark.django_db


@pytest.fixture
def d():
    return klaar_om_te_beslissen().beslis()


def lijst(user) -> list[Opvolging]:
    vandaag = timezone.localdate()
    return opvolging(vers(user), vandaag, stand(vandaag))


def stappen(user) -> list[str]:
    return [rij.stap for rij in lijst(user)]


def test_a_proposed_mentor_waits_for_the_consulent_also_when_another_one_is_there(d):
    mentor = fabrieken.MentorFactory(onderneming=d.aanvraag.onderneming)
    erkenning = Erkenning.objects.get()
    assert stappen(d.consulent) == []
    voorstel = mentorwissel.mentor_voorstellen(erkenning=erkenning, mentor=mentor, door=d.werkgever, op=timezone.now())
    [rij] = lijst(d.consulent)
    assert (rij.stap, rij.tegen) == (f"Beoordeel {mentor} als mentor", None)
    assert rij.url == reverse("consulent:mentorvoorstel", args=[erkenning.pk, voorstel.pk])
    assert stappen(fabrieken.consulent(erkenning.vestiging.regio)) == [], "a colleague has dossiers of their own"
    mentorwissel.mentor_beoordelen(
        voorstel=voorstel, aanvaard=False, reden="Te weinig ervaring.", door=d.consulent, op=timezone.now()
    )
    assert stappen(d.consulent) == []


def test_an_erkenning_without_a_mentor_is_listed_once_its_term_has_passed(d):
    mentordiensten.vertrek(
        mentor=d.mentoren[0], per=timezone.localdate(), waarnemer="Jan Maes", door=d.werkgever, op=timezone.now()
    )
    erkenning, tegen = Erkenning.objects.get(), timezone.localdate() + timedelta(days=30)
    with op_dag(30):
        assert stappen(d.consulent) == []
    with op_dag(31):
        [rij] = lijst(d.consulent)
        assert (rij.erkenning, rij.stap, rij.tegen) == (erkenning, "Er is nog geen andere mentor", tegen)
        mentor = fabrieken.MentorFactory(onderneming=d.aanvraag.onderneming)
        mentorwissel.mentor_voorstellen(erkenning=erkenning, mentor=mentor, door=d.werkgever, op=timezone.now())
        [rij] = lijst(d.consulent)
        assert (rij.stap, rij.tegen) == (f"Beoordeel {mentor} als mentor", tegen)


def test_begeleiding_is_listed_the_day_after_and_for_who_stands_in(client, d):
    erkenning, tegen = Erkenning.objects.get(), timezone.localdate() + timedelta(days=10)
    begeleiding.begeleiding_starten(
        erkenning=erkenning, punten="Een vast moment.", tegen=tegen, door=d.consulent, op=timezone.now()
    )
    ander = fabrieken.consulent(fabrieken.regio("lim"))
    with op_dag(10):
        assert stappen(d.consulent) == []
    with op_dag(11):
        assert stappen(ander) == []
        weg = fabrieken.afwezig(d.consulent, van=0, tot=0, vervanger=ander)
        [rij] = lijst(ander)
        assert (rij.stap, rij.tegen, rij.afwezig) == ("Rond de begeleiding af", tegen, weg)
        client.force_login(vers(ander))
        pagina = client.get(reverse("consulent:vandaag"))
        assert reverse("consulent:begeleiding_afronden", args=[erkenning.pk]) in pagina.content.decode()
        begeleiding.begeleiding_afronden(
            erkenning=erkenning, in_orde=True, besluit="Gezien.", door=d.consulent, op=timezone.now()
        )
        assert stappen(ander) == []
