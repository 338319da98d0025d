"""Questions to the werkgever: open parts, werkpunten, answered by phone, silence (rules.md §3.2)."""

from datetime import timedelta

import pytest
from django.utils import timezone

from educam_portal.accounts.fouten import Geweigerd
from educam_portal.termijnen import services as termijnen
from educam_portal.termijnen.models import Herinnering
from erkenning.models import Aanvulling
from erkenning.services import afsluiten, behandeling, concept
from erkenning.services.concept import open_stappen
from erkenning.toestanden import Toestand
from erkenning.volledigheid import Stap

from .acties import herinnerd, in_toestand
from .dossiers import in_behandeling, klaar_om_te_beslissen

pytestmark = pytest.mark.django_db
DAG = timedelta(days=1)


def werkpunten(d, dagen: int) -> Aanvulling:
    return behandeling.werkpunten_opleggen(
        aanvraag=d.aanvraag,
        door=d.consulent,
        op=timezone.now(),
        onderdelen=["activiteiten"],
        vraag="Voorzie een tweede brug.",
        uiterlijk=timezone.localdate() + dagen * DAG,
    )


@pytest.mark.parametrize("dagen", [1, 60])
def test_werkpunten_are_due_on_the_date_agreed(dagen):
    d = klaar_om_te_beslissen()
    aanvulling = werkpunten(d, dagen)
    assert aanvulling.soort == Aanvulling.Soort.WERKPUNTEN
    assert termijnen.van(aanvulling, "aanvulling").vervalt_op == timezone.localdate() + dagen * DAG
    assert d.ververs().aanvraag.toestand == Toestand.AANVULLING_GEVRAAGD


@pytest.mark.parametrize("dagen", [-1, 0, 61])
def test_werkpunten_beyond_sixty_days_or_in_the_past_are_refused(dagen):
    d = klaar_om_te_beslissen()
    with pytest.raises(Geweigerd, match="Kies een datum tussen"):
        werkpunten(d, dagen)
    assert d.ververs().aanvraag.toestand == Toestand.IN_BEHANDELING


def test_werkpunten_come_after_the_report():
    with pytest.raises(Geweigerd, match="bezoekverslag"):
        werkpunten(in_behandeling(), 10)


def test_a_question_opens_only_the_parts_asked_for():
    d = in_behandeling().vraag_aanvulling()
    assert open_stappen(d.aanvraag) == {Stap.DOCUMENTEN}
    with pytest.raises(Geweigerd, match="staat nu niet open"):
        concept.bewaar_voorwaarden(
            aanvraag=d.aanvraag, antwoorden={"draagkracht_ok": False}, door=d.werkgever, op=timezone.now()
        )


@pytest.mark.parametrize(("onderdelen", "vraag"), [([], "Wat?"), (["documenten"], "  ")])
def test_a_question_names_parts_and_says_what_is_missing(onderdelen, vraag):
    d = in_behandeling()
    with pytest.raises(Geweigerd, match="Vink aan"):
        behandeling.aanvulling_vragen(
            aanvraag=d.aanvraag, door=d.consulent, op=timezone.now(), onderdelen=onderdelen, vraag=vraag
        )


def test_answered_by_phone_the_parts_close_and_the_clock_goes_on():
    d = in_behandeling()
    begin = timezone.now()
    d.vraag_aanvulling(op=begin + DAG)
    behandeling.vraag_intrekken(aanvraag=d.aanvraag, door=d.consulent, op=begin + 4 * DAG, reden="Gebeld.")
    d.ververs()
    assert d.aanvraag.toestand == Toestand.IN_BEHANDELING
    assert d.aanvraag.vervalt_op == timezone.localdate(begin) + (14 + 3) * DAG
    assert open_stappen(d.aanvraag) == set()
    assert d.aanvraag.aanvullingen.get().afloop == Aanvulling.Afloop.INGETROKKEN


