"""Planning, moving and cancelling a session, and who hears it (rules.md §4)."""

from dataclasses import replace
from datetime import date, time, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from icalendar import Calendar

from educam_portal.accounts.fouten import Geweigerd
from educam_portal.meldingen.models import Bericht
from educam_portal.organisaties.models import Gemeente
from mentoren.models import Inschrijving, Sessie, Sessiedag
from mentoren.rules import Dag
from mentoren.services import sessies
from tests import fabrieken

from .cursus import DAG, gemaild, mentor, planning, schrijf_in, vol, werkgever

pytestmark = pytest.mark.django_db


@pytest.fixture
def coordinator(db):
    return fabrieken.coordinator()


def wijzig(sessie: Sessie, door, **velden) -> Sessie:
    return sessies.wijzig(sessie=sessie, planning=planning(sessie, **velden), door=door, op=timezone.now())


def dagen(sessie: Sessie) -> list[Dag]:
    return [Dag(dag.datum, dag.van, dag.tot) for dag in sessie.dagen.all()]


# --- planning ------------------------------------------------------------------------------------------------------


def test_a_coordinator_plans_two_days(coordinator):
    gegevens = planning(gemeente=Gemeente.objects.get(naam="Lokeren"))
    sessie = sessies.plan(planning=gegevens, door=coordinator, op=timezone.now())
    assert dagen(sessie) == list(gegevens.dagen)
    assert [rij.pk for rij in Sessie.objects.komend(timezone.now())] == [sessie.pk]


def test_nobody_else_plans():
    for door in (fabrieken.consulent(fabrieken.regio("ovl")), fabrieken.beheerder(), werkgever(mentor())):
        with pytest.raises(Geweigerd, match="coördinator"):
            sessies.plan(planning=planning(), door=door, op=timezone.now())
        with pytest.raises(Geweigerd, match="mag je niet"):
            wijzig(fabrieken.SessieFactory(), door)


@pytest.mark.parametrize(
    ("een", "twee", "zin"),
    [
        ((30, 9, 17), (30, 9, 17), "Dag 2 komt na dag 1"),
        ((30, 9, 17), (29, 9, 17), "Dag 2 komt na dag 1"),
        ((30, 17, 9), (37, 9, 17), "Dag 1 eindigt voor ze begint"),
        ((30, 9, 17), (37, 9, 9), "Dag 2 eindigt voor ze begint"),
        ((-1, 9, 17), (37, 9, 17), "in de toekomst"),
    ],
)
def test_days_that_cannot_be_are_refused(coordinator, een, twee, zin):
    paar = tuple(Dag(timezone.localdate() + na * DAG, time(van), time(tot)) for na, van, tot in (een, twee))
    with pytest.raises(Geweigerd, match=zin):
        sessies.plan(planning=replace(planning(), dagen=paar), door=coordinator, op=timezone.now())
    assert not Sessie.objects.exists()


# --- changing ------------------------------------------------------------------------------------------------------


def test_another_day_is_an_update_of_the_same_event(coordinator):
    sessie = vol()
    vast = Inschrijving.objects.get()
    wacht = schrijf_in(sessie, mentor())
    nieuw = tuple(replace(dag, datum=dag.datum + 3 * DAG) for dag in dagen(sessie))
    wijzig(sessie, coordinator, dagen=nieuw)
    assert tuple(dagen(sessie)) == nieuw
    mail = Bericht.objects.get(soort="opleiding_verplaatst", adres=vast.mentor.email)
    kalender = Calendar.from_ical(mail.bijlagen[0]["inhoud"])
    event = kalender.walk("VEVENT")[0]
    assert (str(kalender["method"]), int(event["sequence"])) == ("REQUEST", 1)
    assert event["uid"] == f"{vast.uid}@portaal-duaal-leren"
    assert event.decoded("dtstart").date() == nieuw[0].datum
    # Who waits reads it too, without an event.
    assert not Bericht.objects.get(soort="opleiding_verplaatst", adres=wacht.mentor.email).bijlagen


@pytest.mark.parametrize("stap", [7, -7])
def test_the_days_may_move_over_each_other(coordinator, stap):
    """The second day was a week after the first: each takes the other's date on the way."""
    sessie = fabrieken.SessieFactory()
    nieuw = tuple(replace(dag, datum=dag.datum + stap * DAG) for dag in dagen(sessie))
    wijzig(sessie, coordinator, dagen=nieuw)
    assert tuple(dagen(sessie)) == nieuw


def test_another_trainer_is_no_news(coordinator):
    sessie = vol()
    wijzig(sessie, coordinator, trainer="Joris Maes", programma="Meer rollenspel.")
    assert not gemaild("opleiding_verplaatst")
    assert Sessie.objects.get().trainer == "Joris Maes"


def test_another_place_is(coordinator):
    vol()
    sessie = Sessie.objects.get()
    wijzig(sessie, coordinator, straat="Dorpsstraat")
    assert "Dorpsstraat" in Bericht.objects.filter(soort="opleiding_verplaatst").first().tekst


def test_more_places_move_the_list_up_at_once(coordinator):
    sessie = vol()
    wachtend = [schrijf_in(sessie, mentor()) for _ in range(3)]
    wijzig(sessie, coordinator, capaciteit=3)
    standen = [Inschrijving.objects.get(pk=rij.pk).toestand for rij in wachtend]
    assert standen == ["ingeschreven", "ingeschreven", "wachtlijst"]
    assert len(gemaild("opleiding_plaats_vrij")) == 4


