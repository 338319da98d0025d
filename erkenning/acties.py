"""What a werkgever is told to do first on the start page; a higher floor adds its own (ux.md §3.2)."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from educam_portal.accounts.models import User
from educam_portal.organisaties.models import Onderneming


@dataclass(frozen=True)
class Actie:
    """One thing to do: a verb, a date, a button. `nu` = goes before everything with a date."""

    titel: str
    tekst: str
    knop: str
    url: str
    voor: date | None = None
    ref: str = ""
    nu: bool = False


Bron = Callable[[Onderneming, User], list[Actie]]
_bronnen: list[Bron] = []


def registreer_acties(bron: Bron) -> None:
    """Let a floor say what this user of an onderneming has to do there."""
    if bron not in _bronnen:
        _bronnen.append(bron)


def van_andere_vloeren(onderneming: Onderneming, user: User) -> list[Actie]:
    """What the floors above ask."""
    return [actie for bron in _bronnen for actie in bron(onderneming, user)]
