"""One row of the matrix: a URL name, what fills its address, and the status each role gets."""

from dataclasses import dataclass
from operator import attrgetter
from uuid import UUID

from django.urls import reverse

from .rollen import GEWOON, GROEPEN, ROLLEN, SOORTEN

# What stands in an address, and what it looks like when it names nothing.
VERZONNEN = {"ref": "ERK-1999-00001", "pk": 0, "token": "onbekend", "code": "bcdfghjkmnpq"}


@dataclass(frozen=True)
class Rij:
    """`delen` are paths into the world (`"dossier.ref bezoek.pk"`), or a literal after `=`.

    A role that no word of the row names is outside: 404, or the log-in page for who is not logged in. `knop` says that
    the address answers a POST only; `wie` are the roles that try it.
    """

    naam: str
    delen: str
    verwacht: dict[str, int]
    wie: tuple[str, ...] = GEWOON
    knop: bool = False

    def __str__(self) -> str:
        return f"{self.naam} {self.delen}".strip()

    def adres(self, wereld) -> str:
        return reverse(self.naam, args=self._delen(wereld))

    def onbekende_adressen(self, wereld) -> list[str]:
        """The same door with, one by one, each part of the address that names a row naming none."""
        delen, adressen = self._delen(wereld), []
        for plaats, deel in enumerate(self.delen.split()):
            verzonnen = VERZONNEN.get(deel.split(".")[-1])
            if verzonnen is not None:
                anders = UUID(int=0) if isinstance(delen[plaats], UUID) else verzonnen
                adressen.append(reverse(self.naam, args=[*delen[:plaats], anders, *delen[plaats + 1 :]]))
        return adressen

    def _delen(self, wereld) -> list:
        return [deel[1:] if deel.startswith("=") else attrgetter(deel)(wereld) for deel in self.delen.split()]

    @property
    def openbaar(self) -> bool:
        return self.wie is SOORTEN

    def erbuiten(self, rol: str) -> bool:
        return rol not in self.verwacht

    def status(self, rol: str) -> int:
        return self.verwacht.get(rol, 302 if rol == "anoniem" else 404)


def bladzijde(naam: str, delen: str = "", **statussen: int) -> Rij:
    """A page. Words are roles or groups (rollen.py); a role wins over a group, a later group over an earlier one."""
    return Rij(naam, delen, _per_rol(statussen))


def openbaar(naam: str, delen: str = "", **statussen: int) -> Rij:
    """A page that does not ask who somebody is, or only whether somebody is logged in."""
    return Rij(naam, delen, _per_rol(statussen), wie=SOORTEN)


def bestand(delen: str, **statussen: int) -> Rij:
    """A file: the only door where two people of one region, or two coördinatoren, may differ."""
    return Rij("documenten:bestand", delen, _per_rol(statussen), wie=ROLLEN)


def knop(naam: str, delen: str = "", **statussen: int) -> Rij:
    """A button: POST only. The statuses are those of a POST with nothing in it."""
    return Rij(naam, delen, _per_rol(statussen), knop=True)


def _per_rol(statussen: dict[str, int]) -> dict[str, int]:
    verwacht = {rol: status for woord, status in statussen.items() for rol in GROEPEN.get(woord, ())}
    verwacht |= {rol: status for rol, status in statussen.items() if rol in ROLLEN}
    if onbekend := set(statussen) - set(ROLLEN) - set(GROEPEN):
        raise ValueError(f"Geen rol of groep: {onbekend}")
    return verwacht
