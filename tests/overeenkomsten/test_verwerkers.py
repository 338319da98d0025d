"""What an erkenning or a mentor that falls away does to an overeenkomst (rules.md §3.3)."""

from datetime import timedelta

import pytest
from django.utils import timezone

from educam_portal.meldingen.models import Bericht
from educam_portal.organisaties.feiten import LID_TOEGETREDEN, VESTIGING_VERHUISD
from educam_portal.organisaties.models import Regio
from educam_portal.termijnen.services import nietig, van
from educam_portal.workflow.feiten import meld
from erkenning import feiten
from mentoren.services.dossier import vertrek
from overeenkomsten.models import Overeenkomst
from tests.fabrieken import ErkenningFactory

from .fabriek import wereld
from .getekend import zaak

pytestmark = pytest.mark.django_db


def test_an_opheffing_gives_the_school_the_task_to_find_another_workplace():
    w = wereld()
    rij = w.verstuurd()
    meld(feiten.ERKENNING_OPGEHEVEN, erkenning=w.erkenning, maatregel=None, op=timezone.localdate())
    bericht = Bericht.objects.get(soort="erkenning_valt_weg")
    assert bericht.aan == w.begeleider
    assert "niet meer erkend" in bericht.tekst
    assert van(rij.lerende, "nieuwe_werkplek").vervalt_op > rij.start


def test_an_opheffing_of_what_runs_starts_the_days_and_stands_on_the_board(client):
    w = wereld()
    rij = w.verstuurd()
    Overeenkomst.objects.update(
        toestand="lopend",
        start=timezone.localdate() - timedelta(days=40),
        ondertekend_op=timezone.now(),
        geregistreerd_op=timezone.localdate(),
    )
    nietig(rij.lerende, "nieuwe_werkplek", op=timezone.localdate())
    meld(feiten.ERKENNING_OPGEHEVEN, erkenning=w.erkenning, maatregel=None, op=timezone.localdate())
    assert van(rij.lerende, "nieuwe_werkplek").is_open
    client.force_login(w.begeleider)
    (op_bord,) = client.get("/school/?wacht=jij").context["rijen"]
    assert (op_bord.zoekdag[1], op_bord.wacht_op) == (20, ("Jij", "zoek een nieuwe werkplek"))


def _opgeheven_en_hersteld(rij: Overeenkomst) -> None:
    vandaag = timezone.localdate()
    erkenning = ErkenningFactory(vestiging=rij.vestiging, opleiding=rij.opleiding)
    meld(feiten.ERKENNING_OPGEHEVEN, erkenning=erkenning, maatregel=None, op=vandaag)
    assert van(rij.lerende, "nieuwe_werkplek").is_open
    meld(feiten.ERKENNING_HERSTELD, erkenning=erkenning, op=vandaag)


def test_a_won_appeal_ends_the_search_that_the_opheffing_began():
    z = zaak("lopend", start=timezone.localdate() - timedelta(days=40))
    _opgeheven_en_hersteld(z.overeenkomst)
    termijn = van(z.lerende, "nieuwe_werkplek")
    assert (termijn.start, termijn.nietig_op) == (timezone.localdate(), timezone.localdate())
    bericht = Bericht.objects.get(soort="erkenning_hersteld")
    assert bericht.aan == z.begeleider
    assert "Je hoeft geen andere leerwerkplek te zoeken." in bericht.tekst


def test_a_won_appeal_leaves_a_search_for_another_reason():
    z = zaak("lopend", start=timezone.localdate() - timedelta(days=40))
    stopt = timezone.localdate() + timedelta(days=10)
    Overeenkomst.objects.update(einde_feitelijk=stopt)
    z.overeenkomst.refresh_from_db()
    _opgeheven_en_hersteld(z.overeenkomst)
    termijn = van(z.lerende, "nieuwe_werkplek")
    assert (termijn.is_open, termijn.start) == (True, stopt + timedelta(days=1))
    # Not everybody signed: the days since the first lesson day go on.
    w = wereld()
    rij = w.verstuurd()
    meld(feiten.ERKENNING_HERSTELD, erkenning=w.erkenning, op=timezone.localdate())
    assert van(rij.lerende, "nieuwe_werkplek").is_open


def test_a_renewal_that_goes_on_touches_nothing():
    w = wereld()
    w.verstuurd()
    ErkenningFactory(
        vestiging=w.erkenning.vestiging,
        opleiding=w.erkenning.opleiding,
        geldig_van=w.erkenning.geldig_tot + timedelta(days=1),
    )
    meld(feiten.ERKENNING_VERVALLEN, erkenning=w.erkenning, op=timezone.localdate())
    assert not Bericht.objects.filter(soort="erkenning_valt_weg").exists()


def test_a_mentor_who_leaves_is_told_to_the_school():
    w = wereld()
    w.verstuurd()
    vertrek(mentor=w.mentor, per=timezone.localdate(), waarnemer="An Claes", door=w.werkgever, op=timezone.now())
    assert Bericht.objects.get(soort="mentor_valt_weg").aan == w.begeleider


def test_the_terms_follow_to_the_account_of_the_mentor_and_to_the_new_region():
    z = zaak("lopend", start=timezone.localdate() - timedelta(days=20))
    rij, evaluatie = z.overeenkomst, z.overeenkomst.evaluaties.get()
    assert van(evaluatie, "evaluatie").persoon is None
    meld(
        LID_TOEGETREDEN,
        user=z.mentor,
        organisatie=rij.vestiging.onderneming.organisatie,
        rol="mentor",
        op=timezone.now(),
    )
    assert van(evaluatie, "evaluatie").persoon == z.mentor
    vorige, nieuw = rij.vestiging.regio, Regio.objects.exclude(pk=rij.vestiging.regio_id).order_by("pk")[0]
    rij.vestiging.regio = nieuw
    rij.vestiging.save()
    meld(
        VESTIGING_VERHUISD,
        vestiging=rij.vestiging,
        vorige_regio=vorige,
        sinds=timezone.localdate(),
        door=None,
        op=timezone.now(),
    )
    assert van(rij, "registratie").bij == nieuw.organisatie
