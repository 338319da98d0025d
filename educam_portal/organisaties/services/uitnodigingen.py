"""Invite somebody into an organisation. Opening the link changes nothing, accepting does (architecture.md §5)."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format

from educam_portal.accounts import services as accounts
from educam_portal.accounts import uitnodigingen as geheim
from educam_portal.accounts.fouten import Geweigerd
from educam_portal.accounts.models import STAF, Organisatie, Rol, Uitnodiging, User, UserManager
from educam_portal.meldingen import stuur
from educam_portal.workflow.diensten import noteer
from educam_portal.workflow.feiten import meld

from .. import bevoegd
from ..feiten import LID_TOEGETREDEN
from .afwezigheden import pas_afwezigheden_aan

UITNODIGING_GELDIG = timedelta(days=14)

# Which roles exist in which kind of organisation.
ROLLEN: dict[str, tuple[Rol, ...]] = {
    Organisatie.Soort.ONDERNEMING: (Rol.MEDEWERKER, Rol.VERANTWOORDELIJKE, Rol.MENTOR),
    Organisatie.Soort.SCHOOL: (Rol.TRAJECTBEGELEIDER,),
    Organisatie.Soort.SECRETARIAAT: (Rol.SECRETARIAAT, Rol.VERANTWOORDELIJKE),
    Organisatie.Soort.REGIO: (Rol.CONSULENT,),
    Organisatie.Soort.EDUCAM: (Rol.COORDINATOR, Rol.BEHEERDER),
}


def mag_uitnodigen(user: User, organisatie: Organisatie) -> bool:
    """A coördinator everywhere; somebody who answers for an organisation in their own, never for a role of EDUCAM."""
    return user.is_active and (user.is_coordinator or bevoegd.is_verantwoordelijke(user, organisatie))


@transaction.atomic
def nodig_uit(*, organisatie: Organisatie, email: str, rol: str, door: User, op: datetime) -> Uitnodiging:
    """Mail a personal link to `email`, valid for a while. Inviting the same address for the same role renews the link.

    Raises Geweigerd when `door` may not invite there, the role does not exist there, or the person is a member already.
    """
    email = UserManager.normaliseer(email)
    if not mag_uitnodigen(door, organisatie) or (rol in STAF and not door.is_coordinator):
        raise Geweigerd("Alleen een verantwoordelijke van de organisatie of een coördinator kan iemand uitnodigen.")
    if rol not in ROLLEN[organisatie.soort]:
        raise Geweigerd("Deze rol bestaat niet in deze organisatie. Kies een rol uit de lijst.")
    Organisatie.objects.select_for_update(of=("self",), no_key=True).get(pk=organisatie.pk)
    dag = timezone.localdate(op)
    if organisatie.lidmaatschappen.geldig(dag).filter(user__email=email, rol=rol).exists():
        raise Geweigerd("Deze persoon is al lid met deze rol.")
    bestaand = Uitnodiging.objects.open().filter(email=email, organisatie=organisatie, rol=rol).first()
    uitnodiging = bestaand or Uitnodiging(email=email, organisatie=organisatie, rol=rol, uitgenodigd_door=door)
    uitnodiging.uitgenodigd_door = door
    _verstuur(uitnodiging, op=op)
    noteer(
        organisatie, "uitgenodigd", door=door, op=op, tekst=f"{email} uitgenodigd als {uitnodiging.get_rol_display()}."
    )
    return uitnodiging


def _verstuur(uitnodiging: Uitnodiging, *, op: datetime) -> None:
    """Give the invitation a fresh link (an older one stops working) and mail it."""
    uitnodiging.zaad = geheim.nieuw_zaad()
    uitnodiging.token_hash = geheim.hash_van(geheim.token_van(uitnodiging.zaad))
    uitnodiging.aangemaakt_op, uitnodiging.vervalt_op = op, op + UITNODIGING_GELDIG
    uitnodiging.save()
    stuur(
        "uitnodiging",
        dossier=uitnodiging.organisatie,
        aan=[uitnodiging.email],
        gegevens={
            "organisatie": uitnodiging.organisatie.naam,
            "rol": uitnodiging.get_rol_display().lower(),
            "door": str(uitnodiging.uitgenodigd_door),
            "vervalt_op": date_format(timezone.localtime(uitnodiging.vervalt_op), "j F Y"),
            "geheim": {"soort": "uitnodiging", "id": uitnodiging.pk},
        },
    )


@transaction.atomic
def vernieuw_uitnodiging(*, uitnodiging: Uitnodiging, op: datetime) -> Uitnodiging:
    """Mail a new link to the invited address, asked for from the page of an expired one (by whoever holds it).

    Raises Geweigerd when the invitation was used or withdrawn, or who invited may not invite any more.
    """
    uitnodiging = (
        Uitnodiging.objects.select_for_update(of=("self",), no_key=True)
        .select_related("organisatie", "uitgenodigd_door")
        .get(pk=uitnodiging.pk)
    )
    if uitnodiging.aanvaard_op or uitnodiging.ingetrokken_op:
        raise Geweigerd("Deze uitnodiging is al gebruikt of ingetrokken. Vraag je collega een nieuwe te sturen.")
    if not mag_uitnodigen(uitnodiging.uitgenodigd_door, uitnodiging.organisatie):
        raise Geweigerd("Wie jou uitnodigde, kan dat niet meer. Vraag een collega je opnieuw uit te nodigen.")
    _verstuur(uitnodiging, op=op)
    return uitnodiging


@transaction.atomic
def trek_uitnodiging_in(*, uitnodiging: Uitnodiging, door: User, op: datetime) -> None:
    """The link stops working. Raises Geweigerd when `door` may not invite there or the invitation is no longer open."""
    uitnodiging = (
        Uitnodiging.objects.select_for_update(of=("self",), no_key=True)
        .select_related("organisatie")
        .get(pk=uitnodiging.pk)
    )
    if not mag_uitnodigen(door, uitnodiging.organisatie):
        raise Geweigerd("Alleen een verantwoordelijke van de organisatie of een coördinator trekt een uitnodiging in.")
    if uitnodiging.aanvaard_op or uitnodiging.ingetrokken_op:
        raise Geweigerd("Deze uitnodiging is al gebruikt of ingetrokken.")
    uitnodiging.ingetrokken_op = op
    uitnodiging.save(update_fields=["ingetrokken_op"])


@transaction.atomic
def aanvaard_uitnodiging(*, uitnodiging: Uitnodiging, user: User, op: datetime) -> Uitnodiging:
    """`user`, logged in with the invited address, becomes a member in the invited role. Works once.

    Raises Geweigerd for another address, a used, withdrawn or expired link, or an inviter who may not invite any more.
    """
    uitnodiging = (
        Uitnodiging.objects.select_for_update(of=("self",), no_key=True)
        .select_related("organisatie", "uitgenodigd_door")
        .get(pk=uitnodiging.pk)
    )
    if user.email != uitnodiging.email:
        raise Geweigerd("Deze uitnodiging is voor een ander e-mailadres. Meld je aan met het adres dat de mail kreeg.")
    if uitnodiging.aanvaard_op or uitnodiging.ingetrokken_op:
        raise Geweigerd("Deze uitnodiging is al gebruikt of ingetrokken.")
    if uitnodiging.verlopen(op):
        raise Geweigerd("Deze uitnodiging is vervallen. Vraag een nieuwe link.")
    if not mag_uitnodigen(uitnodiging.uitgenodigd_door, uitnodiging.organisatie):
        raise Geweigerd("Wie jou uitnodigde, kan dat niet meer. Vraag een collega je opnieuw uit te nodigen.")
    uitnodiging.aanvaard_op, uitnodiging.aanvaard_door = op, user
    uitnodiging.save(update_fields=["aanvaard_op", "aanvaard_door"])
    accounts.geef_lidmaatschap(
        user=user, organisatie=uitnodiging.organisatie, rol=uitnodiging.rol, van=timezone.localdate(op)
    )
    pas_afwezigheden_aan(user=user, door=user, op=op)
    noteer(uitnodiging.organisatie, "uitnodiging_aanvaard", door=user, op=op, tekst=f"{user} is lid geworden.")
    meld(LID_TOEGETREDEN, user=user, organisatie=uitnodiging.organisatie, rol=uitnodiging.rol, op=op)
    return uitnodiging
