"""Who reads the own progress by a personal link, and the link itself, found by its secret (rules.md §2)."""

from datetime import date

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from educam_portal.accounts.geheime_link import hash_van, token_van
from educam_portal.meldingen import GeheimVervallen

from .models import Leeslink, Overeenkomst
from .toestanden import Partij

DOEL = "overeenkomsten.leeslink"
GEHEIM = "leeslink"


def lezers(overeenkomst: Overeenkomst, op: date) -> dict[Partij, str]:
    """The address of the lerende, and until 18 that of who represents them; without an address nobody reads by link."""
    lerende = overeenkomst.lerende
    vertegenwoordiger = getattr(lerende, "vertegenwoordiger", None)
    adressen = {Partij.LERENDE: lerende.email}
    if vertegenwoordiger is not None and lerende.minderjarig(op):
        adressen[Partij.VERTEGENWOORDIGER] = vertegenwoordiger.email
    return {partij: adres for partij, adres in adressen.items() if adres}


def leest(link: Leeslink, op: date) -> bool:
    """Whether whoever got this link may still read: the same address, and a representative until 18."""
    return lezers(link.overeenkomst, op).get(Partij(link.partij)) == link.email


def token(link: Leeslink) -> str:
    """The secret part of the link."""
    return token_van(link.zaad, DOEL)


def zoek(geheim: str) -> Leeslink | None:
    """The row behind a link, also one that ran out; None for a link that never existed or was replaced."""
    return _op_hash(hash_van(geheim))


def geheim_van(token_hash: str) -> dict[str, str]:
    """The link at the moment its mail is sent; raises GeheimVervallen when it works no more."""
    link = _op_hash(token_hash)
    if link is None or not leest(link, timezone.localdate()):
        raise GeheimVervallen("Het adres is veranderd, of er is een nieuwe link gestuurd.")
    return {"link": settings.PORTAL_URL + reverse("mijnleren:start", args=[token(link)])}


def _op_hash(token_hash: str) -> Leeslink | None:
    mee = [f"overeenkomst__{veld}" for veld in (*Overeenkomst.LEEST_MEE, "begeleider", "lerende__vertegenwoordiger")]
    return Leeslink.objects.select_related(*mee).filter(token_hash=token_hash).first()
