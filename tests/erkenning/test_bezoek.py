"""The plaatsbezoek: slots, the clock, the calendar invitation, overlaps (rules.md §3.2)."""

from datetime import timedelta

import pytest
from django.utils import timezone
from icalendar import Calendar

from educam_portal.accounts.fouten import Geweigerd
from educam_portal.meldingen.models import Bericht
from educam_portal.parameters import Duur, duur
from educam_portal.parameters.models import Parameter
from educam_portal.termijnen import services as termijnen
from educam_portal.workflow.diensten import tijdlijn
from erkenning.models import Bezoek
from erkenning.services import afsluiten, beslissen, bezoek
from erkenning.services import verslag as verslagen
from tests import fabrieken

from .acties import gepland, over
from .dossiers import Dossier, dossier, in_behandeling, klaar_om_te_beslissen

pytestmark = pytest.mark.django_db
DAG = timedelta(days=1)


def voorstel(d: Dossier, *momenten, op=None) -> Bezoek:
    return bezoek.bezoek_voorstellen(aanvraag=d.aanvraag, momenten=momenten, door=d.consulent, op=op or timezone.now())


def leg_vast(d: Dossier, begint_op, minuten: int = 60, op=None) -> Bezoek:
    return bezoek.bezoek_vastleggen(
        aanvraag=d.aanvraag, begint_op=begint_op, door=d.consulent, op=op or timezone.now(), duur=minuten
    )


def kies(d: Dossier, b: Bezoek, nummer: int, op=None) -> Bezoek:
    moment = b.momenten.order_by("begint_op")[nummer]
    return bezoek.bezoek_kiezen(aanvraag=d.aanvraag, moment=moment, door=d.werkgever, op=op or timezone.now())


def verplaats(d: Dossier, b: Bezoek, begint_op, *, op_vraag: bool) -> Bezoek:
    return bezoek.bezoek_verplaatsen(
        aanvraag=d.aanvraag,
        bezoek=b,
        begint_op=begint_op,
        op_vraag_werkgever=op_vraag,
        door=d.consulent,
        op=timezone.now(),
    )


def vervalt_na(d: Dossier) -> int:
    """Days from filing to the due date as it stands; on the dossier and in the term alike."""
    d.ververs()
    assert termijnen.van(d.aanvraag, "behandeling").vervalt_op == d.aanvraag.vervalt_op
    return (d.aanvraag.vervalt_op - timezone.localdate(d.aanvraag.ingediend_op)).days


# --- slots ---------------------------------------------------------------------------------------------------------


def test_at_least_one_slot_lies_within_the_term():
    d = in_behandeling()
    with pytest.raises(Geweigerd, match="niet later valt"):
        voorstel(d, over(15), over(16))
    assert voorstel(d, over(14), over(16)).momenten.count() == 2


@pytest.mark.parametrize("momenten", [[], [-1, 3]])
def test_slots_lie_in_the_future(momenten):
    with pytest.raises(Geweigerd, match="moment"):
        voorstel(in_behandeling(), *(over(dag) for dag in momenten))


def test_the_first_slot_costs_no_time():
    d = in_behandeling()
    b = kies(d, voorstel(d, over(4), over(9)), 0)
    assert b.toestand == Bezoek.Toestand.VASTGELEGD and b.begint_op == over(4)
    assert vervalt_na(d) == 14
    assert termijnen.van(b, "bezoek_bevestigen").voldaan_op


def test_a_later_slot_pauses_the_term_from_the_first_slot_to_the_chosen_day():
    d = in_behandeling()
    kies(d, voorstel(d, over(4), over(9)), 1)
    assert vervalt_na(d) == 14 + 5


def test_another_hour_of_the_same_day_pauses_nothing():
    d = in_behandeling()
    kies(d, voorstel(d, over(4, 9), over(4, 16)), 1)
    assert vervalt_na(d) == 14


def test_a_slot_is_chosen_once():
    d = in_behandeling()
    b = voorstel(d, over(4), over(9))
    kies(d, b, 0)
    with pytest.raises(Geweigerd, match="niet meer open"):
        kies(d, b, 1)
    assert vervalt_na(d) == 14


def test_a_slot_in_the_past_cannot_be_chosen():
    d = in_behandeling()
    b = voorstel(d, over(4), over(9))
    with pytest.raises(Geweigerd, match="al voorbij"):
        kies(d, b, 0, op=over(5))


