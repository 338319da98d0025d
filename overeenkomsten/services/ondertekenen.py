"""Signing one version of a document in the portal, or saying why not (rules.md §5)."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from educam_portal.accounts.fouten import Geweigerd
from educam_portal.accounts.models import User
from educam_portal.meldingen import services as meldingen

from ..models import Ondertekenaar, Overeenkomst, Stuk
from ..toestanden import Partij, StukStand, Wie, Wijze
from ..uitnodigen import aan_de_beurt, leest_na, stuur_getekend, stuur_link
from .handtekening import Bewijs, controleer_wijze, daarna, ondertekening, tekenbevoegdheid, zet, zonder_account

NIET_BEVOEGD = (
    "Je bent niet genoteerd als iemand die voor de onderneming mag tekenen. "
    "De verantwoordelijke van je onderneming legt dat vast bij “Wie mag tekenen?”."
)
# Which role of the table an account signs in for which party.
ROL = {Partij.SCHOOL: Wie.SCHOOL, Partij.ONDERNEMING: Wie.WERKGEVER}


def onderteken(*, ondertekenaar: Ondertekenaar, bewijs: Bewijs, door: User | None, op: datetime) -> Overeenkomst:
    """Put one signature under exactly the version that is open; the last one makes the document count.

    `door` None = through a personal link, whose code the caller checked. Raises Geweigerd when the document changed, when
    this party signed or may not yet, when `door` may not sign for it, when the level is not allowed, and at the last
    signature when the erkenning or the mentor no longer holds (rules.md §5); the school hears of that last one.
    """
    zelf = bewijs.wijze == Wijze.AANGEMELD
    wie = "" if zelf else zonder_account(ondertekenaar, door)
    with ondertekening(ondertekenaar.stuk, "ondertekenen", door=door, op=op, wie=wie) as (vers, stuk):
        rij = _vrij(stuk, ondertekenaar.pk)
        _mag_tekenen(rij, vers, bewijs, door)
        zet(rij, stuk, bewijs, op)
        daarna(vers, stuk, [rij], door=door, op=op)
    return vers


def _vrij(stuk: Stuk, pk: int) -> Ondertekenaar:
    """The row of this party when it may sign now. Raises Geweigerd."""
    rij = stuk.ondertekenaars.select_related("user").get(pk=pk)
    if rij.getekend:
        raise Geweigerd(f"{rij.naam} heeft deze versie al getekend.")
    if rij.pk not in {beurt.pk for beurt in aan_de_beurt(stuk)}:
        raise Geweigerd("De lerende tekent eerst. Daarna krijg je een bericht.")
    return rij


def _mag_tekenen(rij: Ondertekenaar, overeenkomst: Overeenkomst, bewijs: Bewijs, door: User | None) -> None:
    """Raises Geweigerd when the level is not allowed, or when this account does not sign for this party."""
    controleer_wijze(rij.stuk, bewijs.wijze)
    rollen = overeenkomst.rollen_van(door) if door else set()
    if bewijs.wijze == Wijze.AANGEMELD and ROL.get(Partij(rij.partij)) not in rollen:
        raise Geweigerd("Je kan niet tekenen voor deze partij.")
    if bewijs.wijze == Wijze.TABLET and Wie.SCHOOL not in rollen:
        raise Geweigerd("Alleen de school laat op haar toestel tekenen.")
    if rij.partij == Partij.ONDERNEMING and bewijs.wijze == Wijze.AANGEMELD:
        assert door is not None
        bevoegd = tekenbevoegdheid(overeenkomst, door)
        if bevoegd is None:
            raise Geweigerd(NIET_BEVOEGD)
        rij.user, rij.hoedanigheid = door, bevoegd.functie
    elif rij.partij == Partij.SCHOOL and bewijs.wijze == Wijze.AANGEMELD:
        rij.user = door


def weiger(
    *, ondertekenaar: Ondertekenaar, reden: str, door: User | None, op: datetime, getuige: User | None = None
) -> None:
    """This party does not sign, and says why; the school hears it and decides what to do. Raises Geweigerd.

    `door` None = the person without an account: by the personal link, or at the table of the school, on its device, with
    `getuige` of the school beside it.
    """
    reden = reden.strip()
    if not reden:
        raise Geweigerd("Schrijf waarom je niet tekent. De school leest dat.")
    wie = "" if door else zonder_account(ondertekenaar, getuige)
    with ondertekening(ondertekenaar.stuk, "niet_ondertekenen", door=door or getuige, op=op, wie=wie) as (vers, stuk):
        rij = _vrij(stuk, ondertekenaar.pk)
        if door is not None and ROL.get(Partij(rij.partij)) not in vers.rollen_van(door):
            raise Geweigerd("Je kan niet antwoorden voor deze partij.")
        if getuige is not None and Wie.SCHOOL not in vers.rollen_van(getuige):
            raise Geweigerd("Alleen de school laat op haar toestel antwoorden.")
        rij.geweigerd_op, rij.geweigerd_reden, rij.geweigerd_getuige = op, reden, getuige
        rij.save(update_fields=["geweigerd_op", "geweigerd_reden", "geweigerd_getuige"])
        meldingen.stuur(
            "niet_ondertekend",
            dossier=vers,
            aan=[vers.begeleider],
            gegevens={"overeenkomst": vers, "stuk": stuk, "naam": rij.naam, "partij": rij.partij, "reden": reden},
        )


def vernieuw_link(*, ondertekenaar: Ondertekenaar, op: datetime) -> None:
    """Mail a new link to the address that had the old one, asked for from the page of an expired link."""
    with transaction.atomic():
        rij = (
            Ondertekenaar.objects.select_for_update(of=("self",), no_key=True)
            .select_related("stuk__overeenkomst")
            .get(pk=ondertekenaar.pk)
        )
        if leest_na(rij, timezone.localdate(op)):
            stuur_getekend(rij, op=op)
            return
        if rij.getekend or rij.stuk.stand != StukStand.OPEN or not rij.email:
            raise Geweigerd("Deze link is niet meer nodig.")
        stuur_link(rij, op=op)