def test_fewer_places_than_people_is_refused(coordinator):
    sessie = fabrieken.SessieFactory(capaciteit=3)
    for _ in range(2):
        schrijf_in(sessie, mentor())
    with pytest.raises(Geweigerd, match="Er zijn al 2 mensen ingeschreven"):
        wijzig(sessie, coordinator, capaciteit=1)
    assert wijzig(sessie, coordinator, capaciteit=2).capaciteit == 2


def test_a_day_that_is_over_stays_but_the_second_may_move(coordinator):
    sessie = fabrieken.SessieFactory(over=-2)
    een, twee = dagen(sessie)
    with pytest.raises(Geweigerd, match="Dag 1 is al begonnen"):
        wijzig(sessie, coordinator, dagen=(replace(een, datum=een.datum - DAG), twee))
    with pytest.raises(Geweigerd, match="in de toekomst"):
        wijzig(sessie, coordinator, dagen=(een, replace(twee, datum=timezone.localdate() - DAG)))
    wijzig(sessie, coordinator, dagen=(een, replace(twee, datum=twee.datum + DAG)))
    assert dagen(sessie)[1].datum == twee.datum + DAG


# --- cancelling ----------------------------------------------------------------------------------------------------


def test_a_cancelled_session_tells_everybody_why_and_where_there_are_seats(coordinator):
    sessie = vol()
    vast = Inschrijving.objects.get()
    wacht = schrijf_in(sessie, mentor())
    ander = fabrieken.SessieFactory(over=50, postcode="8500")
    sessies.annuleer(sessie=sessie, reden="De trainer is ziek.", door=coordinator, op=timezone.now())
    assert {rij.toestand for rij in Inschrijving.objects.all()} == {"geannuleerd"}
    mail = Bericht.objects.get(soort="opleiding_gaat_niet_door", adres=vast.mentor.email)
    assert "De trainer is ziek." in mail.tekst and str(ander.gemeente) in mail.tekst
    kalender = Calendar.from_ical(mail.bijlagen[0]["inhoud"])
    assert str(kalender["method"]) == "CANCEL"
    assert not Bericht.objects.get(soort="opleiding_gaat_niet_door", adres=wacht.mentor.email).bijlagen
    # Nobody moves up into a session that does not take place.
    assert not gemaild("opleiding_plaats_vrij")
    # And everybody is free for the other one.
    assert schrijf_in(ander, vast.mentor).toestand == "ingeschreven"


def test_cancelling_needs_a_reason_and_happens_once(coordinator):
    sessie = fabrieken.SessieFactory()
    with pytest.raises(Geweigerd, match="Schrijf waarom"):
        sessies.annuleer(sessie=sessie, reden="  ", door=coordinator, op=timezone.now())
    sessies.annuleer(sessie=sessie, reden="Te weinig mensen.", door=coordinator, op=timezone.now())
    with pytest.raises(Geweigerd, match="kan niet meer"):
        sessies.annuleer(sessie=sessie, reden="Nog eens.", door=coordinator, op=timezone.now())


# --- what a row can state, the database holds ----------------------------------------------------------------------


@pytest.mark.parametrize(
    "velden", [{"capaciteit": 0}, {"capaciteit": 101}, {"toestand": "geannuleerd"}, {"reden": "Zomaar."}]
)
def test_constraints_of_a_session(velden):
    with pytest.raises(IntegrityError), transaction.atomic():
        fabrieken.SessieFactory(**velden)


@pytest.mark.parametrize(
    "velden",
    [
        {"nummer": 3, "datum": date(2030, 1, 3)},
        {"nummer": 1, "datum": date(2030, 1, 3)},
        {"nummer": 2, "datum": date(2030, 1, 3), "van": time(9), "tot": time(9)},
    ],
)
def test_constraints_of_a_day(velden):
    sessie = fabrieken.SessieFactory()
    sessie.dagen.filter(nummer=2).delete()
    with pytest.raises(IntegrityError), transaction.atomic():
        Sessiedag.objects.create(sessie=sessie, **{"van": time(9), "tot": time(17), **velden})


def test_two_days_never_fall_together():
    sessie = fabrieken.SessieFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        sessie.dagen.filter(nummer=2).update(datum=sessie.dag1.datum)


def test_coming_sessions_each_once_soonest_first_until_the_hour_they_start():
    laat, vroeg = fabrieken.SessieFactory(over=9), fabrieken.SessieFactory(over=2)
    fabrieken.SessieFactory(over=1, toestand="geannuleerd", reden="Ziek.")
    fabrieken.SessieFactory(over=-1)
    for _ in range(2):
        fabrieken.InschrijvingFactory(sessie=vroeg)
    fabrieken.InschrijvingFactory(sessie=vroeg, toestand="wachtlijst", plaats_op_wachtlijst=1)
    fabrieken.InschrijvingFactory(sessie=vroeg, toestand="geannuleerd", geannuleerd_op=timezone.now())
    rijen = list(Sessie.objects.komend(timezone.now()).met_bezetting())
    assert rijen == [vroeg, laat]
    assert (rijen[0].bezet, rijen[0].wachtend, rijen[0].vrij) == (2, 1, 10)
    assert list(Sessie.objects.komend(vroeg.dag1.begint_op - timedelta(seconds=1))) == [vroeg, laat]
    assert list(Sessie.objects.komend(vroeg.dag1.begint_op)) == [laat]
