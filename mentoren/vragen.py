"""The personal link of a mentor: found by its secret, shown again without being stored."""

from django.conf import settings
from django.urls import reverse

from educam_portal.accounts.geheime_link import hash_van, token_van
from educam_portal.meldingen import GeheimVervallen

from .models import Mentorvraag

DOEL = "mentoren.mentorvraag"


def token(vraag: Mentorvraag) -> str:
    """The secret part of the link."""
    return token_van(vraag.zaad, DOEL)


def zoek(geheim: str) -> Mentorvraag | None:
    """The row behind a link, with the mentor; None for a link that never existed or was replaced."""
    rijen = Mentorvraag.objects.select_related("mentor__persoon", "mentor__onderneming", "gevraagd_door")
    return rijen.filter(token_hash=hash_van(geheim)).first()


def geheim_van(token_hash: str) -> dict[str, str]:
    """The link at the moment its mail is sent; raises GeheimVervallen when it works no more.

    Found by its own hash: a mail that waits or is sent again never carries the link of a later request, which may have
    gone to another address.
    """
    vraag = Mentorvraag.objects.select_related("mentor").filter(token_hash=token_hash).first()
    if vraag is None or not vraag.werkt:
        raise GeheimVervallen("De mentor vertrok, kreeg een ander e-mailadres, of er is een nieuwe link gestuurd.")
    return {"link": settings.PORTAL_URL + reverse("eigen:link", args=[token(vraag)])}
