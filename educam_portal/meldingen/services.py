"""Writing messages: rows in the caller's transaction, never a mail inside a request (architecture.md §3, Outbox)."""

import logging
import warnings
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import models, transaction
from django.db.models import Min
from django.template import Context, Engine

from educam_portal.accounts.models import User
from educam_portal.meldingen import opmaak
from educam_portal.meldingen.geheimen import Merktekens, oplosser
from educam_portal.meldingen.models import Bericht
from educam_portal.meldingen.register import soort_bericht
from educam_portal.meldingen.tasks import lever

logger = logging.getLogger(__name__)
ONDERWERP_MAX = 60


class OnderwerpTeLang(UserWarning):
    """A subject longer than 60 characters is cut off on a phone (ux.md §4 row 21)."""


@dataclass(frozen=True)
class Adressaat:
    """Somebody without an account; templates use it like a User."""

    email: str
    naam: str = ""

    def __str__(self) -> str:
        return self.naam or self.email

    def get_short_name(self) -> str:
        return self.naam or self.email


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

    Double and inactive recipients are left out; an impossible address gives a row that failed. LookupError for a
    kind or a secret nobody registered, TemplateDoesNotExist and ValueError for a template without subject.
    """
    soort_bericht(soort)
    gegevens = dict(gegevens or {})
    geheim = geheim or gegevens.pop("geheim", None)
    if geheim:
        oplosser(geheim["soort"])
    inhoud_bijlagen = [_bijlage(bijlage) for bijlage in bijlagen or ()]
    with transaction.atomic():
        onderwerp = _onderwerp(dossier)
        berichten = [
            Bericht(
                soort=soort,
                aan=ontvanger if isinstance(ontvanger, User) else None,
                adres=ontvanger.email[:254],
                bijlagen=inhoud_bijlagen,
                **onderwerp,
                **_stel_op(soort, sjabloon, ontvanger, {**gegevens, "dossier": dossier}, geheim),
                **_adresfout(ontvanger.email),
            )
            for ontvanger in _ontvangers(aan)
        ]
        Bericht.objects.bulk_create(berichten)
        _lever_na_commit(berichten)
    return berichten


def bundel_herinnering(*, aan: User | str, regels: Iterable[Regel], op: date) -> Bericht | None:
    """One reminder mail for `op`, a section per dossier; joins the mail of that day as long as it is still waiting.

    None when there is nothing to say or the recipient is no longer active.
    """
    nieuwe = list(regels)
    ontvangers = _ontvangers([aan])
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
            opgesteld = _stel_op("herinnering", "", ontvangers[0], _bundel(nieuwe, op), None)
            wachtend.titel, wachtend.tekst = opgesteld["titel"], opgesteld["tekst"]
        wachtend.gegevens = blijvend
        wachtend.save(update_fields=["titel", "tekst", "gegevens"])
    return wachtend


def berichten_over(dossier: models.Model) -> models.QuerySet[Bericht]:
    """Every mail about this dossier, newest first."""
    return Bericht.objects.filter(**_onderwerp(dossier)).select_related("aan")


def oudste_wachtend(op: datetime) -> timedelta | None:
    """How long, at `op`, the oldest unsent message has been due; None when nothing is waiting."""
    oudste = Bericht.objects.filter(toestand=Bericht.Toestand.WACHT, aangemaakt_op__lte=op).aggregate(
        oudste=Min("aangemaakt_op")
    )["oudste"]
    return op - oudste if oudste else None


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


def _ontvangers(aan: Iterable[User | str]) -> list[User | Adressaat]:
    """Recipients once each, active users only; an address that belongs to an account becomes that user."""
    op_adres: dict[str, User | None] = {}
    for ontvanger in aan:
        if isinstance(ontvanger, User):
            op_adres[ontvanger.email] = ontvanger
        elif adres := ontvanger.strip().lower():
            op_adres.setdefault(adres, None)
    onbekend = [adres for adres, user in op_adres.items() if user is None]
    if onbekend:
        op_adres.update({user.email: user for user in User.objects.filter(email__in=onbekend)})
    return [user or Adressaat(adres) for adres, user in op_adres.items() if user is None or user.is_active]


def _stel_op(
    soort: str,
    sjabloon: str,
    ontvanger: User | Adressaat,
    gegevens: Mapping[str, Any],
    geheim: Mapping[str, Any] | None,
) -> dict[str, Any]:
    merktekens = Merktekens()
    velden = (geheim or {}).get("velden", ())
    context = {
        "ontvanger": ontvanger,
        "aanhef": f"Dag {ontvanger.get_short_name()}," if ontvanger.naam else "Dag,",
        "portal_url": settings.PORTAL_URL,
        **gegevens,
        **{veld: merktekens[veld] for veld in velden},
    }
    if geheim:
        context["geheim"] = merktekens
    if sjabloon:
        inhoud = f"Onderwerp: {_render(f'{sjabloon}_subject.txt', context).strip()}\n"
        inhoud += _render(f"{sjabloon}_message.txt", context)
    else:
        inhoud = _render(f"meldingen/{soort}.txt", context)
    titel, tekst = opmaak.ontleed(inhoud, settings.PORTAL_URL)
    tekst, gebruikt = merktekens.maskeer(tekst)
    titel, in_titel = merktekens.maskeer(titel)
    if in_titel:
        raise ValueError(f"Het onderwerp van {soort!r} bevat een geheim")
    if len(titel) > ONDERWERP_MAX:
        warnings.warn(f"{soort}: onderwerp van {len(titel)} tekens: {titel}", OnderwerpTeLang, stacklevel=3)
    verwijzing = {"soort": geheim["soort"], "id": geheim["id"], "velden": gebruikt} if geheim else None
    return {
        "titel": titel if len(titel) <= 150 else f"{titel[:149]}…",
        "tekst": tekst,
        "gegevens": {"geheim": verwijzing} if verwijzing else {},
    }


def _render(naam: str, context: Mapping[str, Any]) -> str:
    """Plain text: nothing is escaped, the HTML version escapes for itself."""
    return Engine.get_default().get_template(naam).render(Context(dict(context), autoescape=False))


def _adresfout(adres: str) -> dict[str, Any]:
    try:
        validate_email(adres)
    except ValidationError:
        return {"toestand": Bericht.Toestand.MISLUKT, "fout": "Dit is geen geldig e-mailadres."}
    return {}


def _onderwerp(dossier: models.Model | None) -> dict[str, Any]:
    if dossier is None:
        return {}
    return {"onderwerp_type": ContentType.objects.get_for_model(dossier), "onderwerp_id": str(dossier.pk)}


def _bijlage(bijlage: Mapping[str, Any]) -> dict[str, str]:
    inhoud = bijlage["inhoud"]
    return {
        "naam": opmaak.een_regel(bijlage["naam"]),
        "mime": opmaak.een_regel(bijlage["mime"]),
        "inhoud": inhoud.decode() if isinstance(inhoud, bytes) else inhoud,
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
