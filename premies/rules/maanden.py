"""The four months within a schooljaar (rules.md §6): periods of performed days, joined and counted. Both ends included."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

from educam_portal.termijnen.rules import span_einde

DAG = timedelta(days=1)
# The schooljaar begins on 1 September (rules.md §1); left-over days make a month per thirty (rules.md §6).
EERSTE_MAAND = 9
DAGEN_PER_MAAND = 30


class Tijdvak(NamedTuple):
    """From its first up to and including its last day."""

    van: date
    tot: date


def schooljaar_van(dag: date) -> int:
    """The schooljaar that holds `dag`, named after the year in which it begins: 2025 is 1/9/2025–31/8/2026."""
    return dag.year if dag.month >= EERSTE_MAAND else dag.year - 1


def schooljaar(jaar: int) -> Tijdvak:
    """The first and the last day of the schooljaar that begins in `jaar`."""
    return Tijdvak(date(jaar, EERSTE_MAAND, 1), date(jaar + 1, EERSTE_MAAND, 1) - DAG)


def geknipt(vakken: Iterable[Tijdvak], binnen: Tijdvak) -> list[Tijdvak]:
    """The part of each that lies within `binnen`; what lies outside is left out."""
    stukken = (Tijdvak(max(vak.van, binnen.van), min(vak.tot, binnen.tot)) for vak in vakken)
    return [stuk for stuk in stukken if stuk.van <= stuk.tot]


def verenigd(vakken: Iterable[Tijdvak]) -> list[Tijdvak]:
    """In order, those that overlap or adjoin joined into one."""
    uit: list[Tijdvak] = []
    for vak in sorted(vakken):
        if uit and vak.van <= uit[-1].tot + DAG:
            uit[-1] = Tijdvak(uit[-1].van, max(uit[-1].tot, vak.tot))
        else:
            uit.append(Tijdvak(*vak))
    return uit


def maanden_en_dagen(vak: Tijdvak) -> tuple[int, int]:
    """Its whole months, as spans from its first day, and the days left over (rules.md §6)."""
    maanden = 0
    while span_einde(vak.van, maanden=maanden + 1) <= vak.tot:
        maanden += 1
    gedaan = span_einde(vak.van, maanden=maanden) if maanden else vak.van - DAG
    return maanden, (vak.tot - gedaan).days


def volle_maanden(vakken: Iterable[Tijdvak]) -> int:
    """How many months the joined periods make together: whole ones, and one per thirty left-over days (rules.md §6)."""
    maanden, dagen = opgeteld(vakken)
    return maanden + dagen // DAGEN_PER_MAAND


def vol_op(begin: date, aantal: int) -> date:
    """The day on which somebody who works every day from `begin` reaches `aantal` months, 1 or more (rules.md §6).

    The last month is whole, or made of thirty left-over days, whichever comes first.
    """
    eerdere = span_einde(begin, maanden=aantal - 1) if aantal > 1 else begin - DAG
    return min(span_einde(begin, maanden=aantal), eerdere + DAGEN_PER_MAAND * DAG)


def gewerkt(vakken: Iterable[Tijdvak], binnen: Tijdvak) -> tuple[int, int]:
    """The months performed within `binnen`, and the days short of another one: thirty make a month (rules.md §6)."""
    maanden, dagen = opgeteld(geknipt(vakken, binnen))
    return maanden + dagen // DAGEN_PER_MAAND, dagen % DAGEN_PER_MAAND


def opgeteld(vakken: Iterable[Tijdvak]) -> tuple[int, int]:
    """The whole months of the joined periods, and all their left-over days, both added up."""
    geteld = [maanden_en_dagen(vak) for vak in verenigd(vakken)]
    return sum(maanden for maanden, _ in geteld), sum(dagen for _, dagen in geteld)
