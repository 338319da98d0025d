"""Erkenningen side by side on a line of years: where each bar begins and ends (rules.md §3.3). Pure: today is given."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from .rules import laatste_dag

DAG = timedelta(days=1)
BREED = 1000


@dataclass(frozen=True)
class Deel:
    """A piece of a bar: `x` and `breedte` in thousandths of the line, `soort` says how it counts or counted."""

    x: int
    breedte: int
    soort: str


@dataclass(frozen=True)
class Rij:
    """One erkenning with its pieces; none when it was ended before its first day."""

    erkenning: Any
    delen: tuple[Deel, ...]


@dataclass(frozen=True)
class Tijdbalk:
    """Whole years from `van` up to and including `tot`; `streepjes` are the first days of the years, `nu` is today."""

    van: int
    tot: int
    nu: int
    streepjes: tuple[int, ...]
    rijen: tuple[Rij, ...]


def tijdbalk(erkenningen: Sequence[Any], vandaag: date) -> Tijdbalk:
    """The line that holds them all, and today; an erkenning counts up to the day before it was ended."""
    dagen = [
        vandaag,
        *(dag for een in erkenningen for dag in (een.geldig_van, laatste_dag(een.geldig_tot, een.opgeheven_op))),
    ]
    van, tot = min(dagen).year, max(dagen).year
    begin, einde = date(van, 1, 1), date(tot + 1, 1, 1)

    def plaats(dag: date) -> int:
        return round(BREED * (dag - begin).days / (einde - begin).days)

    def deel(eerste: date, laatste: date, soort: str) -> Deel:
        x = plaats(eerste)
        return Deel(x, max(plaats(laatste + DAG) - x, 4), soort)

    def delen(een: Any) -> tuple[Deel, ...]:
        laatste = laatste_dag(een.geldig_tot, een.opgeheven_op)
        if laatste < een.geldig_van:
            return ()
        soort = "toekomst" if een.geldig_van > vandaag else "geldig" if laatste >= vandaag else "voorbij"
        uit = [deel(een.geldig_van, laatste, soort)]
        if een.geschorst_van is not None:
            eerste, slot = max(een.geschorst_van, een.geldig_van), min(een.geschorst_tot or laatste, laatste)
            uit += [deel(eerste, slot, "geschorst")] if eerste <= slot else []
        return tuple(uit)

    return Tijdbalk(
        van=van,
        tot=tot,
        nu=plaats(vandaag),
        streepjes=tuple(plaats(date(jaar, 1, 1)) for jaar in range(van + 1, tot + 1)),
        rijen=tuple(Rij(een, delen(een)) for een in erkenningen),
    )