def test_two_questions_after_each_other_each_pause_the_clock():
    d = in_behandeling()
    begin = timezone.now()
    for eerste in (1, 6):
        d.vraag_aanvulling(op=begin + eerste * DAG)
        behandeling.aanvullen(aanvraag=d.aanvraag, door=d.werkgever, op=begin + (eerste + 2) * DAG)
    assert d.ververs().aanvraag.vervalt_op == timezone.localdate(begin) + (14 + 4) * DAG


def test_a_mentor_brought_with_the_answer_is_designated_that_day():
    d = in_behandeling()
    begin = timezone.now()
    behandeling.aanvulling_vragen(
        aanvraag=d.aanvraag, door=d.consulent, op=begin, onderdelen=["mentoren"], vraag="Nog een mentor graag."
    )
    nieuw = concept.bewaar_mentor(
        aanvraag=d.aanvraag,
        persoon={"voornaam": "Joke", "naam": "Wouters", "geboortedatum": "1980-01-01"},
        gegevens={"beroep_sinds": "2000-01-01", "voldoende_aanwezig": True},
        door=d.werkgever,
        op=begin + DAG,
    )
    behandeling.aanvullen(aanvraag=d.aanvraag, door=d.werkgever, op=begin + 3 * DAG)
    dagen = {v.mentor: v.voorgesteld_op for v in d.aanvraag.lijnen.get().mentoren.all()}
    assert dagen == {d.mentoren[0]: timezone.localdate(begin), nieuw: timezone.localdate(begin) + 3 * DAG}


# --- silence -------------------------------------------------------------------------------------------------------


def stil(d, na_dagen: int):
    return afsluiten.zonder_gevolg_stellen(
        aanvraag=d.aanvraag, door=d.consulent, op=timezone.now() + na_dagen * DAG, reden="Geen antwoord."
    )


def test_silence_counts_only_after_the_last_day():
    d = in_toestand(Toestand.AANVULLING_GEVRAAGD)
    herinnerd(d)
    with pytest.raises(Geweigerd, match="nog tot en met"):
        stil(d, 14)
    stil(d, 15)
    d.ververs()
    assert d.aanvraag.toestand == Toestand.ZONDER_GEVOLG
    assert d.aanvraag.aanvullingen.get().afloop == Aanvulling.Afloop.STILTE
    assert set(d.aanvraag.lijnen.values_list("toestand", "open")) == {("vervallen", False)}


def test_silence_counts_only_after_a_reminder():
    d = in_toestand(Toestand.AANVULLING_GEVRAAGD)
    with pytest.raises(Geweigerd, match="nog geen herinnering"):
        stil(d, 15)


def test_what_went_to_the_consulent_after_the_term_is_no_reminder():
    d = in_toestand(Toestand.AANVULLING_GEVRAAGD)
    herinnerd(d)
    Herinnering.objects.update(moment="+1d", ontvanger=d.consulent.email)
    with pytest.raises(Geweigerd, match="nog geen herinnering"):
        stil(d, 15)


def test_an_extension_gives_the_werkgever_more_time():
    d = in_toestand(Toestand.AANVULLING_GEVRAAGD)
    herinnerd(d)
    termijnen.verleng(
        termijnen.van(d.aanvraag.aanvullingen.get(), "aanvulling"),
        door=d.consulent,
        tot=timezone.localdate() + 20 * DAG,
        reden="Vakantie.",
        op=timezone.localdate(),
    )
    with pytest.raises(Geweigerd, match="nog tot en met"):
        stil(d, 20)
    stil(d, 21)


def test_a_new_aanvraag_can_be_copied_from_a_silent_one():
    d = in_toestand(Toestand.ZONDER_GEVOLG)
    kopie = concept.kopieer(aanvraag=d.aanvraag, vestiging=d.aanvraag.vestiging, door=d.werkgever, op=timezone.now())
    assert kopie.kopie_van == d.aanvraag and kopie.lijnen.count() == 2
    d.aanvraag = kopie
    assert d.dien_in().aanvraag.toestand == Toestand.INGEDIEND
