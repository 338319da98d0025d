"""The year of a lerende day by day, and the opleidingsdagen of a term (rules.md §5, §7)."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from educam_portal.termijnen.rules import feestdagen, is_werkdag

from .rooster import Blok, Rooster

DAG = timedelta(days=1)
# Why a day differs while the overeenkomst stands still.
ZONDER_WERKPLEK = "niet op de werkplek"


class Dagsoort(StrEnum):
    GARAGE = "garage"
    SCHOOL = "school"
    BEIDE = "beide"
    VRIJ = "vrij"
    # A day on the workplace that falls away because the overeenkomst stands still.
    GESCHORST = "geschorst"


@dataclass(frozen=True, slots=True)
class Vakantie:
    """A school holiday; both days included."""

    naam: str
    van: date
    tot: date


@dataclass(frozen=True, slots=True)
class Uitzondering:
    """A day that differs from the timetable, and why: a holiday worked, its recuperation, a one-off swap (rules.md §5)."""

    wordt: Dagsoort
    waarom: str


@dataclass(frozen=True, slots=True)
class Kalenderdag:
    """What a lerende does on one day; `waarom` says why it is not what the timetable says (empty otherwise).

    `geschorst`: the overeenkomst stands still that day, whatever the lerende does then.
    """

    datum: date
    soort: Dagsoort
    waarom: str = ""
    blokken: tuple[Blok, ...] = ()
    geschorst: bool = False


def dagen(
    rooster: Rooster,
    start: date,
    einde: date,
    *,
    vakanties: Iterable[Vakantie] = (),
    uitzonderingen: Mapping[date, Uitzondering] | None = None,
) -> Iterator[Kalenderdag]:
    """Every day from `start` up to and including `einde` (rules.md §5).

    An exception wins over a school holiday, that over a public holiday, that over the timetable. On an exceptional day
    the blocks of the timetable stay only when it is spent where they are; else nobody has said at what hours.
    """
    perioden = list(vakanties)
    afwijkend = uitzonderingen or {}
    for nummer in range((einde - start).days + 1):
        datum = start + nummer * DAG
        blokken = rooster.op(datum, start)
        gewoon = _soort(blokken)
        vakantie = next((v for v in perioden if v.van <= datum <= v.tot), None)
        if (anders := afwijkend.get(datum)) is not None:
            yield Kalenderdag(datum, anders.wordt, anders.waarom, blokken if anders.wordt == gewoon else ())
        elif vakantie is not None:
            yield Kalenderdag(datum, Dagsoort.VRIJ, vakantie.naam)
        elif datum in feestdagen(datum.year):
            yield Kalenderdag(datum, Dagsoort.VRIJ, "Feestdag")
        else:
            yield Kalenderdag(datum, gewoon, "", blokken)


def met_schorsingen(dagen: Iterable[Kalenderdag], schorsingen: Iterable[tuple[date, date]]) -> Iterator[Kalenderdag]:
    """The same days, without the workplace where a suspension (both days included) lies over it (rules.md §5).

    What is free stays free. The lessons stay: whether there are any then is up to the school.
    """
    perioden = list(schorsingen)
    for dag in dagen:
        if not any(van <= dag.datum <= tot for van, tot in perioden):
            yield dag
        elif dag.soort == Dagsoort.GARAGE:
            yield Kalenderdag(dag.datum, Dagsoort.GESCHORST, ZONDER_WERKPLEK, geschorst=True)
        elif dag.soort == Dagsoort.BEIDE:
            lessen = tuple(blok for blok in dag.blokken if blok.plek != "werkplek")
            yield Kalenderdag(dag.datum, Dagsoort.SCHOOL, ZONDER_WERKPLEK, lessen, geschorst=True)
        else:
            yield replace(dag, geschorst=True)


def is_opleidingsdag(dag: date, vakanties: Iterable[Vakantie]) -> bool:
    """A day that counts for the 20: no weekend, public holiday or school holiday (rules.md §7, facts.md §3.4)."""
    return is_werkdag(dag) and not any(vakantie.van <= dag <= vakantie.tot for vakantie in vakanties)


def opleidingsdag(sinds: date, aantal: int, vakanties: Iterable[Vakantie]) -> date:
    """The `aantal`-th opleidingsdag from `sinds` on, that day included when it is one (rules.md §7, nieuwe_werkplek).

    `sinds` is the first lesson day without overeenkomst, or the day after an early end. Raises ValueError below 1.
    """
    if aantal < 1:
        raise ValueError("Een termijn telt minstens één opleidingsdag.")
    perioden = list(vakanties)
    dag = sinds
    while True:
        aantal -= is_opleidingsdag(dag, perioden)
        if not aantal:
            return dag
        dag += DAG


def opleidingsdagen(sinds: date, tot: date, vakanties: Iterable[Vakantie]) -> int:
    """How many opleidingsdagen there were from `sinds` up to and including `tot`: day n of the 20 (rules.md §7)."""
    perioden = list(vakanties)
    return sum(is_opleidingsdag(sinds + nummer * DAG, perioden) for nummer in range((tot - sinds).days + 1))


def _soort(blokken: tuple[Blok, ...]) -> Dagsoort:
    plekken = {blok.plek for blok in blokken}
    if len(plekken) == 2:
        return Dagsoort.BEIDE
    if not plekken:
        return Dagsoort.VRIJ
    return Dagsoort.GARAGE if "werkplek" in plekken else Dagsoort.SCHOOL