def test_nobody_chooses_a_slot_of_another_dossier():
    d, ander = in_behandeling(), in_behandeling()
    b = voorstel(ander, over(4))
    with pytest.raises(Geweigerd, match="niet meer open"):
        bezoek.bezoek_kiezen(aanvraag=d.aanvraag, moment=b.momenten.get(), door=d.werkgever, op=timezone.now())


def test_a_call_overtakes_the_slots_on_offer():
    d = in_behandeling()
    oud = voorstel(d, over(4))
    nieuw = leg_vast(d, over(5))
    oud.refresh_from_db()
    assert (oud.toestand, nieuw.toestand) == ("geannuleerd", "vastgelegd")
    assert not termijnen.van(oud, "bezoek_bevestigen").is_open


def test_one_visit_at_a_time_for_a_dossier():
    d = in_behandeling()
    leg_vast(d, over(5))
    with pytest.raises(Geweigerd, match="al een bezoek open"):
        leg_vast(d, over(6))
    with pytest.raises(Geweigerd, match="al een bezoek open"):
        voorstel(d, over(6))


# --- moving --------------------------------------------------------------------------------------------------------


def test_moved_later_on_request_of_the_werkgever_the_term_pauses():
    d = in_behandeling()
    verplaats(d, leg_vast(d, over(5)), over(12), op_vraag=True)
    assert vervalt_na(d) == 14 + 7


@pytest.mark.parametrize(("dag", "op_vraag"), [(12, False), (3, True)])
def test_moved_by_us_or_forward_it_does_not(dag, op_vraag):
    d = in_behandeling()
    verplaats(d, leg_vast(d, over(5)), over(dag), op_vraag=op_vraag)
    assert vervalt_na(d) == 14


def test_pauses_for_a_slot_a_move_and_a_question_are_united():
    d = in_behandeling()
    b = kies(d, voorstel(d, over(4), over(6)), 1)  # 4 → 6
    b = verplaats(d, b, over(10), op_vraag=True)  # 6 → 10
    d.vraag_aanvulling(op=timezone.now() + 8 * DAG)  # 8 → 11
    from erkenning.services import behandeling

    behandeling.aanvullen(aanvraag=d.aanvraag, door=d.werkgever, op=timezone.now() + 11 * DAG)
    assert vervalt_na(d) == 14 + 7


def test_a_pause_that_starts_after_the_due_date_changes_nothing():
    d = in_behandeling()
    verplaats(d, leg_vast(d, over(20)), over(30), op_vraag=True)
    assert vervalt_na(d) == 14


def test_a_closing_pauses_from_the_report_to_the_reopening():
    d = in_behandeling()
    bezoek.sluiting_melden(aanvraag=d.aanvraag, tot=timezone.localdate() + 9 * DAG, door=d.werkgever, op=timezone.now())
    assert vervalt_na(d) == 14 + 10


def test_after_a_closing_the_pause_lasts_to_the_day_chosen():
    d = in_behandeling()
    b = voorstel(d, over(2))
    bezoek.sluiting_melden(aanvraag=d.aanvraag, tot=timezone.localdate() + 9 * DAG, door=d.werkgever, op=timezone.now())
    b.refresh_from_db()
    assert b.toestand == "geannuleerd"
    leg_vast(d, over(12))
    assert vervalt_na(d) == 14 + 12


@pytest.mark.parametrize("dagen", [-1, 93])
def test_a_closing_ends_in_the_coming_three_months(dagen):
    d = in_behandeling()
    with pytest.raises(Geweigerd):
        bezoek.sluiting_melden(
            aanvraag=d.aanvraag, tot=timezone.localdate() + dagen * DAG, door=d.werkgever, op=timezone.now()
        )


def test_how_long_a_closing_lasts_at_most_is_a_parameter():
    d = in_behandeling()
    assert duur("sluiting_max", timezone.localdate()) == Duur(3, "maanden")
    Parameter.objects.create(
        naam="sluiting_max",
        geldig_vanaf=timezone.localdate(),
        waarde={"aantal": 10, "eenheid": "dagen"},
        bron="Beslissing van EDUCAM",
    )
    wie = {"aanvraag": d.aanvraag, "door": d.werkgever, "op": timezone.now()}
    with pytest.raises(Geweigerd, match="meer dan 10 dagen"):
        bezoek.sluiting_melden(tot=timezone.localdate() + 11 * DAG, **wie)
    bezoek.sluiting_melden(tot=timezone.localdate() + 10 * DAG, **wie)
    assert vervalt_na(d) == 14 + 11


