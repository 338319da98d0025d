"""Public codes on attests and letters: who checks one gets an answer from the floor that gave it out (rules.md §3.2).

Each floor registers its resolver at start-up; `/controleer/<code>/` asks them in turn and shows what comes back.
"""

import secrets
from collections.abc import Callable
from dataclasses import dataclass

# No vowels and no look-alikes: readable over the phone, and never a word.
TEKENS = "bcdfghjkmnpqrstvwxz23456789"
LENGTE = 12


@dataclass(frozen=True)
class Uitkomst:
    """What the page says: a heading, whether it counts today, a sentence, and rows of label and value."""

    kop: str
    geldig: bool
    zin: str
    regels: tuple[tuple[str, str], ...] = ()


Zoeker = Callable[[str], Uitkomst | None]
_zoekers: list[Zoeker] = []


def nieuwe_code() -> str:
    """A code that nobody guesses."""
    return "".join(secrets.choice(TEKENS) for _ in range(LENGTE))


def registreer(functie: Zoeker) -> None:
    """Add a resolver: it gets a clean code and answers an Uitkomst, or None when the code is not its own."""
    if functie not in _zoekers:
        _zoekers.append(functie)


def zoek(code: str) -> Uitkomst | None:
    """The answer of the first resolver that knows the code; spaces, dashes and capitals do not matter."""
    schoon = "".join(teken for teken in code.lower() if teken.isalnum())
    for functie in _zoekers:
        uitkomst = functie(schoon)
        if uitkomst:
            return uitkomst
    return None
