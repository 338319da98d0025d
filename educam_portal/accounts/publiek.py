"""For whom a screen or a message is meant: the audiences of the portal, and the roles that belong to each."""

from collections.abc import Iterable
from enum import StrEnum

from .models import WERKGEVERS, Lidmaatschap, Rol


class Publiek(StrEnum):
    """Most telling first: who belongs to several sees the menu of the part he is in, else of the first."""

    COORDINATOR = "coordinator"
    CONSULENT = "consulent"
    BEHEERDER = "beheerder"
    WERKGEVER = "werkgever"
    SCHOOL = "school"
    MENTOR = "mentor"


ROLLEN: dict[Publiek, frozenset[Rol]] = {
    Publiek.COORDINATOR: frozenset({Rol.COORDINATOR}),
    Publiek.CONSULENT: frozenset({Rol.CONSULENT}),
    Publiek.BEHEERDER: frozenset({Rol.BEHEERDER}),
    Publiek.WERKGEVER: WERKGEVERS | {Rol.SECRETARIAAT},
    Publiek.SCHOOL: frozenset({Rol.TRAJECTBEGELEIDER}),
    Publiek.MENTOR: frozenset({Rol.MENTOR}),
}


def publieken(lidmaatschappen: Iterable[Lidmaatschap]) -> list[Publiek]:
    """The audiences of whoever has these memberships, most telling first."""
    rollen = {lid.rol for lid in lidmaatschappen}
    return [publiek for publiek, soorten in ROLLEN.items() if rollen & soorten]
