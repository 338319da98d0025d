"""The pure rules of the mentoropleiding (rules.md §4)."""

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentoren.rules import Aanbod, Dag, bezwaren_tegen_dagen, is_voltooid, op_tijd, volgorde

DATUMS = st.dates(date(2025, 1, 1), date(2030, 12, 31))
UREN = st.times(time(6), time(22))


@pytest.mark.parametrize(
    ("aanwezig", "voltooid"),
    [
        ({1: True, 2: True}, True),
        ({1: True, 2: False}, False),
        ({1: False, 2: True}, False),
        ({1: True}, False),
        ({}, False),
    ],
)
def test_completed_is_both_days(aanwezig, voltooid):
    assert is_voltooid(aanwezig) is voltooid


@given(DATUMS, UREN, UREN, DATUMS, UREN, UREN)
def test_days_without_objection_follow_each_other(datum_1, van_1, tot_1, datum_2, van_2, tot_2):
    bezwaren = bezwaren_tegen_dagen([Dag(datum_1, van_1, tot_1), Dag(datum_2, van_2, tot_2)])
    assert (bezwaren == []) == (datum_1 < datum_2 and van_1 < tot_1 and van_2 < tot_2)


def test_the_due_date_itself_still_counts():
    aanbod = Aanbod(eerste_dag=date(2027, 11, 16), laatste_dag=date(2027, 11, 23), km=None)
    assert op_tijd(aanbod, date(2027, 11, 23)) and op_tijd(aanbod, None)
    assert not op_tijd(aanbod, date(2027, 11, 22))


def test_in_time_first_then_the_nearest_then_the_soonest():
    def sessie(naam: str, begin: date, einde: date, km: float | None):
        return naam, Aanbod(eerste_dag=begin, laatste_dag=einde, km=km)

    rij = [
        sessie("te laat, om de hoek", date(2027, 6, 1), date(2027, 6, 8), 1),
        sessie("ver en gauw", date(2027, 1, 5), date(2027, 1, 12), 90),
        sessie("dicht en later", date(2027, 3, 1), date(2027, 3, 8), 10),
        sessie("dicht en gauw", date(2027, 2, 1), date(2027, 2, 8), 10),
    ]
    op_rij = sorted(rij, key=lambda paar: volgorde(paar[1], date(2027, 4, 1)))
    assert [naam for naam, _ in op_rij] == ["dicht en gauw", "dicht en later", "ver en gauw", "te laat, om de hoek"]
