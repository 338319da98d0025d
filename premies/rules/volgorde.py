"""Which claims of a lerende come before another one when places run out (rules.md §6, maximum)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Mededinger:
    """A claim of the same lerende: `vast` when the department has it or paid it, `kan` when it may still come to a premie.

    `zeker` when the department granted it: until then it may still fall away and leave its place to another.
    `onderneming` is its enterprise number; it breaks the tie between two that begin on one day.
    """

    schooljaar: int
    start: date
    onderneming: str
    vast: bool = False
    kan: bool = True
    zeker: bool = False

    @property
    def rang(self) -> tuple[int, date, str]:
        return self.schooljaar, self.start, self.onderneming


def eerder_ontvangen(claim: Mededinger, andere: Iterable[Mededinger], *, stagebonussen: int = 0) -> int:
    """How many of the premiums of a lerende are taken before `claim`, earlier stagebonussen included.

    Whatever was handed on to the department is taken; of the others those that come first: an earlier schooljaar, then the
    earliest start (rules.md §6). Which facts arrived first plays no part.
    """
    voor = [een for een in andere if een.vast or (een.kan and een.rang < claim.rang)]
    return stagebonussen + len(voor)


def zeker_ontvangen(andere: Iterable[Mededinger], *, stagebonussen: int = 0) -> int:
    """How many of the places do not come free any more, whatever becomes of the other claims."""
    return stagebonussen + sum(een.zeker for een in andere)