# --- the calendar --------------------------------------------------------------------------------------------------


def uitnodigingen(soort: str) -> list[tuple]:
    """(method, uid, sequence, status, invited) of every attachment of this kind of message, once."""
    gezien = set()
    for bericht in Bericht.objects.filter(soort=soort):
        (bijlage,) = bericht.bijlagen
        kalender = Calendar.from_ical(bijlage["inhoud"])
        (event,) = kalender.walk("VEVENT")
        genodigd = event["attendee"] if isinstance(event["attendee"], list) else [event["attendee"]]
        gezien.add(
            (
                str(kalender["method"]),
                str(event["uid"]),
                int(event["sequence"]),
                str(event["status"]),
                frozenset(str(a).removeprefix("mailto:") for a in genodigd),
            )
        )
        assert f"method={kalender['method']}" in bijlage["mime"]
    return sorted(gezien)


def test_the_invitation_is_one_event_for_its_whole_life():
    d = in_behandeling()
    b = leg_vast(d, over(5))
    verplaats(d, b, over(6), op_vraag=False)
    bezoek.bezoek_annuleren(aanvraag=d.aanvraag, bezoek=b, reden="Ziek.", door=d.consulent, op=timezone.now())
    iedereen = frozenset({d.werkgever.email, d.consulent.email})
    (vast,), (verplaatst,), (weg,) = (
        uitnodigingen(f"bezoek_{soort}") for soort in ("vastgelegd", "verplaatst", "geannuleerd")
    )
    assert vast == ("REQUEST", vast[1], 0, "CONFIRMED", iedereen)
    assert verplaatst == ("REQUEST", vast[1], 1, "CONFIRMED", iedereen)
    assert weg == ("CANCEL", vast[1], 2, "CANCELLED", iedereen)
    assert str(b.uid) in vast[1]


def test_an_offer_that_falls_away_sends_no_cancel():
    d = in_behandeling()
    b = voorstel(d, over(4))
    bezoek.bezoek_annuleren(aanvraag=d.aanvraag, bezoek=b, reden="Toch bellen.", door=d.consulent, op=timezone.now())
    assert not uitnodigingen("bezoek_geannuleerd")
    assert termijnen.van(b, "bezoek_bevestigen").nietig_op


def test_withdrawing_cancels_the_visit():
    d = in_behandeling()
    b = leg_vast(d, over(5))
    afsluiten.intrekken(aanvraag=d.aanvraag, door=d.werkgever, op=timezone.now())
    b.refresh_from_db()
    assert b.toestand == "geannuleerd" and uitnodigingen("bezoek_geannuleerd")[0][0] == "CANCEL"


def test_a_visit_that_serves_another_aanvraag_too_goes_on_without_the_withdrawn_one():
    d = in_behandeling()
    b = leg_vast(d, over(5))
    ander = dossier(vestiging=d.aanvraag.vestiging).vul_in().dien_in()
    b.aanvragen.add(ander.aanvraag)
    afsluiten.intrekken(aanvraag=d.aanvraag, door=d.werkgever, op=timezone.now())
    b.refresh_from_db()
    assert b.toestand == "vastgelegd" and list(b.aanvragen.all()) == [ander.aanvraag]


@pytest.mark.parametrize(
    ("uur", "duur", "vrij"), [(10, 60, False), (9, 90, False), (11, 30, False), (9, 60, True), (12, 30, True)]
)
def test_visits_of_one_consulent_do_not_overlap(uur, duur, vrij):
    d, ander = in_behandeling(), in_behandeling()
    gepland(ander, over(5, 10), duur=120)
    Bezoek.objects.update(consulent=d.consulent)
    if vrij:
        assert leg_vast(d, over(5, uur), duur).pk
    else:
        with pytest.raises(Geweigerd, match=r"al een bezoek in de agenda om 10\.00 uur"):
            leg_vast(d, over(5, uur), duur)


def test_the_agenda_of_a_colleague_is_another_agenda():
    d, ander = in_behandeling(), in_behandeling()
    gepland(ander, over(5, 10))
    assert leg_vast(d, over(5, 10)).pk


# --- afterwards ----------------------------------------------------------------------------------------------------


