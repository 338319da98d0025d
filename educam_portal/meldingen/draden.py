"""One plain thread of messages per dossier; who may write or read a dossier is for its own floor to decide."""

from collections.abc import Iterable

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.db import models, transaction

from educam_portal.accounts.models import User
from educam_portal.meldingen.models import Draadbericht
from educam_portal.meldingen.services import stuur

TEKST_MAX = 5000


@transaction.atomic
def plaats(
    dossier: models.Model,
    *,
    auteur: User,
    tekst: str,
    intern: bool = False,
    aan: Iterable[User | str] = (),
    url: str = "",
    titel: str = "",
) -> Draadbericht:
    """Add a message to the thread; `intern` ones are for EDUCAM alone (PermissionDenied for others).

    `aan` are the people on the other side, chosen by the caller: they get a mail that says who wrote about what
    (`titel`, the dossier's own name by default) with the link `url`. The text itself stays in the portal.
    ValueError when the text is empty or longer than 5 000 characters.
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


def draad(dossier: models.Model, *, voor: User) -> list[Draadbericht]:
    """The thread as `voor` may see it, oldest first; one query."""
    berichten = Draadbericht.objects.filter(
        onderwerp_type=ContentType.objects.get_for_model(dossier), onderwerp_id=str(dossier.pk)
    ).select_related("auteur")
    return list(berichten if voor.is_educam else berichten.filter(intern=False))
