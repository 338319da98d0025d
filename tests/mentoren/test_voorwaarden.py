"""Conditions of a mentor on the day of designation, at their exact limits (rules.md §4)."""

from datetime import date

import pytest

from educam_portal.parameters import Duur
from educam_portal.workflow.uitkomsten import Stand
from mentoren.voorwaarden import (
    Drempels,
    Gezien,
    aanwezigheid,
    beoordeel,
    ervaring,
    gedrag,
    leeftijd,
    opleiding,
    vraagt_regeling,
)

DREMPELS = Drempels(25, 23, Duur(5, "jaren"), Duur(1, "jaren"))
JA, NEE, OPEN = Stand.VOLDAAN, Stand.NIET_VOLDAAN, Stand.OPEN


@pytest.mark.parametrize(
    ("geboren", "op", "vrijgesteld", "stand"),
    [
        (date(2001, 11, 24), date(2026, 11, 23), False, NEE),
        (date(2001, 11, 24), date(2026, 11, 24), False, JA),
        (date(2003, 11, 24), date(2026, 11, 24), False, NEE),
        (date(2003, 11, 24), date(2026, 11, 23), True, NEE),
        (date(2003, 11, 24), date(2026, 11, 24), True, JA),
        # Born on leap day: 25 on the last day of February of a year without one.
        (date(2004, 2, 29), date(2029, 2, 27), False, NEE),
        (date(2004, 2, 29), date(2029, 2, 28), False, JA),
        (date(2004, 2, 29), date(2027, 2, 27), True, NEE),
        (date(2004, 2, 29), date(2027, 2, 28), True, JA),
    ],
)
def test_age_counts_on_the_birthday_itself(geboren, op, vrijgesteld, stand):
    assert leeftijd(geboren, op, DREMPELS, vrijgesteld=vrijgesteld).stand is stand


def test_too_young_says_from_when_it_would_be_right():
    uitkomst = leeftijd(date(2003, 5, 1), date(2026, 11, 24), DREMPELS, vrijgesteld=False)
    assert "01/05/2028" in uitkomst.beter and "23 jaar" in uitkomst.beter


@pytest.mark.parametrize(
    ("sinds", "op", "vrijgesteld", "stand"),
    [
        (date(2021, 11, 24), date(2026, 11, 23), False, NEE),
        (date(2021, 11, 24), date(2026, 11, 24), False, JA),
        (date(2024, 2, 29), date(2029, 2, 28), False, JA),
        (date(2024, 2, 29), date(2029, 2, 27), False, NEE),
        (date(2026, 1, 1), date(2026, 11, 24), True, JA),
        (None, date(2026, 11, 24), True, JA),
        (None, date(2026, 11, 24), False, OPEN),
    ],
)
def test_five_years_in_the_profession_or_waived(sinds, op, vrijgesteld, stand):
    assert ervaring(sinds, op, DREMPELS, vrijgesteld=vrijgesteld).stand is stand


@pytest.mark.parametrize(
    ("gezien", "stand"),
    [
        (Gezien(), OPEN),
        (Gezien("blanco", date(2025, 11, 24)), JA),
        (Gezien("blanco", date(2025, 11, 23)), NEE),
        (Gezien("vermelding", date(2026, 11, 1)), OPEN),
        (Gezien("vermelding", date(2026, 11, 1), "aanvaard"), JA),
        (Gezien("vermelding", date(2026, 11, 1), "niet_aanvaard"), NEE),
        (Gezien("vermelding", date(2025, 11, 23), "aanvaard"), NEE),
    ],
)
def test_the_extract_is_at_most_a_year_old_and_a_mention_is_judged(gezien, stand):
    assert gedrag(gezien, date(2026, 11, 24), DREMPELS).stand is stand


def test_an_extract_of_leap_day_lasts_until_the_28th():
    gezien = Gezien("blanco", date(2028, 2, 29))
    assert gedrag(gezien, date(2029, 2, 28), DREMPELS).stand is JA
    assert gedrag(gezien, date(2029, 3, 1), DREMPELS).stand is NEE


def test_why_an_extract_was_not_accepted_is_never_said():
    zinnen = gedrag(Gezien("vermelding", date(2026, 11, 1), "niet_aanvaard"), date(2026, 11, 24), DREMPELS)
    assert zinnen.zin == "Deze mentor kan niet worden aangeduid."
    assert "veroordel" not in zinnen.zin + zinnen.beter and "vermelding" not in zinnen.zin + zinnen.beter


@pytest.mark.parametrize(("verklaard", "stand"), [(True, JA), (False, NEE), (None, OPEN)])
def test_presence_is_declared(verklaard, stand):
    assert aanwezigheid(verklaard).stand is stand


def test_everything_is_judged_and_says_its_source():
    uitkomsten = beoordeel(
        geboren=date(1985, 6, 15),
        beroep_sinds=date(2008, 9, 1),
        voldoende_aanwezig=True,
        vrijgesteld=False,
        gezien=Gezien("blanco", date(2026, 11, 1)),
        aangeduid_op=date(2026, 11, 24),
        drempels=DREMPELS,
    )
    assert [u.code for u in uitkomsten] == ["leeftijd", "ervaring", "gedrag", "aanwezigheid"]
    assert all(u.voldaan and u.bron and not u.beter for u in uitkomsten)


@pytest.mark.parametrize(
    ("gevolgd", "uiterlijk", "stand"),
    [
        (date(2026, 3, 1), None, Stand.VOLDAAN),
        (None, None, Stand.OPEN),
        (None, date(2026, 11, 23), Stand.OPEN),
        (None, date(2026, 11, 22), Stand.NIET_VOLDAAN),
    ],
)
def test_the_training_may_come_until_its_last_day(gevolgd, uiterlijk, stand):
    assert opleiding(gevolgd, uiterlijk, date(2026, 11, 23)).stand == stand


@pytest.mark.parametrize(
    ("aantal", "geregeld", "vraagt"),
    [(1, None, False), (2, None, True), (2, date(2026, 3, 1), False), (2, date(2026, 2, 28), True)],
)
def test_several_vestigingen_ask_for_an_arrangement_since_the_last_designation(aantal, geregeld, vraagt):
    assert vraagt_regeling(aantal, date(2026, 3, 1), geregeld) == vraagt
