"""What lower floors must know of organisations (architecture.md §1): secrets in mails and who reads a machtiging."""

from django.conf import settings

from educam_portal import documenten, meldingen
from educam_portal.accounts import uitnodigingen
from educam_portal.accounts.models import Uitnodiging, User
from educam_portal.documenten.models import Document
from educam_portal.meldingen import GeheimVervallen

from . import bevoegd, feiten  # noqa: F401  names the facts, so that higher floors can listen
from .models import Machtiging

SOORT_MACHTIGING = "machtiging"


def uitnodiging_geheim(pk: int) -> dict[str, str]:
    """The link of an open invitation, at the moment the mail is sent; raises GeheimVervallen when it is used."""
    uitnodiging = Uitnodiging.objects.open().filter(pk=pk).first()
    if uitnodiging is None:
        raise GeheimVervallen("De uitnodiging is al gebruikt of ingetrokken.")
    return {"link": uitnodigingen.link(uitnodiging, settings.PORTAL_URL)}


def mag_machtiging_lezen(document: Document, user: User) -> bool:
    """Both parties, and the EDUCAM people who follow the onderneming."""
    machtiging = Machtiging.objects.filter(document=document).select_related("onderneming__organisatie").first()
    if machtiging is None:
        return document.geupload_door_id == user.pk
    onderneming = machtiging.onderneming
    return (
        machtiging.gemachtigde_id == user.pk
        or bevoegd.is_verantwoordelijke(user, onderneming.organisatie)
        or bevoegd.volgt_op(user, onderneming)
    )


def registreer() -> None:
    meldingen.registreer_geheim("uitnodiging", uitnodiging_geheim)
    documenten.registreer_beleid(SOORT_MACHTIGING, mag_machtiging_lezen)
