"""The dates of a recognition: facts in, outcome out (rules.md §3). No database, no clock, no request."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from educam_portal.parameters import Duur
from educam_portal.termijnen.rules import Tijdvak, span_duur, vervaldatum


class Geldigheid(NamedTuple):
    """First and last day on which an erkenning counts, both included."""

    van: date
    tot: date


def behandeltermijn(ingediend: date, pauzes: Iterable[Tijdvak], duur: Duur) -> date | None:
    """Last day on which EDUCAM may decide; None while a pause is open.

    Pauses are united; one that starts after the due date as it then stands changes nothing (rules.md §3.2, §7).
    """
    return vervaldatum(ingediend, duur, pauzes)


def geldigheid(beslist_op: date, duur: Duur) -> Geldigheid:
    """From the decision date, a span of `duur`: 29/02/2028 for 5 years ends on 28/02/2033 (rules.md §3.3)."""
    return Geldigheid(beslist_op, span_duur(beslist_op, duur))
