"""Counting days, united pauses, due dates and reminder moments: pure functions (rules.md intro, §3.2 and §7).

No database, no clock: every function takes its dates as arguments. All dates are calendar dates in Europe/Brussels.
"""

import re
from calendar import monthrange
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Protocol

import holidays

from educam_portal.parameters import Duur

DAG = timedelta(days=1)
MOMENT = re.compile(r"([+-]?)(\d{1,3})([dm])")


class Tijdvak(Protocol):
    """Anything with a first day `van` and a day `tot` on which the term runs again (None = still open)."""

    @property
    def van(self) -> date: ...

    @property
    def tot(self) -> date | None: ...


@dataclass(frozen=True, order=True)
class Stilstand:
    """A span in which a term stands still: `tot − van` days are added; `tot` None = still open."""

    van: date
    tot: date | None = None


@dataclass(frozen=True)
class Moment:
    """One reminder or escalation of a term: its name (`-7d`, `+1d`) and the day on which it goes out."""

    naam: str
    dag: date
    na_verval: bool = False


# --- working days, spans and terms ------------------------------------------------------------------------------


@lru_cache(maxsize=64)
def feestdagen(jaar: int) -> frozenset[date]:
    """The Belgian public holidays of one year."""
    return frozenset(holidays.country_holidays("BE", years=jaar))


def is_werkdag(dag: date) -> bool:
    """Monday to Friday and not a Belgian public holiday (rules.md, intro)."""
    return dag.weekday() < 5 and dag not in feestdagen(dag.year)


def vorige_werkdag(dag: date) -> date:
    """`dag` itself when it is a working day, else the last working day before it (rules.md §7)."""
    while not is_werkdag(dag):
        dag -= DAG
    return dag


def plus_werkdagen(dag: date, aantal: int) -> date:
    """The `aantal`-th working day after `dag` (rules.md §7, eerste_contact)."""
    for _ in range(aantal):
        dag += DAG
        while not is_werkdag(dag):
            dag += DAG
    return dag


def plus_maanden(dag: date, maanden: int) -> date:
    """The same day number `maanden` months later (earlier when negative), or the last day of a shorter month."""
    index = dag.year * 12 + dag.month - 1 + maanden
    jaar, maand = index // 12, index % 12 + 1
    return date(jaar, maand, min(dag.day, monthrange(jaar, maand)[1]))


def span_einde(begin: date, jaren: int = 0, maanden: int = 0) -> date:
    """Last day of a span that begins on `begin` (rules.md, intro): 29/02/2028 for 5 years → 28/02/2033."""
    zelfde_dag = plus_maanden(begin, 12 * jaren + maanden)
    return zelfde_dag if zelfde_dag.day != begin.day else zelfde_dag - DAG


def span_duur(begin: date, duur: Duur) -> date:
    """Last day of a span of `duur` that begins on `begin` (rules.md, intro): 30 days from 1/9 → 30/9.

    Raises ValueError for working days and for an empty span: neither has a last day.
    """
    if duur.aantal < 1:
        raise ValueError("Een periode duurt minstens één dag.")
    match duur.eenheid:
        case "dagen":
            return begin + timedelta(days=duur.aantal - 1)
        case "maanden":
            return span_einde(begin, maanden=duur.aantal)
        case "jaren":
            return span_einde(begin, jaren=duur.aantal)
    raise ValueError(f"Een periode telt niet in {duur.eenheid}.")


def na_termijn(dag: date, duur: Duur) -> date:
    """Last day of a term after an event on `dag` (rules.md, intro): 30/11 + 3 months → 28/02.

    Raises ValueError for a unit that is not dagen, werkdagen, maanden or jaren.
    """
    match duur.eenheid:
        case "dagen":
            return dag + timedelta(days=duur.aantal)
        case "werkdagen":
            return plus_werkdagen(dag, duur.aantal)
        case "maanden":
            return plus_maanden(dag, duur.aantal)
        case "jaren":
            return plus_maanden(dag, 12 * duur.aantal)
    raise ValueError(f"Onbekende eenheid van een termijn: {duur.eenheid!r}")


def voor_termijn(dag: date, duur: Duur) -> date:
    """The day from which it is at most `duur` until `dag` (rules.md §3.3): 31/08 less 6 months → 28/02.

    Raises ValueError for working days, which no term before an event counts in.
    """
    match duur.eenheid:
        case "dagen":
            return dag - timedelta(days=duur.aantal)
        case "maanden":
            return plus_maanden(dag, -duur.aantal)
        case "jaren":
            return plus_maanden(dag, -12 * duur.aantal)
    raise ValueError(f"Een termijn vooraf telt niet in {duur.eenheid}.")


# --- pauses and due date ----------------------------------------------------------------------------------------


def verenigd(pauzes: Iterable[Tijdvak]) -> list[Stilstand]:
    """The pauses as spans in order that do not overlap or adjoin, so that each day counts once (rules.md §3.2)."""
    uit: list[Stilstand] = []
    for pauze in sorted(pauzes, key=lambda p: p.van):
        vorige = uit[-1] if uit else None
        if vorige is None or (vorige.tot is not None and pauze.van > vorige.tot):
            uit.append(Stilstand(pauze.van, pauze.tot))
        elif vorige.tot is not None:
            tot = None if pauze.tot is None else max(vorige.tot, pauze.tot)
            uit[-1] = Stilstand(vorige.van, tot)
    return uit


