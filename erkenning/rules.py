"""The dates of a recognition: facts in, outcome out (rules.md §3). No database, no clock, no request."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from educam_portal.parameters import Duur
from educam_portal.termijnen.rules import DAG, Tijdvak, span_duur, vervaldatum, voor_termijn

from .toestanden import Stand


class Geldigheid(NamedTuple):
    """First and last day on which an erkenning counts, both included."""

    van: date
    tot: date


def behandeltermijn(ingediend: date, pauzes: Iterable[Tijdvak], duur: Duur) -> date | None:
    """Last day on which EDUCAM may decide; None while a pause is open.

    Pauses are united; one that starts after the due date as it then stands changes nothing (rules.md §3.2, §7).
    """
    return vervaldatum(ingediend, duur, pauzes)


def geldigheid(beslist_op: date, duur: Duur, vorige_tot: date | None = None) -> Geldigheid:
    """From the decision date, a span of `duur`: 29/02/2028 for 5 years ends on 28/02/2033 (rules.md §3.3).

    A renewal starts the day after `vorige_tot`, the last valid day of the erkenning it follows, or on the decision day
    when that is later: the two never overlap.
    """
    van = beslist_op if vorige_tot is None else max(beslist_op, vorige_tot + DAG)
    return Geldigheid(van, span_duur(van, duur))


def verlengbaar_vanaf(geldig_tot: date, duur: Duur) -> date:
    """First day on which a renewal can be filed: `duur` before the last valid day (rules.md §3.3)."""
    return voor_termijn(geldig_tot, duur)


def laatste_dag(tot: date, beeindigd_op: date | None) -> date:
    """The last day on which an erkenning counts or counted: that of its period, or the day before it was ended."""
    return tot if beeindigd_op is None else min(tot, beeindigd_op - DAG)


def stand(
    op: date,
    *,
    toestand: str,
    van: date,
    tot: date,
    geschorst_van: date | None = None,
    geschorst_tot: date | None = None,
    beeindigd_op: date | None = None,
) -> Stand:
    """How an erkenning stands on `op` (rules.md §3.3): from its dates, and from what ended it.

    `van`, `tot` and the days of a schorsing are both included; `beeindigd_op` is the first day on which an opheffing, an
    uitsluiting or the closing of its vestiging counts, and `toestand` says which of them it was. A day before it shows
    how it stood then.
    """
    if beeindigd_op is not None and op >= beeindigd_op:
        return Stand(toestand)
    if op < van:
        return Stand.TOEKOMSTIG
    if op > tot:
        return Stand.VERVALLEN
    if geschorst_van is not None and geschorst_van <= op and (geschorst_tot is None or op <= geschorst_tot):
        return Stand.GESCHORST
    return Stand.GELDIG
