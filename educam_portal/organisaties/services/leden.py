"""Leave an organisation, or be taken out of it (rules.md §2)."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from educam_portal.accounts import services as accounts
from educam_portal.accounts.fouten import Geweigerd
from educam_portal.accounts.models import Bereik, Bron, Lidmaatschap, Organisatie, Rol, User
from educam_portal.workflow.diensten import noteer

from .. import bevoegd
from .afwezigheden import pas_afwezigheden_aan

# The role that must always be held by somebody, per kind of organisation.
ONMISBAAR: dict[str, Rol] = {
    Organisatie.Soort.ONDERNEMING: Rol.VERANTWOORDELIJKE,
    Organisatie.Soort.SECRETARIAAT: Rol.VERANTWOORDELIJKE,
    Organisatie.Soort.SCHOOL: Rol.TRAJECTBEGELEIDER,
    Organisatie.Soort.EDUCAM: Rol.COORDINATOR,
}


@transaction.atomic
def verlaat(*, user: User, organisatie: Organisatie, op: datetime) -> None:
    """`user` stops being a member; what he or she made stays with the organisation.

    Raises Geweigerd for the last responsible, and for somebody who is not a member.
    """
    _beeindig(user=user, organisatie=organisatie, door=user, op=op)


@transaction.atomic
def verwijder_lid(*, lid: Lidmaatschap, door: User, op: datetime) -> None:
    """A responsible (or coördinator) takes a member out of the organisation. Raises Geweigerd as `verlaat` does."""
    if not (door.is_coordinator or bevoegd.is_verantwoordelijke(door, lid.organisatie)):
        raise Geweigerd("Alleen een verantwoordelijke van de organisatie kan iemand verwijderen.")
    _beeindig(user=lid.user, organisatie=lid.organisatie, door=door, op=op)


@transaction.atomic
def wijzig_rol(*, lid: Lidmaatschap, rol: str, door: User, op: datetime) -> Lidmaatschap:
    """Make a member of an onderneming medewerker or verantwoordelijke. The last responsible keeps the role."""
    if not (door.is_coordinator or bevoegd.is_verantwoordelijke(door, lid.organisatie)):
        raise Geweigerd("Alleen een verantwoordelijke van de organisatie kan een rol wijzigen.")
    if rol not in (Rol.VERANTWOORDELIJKE, Rol.MEDEWERKER) or lid.rol not in (Rol.VERANTWOORDELIJKE, Rol.MEDEWERKER):
        raise Geweigerd("Kies medewerker of verantwoordelijke.")
    _beeindig(user=lid.user, organisatie=lid.organisatie, door=door, op=op, alleen=lid.rol)
    return accounts.geef_lidmaatschap(user=lid.user, organisatie=lid.organisatie, rol=rol, van=timezone.localdate(op))


def _beeindig(*, user: User, organisatie: Organisatie, door: User, op: datetime, alleen: str | None = None) -> None:
    dag = timezone.localdate(op)
    # The lock makes two responsibles who leave at the same moment wait for each other.
    Organisatie.objects.select_for_update(of=("self",), no_key=True).get(pk=organisatie.pk)
    rijen = Lidmaatschap.objects.geldig(dag).filter(
        user=user, organisatie=organisatie, bron=Bron.LID, bereik=Bereik.ALLES
    )
    leden = list((rijen.filter(rol=alleen) if alleen else rijen).select_related("user", "organisatie"))
    if not leden:
        raise Geweigerd(f"{user} is geen lid van {organisatie}.")
    for lid in leden:
        if lid.rol == ONMISBAAR.get(organisatie.soort) and accounts.is_laatste(lid, op=dag):
            raise Geweigerd(
                f"{organisatie} heeft altijd iemand als {lid.get_rol_display().lower()} nodig. "
                "Geef die rol eerst aan een collega."
            )
    for lid in leden:
        accounts.beeindig_lidmaatschap(lid, op=dag)
    accounts.vergeet_lidmaatschappen(user)
    pas_afwezigheden_aan(user=user, door=door, op=op)
    actie = "verlaten" if door == user else "lid_verwijderd"
    noteer(organisatie, actie, door=door, op=op, tekst=f"{user} is geen lid meer.", gegevens={"user": user.pk})
