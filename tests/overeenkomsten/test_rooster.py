"""The uurrooster: what is read and refused, hours, the weekly average, and what the school is warned of (rules.md §5)."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from overeenkomsten.rules import Rooster
from overeenkomsten.rules.rooster import lesweken, weekgemiddelde
from overeenkomsten.rules.roosterkeuring import opmerkingen, past_bij_soort

HERFST = (date(2026, 11, 2), date(2026, 11, 8))


def blok(dag=1, van="08:00", tot="16:30", plek="werkplek", pauze=30, week=1):
    return {"week": week, "dag": dag, "plek": plek, "van": van, "tot": tot, "pauze": pauze}


def rooster(*blokken, weken=1):
    return Rooster.van_json({"weken": weken, "blokken": list(blokken)})


# Three days in the garage, two at school: 24 + 14 = 38 hours.
GEWOON = [*(blok(dag) for dag in (1, 2, 3)), *(blok(dag, "08:30", "16:30", "les", 60) for dag in (4, 5))]


def test_hours_per_place_without_breaks():
    gewoon = rooster(*GEWOON)
    assert (gewoon.uren_per_week("werkplek"), gewoon.uren_per_week("les")) == (Decimal(24), Decimal(14))
    assert gewoon.totaal_per_week == Decimal(38)
    assert gewoon.werkplekdagen(1) == 3


def test_nothing_filled_in_is_an_empty_timetable():
    assert Rooster.van_json({}) == Rooster()
    assert Rooster().totaal_per_week == 0


def test_json_there_and_back_in_order():
    assert rooster(*reversed(GEWOON)).naar_json() == {"weken": 1, "blokken": GEWOON}


@pytest.mark.parametrize(
    ("data", "zin"),
    [
        (None, "heeft weken en blokken"),
        ([], "heeft weken en blokken"),
        ({"extra": 1}, "kennen we niet in een uurrooster: extra"),
        ({"weken": 3}, "elke week of om de twee weken"),
        ({"weken": True}, "elke week of om de twee weken"),
        ({"blokken": {}}, "zijn een lijst"),
        ({"blokken": [blok(dag % 7 + 1) for dag in range(21)]}, "hoogstens 20 blokken"),
        ({"blokken": ["maandag"]}, "Elk blok heeft"),
        ({"blokken": [{"dag": 1}]}, "Elk blok heeft"),
        ({"blokken": [blok(week=2)]}, "een week die het uurrooster niet heeft"),
        ({"blokken": [blok(dag=8)]}, "1 (maandag) tot en met 7"),
        ({"blokken": [blok(dag="1")]}, "1 (maandag) tot en met 7"),
        ({"blokken": [blok(plek="thuis")]}, "op de werkplek of in de les"),
        ({"blokken": [blok(plek=["les"])]}, "op de werkplek of in de les"),
        ({"blokken": [blok(van="8:00")]}, "Schrijf een uur als 08:00"),
        ({"blokken": [blok(tot="24:00")]}, "Schrijf een uur als 08:00"),
        ({"blokken": [blok(van=None)]}, "Schrijf een uur als 08:00"),
        ({"blokken": [blok(van="16:30", tot="08:00")]}, "Op maandag eindigt een blok vóór het begint (16:30–08:00)"),
        ({"blokken": [blok(van="08:00", tot="08:00")]}, "eindigt een blok vóór het begint"),
        ({"blokken": [blok(pauze=-1)]}, "aantal minuten, 0 of meer"),
        ({"blokken": [blok(pauze=1.5)]}, "aantal minuten, 0 of meer"),
        ({"blokken": [blok(van="08:00", tot="08:30", pauze=30)]}, "pauze langer dan het blok zelf"),
        (
            {"blokken": [blok(2), blok(2, "16:00", "18:00", "les")]},
            "Op dinsdag overlappen twee blokken: 08:00–16:30 en 16:00–18:00",
        ),
    ],
)
def test_what_does_not_fit_is_named(data, zin):
    with pytest.raises(ValueError) as fout:
        Rooster.van_json(data)
    assert zin in str(fout.value)


def test_blocks_that_meet_do_not_overlap():
    assert rooster(blok(1, "08:00", "12:00", pauze=0), blok(1, "12:00", "16:00", "les", 0)).totaal_per_week == 8


def test_a_week_with_one_lesson_day_outside_the_holidays_counts_in_full():
    # Friday 30/10 to Monday 9/11/2026: the autumn holiday lies between.
    assert lesweken(date(2026, 10, 30), date(2026, 11, 9), [HERFST]) == [date(2026, 10, 26), date(2026, 11, 9)]
    # A holiday that leaves Friday free of it makes a lesson week; one that leaves only the weekend does not.
    assert lesweken(date(2026, 11, 2), date(2026, 11, 8), [(date(2026, 11, 2), date(2026, 11, 5))]) == [
        date(2026, 11, 2)
    ]
    assert lesweken(date(2026, 11, 2), date(2026, 11, 8), [(date(2026, 11, 2), date(2026, 11, 6))]) == []


def test_the_average_of_two_week_patterns_begins_with_week_one():
    om_de_week = rooster(*(blok(dag) for dag in (1, 2, 3, 4)), blok(1, week=2), weken=2)
    start = date(2026, 9, 2)
    # 32 and 8 hours: weeks 1, 2 and 1 again.
    assert weekgemiddelde(om_de_week, start, start, []) == Decimal(32)
    assert weekgemiddelde(om_de_week, start, start + timedelta(days=7), []) == Decimal(20)
    assert weekgemiddelde(om_de_week, start, start + timedelta(days=14), []) == Decimal(24)
    # The holiday takes the second week out: the third is still week 1.
    assert weekgemiddelde(om_de_week, start, start + timedelta(days=14), [(date(2026, 9, 7), date(2026, 9, 13))]) == 32


def test_without_a_lesson_week_there_is_no_average():
    assert weekgemiddelde(rooster(*GEWOON), date(2026, 11, 3), date(2026, 11, 5), [HERFST]) is None
    with pytest.raises(ValueError, match="laatste dag ligt vóór"):
        weekgemiddelde(rooster(), date(2026, 11, 3), date(2026, 11, 2), [])


@given(
    st.lists(st.tuples(st.integers(1, 5), st.integers(1, 10)), max_size=5, unique_by=lambda b: b[0]),
    st.dates(date(2022, 9, 1), date(2028, 8, 31)),
    st.integers(0, 700),
)
@settings(max_examples=50)
def test_a_pattern_of_one_week_averages_its_own_hours(dagen, start, duur):
    wekelijks = rooster(*(blok(dag, "08:00", f"{8 + uren:02}:00", pauze=0) for dag, uren in dagen))
    einde = start + timedelta(days=duur)
    assert weekgemiddelde(wekelijks, start, einde, []) == sum(uren for _, uren in dagen)
    assert Rooster.van_json(wekelijks.naar_json()) == wekelijks


@pytest.mark.parametrize(
    ("gemiddelde", "vanaf"), [("20", True), ("20.01", True), ("19.99", False), ("0", False), ("38", True)]
)
def test_twenty_hours_make_the_difference(gemiddelde, vanaf):
    past = {soort: past_bij_soort(soort, Decimal(gemiddelde), 20) for soort in ("OAO", "ODOS", "SAO", "ODO")}
    assert past == {"OAO": vanaf, "ODOS": vanaf, "SAO": not vanaf, "ODO": not vanaf}


def zinnen(een, soort, minderjarig=False):
    gevonden = opmerkingen(een, soort, voltijds=Decimal(38), sao_minimum=28, minderjarig=minderjarig)
    assert all(opmerking.bron for opmerking in gevonden)
    return [opmerking.zin for opmerking in gevonden]


def test_a_timetable_that_fits_says_nothing():
    assert zinnen(rooster(*GEWOON), "OAO", minderjarig=True) == []


def test_full_time_and_the_least_hours_are_warned_of():
    kort = rooster(*GEWOON[:3])
    assert zinnen(kort, "ODOS") == [
        "Een ODOS is voltijds: lessen en werkplek samen tellen 38 uur per week. Dit rooster telt er 24."
    ]
    assert zinnen(kort, "SAO") == ["Een SAO telt minstens 28 uur per week, lessen inbegrepen. Dit rooster telt er 24."]
    assert zinnen(kort, "ODO") == []
    assert zinnen(rooster(*GEWOON, blok(6, "08:00", "09:30", pauze=0)), "ODO") == [
        "Samen is dit 39,5 uur per week, meer dan de voltijdse week van 38 uur."
    ]


def test_the_law_on_young_workers_is_warned_of():
    vroeg = rooster(*(blok(dag, "05:30", "14:00", pauze=0) for dag in (1, 2, 3, 4, 5)))
    jong = zinnen(vroeg, "ODO", minderjarig=True)
    assert jong[1] == "Op maandag staan er 8,5 uur. Een minderjarige werkt hoogstens 8 uur per dag."
    assert jong[2] == "Op maandag valt een blok buiten de uren van een minderjarige: tussen 6 en 20 uur."
    assert jong[-1] == "Per week staan er 42,5 uur. Een minderjarige werkt hoogstens 40 uur per week."
    assert len(zinnen(vroeg, "ODO")) == 1
