"""The main road of a request through the services: from concept to erkenning (rules.md §3)."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from educam_portal.accounts.fouten import Geweigerd
from educam_portal.meldingen.models import Bericht
from educam_portal.termijnen import services as termijnen
from educam_portal.workflow.diensten import tijdlijn
from erkenning.models import Brief, Erkenning
from erkenning.services import behandeling, beslissen, indienen
from erkenning.toestanden import Toestand
from mentoren.models import Aanduiding
from tests import fabrieken

from .dossiers import dossier, in_behandeling, klaar_om_te_beslissen

pytestmark = pytest.mark.django_db


def test_filing_gives_a_reference_a_consulent_and_a_due_date():
    d = dossier().vul_in().dien_in()
    vandaag = timezone.localdate()
    assert d.aanvraag.toestand == Toestand.INGEDIEND
    assert d.aanvraag.referentie == f"ERK-{vandaag.year}-00001"
    assert d.aanvraag.consulent == d.consulent
    assert d.aanvraag.vervalt_op == vandaag + timedelta(days=14)
    assert set(Bericht.objects.values_list("soort", flat=True)) >= {"aanvraag_ingediend", "nieuwe_aanvraag"}


def test_an_incomplete_aanvraag_is_refused_with_everything_that_is_missing():
    d = dossier()
    with pytest.raises(Geweigerd) as fout:
        indienen.indienen(aanvraag=d.aanvraag, door=d.werkgever, op=timezone.now(), engagementen=True)
    assert "mentor" in str(fout.value) and "activiteit" in str(fout.value)
    assert d.ververs().aanvraag.toestand == Toestand.CONCEPT


def test_the_clock_stands_still_while_a_question_is_open():
    d = in_behandeling()
    begin = timezone.now()
    d.vraag_aanvulling(op=begin + timedelta(days=2))
    assert d.aanvraag.vervalt_op is None
    behandeling.aanvullen(aanvraag=d.aanvraag, door=d.werkgever, op=begin + timedelta(days=7))
    assert d.ververs().aanvraag.vervalt_op == timezone.localdate(begin) + timedelta(days=14 + 5)
    assert d.aanvraag.toestand == Toestand.IN_BEHANDELING


def test_granting_makes_an_erkenning_a_designation_letters_and_terms():
    d = klaar_om_te_beslissen(opleidingen=2).beslis()
    assert d.aanvraag.toestand == Toestand.BESLIST
    erkenning = Erkenning.objects.order_by("pk")[0]
    assert Erkenning.objects.geldig().count() == 2
    assert erkenning.geldig_van == timezone.localdate()
    assert erkenning.geldig_tot > timezone.localdate() + timedelta(days=5 * 365 - 2)
    assert Aanduiding.objects.count() == 2
    assert sorted(Brief.objects.values_list("soort", flat=True)) == ["attest", "attest", "beslissing"]
    assert termijnen.van(d.aanvraag, "behandeling").voldaan_op == timezone.localdate()
    assert termijnen.van(d.mentoren[0], "mentoropleiding") is not None
    assert termijnen.van(erkenning, "geldigheid").vervalt_op == erkenning.geldig_tot


def test_a_refusal_waits_for_another_coordinator():
    d = klaar_om_te_beslissen().beslis(weiger="De uitrusting volstaat niet.")
    assert d.aanvraag.toestand == Toestand.TER_BEVESTIGING
    assert not Erkenning.objects.exists()
    coordinator = fabrieken.coordinator()
    beslissen.bevestigen(aanvraag=d.aanvraag, door=coordinator, op=timezone.now() + timedelta(days=1))
    d.ververs()
    assert d.aanvraag.toestand == Toestand.BESLIST
    assert d.aanvraag.beslist_op == timezone.localdate() + timedelta(days=1)
    assert termijnen.van(d.aanvraag, "beroep").vervalt_op == d.aanvraag.beslist_op + timedelta(days=10)


def test_granting_needs_a_report_conditions_and_an_accepted_mentor():
    d = in_behandeling()
    with pytest.raises(Geweigerd) as fout:
        d.beslis()
    assert ("bezoekverslag" in str(fout.value) and "niet beoordeeld" in str(fout.value)) or "nog niet" in str(
        fout.value
    )


def test_the_timeline_hides_internal_events_from_the_werkgever():
    d = in_behandeling()
    behandeling.notitie(aanvraag=d.aanvraag, door=d.consulent, op=timezone.now(), tekst="Even opvolgen.")
    assert "notitie" not in {g.actie for g in tijdlijn(d.aanvraag, voor=d.werkgever)}
    assert "notitie" in {g.actie for g in tijdlijn(d.aanvraag, voor=d.consulent)}


def test_an_erkenning_granted_on_leap_day_ends_on_the_28th():
    from educam_portal.parameters import Duur
    from erkenning.rules import geldigheid

    assert geldigheid(date(2028, 2, 29), Duur(5, "jaren")) == (date(2028, 2, 29), date(2033, 2, 28))