def test_a_visit_is_done_only_once_its_day_has_come():
    d = in_behandeling()
    b = leg_vast(d, over(5))
    with pytest.raises(Geweigerd, match="moet nog gebeuren"):
        bezoek.bezoek_uitvoeren(aanvraag=d.aanvraag, bezoek=b, door=d.consulent, op=timezone.now())
    bezoek.bezoek_uitvoeren(aanvraag=d.aanvraag, bezoek=b, door=d.consulent, op=over(5, 8))
    with pytest.raises(Geweigerd, match="niet meer gepland"):
        verplaats(d, b, over(9), op_vraag=True)


def test_a_visit_that_fell_through_is_recorded_with_its_reason():
    d = in_behandeling()
    b = leg_vast(d, over(1))
    with pytest.raises(Geweigerd, match="waarom"):
        bezoek.bezoek_annuleren(aanvraag=d.aanvraag, bezoek=b, reden=" ", door=d.consulent, op=over(2))
    bezoek.bezoek_annuleren(aanvraag=d.aanvraag, bezoek=b, reden="Niemand thuis.", door=d.consulent, op=over(2))
    assert tijdlijn(d.aanvraag, voor=d.werkgever).get(actie="bezoek_annuleren").tekst == "Niemand thuis."


def test_a_visit_while_a_question_is_open_may_be_planned():
    d = in_behandeling().vraag_aanvulling()
    assert leg_vast(d, over(5)).pk


def test_a_report_is_about_a_visit_that_was():
    d = in_behandeling()
    leg_vast(d, over(5))
    verslagen.verslag_bewaren(
        aanvraag=d.aanvraag,
        door=d.consulent,
        op=timezone.now(),
        velden={"tekst": "Mooi."},
        bevindingen={rij.pk: ("ok", "") for lijn in d.aanvraag.lijnen.all() for rij in lijn.activiteiten.all()},
        oordelen={},
    )
    with pytest.raises(Geweigerd, match="Leg eerst het bezoek vast"):
        verslagen.verslag_indienen(aanvraag=d.aanvraag, door=d.consulent, op=timezone.now())
    # On its day the report may come before the hour: the consulent was early.
    assert verslagen.verslag_indienen(aanvraag=d.aanvraag, door=d.consulent, op=over(5, 8)).bezoek


@pytest.mark.parametrize(
    ("velden", "bevinding", "zin"), [({"tekst": " "}, "ok", "Schrijf kort"), ({"tekst": "Ja."}, "", "elke activiteit")]
)
def test_a_report_is_filed_whole(velden, bevinding, zin):
    d = in_behandeling()
    gepland(d, timezone.now() - DAG)
    verslagen.verslag_bewaren(
        aanvraag=d.aanvraag,
        door=d.consulent,
        op=timezone.now(),
        velden=velden,
        bevindingen={rij.pk: (bevinding, "") for lijn in d.aanvraag.lijnen.all() for rij in lijn.activiteiten.all()},
        oordelen={},
    )
    with pytest.raises(Geweigerd, match=zin):
        verslagen.verslag_indienen(aanvraag=d.aanvraag, door=d.consulent, op=timezone.now())


def test_without_a_visit_a_reason_stands_in_its_place():
    d = klaar_om_te_beslissen()
    d.aanvraag.verslag.delete()
    with pytest.raises(Geweigerd, match="bezoekverslag"):
        d.beslis()
    with pytest.raises(Geweigerd, match="waarom een bezoek niet nodig"):
        bezoek.geen_bezoek_nodig(aanvraag=d.aanvraag, reden=" ", door=d.consulent, op=timezone.now())
    bezoek.geen_bezoek_nodig(aanvraag=d.aanvraag, reden="Vorige week.", door=d.consulent, op=timezone.now())
    d.ververs()
    beslissen.beslissen(aanvraag=d.aanvraag, door=d.consulent, op=timezone.now(), besluiten=d.besluiten())


def test_a_slot_nobody_answered_is_not_mailed_about_again():
    from educam_portal.termijnen.register import soort_termijn

    d = in_behandeling()
    fabrieken.werkgever(d.aanvraag.onderneming)
    termijn = termijnen.van(voorstel(d, over(4)), "bezoek_bevestigen")
    soort = soort_termijn("bezoek_bevestigen")
    assert len(list(soort.ontvangers(termijn, "-2d"))) == 2
    assert not list(soort.ontvangers(termijn, "+1d"))
