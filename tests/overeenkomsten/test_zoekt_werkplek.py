"""Who has no overeenkomst on the first lesson day has 20 opleidingsdagen to find a workplace (rules.md §7)."""

from datetime import date, datetime, timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from educam_portal.termijnen.services import van
from overeenkomsten import deadlines
from overeenkomsten.rules.kalender import Vakantie, opleidingsdagen
from overeenkomsten.services.lerenden import wijzig_lerende

from .fabriek import Wereld, wereld

HERFST = [Vakantie("Herfstvakantie", date(2026, 11, 2), date(2026, 11, 8))]


@pytest.mark.parametrize(
    ("tot", "dagen"),
    [(date(2026, 10, 25), 0), (date(2026, 10, 26), 1), (date(2026, 10, 30), 5), (date(2026, 11, 8), 5),
     (date(2026, 11, 10), 7), (date(2026, 11, 11), 7), (date(2026, 11, 12), 8)],
)  # fmt: skip
def test_weekends_holidays_and_school_holidays_are_no_opleidingsdag(tot, dagen):
    assert opleidingsdagen(date(2026, 10, 26), tot, HERFST) == dagen


@pytest.fixture
def w(db, client):
    with time_machine.travel(datetime(2026, 9, 7, 9, tzinfo=timezone.get_current_timezone()), tick=False):
        w = wereld(plaatsen=9)
        client.force_login(w.begeleider)
        yield w


def _termijn(lerende):
    return van(lerende, deadlines.NIEUWE_WERKPLEK)


def _zoekdagen(client) -> dict[str, tuple[int, int] | None]:
    return {rij.lerende.naam: rij.zoekdag for rij in client.get("/school/").context["rijen"]}


def test_the_days_count_from_the_first_lesson_day_and_stand_on_the_board(client, w: Wereld):
    begonnen = w.lerende(1, lessen_vanaf=date(2026, 9, 1))
    later = w.lerende(2, lessen_vanaf=date(2026, 9, 14))
    assert (_termijn(begonnen).start, _termijn(begonnen).vervalt_op) == (date(2026, 9, 1), date(2026, 9, 28))
    assert _termijn(later).vervalt_op == date(2026, 10, 9)
    assert _zoekdagen(client) == {"Benali1": (5, 20), "Benali2": None}
    assert "dag 5 van 20 om een werkplek te vinden" in client.get("/school/").content.decode()
    with time_machine.travel(datetime(2026, 9, 30, 9, tzinfo=timezone.get_current_timezone())):
        client.force_login(w.begeleider)
        assert "langer dan 20 opleidingsdagen zonder" in client.get("/school/").content.decode()


def test_an_overeenkomst_that_everybody_signed_ends_it(client, w: Wereld):
    rij = w.verstuurd(w.lerende(1, lessen_vanaf=date(2026, 9, 1)))
    assert _zoekdagen(client) == {"Benali1": (5, 20)}
    deadlines.start_bij_ondertekening(rij, op=timezone.now())
    assert _termijn(rij.lerende).voldaan_op == date(2026, 9, 7)
    assert _zoekdagen(client) == {"Benali1": None}


def test_another_first_lesson_day_counts_anew(client, w: Wereld):
    lerende = w.lerende(1, lessen_vanaf=date(2026, 9, 1))
    velden = {
        "voornaam": "Noor", "naam": "Peeters", "geboortedatum": "15/06/2001", "klas": "6 OMA",
        "opleiding": w.erkenning.opleiding_id, "lessen_vanaf": "2026-09-07",
    }  # fmt: skip
    assert client.post(reverse("school:lerende", args=[lerende.pk]), velden).status_code == 302
    assert (_termijn(lerende).start, _termijn(lerende).vervalt_op) == (date(2026, 9, 7), date(2026, 10, 2))


def test_a_term_that_an_early_end_began_stays(w: Wereld):
    lerende = w.lerende(1, lessen_vanaf=date(2026, 9, 1))
    deadlines.van_school_weg(lerende, op=timezone.now())
    deadlines.zoekt_werkplek(lerende, sinds=date(2026, 9, 21), op=timezone.now())
    velden = {"lessen_vanaf": date(2026, 9, 2)}
    wijzig_lerende(lerende=lerende, velden=velden, insz="", vertegenwoordiger=None, door=w.begeleider)
    assert (_termijn(lerende).start, _termijn(lerende).nietig_op) == (date(2026, 9, 21), None)


def test_nobody_is_reminded_of_who_left(w: Wereld):
    lerende = w.lerende(1, lessen_vanaf=date(2026, 9, 1))
    lerende.weg_op = date(2026, 9, 4)
    lerende.save()
    lerende.lessen_vanaf = timezone.localdate() + timedelta(days=7)
    deadlines.zoekt_werkplek(lerende, sinds=lerende.lessen_vanaf, op=timezone.now())
    assert _termijn(lerende).start == date(2026, 9, 1), "no other term began"
