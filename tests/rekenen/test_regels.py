"""The pure rules behind the cases against a simulation that walks the calendar day by day."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from educam_portal.parameters import Duur
from educam_portal.termijnen.rules import Stilstand, span_duur
from erkenning.rules import behandeltermijn, geldigheid
from mentoren.rules import mentortermijn
from overeenkomsten.rules import proefperiode, registratietermijn, rsz

DAG = timedelta(days=1)
DATUMS = st.dates(date(2022, 1, 1), date(2033, 12, 31))


@st.composite
def histories(draw):
    """A day of filing, a length in days, and pauses in any order that may overlap, adjoin, be empty or stay open."""
    ingediend = draw(DATUMS)
    pauzes = []
    for begin, lengte in draw(st.lists(st.tuples(st.integers(0, 45), st.none() | st.integers(0, 20)), max_size=6)):
        van = ingediend + begin * DAG
        pauzes.append(Stilstand(van, None if lengte is None else van + lengte * DAG))
    return ingediend, draw(st.integers(0, 30)), pauzes


def dag_na_dag(ingediend: date, dagen: int, pauzes: list[Stilstand]) -> date | None:
    """Walk the calendar: a day inside a pause does not count; with nothing left to count the day itself is the last."""
    dag, over = ingediend, dagen
    while dag < ingediend + timedelta(days=400):
        stil = any(pauze.van <= dag and (pauze.tot is None or dag < pauze.tot) for pauze in pauzes)
        if not stil and over == 0:
            return dag
        over -= not stil
        dag += DAG
    return None


@given(histories())
def test_the_pausing_clock_agrees_with_walking_the_calendar(history):
    ingediend, dagen, pauzes = history
    assert behandeltermijn(ingediend, pauzes, Duur(dagen, "dagen")) == dag_na_dag(ingediend, dagen, pauzes)


@given(histories(), st.randoms())
def test_the_order_in_which_pauses_are_told_does_not_matter(history, toeval):
    ingediend, dagen, pauzes = history
    geschud = list(pauzes)
    toeval.shuffle(geschud)
    duur = Duur(dagen, "dagen")
    assert behandeltermijn(ingediend, geschud, duur) == behandeltermijn(ingediend, pauzes, duur)


@given(DATUMS, st.integers(1, 10))
def test_a_validity_and_the_next_one_leave_no_gap_but_for_29_february(beslist_op, jaren):
    van, tot = geldigheid(beslist_op, Duur(jaren, "jaren"))
    assert van == beslist_op
    volgende = tot + DAG
    assert volgende.year == beslist_op.year + jaren
    assert (volgende.month, volgende.day) == (beslist_op.month, beslist_op.day) or (
        (beslist_op.month, beslist_op.day) == (2, 29) and (volgende.month, volgende.day) == (3, 1)
    )


@given(DATUMS, st.none() | DATUMS)
def test_the_mentor_has_at_least_the_whole_term_after_both_days(erkend_op, aangeduid_op):
    uiterlijk = mentortermijn(erkend_op, aangeduid_op, Duur(1, "jaren"))
    laatste = max(erkend_op, aangeduid_op or erkend_op)
    assert 365 <= (uiterlijk - laatste).days <= 366


@given(DATUMS)
def test_the_trial_period_counts_its_first_day(start):
    assert proefperiode(start, Duur(30, "dagen")) - start == timedelta(days=29)


@given(DATUMS)
def test_registration_is_never_later_than_the_same_day_number(start):
    uiterlijk = registratietermijn(start, Duur(3, "maanden"))
    assert (uiterlijk.month - start.month) % 12 == 3
    assert uiterlijk.day == start.day or (uiterlijk.day < start.day and (uiterlijk + DAG).day == 1)


@given(DATUMS, DATUMS)
def test_rsz_changes_once_on_a_first_of_january(geboren, dag):
    geboren = geboren.replace(year=geboren.year - 18, day=min(geboren.day, 28))
    overgang = date(geboren.year + 19, 1, 1)
    assert rsz(geboren, dag) == ("beperkt" if dag < overgang else "volledig")


def test_rsz_before_birth_has_no_answer():
    with pytest.raises(ValueError, match="geboortedatum"):
        rsz(date(2008, 5, 5), date(2008, 5, 4))


@pytest.mark.parametrize("duur", [Duur(0, "dagen"), Duur(3, "werkdagen")])
def test_a_span_has_at_least_one_calendar_day(duur):
    with pytest.raises(ValueError, match="Een periode"):
        span_duur(date(2026, 11, 23), duur)