def tellende_pauzes(start: date, einde: date, pauzes: Iterable[Tijdvak]) -> list[Stilstand]:
    """The united pauses that move `einde`, cut to the days from `start` on (rules.md §3.2).

    A pause that starts after the due date as it then stands changes nothing, nor does any later one.
    """
    uit: list[Stilstand] = []
    for pauze in verenigd(pauzes):
        if pauze.tot is not None and pauze.tot <= start:
            continue
        van = max(pauze.van, start)
        if van > einde:
            break
        uit.append(Stilstand(van, pauze.tot))
        if pauze.tot is None:
            break
        einde += pauze.tot - van
    return uit


def verschoven(start: date, einde: date, pauzes: Iterable[Tijdvak]) -> date | None:
    """`einde` moved by the pauses that count; None while one of them is open (rules.md §3.2)."""
    for pauze in tellende_pauzes(start, einde, pauzes):
        if pauze.tot is None:
            return None
        einde += pauze.tot - pauze.van
    return einde


def vervaldatum(start: date, duur: Duur, pauzes: Iterable[Tijdvak] = ()) -> date | None:
    """Last day of a term that starts after the event on `start`; None while a pause is open (rules.md §3.2, §7)."""
    return verschoven(start, na_termijn(start, duur), pauzes)


def met_verlenging(vervalt_op: date | None, verlengd_tot: date | None) -> date | None:
    """The due date of a term that was extended to a day: that day, or later when the pauses alone reach further (§7)."""
    return vervalt_op if vervalt_op is None or verlengd_tot is None else max(vervalt_op, verlengd_tot)


def dagen_over(vervalt_op: date | None, op: date) -> int | None:
    """Days left on `op` (0 on the due date, negative when late); None without due date."""
    return None if vervalt_op is None else (vervalt_op - op).days


def vooruitzicht(start: date, einde: date, pauzes: Iterable[Tijdvak], op: date) -> date:
    """The due date if every open pause ended on `op`: what a paused clock may promise (ux.md §3.8)."""
    gesloten = [Stilstand(p.van, max(p.van, op) if p.tot is None else p.tot) for p in pauzes]
    return verschoven(start, einde, gesloten) or einde


def over_dagen(n: int) -> str:
    """How far away `n` days are, in at most 20 characters: `vandaag`, `morgen`, `nog 9 dagen`, `2 dagen te laat`."""
    if n < 0:
        return f"{-n} {'dag' if n == -1 else 'dagen'} te laat"
    if n == 0:
        return "vandaag"
    if n == 1:
        return "morgen"
    if n > 730:
        return f"nog {n // 365} jaar"
    if n > 90:
        return f"nog {n // 30} maanden"
    return f"nog {n} dagen"


def gepauzeerde_dagen(start: date, einde: date, pauzes: Iterable[Tijdvak], op: date) -> int:
    """How many days the term stood still up to `op`; each day counts once."""
    telt = tellende_pauzes(start, einde, pauzes)
    return sum(max(0, (min(p.tot or op, op) - p.van).days) for p in telt)


# --- reminder moments -------------------------------------------------------------------------------------------


def moment_dag(naam: str, vervalt_op: date) -> date:
    """The day a moment name points at, before any move for weekends: `-7d`, `-3m`, `0d`, `+1d`.

    Raises ValueError for another form.
    """
    deel = MOMENT.fullmatch(naam)
    if deel is None:
        raise ValueError(f"Een herinneringsmoment ziet eruit als -7d, -3m, 0d of +1d, niet als {naam!r}.")
    aantal = int(deel[2]) * (-1 if deel[1] == "-" else 1)
    return vervalt_op + timedelta(days=aantal) if deel[3] == "d" else plus_maanden(vervalt_op, aantal)


def momenten(vervalt_op: date | None, namen: Sequence[str], aangemaakt_op: date) -> list[Moment]:
    """The moments of a term in order of their day, at most one a day (rules.md §7).

    A reminder before the due date on a day that is no working day goes out the last working day before; of two that
    meet on a day the nearest to the due date stays. Escalations (on or after the due date) keep their day: moved
    back, they would call a term late that is not. A moment on or before `aangemaakt_op` is void; without a due date
    there are none.
    """
    if vervalt_op is None:
        return []
    per_dag: dict[date, tuple[date, Moment]] = {}
    for naam in namen:
        doel = moment_dag(naam, vervalt_op)
        dag = vorige_werkdag(doel) if doel < vervalt_op else doel
        bezet = per_dag.get(dag)
        if dag > aangemaakt_op and (bezet is None or doel >= bezet[0]):
            per_dag[dag] = (doel, Moment(naam, dag, na_verval=doel > vervalt_op))
    return [per_dag[dag][1] for dag in sorted(per_dag)]


def te_sturen(rij: Sequence[Moment], gedaan: Collection[str], op: date) -> Moment | None:
    """The one moment of `rij` to send on `op`: the last that is due, unless it went already (rules.md §7)."""
    voorbij = [moment for moment in rij if moment.dag <= op]
    return voorbij[-1] if voorbij and voorbij[-1].naam not in gedaan else None


def eerste_dag(rij: Sequence[Moment], gedaan: Collection[str], verval_dag: date | None, na: date | None) -> date | None:
    """First day (after `na`, when given) on which the job has something to do for a term; None when never.

    `verval_dag`: the day on which the lapse itself is handled, None when nothing happens then or it was handled.
    """
    dagen = [moment.dag for moment in rij if moment.naam not in gedaan]
    if verval_dag is not None:
        dagen.append(verval_dag)
    return min((dag for dag in dagen if na is None or dag > na), default=None)
