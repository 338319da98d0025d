"""Asking each party to sign: a message, and a personal link for who has no account (rules.md §5, ux.md §3.6)."""

from datetime import date, datetime, timedelta

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from educam_portal.accounts.geheime_link import hash_van, nieuw_zaad
from educam_portal.accounts.models import User
from educam_portal.meldingen import GeheimVervallen
from educam_portal.meldingen import services as meldingen
from educam_portal.parameters import duur
from educam_portal.termijnen.rules import na_termijn
from educam_portal.workflow.diensten import vergrendel

from .leeslink import lezers
from .models import Lerende, Ondertekenaar, Overeenkomst, Stuk
from .ontvangers import werkgevers
from .stukken import token, volg_adressen
from .toestanden import Partij, StukStand

GEHEIM = "ondertekenaar"
# The same link, once everybody signed: then it opens what was signed.
GEHEIM_GETEKEND = "getekend"


def nodig_uit(stuk: Stuk, *, op: datetime) -> int:
    """Ask everybody whose turn it is and who has not signed; answers how many. The document exists.

    The representative of a minor is asked once the lerende signed (ux.md §3.6).
    """
    gevraagd = 0
    for ondertekenaar in aan_de_beurt(stuk):
        match ondertekenaar.partij:
            case Partij.SCHOOL:
                _bericht(ondertekenaar, [stuk.overeenkomst.begeleider], op)
            case Partij.ONDERNEMING:
                _bericht(ondertekenaar, list(werkgevers(stuk.overeenkomst)), op)
            case _ if ondertekenaar.email:
                stuur_link(ondertekenaar, op=op)
            case _:
                continue  # signs at the table of the school, or on paper
        gevraagd += 1
    return gevraagd


def aan_de_beurt(stuk: Stuk) -> list[Ondertekenaar]:
    """Who may sign now and did not."""
    rijen = {rij.partij: rij for rij in stuk.ondertekenaars.select_related("user")}
    lerende = rijen.get(Partij.LERENDE)
    wacht = Partij.VERTEGENWOORDIGER if lerende is not None and not lerende.getekend else None
    return [rij for partij, rij in rijen.items() if not rij.getekend and rij.geweigerd_op is None and partij != wacht]


def volg_lerende(lerende: Lerende, *, op: datetime) -> None:
    """The lerende, or who represents them, has another mailbox: who was asked to sign is asked there."""
    rijen = Overeenkomst.objects.filter(lerende=lerende, stukken__stand=StukStand.OPEN).distinct()
    for overeenkomst in rijen.order_by("pk"):
        vers = vergrendel(overeenkomst)
        for stuk in vers.stukken.filter(stand=StukStand.OPEN):
            for rij in volg_adressen(stuk):
                if rij.uitgenodigd_op and rij.email and rij.geweigerd_op is None:
                    stuur_link(rij, op=op)


def stuur_link(ondertekenaar: Ondertekenaar, *, op: datetime) -> None:
    """A fresh personal link to the address of this party; the older one stops working."""
    _nieuwe_link(ondertekenaar, op)
    _bericht(ondertekenaar, [ondertekenaar.email], op, geheim={"soort": GEHEIM, "id": ondertekenaar.token_hash})


def _nieuwe_link(ondertekenaar: Ondertekenaar, op: datetime) -> None:
    ondertekenaar.zaad = nieuw_zaad()
    ondertekenaar.token_hash = hash_van(token(ondertekenaar))
    _werkt_vanaf(ondertekenaar, op)


def _werkt_vanaf(ondertekenaar: Ondertekenaar, op: datetime) -> None:
    laatste = na_termijn(timezone.localdate(op), duur("ondertekenlink", timezone.localdate(op)))
    ondertekenaar.vervalt_op = timezone.make_aware(datetime.combine(laatste + timedelta(days=1), datetime.min.time()))


