"""Writing messages: rows in the caller's transaction, never a mail inside a request (architecture.md §3, Outbox)."""

import logging
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from django.db import models, transaction
from django.utils import timezone

from educam_portal.accounts.models import User
from educam_portal.meldingen import opstellen
from educam_portal.meldingen.geheimen import oplosser
from educam_portal.meldingen.models import Bericht
from educam_portal.meldingen.register import soort_bericht
from educam_portal.meldingen.tasks import lever

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Regel:
    """One line of the daily reminder: what it is about, one sentence, and where to act (path or address)."""

    dossier_titel: str
    zin: str
    url: str


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
    """Write one message per recipient in the transaction of the caller; a Celery task delivers after commit.

    Renders `meldingen/<soort>.txt` with `gegevens`, `dossier`, `ontvanger`, `aanhef` ("Dag Nick,") and `portal_url`.
    `geheim` = {"soort", "id"} of a registered secret: write `{{ geheim.code }}`, filled in when sent ("velden" names
    fields that are also available without prefix). `bijlagen` = [{naam, mime, inhoud}], small text such as .ics.
    `sjabloon` takes a pair `<sjabloon>_subject.txt` and `_message.txt` instead (the form allauth uses).

    Who has an account finds it in the inbox at once, unless it carries a secret; whoever did what it tells
    (`gegevens["door"]`) need not read it. Double and inactive recipients are left out; an impossible address gives a
    row that failed. LookupError for a kind or a secret nobody registered,
    TemplateDoesNotExist and ValueError for a template without subject.
    """
    kind = soort_bericht(soort)
    gegevens = dict(gegevens or {})
    geheim = geheim or gegevens.pop("geheim", None)
    if geheim:
        oplosser(geheim["soort"])
    nu = timezone.now()
    inhoud_bijlagen = [opstellen.bijlage(bijlage) for bijlage in bijlagen or ()]
    onderwerp = {**opstellen.onderwerp(dossier), "over": opstellen.naam_van(dossier)}
    berichten = []
    for ontvanger in opstellen.ontvangers(aan):
        user = ontvanger if isinstance(ontvanger, User) else None
        in_postvak = user is not None and kind.postvak and not geheim
        bericht = Bericht(
            soort=soort,
            aan=user,
            adres=ontvanger.email[:254],
            postvak=in_postvak,
            gelezen_op=nu if in_postvak and user == gegevens.get("door") else None,
            aangemaakt_op=nu,
            volgende_poging=nu,
            bijlagen=inhoud_bijlagen,
            **onderwerp,
            **opstellen.stel_op(soort, ontvanger, {**gegevens, "dossier": dossier}, sjabloon=sjabloon, geheim=geheim),
            **opstellen.adresfout(ontvanger.email),
        )
        berichten.append(bericht)
    with transaction.atomic(savepoint=False):
        Bericht.objects.bulk_create(berichten)
        _lever_na_commit(berichten)
    return berichten


def bundel_herinnering(*, aan: User | str, regels: Iterable[Regel], op: date) -> Bericht | None:
    """One reminder mail for `op`, a section per dossier; joins the mail of that day as long as it is still waiting.

    None when there is nothing to say or the recipient is no longer active.
    """
    nieuwe = list(regels)
    ontvangers = opstellen.ontvangers([aan])
    if not nieuwe or not ontvangers:
        return None
    with transaction.atomic():
        wachtend = (
            Bericht.objects.select_for_update(of=("self",), no_key=True)
            .filter(
                soort="herinnering",
                adres=ontvangers[0].email,
                toestand=Bericht.Toestand.WACHT,
                lease_tot=None,
                gegevens__op=op.isoformat(),
            )
            .first()
        )
        if wachtend:
            nieuwe = list(dict.fromkeys([Regel(**regel) for regel in wachtend.gegevens["regels"]] + nieuwe))
        blijvend = {"op": op.isoformat(), "regels": [asdict(regel) for regel in nieuwe]}
        if wachtend is None:
            (wachtend,) = stuur("herinnering", dossier=None, aan=[aan], gegevens=_bundel(nieuwe, op))
        else:
            opgesteld = opstellen.stel_op("herinnering", ontvangers[0], _bundel(nieuwe, op))
            wachtend.titel, wachtend.tekst = opgesteld["titel"], opgesteld["tekst"]
        wachtend.gegevens = blijvend
        wachtend.save(update_fields=["titel", "tekst", "gegevens"])
    return wachtend


def berichten_over(dossier: models.Model) -> models.QuerySet[Bericht]:
    """Every mail about this dossier, newest first."""
    return Bericht.objects.filter(**opstellen.onderwerp(dossier)).select_related("aan")


def _bundel(regels: list[Regel], op: date) -> dict[str, Any]:
    secties: dict[tuple[str, str], list[str]] = {}
    for regel in regels:
        zinnen = secties.setdefault((regel.dossier_titel, regel.url), [])
        if regel.zin not in zinnen:
            zinnen.append(regel.zin)
    return {
        "op": op,
        "secties": [{"titel": titel, "url": url, "zinnen": zinnen} for (titel, url), zinnen in secties.items()],
    }


def _lever_na_commit(berichten: list[Bericht]) -> None:
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
