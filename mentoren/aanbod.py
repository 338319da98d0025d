"""Coming sessions that still have seats, for a mail, a page or a reminder; the nearest first where that is known."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from educam_portal.organisaties.afstand import afstand_km
from educam_portal.organisaties.models import Gemeente

from .models import Sessie
from .rules import Aanbod, op_tijd, volgorde

HOOGSTENS = 3


@dataclass(frozen=True)
class Keuze:
    """A session to choose, as it looks from where the mentor works. `km` None = not known from where."""

    sessie: Sessie
    km: float | None
    op_tijd: bool


def komende(op: datetime) -> list[Sessie]:
    """Every session that has not begun, the soonest first, with its days, seats and waiting list; two queries."""
    return list(Sessie.objects.komend(op).met_bezetting())


def met_plaats(op: datetime) -> list[Sessie]:
    """The next few sessions with a free seat, the soonest first."""
    return [sessie for sessie in komende(op) if sessie.vrij][:HOOGSTENS]


def keuzes(
    sessies: Iterable[Sessie], *, vanaf: Collection[Gemeente], uiterlijk: date | None, hoogstens: int = HOOGSTENS
) -> list[Keuze]:
    """The sessions to offer somebody who works in one of `vanaf` and must be ready by `uiterlijk` (rules.md §4).

    Those with seats; when all are full, those to wait for. In time first, then the nearest, then the soonest.
    """
    rijen = list(sessies)
    vrije = [sessie for sessie in rijen if sessie.vrij]
    gewogen = [(_weeg(sessie, vanaf), sessie) for sessie in vrije or rijen]
    gewogen.sort(key=lambda paar: volgorde(paar[0], uiterlijk))
    return [Keuze(sessie, aanbod.km, op_tijd(aanbod, uiterlijk)) for aanbod, sessie in gewogen[:hoogstens]]


def _weeg(sessie: Sessie, vanaf: Collection[Gemeente]) -> Aanbod:
    km = min((afstand_km(sessie.gemeente, gemeente) for gemeente in vanaf), default=None)
    return Aanbod(eerste_dag=sessie.dag1.datum, laatste_dag=sessie.dag2.datum, km=km)
