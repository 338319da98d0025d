"""What a message says and to whom: recipients, the rendered template, its subject line and its secrets masked."""

import warnings
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import models
from django.template import Context, Engine

from educam_portal.accounts.models import User
from educam_portal.meldingen import opmaak
from educam_portal.meldingen.geheimen import Merktekens

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


def ontvangers(aan: Iterable[User | str]) -> list[User | Adressaat]:
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


def stel_op(
    soort: str,
    ontvanger: User | Adressaat,
    gegevens: Mapping[str, Any],
    *,
    sjabloon: str = "",
    geheim: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    """The fields `titel`, `tekst` and `gegevens` of the message to this person, secrets masked.

    Raises as `stuur`.
    """
    merktekens = Merktekens()
    velden = (geheim or {}).get("velden", ())
    context = {
        "ontvanger": ontvanger,
        "aanhef": f"Dag {ontvanger.get_short_name()}," if ontvanger.naam else "Dag,",
        "portal_url": settings.PORTAL_URL,
        # Who has none cannot open a page of the portal: a mail leads elsewhere then.
        "heeft_account": isinstance(ontvanger, User),
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


def adresfout(adres: str) -> str:
    """Why this address cannot exist; empty for one that can."""
    try:
        validate_email(adres)
    except ValidationError:
        return "Dit is geen geldig e-mailadres."
    return ""


def onderwerp(dossier: models.Model | None) -> dict[str, Any]:
    """The fields that point to the dossier."""
    if dossier is None:
        return {}
    return {"onderwerp_type": ContentType.objects.get_for_model(dossier), "onderwerp_id": str(dossier.pk)}


def naam_van(dossier: models.Model | None) -> str:
    """The dossier as people name it: its `dossiernaam` where it has one, else how it prints itself."""
    return "" if dossier is None else opmaak.een_regel(str(getattr(dossier, "dossiernaam", dossier)))[:250]


def bijlage(gegeven: Mapping[str, Any]) -> dict[str, str]:
    """An attachment as the row keeps it."""
    inhoud = gegeven["inhoud"]
    return {
        "naam": opmaak.een_regel(gegeven["naam"]),
        "mime": opmaak.een_regel(gegeven["mime"]),
        "inhoud": inhoud.decode() if isinstance(inhoud, bytes) else inhoud,
    }
