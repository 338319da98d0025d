"""Where a lerende stands with the competences of the plan, month by month (rules.md §5)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

ZELFSTANDIG, MET_HULP = 2, 1


@dataclass(frozen=True, slots=True)
class Waarneming:
    """One side's level for one competence on a day; given in the order in which they were written."""

    competentie: int
    kant: str
    niveau: int
    op: date


@dataclass(frozen=True, slots=True)
class Maand:
    """How many competences each side sees `zelfstandig` and `met hulp` at the end of a month."""

    eerste: date
    zelfstandig: Mapping[str, int]
    met_hulp: Mapping[str, int]


def huidig(waarnemingen: Iterable[Waarneming], *, tot: date | None = None) -> dict[tuple[int, str], int]:
    """The last level per competence and side, of what was seen before `tot`; the later written wins on one day."""
    gezien = [rij for rij in waarnemingen if tot is None or rij.op < tot]
    return {(rij.competentie, rij.kant): rij.niveau for rij in sorted(gezien, key=lambda rij: rij.op)}


def verloop(waarnemingen: Sequence[Waarneming], *, eerste: date, laatste: date, kanten: Sequence[str]) -> list[Maand]:
    """Every month from `eerste` up to and including `laatste`; what was seen stays until somebody sees otherwise."""
    maanden = []
    begin = eerste.replace(day=1)
    while begin <= laatste:
        volgende = date(begin.year + begin.month // 12, begin.month % 12 + 1, 1)
        stand = huidig(waarnemingen, tot=volgende)
        maanden.append(Maand(begin, _tel(stand, ZELFSTANDIG, kanten), _tel(stand, MET_HULP, kanten)))
        begin = volgende
    return maanden


def _tel(stand: Mapping[tuple[int, str], int], niveau: int, kanten: Sequence[str]) -> dict[str, int]:
    return {kant: sum(n == niveau for (_, wie), n in stand.items() if wie == kant) for kant in kanten}


def bezwaar_tegen_dag(dag: date, *, eerste: date, laatste: date, vandaag: date) -> str:
    """Why nothing can be seen on `dag`; empty when it can."""
    if dag > vandaag:
        return "Die dag moet nog komen. Vul de dag in waarop je het zag."
    if not eerste <= dag <= laatste:
        return f"Kies een dag tussen {eerste:%d/%m/%Y} en {laatste:%d/%m/%Y}: toen liep de overeenkomst."
    return ""
