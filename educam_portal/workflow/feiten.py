"""Named facts: how a lower floor tells the higher ones, without importing them (architecture.md §1).

`meld("erkenning.toegekend", erkenning=…)` runs its handlers in the caller's transaction, in floor order.
"""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

Verwerker = Callable[..., None]

# Bottom to top, as in architecture.md §1; handlers of a lower floor run first.
VERDIEPINGEN = (
    "educam_portal.documenten",
    "educam_portal.meldingen",
    "educam_portal.termijnen",
    "educam_portal.workflow",
    "educam_portal.organisaties",
    "mentoren",
    "erkenning",
    "overeenkomsten",
    "premies",
    "educam_portal.overzicht",
)


@dataclass(frozen=True)
class Feit:
    """A fact that floors may listen to, with the one sentence the docs show."""

    naam: str
    betekenis: str


_feiten: dict[str, Feit] = {}
_verwerkers: dict[str, list[Verwerker]] = defaultdict(list)


def benoem(naam: str, betekenis: str) -> str:
    """Declare a fact; only declared facts can be told or listened to, so that a typo fails at start-up."""
    _feiten[naam] = Feit(naam, betekenis)
    return naam


def bij(naam: str) -> Callable[[Verwerker], Verwerker]:
    """Decorator: run this function, in the teller's transaction, whenever `naam` is told."""

    def registreer(verwerker: Verwerker) -> Verwerker:
        if naam not in _feiten:
            raise LookupError(f"Onbekend feit {naam}: benoem het eerst op de verdieping die het meldt.")
        _verwerkers[naam].append(verwerker)
        _verwerkers[naam].sort(key=_verdieping)
        return verwerker

    return registreer


def meld(naam: str, **gegevens: Any) -> None:
    """Tell a fact to every floor that listens, lowest first, inside the current transaction."""
    if naam not in _feiten:
        raise LookupError(f"Onbekend feit {naam}.")
    for verwerker in _verwerkers[naam]:
        verwerker(**gegevens)


def overzicht() -> list[tuple[Feit, list[str]]]:
    """Every fact with the dotted names of its handlers, for the generated docs."""
    return [
        (feit, [f"{v.__module__}.{v.__qualname__}" for v in _verwerkers[naam]])
        for naam, feit in sorted(_feiten.items())
    ]


def _verdieping(verwerker: Verwerker) -> int:
    for hoogte, verdieping in enumerate(VERDIEPINGEN):
        if verwerker.__module__.startswith(verdieping):
            return hoogte
    return len(VERDIEPINGEN)
