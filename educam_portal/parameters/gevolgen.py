"""What another value sets in motion on the floors above, which register it here at start-up (architecture.md §1)."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from educam_portal.accounts.models import User


@dataclass(frozen=True, kw_only=True)
class Tijdvak:
    """The days on which a parameter reads otherwise than before: from `vanaf` until `tot` (not included, empty = always)."""

    naam: str
    vanaf: date
    tot: date | None


@dataclass(frozen=True, kw_only=True)
class Stand:
    """How far the work after a change is; `zin` says what it is about."""

    zin: str
    gedaan: int
    totaal: int
    klaar: bool


@dataclass(frozen=True, kw_only=True)
class Volger:
    """`tel` gives a sentence per kind of thing that is touched, `start` sets the work going, `stand` how far it is."""

    tel: Callable[[Tijdvak], list[str]]
    start: Callable[[Tijdvak, User, datetime], None]
    stand: Callable[[str], list[Stand]]


_volgers: list[Volger] = []


def registreer(volger: Volger) -> None:
    _volgers.append(volger)


def zinnen(tijdvak: Tijdvak) -> list[str]:
    """What a change would touch."""
    return [zin for volger in _volgers for zin in volger.tel(tijdvak)]


def start(tijdvak: Tijdvak, *, door: User, op: datetime) -> None:
    """Set everything going that must follow; part of the transaction of the change."""
    for volger in _volgers:
        volger.start(tijdvak, door, op)


def standen(naam: str) -> Iterator[Stand]:
    """How far the work after the latest changes of `naam` is."""
    for volger in _volgers:
        yield from volger.stand(naam)
