"""An outcome that explains itself: what, why, on which source, and what would make it right (architecture.md §3)."""

from dataclasses import dataclass
from enum import StrEnum


class Stand(StrEnum):
    VOLDAAN = "voldaan"
    NIET_VOLDAAN = "niet_voldaan"
    OPEN = "open"


@dataclass(frozen=True)
class Uitkomst:
    """One judged condition. `beter` says what would make it right; empty when it is voldaan."""

    code: str
    label: str
    stand: Stand
    zin: str
    bron: str
    beter: str = ""

    @property
    def voldaan(self) -> bool:
        return self.stand is Stand.VOLDAAN

    @property
    def open(self) -> bool:
        return self.stand is Stand.OPEN


def alle_voldaan(uitkomsten: list[Uitkomst]) -> bool:
    return all(uitkomst.voldaan for uitkomst in uitkomsten)