def leest_na(ondertekenaar: Ondertekenaar, op: date) -> bool:
    """Whether this party reads by its link what everybody signed.

    At the address that still is theirs; who represents a lerende until the lerende is 18 (rules.md §2).
    """
    if ondertekenaar.stuk.stand != StukStand.ONDERTEKEND:
        return False
    return lezers(ondertekenaar.stuk.overeenkomst, op).get(Partij(ondertekenaar.partij)) == ondertekenaar.email


def stuur_getekend(ondertekenaar: Ondertekenaar, *, op: datetime) -> None:
    """Everybody signed: the personal link to what was signed. One that works stays the same, and works for longer."""
    if ondertekenaar.verlopen(op):
        _nieuwe_link(ondertekenaar, op)
    else:
        _werkt_vanaf(ondertekenaar, op)
    ondertekenaar.save(update_fields=["zaad", "token_hash", "vervalt_op"])
    meld_getekend(
        ondertekenaar.stuk,
        ondertekenaar.email,
        naam=ondertekenaar.naam,
        zelf=ondertekenaar.partij == Partij.LERENDE,
        geheim={"soort": GEHEIM_GETEKEND, "id": ondertekenaar.token_hash or ""},
    )


def meld_getekend(stuk: Stuk, adres: str, *, naam: str, zelf: bool, geheim: dict[str, str]) -> None:
    """Who has no account hears that everybody signed, with the way to what was signed. `zelf`: it is the lerende."""
    meldingen.stuur(
        "getekend_met_link",
        dossier=stuk.overeenkomst,
        aan=[adres],
        gegevens={"overeenkomst": stuk.overeenkomst, "stuk": stuk, "naam": naam, "zelf": zelf, "geheim": geheim},
    )


def _bericht(ondertekenaar: Ondertekenaar, aan: list[User] | list[str], op: datetime, **meer) -> None:
    overeenkomst = ondertekenaar.stuk.overeenkomst
    ondertekenaar.uitgenodigd_op = op
    ondertekenaar.save(update_fields=["zaad", "token_hash", "vervalt_op", "uitgenodigd_op"])
    meldingen.stuur(
        "ondertekenen_met_link" if meer else "ondertekenen",
        dossier=overeenkomst,
        aan=aan,
        gegevens={
            "overeenkomst": overeenkomst,
            "stuk": ondertekenaar.stuk,
            "naam": ondertekenaar.naam,
            "partij": ondertekenaar.partij,
            **meer,
        },
    )


def geheim_van(token_hash: str) -> dict[str, str]:
    """The link at the moment its mail is sent; raises GeheimVervallen when it works no more."""
    rij = zoek_op_hash(token_hash)
    if rij is None or rij.getekend or rij.stuk.stand != StukStand.OPEN:
        raise GeheimVervallen("Er is al getekend, het document is gewijzigd, of er is een nieuwe link gestuurd.")
    return {"link": settings.PORTAL_URL + reverse("onderteken:link", args=[token(rij)])}


def geheim_getekend(token_hash: str) -> dict[str, str]:
    """The link at the moment the mail about what was signed is sent; raises GeheimVervallen for who reads it no more."""
    rij = zoek_op_hash(token_hash)
    if rij is None or not leest_na(rij, timezone.localdate()):
        raise GeheimVervallen("Het adres is veranderd, of er is een nieuwe link gestuurd.")
    return {"link": settings.PORTAL_URL + reverse("onderteken:link", args=[token(rij)])}


def zoek(geheim: str) -> Ondertekenaar | None:
    """The row behind a personal link, with its document; None for a link that never existed or was replaced."""
    return zoek_op_hash(hash_van(geheim))


def zoek_op_hash(token_hash: str) -> Ondertekenaar | None:
    mee = ("stuk__overeenkomst__lerende__vertegenwoordiger", "stuk__overeenkomst__school", "user")
    rijen = Ondertekenaar.objects.select_related(*mee)
    return rijen.filter(token_hash=token_hash).first()
