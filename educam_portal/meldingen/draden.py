"""One plain thread of messages per dossier; who may write or read a dossier is for its own floor to decide."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.core.files.base import File
from django.db import models, transaction

from educam_portal import documenten
from educam_portal.accounts.models import User
from educam_portal.meldingen.models import Draadbericht
from educam_portal.meldingen.services import stuur

TEKST_MAX = 5000
# The kind of the files that travel with a message; the floor of the dossier says who opens them.
BIJLAGE = "draadbijlage"


@transaction.atomic
def plaats(
    dossier: models.Model,
    *,
    auteur: User,
    tekst: str,
    intern: bool = False,
    bestand: File | None = None,
    aan: Iterable[User | str] = (),
    url: str = "",
    titel: str = "",
    kant: str = "",
    bijlagesoort: str = BIJLAGE,
) -> Draadbericht:
    """Add a message to the thread; `intern` ones are for EDUCAM alone (PermissionDenied for others).

    `aan` are the people on the other side, chosen by the caller: they get a mail that says who wrote about what
    (`titel`, the dossier's own name by default) with the link `url`. The text itself stays in the portal.
    `bestand` is kept with the message, about the same dossier, as a `bijlagesoort`: its policy says who opens it. `kant`
    names the side of the author in a thread in which EDUCAM takes no part. ValueError when the text is empty or longer than 5 000
    characters, OngeldigBestand for a file that may not be kept.
    """
    tekst = tekst.strip()
    if not tekst or len(tekst) > TEKST_MAX:
        raise ValueError(f"Een bericht telt 1 tot {TEKST_MAX} tekens")
    if intern and not auteur.is_educam:
        raise PermissionDenied("Alleen EDUCAM schrijft interne berichten")
    bericht = Draadbericht.objects.create(
        onderwerp_type=ContentType.objects.get_for_model(dossier),
        onderwerp_id=str(dossier.pk),
        auteur=auteur,
        tekst=tekst,
        intern=intern,
        van_educam=auteur.is_educam,
        kant=kant,
        bijlage=documenten.bewaar(bestand=bestand, soort=bijlagesoort, door=auteur, onderwerp=dossier)
        if bestand
        else None,
    )
    ontvangers = [ontvanger for ontvanger in aan if ontvanger != auteur and ontvanger != auteur.email]
    if ontvangers and not intern:
        stuur(
            "nieuw_bericht",
            dossier=dossier,
            aan=ontvangers,
            gegevens={"auteur": auteur, "titel": titel or str(dossier), "url": url},
        )
    return bericht


def draad(dossier: models.Model, *, voor: User, kant: str = "") -> list[Draadbericht]:
    """The thread as `voor`, on side `kant`, may see it, oldest first, with its files and first readers; one query."""
    rijen = Draadbericht.objects.filter(
        onderwerp_type=ContentType.objects.get_for_model(dossier), onderwerp_id=str(dossier.pk)
    ).select_related("auteur", "bijlage", "gelezen_door")
    berichten = list(rijen if voor.is_educam else rijen.filter(intern=False))
    for bericht in berichten:
        bericht.van_ons = (bericht.van_educam, bericht.kant) == (voor.is_educam, kant)
    return berichten


def lees(berichten: Iterable[Draadbericht], *, door: User, op: datetime) -> None:
    """`door` has these, that `draad` gave, on the screen: what nobody on this side read before counts as read now.

    Reading is the only change a GET may make; nothing is written when nothing is new. An internal message is for
    colleagues, so it is read by the first one who did not write it.
    """
    nieuw = [bericht.pk for bericht in berichten if _is_nieuw(bericht, door)]
    if nieuw:
        Draadbericht.objects.filter(pk__in=nieuw, gelezen_op=None).update(gelezen_op=op, gelezen_door=door)


def _is_nieuw(bericht: Draadbericht, door: User) -> bool:
    overkant = bericht.intern or not bericht.van_ons
    return bericht.gelezen_op is None and bericht.auteur_id != door.pk and overkant


def van_bijlage(document_id: UUID) -> Draadbericht | None:
    """The message that a file travelled with."""
    return Draadbericht.objects.filter(bijlage_id=document_id).first()
