"""The personal link of a colleague who helps the mentor: found by its secret, shown again without being stored."""

from django.conf import settings
from django.urls import reverse

from educam_portal.accounts.geheime_link import hash_van, token_van
from educam_portal.meldingen import GeheimVervallen

from .models import Mentorhulp, Overeenkomst

DOEL = "overeenkomsten.mentorhulp"
GEHEIM = "mentorhulp"


def token(hulp: Mentorhulp) -> str:
    """The secret part of the link."""
    return token_van(hulp.zaad, DOEL)


def zoek(geheim: str) -> Mentorhulp | None:
    """The row behind a link, also one that ran out; None for a link that never existed or was replaced."""
    return _op_hash(hash_van(geheim))


def geheim_van(token_hash: str) -> dict[str, str]:
    """The link at the moment its mail is sent; raises GeheimVervallen when it works no more."""
    hulp = _op_hash(token_hash)
    if hulp is None or not hulp.helpt:
        raise GeheimVervallen("De mentor vraagt geen hulp meer, of er is een nieuwe link gestuurd.")
    return {"link": settings.PORTAL_URL + reverse("helpen:start", args=[token(hulp)])}


def _op_hash(token_hash: str) -> Mentorhulp | None:
    mee = [f"overeenkomst__{veld}" for veld in Overeenkomst.LEEST_MEE]
    return Mentorhulp.objects.select_related("genoemd_door", *mee).filter(token_hash=token_hash).first()
