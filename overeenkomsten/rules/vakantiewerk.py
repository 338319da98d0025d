"""Work during school holidays (rules.md §5): facts in, sentences out. No database, no clock, no request."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from .datums import schooljaar
from .kalender import Vakantie

# Fixed points of the rule, no amounts: four weeks free in July and August [F§3.8].
VRIJE_WEKEN = 4
ZOMER = (7, 8)


@dataclass(frozen=True)
class Vakantiedag:
    """A day worked in a holiday, and the day of the timetable that is free instead."""

    dag: date
    vrij: date


def bezwaren(
    dagen: Sequence[Vakantiedag],
    *,
    start: date,
    einde: date,
    vakanties: Collection[Vakantie],
    bezet: Collection[date],
    zomerdagen: Collection[date],
) -> list[str]:
    """The sentences that stand in the way; none = it may be agreed.

    `bezet` are days that already differ from the timetable, `zomerdagen` those worked in July or August by an earlier one.
    """
    zinnen = []
    alle = [dag for paar in dagen for dag in (paar.dag, paar.vrij)]
    if len(set(alle)) < len(alle):
        zinnen.append("Elke dag mag maar één keer in de lijst staan.")
    for dag in sorted(set(alle).intersection(bezet)):
        zinnen.append(f"Voor {dag:%d/%m/%Y} is al iets anders afgesproken.")
    for paar in dagen:
        if not (start <= paar.dag <= einde and start <= paar.vrij <= einde):
            zinnen.append(f"{paar.dag:%d/%m/%Y} of {paar.vrij:%d/%m/%Y} valt buiten de overeenkomst.")
        elif not _in(vakanties, paar.dag):
            zinnen.append(f"{paar.dag:%d/%m/%Y} is geen dag van een schoolvakantie.")
        elif _in(vakanties, paar.vrij):
            zinnen.append(f"{paar.vrij:%d/%m/%Y} is al vrij: het is schoolvakantie.")
        elif schooljaar(paar.dag) != schooljaar(paar.vrij):
            zinnen.append(f"Haal {paar.dag:%d/%m/%Y} in hetzelfde schooljaar in, niet op {paar.vrij:%d/%m/%Y}.")
    gewerkt = {*zomerdagen, *(paar.dag for paar in dagen if paar.dag.month in ZOMER)}
    for jaar in sorted({dag.year for dag in gewerkt}):
        if (vrij := vrije_weken(jaar, gewerkt)) < VRIJE_WEKEN:
            zinnen.append(
                f"In juli en augustus {jaar} blijven {vrij} weken vrij. Dat moeten er altijd {VRIJE_WEKEN} zijn."
            )
    return zinnen


def vrije_weken(jaar: int, gewerkt: Collection[date]) -> int:
    """How many whole weeks of July and August, Monday to Sunday, hold no worked day."""
    eerste = date(jaar, ZOMER[0], 1)
    maandag = eerste + timedelta(days=-eerste.weekday() % 7)
    weken = 0
    while maandag + timedelta(days=6) <= date(jaar, ZOMER[1], 31):
        weken += not any(maandag <= dag <= maandag + timedelta(days=6) for dag in gewerkt)
        maandag += timedelta(days=7)
    return weken


def _in(vakanties: Collection[Vakantie], dag: date) -> bool:
    return any(vakantie.van <= dag <= vakantie.tot for vakantie in vakanties)
