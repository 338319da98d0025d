"""Which organisation somebody works for now, and the first screen that goes with it."""

from collections.abc import Iterable

from .models import Bron, Lidmaatschap, Organisatie, Rol, User
from .toegang import Verzoek

SESSIE_SLEUTEL = "organisatie"

# First screen per role, in the order in which roles win when somebody has several.
EERSTE_SCHERM: dict[str, str] = {
    Rol.COORDINATOR: "/coordinator/",
    Rol.CONSULENT: "/consulent/",
    Rol.BEHEERDER: "/beheer/",
    Rol.VERANTWOORDELIJKE: "/werkgever/",
    Rol.MEDEWERKER: "/werkgever/",
    Rol.TRAJECTBEGELEIDER: "/school/",
    Rol.SECRETARIAAT: "/werkgever/",
    Rol.MENTOR: "/mentor/",
}
_RANG = {rol: rang for rang, rol in enumerate(EERSTE_SCHERM)}


def beste(lidmaatschappen: Iterable[Lidmaatschap]) -> Lidmaatschap | None:
    """The membership that decides the first screen: own ones before borrowed ones, then the order of roles.

    A sociaal secretariaat has no dossiers of its own: who works there starts at a client.
    """
    kantoor = Organisatie.Soort.SECRETARIAAT
    return min(
        lidmaatschappen,
        key=lambda lid: (lid.organisatie.soort == kantoor, lid.bron != Bron.LID, _RANG[lid.rol], lid.pk),
        default=None,
    )


def organisaties(user: User) -> list[Organisatie]:
    """The organisations the user may work for today, each once, by name."""
    return list({lid.organisatie_id: lid.organisatie for lid in user.lidmaatschappen_nu}.values())


def kies(request: Verzoek) -> Organisatie | None:
    """The organisation chosen in this session when the membership still counts today, else the most fitting one."""
    gekozen = request.session.get(SESSIE_SLEUTEL)
    leden = request.user.lidmaatschappen_nu
    lid = next((lid for lid in leden if lid.organisatie_id == gekozen), None) or beste(leden)
    return lid.organisatie if lid else None


def eerste_scherm(user: User, organisatie: Organisatie | None) -> str | None:
    """Path of the first screen for the user in `organisatie`; None without any membership."""
    leden = user.lidmaatschappen_nu
    lid = beste(lid for lid in leden if organisatie and lid.organisatie_id == organisatie.pk) or beste(leden)
    return EERSTE_SCHERM[lid.rol] if lid else None
