"""What a mentor must do by when: facts in, outcome out (rules.md §4). No database, no clock, no request."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time

from educam_portal.parameters import Duur
from educam_portal.termijnen.rules import na_termijn


def mentortermijn(erkend_op: date, aangeduid_op: date | None, duur: Duur) -> date:
    """Last day to complete the mentoropleiding: `duur` after the later of grant and designation (rules.md §4).

    `aangeduid_op` None = designated with the aanvraag, so the grant counts.
    """
    return na_termijn(begin_mentortermijn(erkend_op, aangeduid_op), duur)


def begin_mentortermijn(erkend_op: date, aangeduid_op: date | None) -> date:
    """The day the term of the mentoropleiding starts from: the later of grant and designation (rules.md §4)."""
    return max(erkend_op, aangeduid_op or erkend_op)


@dataclass(frozen=True)
class Dag:
    """One day of the course, with its hours."""

    datum: date
    van: time
    tot: time


def bezwaren_tegen_dagen(dagen: Sequence[Dag]) -> list[str]:
    """What is wrong with the days of a session: two of them, in order, each ending after it starts (rules.md §4)."""
    eerste, tweede = dagen
    bezwaren = [
        f"Dag {nummer} eindigt voor ze begint. Kijk de uren na."
        for nummer, dag in enumerate(dagen, start=1)
        if dag.tot <= dag.van
    ]
    if tweede.datum <= eerste.datum:
        bezwaren.append("Dag 2 komt na dag 1. Kijk de datums na.")
    return bezwaren


def is_voltooid(aanwezig: Mapping[int, bool]) -> bool:
    """Present on both days (number of the day → was there) is completed; one day alone is not (rules.md §4)."""
    return all(aanwezig.get(nummer, False) for nummer in (1, 2))


@dataclass(frozen=True)
class Aanbod:
    """A coming session as somebody weighs it: when it ends, and how far it is (None = unknown)."""

    laatste_dag: date
    eerste_dag: date
    km: float | None


def volgorde(aanbod: Aanbod, uiterlijk: date | None) -> tuple[bool, float, date]:
    """Sort key: what is over by the due date first, then the nearest, then the soonest."""
    return not op_tijd(aanbod, uiterlijk), aanbod.km or 0.0, aanbod.eerste_dag


def op_tijd(aanbod: Aanbod, uiterlijk: date | None) -> bool:
    """The course is completed on its last day; the due date itself still counts."""
    return uiterlijk is None or aanbod.laatste_dag <= uiterlijk
