"""The dates of an overeenkomst: facts in, outcome out (rules.md §5, §7). No database, no clock, no request."""

from datetime import date
from typing import Literal

from educam_portal.parameters import Duur
from educam_portal.termijnen.rules import na_termijn, plus_maanden, span_duur

# A fixed point of social-security law, not an amount: limited up to and including the year of this birthday.
RSZ_BEPERKT_TOT_VERJAARDAG = 18
# Fixed points of civil and school law: of age at 18; secondary education ends with the schooljaar of this birthday.
MEERDERJARIG = 18
SECUNDAIR_TOT_VERJAARDAG = 25
# The schooljaar begins on 1 September (rules.md §1).
EERSTE_MAAND = 9


def registratietermijn(start: date, duur: Duur) -> date:
    """Last day on which registering `start` still counts for the premie: a term after the start (rules.md §7)."""
    return na_termijn(start, duur)


def proefperiode(start: date, duur: Duur) -> date:
    """Last day on which either side may stop without reason; the start date is day 1 (rules.md §5, §7)."""
    return span_duur(start, duur)


def dagnummer(start: date, dag: date) -> int:
    """Which day of performance `dag` is: the start date is day 1 (rules.md §5)."""
    return (dag - start).days + 1


def einde_na_opzeg(overhandigd: date, duur: Duur) -> date:
    """Last day after a notice in the first days: the day it was handed over + the notice term (rules.md §5)."""
    return na_termijn(overhandigd, duur)


def rsz(geboortedatum: date, datum: date) -> Literal["beperkt", "volledig"]:
    """How far the lerende is subject to RSZ on `datum`.

    Limited until 31 December of the year of the 18th birthday, full from 1 January of the next (rules.md §5.1,
    facts.md §4.5). Raises ValueError when `datum` lies before the birth.
    """
    if datum < geboortedatum:
        raise ValueError("De datum ligt vóór de geboortedatum.")
    return "beperkt" if datum.year - geboortedatum.year <= RSZ_BEPERKT_TOT_VERJAARDAG else "volledig"


def leeftijd(geboortedatum: date, op: date) -> int:
    """Whole years on `op`; who is born on 29 February has the birthday on 28 February of a shorter year.

    Raises ValueError when `op` lies before the birth.
    """
    if op < geboortedatum:
        raise ValueError("De datum ligt vóór de geboortedatum.")
    jaren = op.year - geboortedatum.year
    return jaren if plus_maanden(geboortedatum, 12 * jaren) <= op else jaren - 1


def is_minderjarig(geboortedatum: date, op: date) -> bool:
    """Under 18 on `op`: a wettelijke vertegenwoordiger signs too (rules.md §5)."""
    return leeftijd(geboortedatum, op) < MEERDERJARIG


def schooljaar(dag: date) -> int:
    """The year in which the schooljaar of `dag` began: 31/08/2026 → 2025, 01/09/2026 → 2026 (rules.md §1)."""
    return dag.year if dag.month >= EERSTE_MAAND else dag.year - 1


def begin_van_schooljaar(dag: date) -> date:
    """1 September of the schooljaar of `dag` (rules.md §1)."""
    return date(schooljaar(dag), EERSTE_MAAND, 1)


def eind_van_schooljaar(dag: date) -> date:
    """31 August of the schooljaar of `dag` (rules.md §1)."""
    return date(schooljaar(dag) + 1, EERSTE_MAAND - 1, 31)


def laatste_dag_secundair(geboortedatum: date) -> date:
    """Last day on which somebody may follow secondary education: the end of the schooljaar of the 25th birthday
    (facts.md §3.5; rules.md §5 warns, the school confirms)."""
    return eind_van_schooljaar(plus_maanden(geboortedatum, 12 * SECUNDAIR_TOT_VERJAARDAG))
