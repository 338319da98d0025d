"""The year of a lerende, the 20th opleidingsdag, schooljaren and ages (rules.md §5, §7; facts.md §3.5)."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from overeenkomsten.rules import (
    Rooster,
    eind_van_schooljaar,
    is_minderjarig,
    laatste_dag_secundair,
    leeftijd,
    schooljaar,
)
from overeenkomsten.rules.kalender import (
    Dagsoort,
    Uitzondering,
    Vakantie,
    dagen,
    is_opleidingsdag,
    met_schorsingen,
    opleidingsdag,
)

HERFST = Vakantie("Herfstvakantie", date(2026, 11, 2), date(2026, 11, 8))
ROOSTER = Rooster.van_json(
    {
        "weken": 1,
        "blokken": [
            {"week": 1, "dag": 1, "plek": "werkplek", "van": "08:00", "tot": "12:00"},
            {"week": 1, "dag": 1, "plek": "les", "van": "13:00", "tot": "16:00"},
            {"week": 1, "dag": 2, "plek": "werkplek", "van": "08:00", "tot": "16:00"},
            {"week": 1, "dag": 3, "plek": "les", "van": "08:00", "tot": "16:00"},
        ],
    }
)


def week(maandag, **meer):
    return {d.datum: d for d in dagen(ROOSTER, maandag, maandag + timedelta(days=6), **meer)}


def test_the_timetable_says_where_a_day_is_spent():
    assert [dag.soort for dag in week(date(2026, 10, 5)).values()] == ["beide", "garage", "school", *["vrij"] * 4]


def test_holidays_are_free_and_say_why():
    gevonden = week(date(2026, 11, 2), vakanties=[HERFST])
    assert {(dag.soort, dag.waarom, dag.blokken) for dag in gevonden.values()} == {("vrij", "Herfstvakantie", ())}
    wapenstilstand = week(date(2026, 11, 9))[date(2026, 11, 11)]
    assert (wapenstilstand.soort, wapenstilstand.waarom) == ("vrij", "Feestdag")


def test_an_exception_wins_over_a_holiday_and_keeps_the_hours_where_they_are_known():
    maandag, dinsdag = date(2026, 11, 2), date(2026, 11, 3)
    anders = {
        dinsdag: Uitzondering(Dagsoort.GARAGE, "Leerkans: open bedrijvendag"),
        maandag: Uitzondering(Dagsoort.SCHOOL, "Uitstap"),
    }
    gevonden = week(maandag, vakanties=[HERFST], uitzonderingen=anders)
    assert (gevonden[dinsdag].soort, gevonden[dinsdag].waarom) == ("garage", "Leerkans: open bedrijvendag")
    assert [f"{blok.van:%H:%M}" for blok in gevonden[dinsdag].blokken] == ["08:00"]
    assert (gevonden[maandag].soort, gevonden[maandag].blokken) == ("school", ())


def test_a_suspension_takes_away_the_workplace_and_nothing_else():
    maandag = date(2026, 10, 5)
    gevonden = list(met_schorsingen(week(maandag).values(), [(maandag, maandag + timedelta(days=3))]))
    assert [dag.soort for dag in gevonden] == ["school", "geschorst", "school", *["vrij"] * 4]
    assert [[blok.plek for blok in dag.blokken] for dag in gevonden[:3]] == [["les"], [], ["les"]]
    assert [dag.geschorst for dag in gevonden] == [True] * 4 + [False] * 3
    assert [dag.waarom for dag in gevonden[:3]] == ["niet op de werkplek", "niet op de werkplek", ""]


def test_the_twentieth_opleidingsdag_skips_weekends_holidays_and_public_holidays():
    # 12/10/2026 is a Monday: fifteen days in October, the holiday, then 9, 10, 12, 13 and 16 November (11 is a holiday).
    assert opleidingsdag(date(2026, 10, 12), 15, [HERFST]) == date(2026, 10, 30)
    assert opleidingsdag(date(2026, 10, 12), 20, [HERFST]) == date(2026, 11, 16)
    assert opleidingsdag(date(2026, 10, 10), 1, [HERFST]) == date(2026, 10, 12)
    with pytest.raises(ValueError, match="minstens één"):
        opleidingsdag(date(2026, 10, 12), 0, [])


@given(st.dates(date(2023, 1, 1), date(2028, 1, 1)), st.integers(1, 60))
@settings(max_examples=50)
def test_the_nth_opleidingsdag_is_one_and_has_n_up_to_it(sinds, aantal):
    dag = opleidingsdag(sinds, aantal, [HERFST])
    assert is_opleidingsdag(dag, [HERFST])
    teller = sum(is_opleidingsdag(sinds + timedelta(days=n), [HERFST]) for n in range((dag - sinds).days + 1))
    assert teller == aantal


def test_a_schooljaar_begins_on_1_september():
    assert (schooljaar(date(2026, 8, 31)), schooljaar(date(2026, 9, 1))) == (2025, 2026)
    assert eind_van_schooljaar(date(2026, 9, 1)) == date(2027, 8, 31)
    assert eind_van_schooljaar(date(2026, 8, 31)) == date(2026, 8, 31)


def test_age_on_a_date():
    geboren = date(2008, 2, 29)
    assert (leeftijd(geboren, date(2026, 2, 27)), leeftijd(geboren, date(2026, 2, 28))) == (17, 18)
    assert is_minderjarig(geboren, date(2026, 2, 27))
    assert not is_minderjarig(geboren, date(2026, 2, 28))
    with pytest.raises(ValueError, match="vóór de geboortedatum"):
        leeftijd(geboren, date(2008, 2, 28))


@pytest.mark.parametrize(
    ("geboren", "laatste"),
    [
        (date(2001, 8, 31), date(2026, 8, 31)),
        (date(2001, 9, 1), date(2027, 8, 31)),
        (date(2000, 2, 29), date(2025, 8, 31)),
    ],
)
def test_secondary_education_ends_with_the_schooljaar_of_the_25th_birthday(geboren, laatste):
    assert laatste_dag_secundair(geboren) == laatste
