"""When the Flemish schools are closed: the official rule for any schooljaar, and the stored holidays (facts.md §6.9)."""

from datetime import date, timedelta

from dateutil.easter import easter

from educam_portal.parameters import kopie

from .models import Schoolvakantie

DAG = timedelta(days=1)
WEEK = timedelta(days=7)
BRON = "Omzendbrief schoolvakanties, Vlaamse overheid (besluit van 17 april 1991)"
# The schooljaren that the portal starts with, by the year in which they begin.
BEGINJAREN = range(2022, 2028)


def officieel(jaar: int) -> list[tuple[str, date, date]]:
    """Name, first and last day of every holiday of the schooljaar that begins in `jaar`, as the decision of 1991 says."""
    allerheiligen, kerst, pasen = date(jaar, 11, 1), date(jaar, 12, 25), easter(jaar + 1)
    herfst = allerheiligen + DAG if allerheiligen.weekday() == 6 else _maandag(allerheiligen)
    winter = _maandag(kerst) + (WEEK if kerst.weekday() >= 5 else 0 * WEEK)
    krokus = _maandag(pasen) - 6 * WEEK
    april = date(jaar + 1, 4, 1)
    lente = _maandag(april + 6 * DAG)
    if pasen < april:
        lente = pasen + DAG
    elif pasen > date(jaar + 1, 4, 15):
        lente = _maandag(pasen) - WEEK
    return [
        ("Herfstvakantie", herfst, _maandag(herfst) + 6 * DAG),
        ("Kerstvakantie", winter, winter + 13 * DAG),
        ("Krokusvakantie", krokus, krokus + 6 * DAG),
        ("Paasvakantie", lente, lente + 13 * DAG),
        ("Zomervakantie", date(jaar + 1, 7, 1), date(jaar + 1, 8, 31)),
    ]


def tussen(van: date, tot: date) -> list[Schoolvakantie]:
    """The stored holidays that touch the days from `van` up to and including `tot`, in order. At most one query."""
    return [vakantie for vakantie in _alle() if vakantie.van <= tot and vakantie.tot >= van]


def laatste_bekende_dag() -> date | None:
    """Up to which day holidays are known; None when there are none at all."""
    return max((vakantie.tot for vakantie in _alle()), default=None)


def _alle() -> list[Schoolvakantie]:
    return kopie("schoolvakanties", lambda: list(Schoolvakantie.objects.order_by("van")))


def _maandag(dag: date) -> date:
    return dag - dag.weekday() * DAG
