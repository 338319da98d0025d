"""Writing messages: rows in the caller's transaction, never a mail inside a request (architecture.md §3, Outbox)."""

import logging
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db import models, transaction
from django.utils import timezone

from educam_portal.accounts.models import User
from educam_portal.meldingen import opstellen, voorkeuren
from educam_portal.meldingen.geheimen import oplosser
from educam_portal.meldingen.models import Bericht
from educam_portal.meldingen.register import Wijze, soort_bericht
from educam_portal.meldingen.tasks import lever

logger = logging.getLogger(__name__)


def stuur(
    soort: str,
    *,
    dossier: models.Model | None,
    aan: Iterable[User | str],
    gegevens: Mapping[str, Any] | None = None,
    bijlagen: Sequence[Mapping[str, Any]] | None = None,
    geheim: Mapping[str, Any] | None = None,
    sjabloon: str = "",
) -> list[Bericht]:
    """Write one message per recipient in the transaction of the caller.

    It leaves as its reader chose (voorkeuren.py): a Celery task delivers after commit, or it waits for the daily
    message, or it is not mailed.

    Renders `meldingen/<soort>.txt` with `gegevens`, `dossier`, `ontvanger`, `aanhef` ("Dag Nick,"), `heeft_account` and
    `portal_url`.
    `geheim` = {"soort", "id"} of a registered secret: write `{{ geheim.code }}`, filled in when sent ("velden" names
    fields that are also available without prefix). `bijlagen` = [{naam, mime, inhoud}], small text such as .ics.
    `sjabloon` takes a pair `<sjabloon>_subject.txt` and `_message.txt` instead (the form allauth uses).

    Who has an account finds it in the inbox at once, unless it carries a secret; whoever did what it tells
    (`gegevens["door"]`) need not read it. Double and inactive recipients are left out; an impossible address gives a
    row that failed. LookupError for a kind or a secret nobody registered, TemplateDoesNotExist and ValueError for a
    template without subject.
    """
    kind = soort_bericht(soort)
    gegevens = dict(gegevens or {})
    geheim = geheim or gegevens.pop("geheim", None)
    if geheim:
        oplosser(geheim["soort"])
    nu = timezone.now()
    inhoud_bijlagen = [opstellen.bijlage(bijlage) for bijlage in bijlagen or ()]
    onderwerp = {**opstellen.onderwerp(dossier), "over": opstellen.naam_van(dossier)}
    ontvangers = opstellen.ontvangers(aan)
    met_postvak = [user for user in ontvangers if isinstance(user, User) and kind.postvak and not geheim]
    wijzen = voorkeuren.wijzen(kind, met_postvak)
    berichten = [
        Bericht(
            soort=soort,
            aan=ontvanger if isinstance(ontvanger, User) else None,
            adres=ontvanger.email[:254],
            bijlagen=inhoud_bijlagen,
            aangemaakt_op=nu,
            volgende_poging=nu,
            **onderwerp,
            **opstellen.stel_op(soort, ontvanger, {**gegevens, "dossier": dossier}, sjabloon=sjabloon, geheim=geheim),
        )
        for ontvanger in ontvangers
    ]
    for bericht in berichten:
        wijze = wijzen.get(bericht.aan_id or 0)
        bericht.postvak = wijze is not None
        zelf = bericht.postvak and bericht.aan == gegevens.get("door")
        bericht.gelezen_op = nu if zelf else None
        bericht.toestand = _vertrek(wijze or Wijze.METEEN, zelf=zelf)
        if fout := opstellen.adresfout(bericht.adres):
            bericht.toestand, bericht.mislukt_op, bericht.fout = Bericht.Toestand.MISLUKT, nu, fout
    with transaction.atomic(savepoint=False):
        Bericht.objects.bulk_create(berichten)
        lever_na_commit(berichten)
    return berichten


def _vertrek(wijze: Wijze, *, zelf: bool) -> Bericht.Toestand:
    """The state in which it starts. What somebody did is no news in the daily message of that person."""
    match wijze:
        case Wijze.METEEN:
            return Bericht.Toestand.WACHT
        case Wijze.DAGMAIL if not zelf:
            return Bericht.Toestand.DAGMAIL
    return Bericht.Toestand.PORTAAL


def berichten_over(dossier: models.Model) -> models.QuerySet[Bericht]:
    """Every mail about this dossier, newest first."""
    return Bericht.objects.filter(**opstellen.onderwerp(dossier)).select_related("aan")


def lever_na_commit(berichten: list[Bericht]) -> None:
    """Deliver what waits for a mail of its own as soon as the transaction of the caller is committed."""
    ids = [bericht.pk for bericht in berichten if bericht.toestand == Bericht.Toestand.WACHT]

    def zet_in_de_rij() -> None:
        try:
            for bericht_id in ids:
                lever.apply_async(args=[bericht_id], retry=False)
        except Exception:
            # The change is committed and the rows stand: the sweep delivers when the broker is away.
            logger.warning("Geen verbinding met de takenrij; de veeg verzendt %s bericht(en).", len(ids), exc_info=True)

    if ids:
        transaction.on_commit(zet_in_de_rij)
