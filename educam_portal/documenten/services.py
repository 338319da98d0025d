"""Keeping, reading and erasing documents."""

import hashlib
import logging
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.files.base import File
from django.db import models, transaction
from django.utils import timezone

from educam_portal.accounts.models import User

from . import opslag, sleutels
from .beleid import mag_lezen
from .controle import keur
from .fouten import BestandOntbreekt, GeenToegang
from .models import Document, Leeslog
from .namen import schone_naam

log = logging.getLogger(__name__)
GEWIST_NAAM = "gewist"


def bewaar(
    *,
    bestand: File,
    soort: str,
    door: User | None,
    onderwerp: models.Model | None,
    gevoelig: bool = False,
    bewaren_tot: date | None = None,
) -> Document:
    """Check, clean and keep an upload about `onderwerp`, until and including `bewaren_tot`.

    Raises OngeldigBestand. A file that came through `DocumentVeld` is not checked a second time.
    """
    gekeurd = keur(bestand)
    gekeurd.seek(0)
    return _bewaar(
        gekeurd.read(),
        bestandsnaam=gekeurd.name or "",
        mime=gekeurd.mime,
        soort=soort,
        door=door,
        onderwerp=onderwerp,
        gevoelig=gevoelig,
        bewaren_tot=bewaren_tot,
        gegenereerd=False,
    )


def bewaar_bytes(
    *,
    inhoud: bytes,
    bestandsnaam: str,
    mime: str,
    soort: str,
    onderwerp: models.Model | None,
    door: User | None = None,
    gevoelig: bool = False,
    bewaren_tot: date | None = None,
) -> Document:
    """Keep bytes that the portal made itself (a letter, an attest, an export); they are trusted, so not checked."""
    return _bewaar(
        inhoud,
        bestandsnaam=bestandsnaam,
        mime=mime,
        soort=soort,
        door=door,
        onderwerp=onderwerp,
        gevoelig=gevoelig,
        bewaren_tot=bewaren_tot,
        gegenereerd=True,
    )


def _bewaar(
    inhoud: bytes, *, bestandsnaam: str, onderwerp: models.Model | None, door: User | None, **velden: Any
) -> Document:
    versleuteld, sleutel = sleutels.versleutel(inhoud)
    opslagnaam = opslag.schrijf(versleuteld)
    try:
        # A rollback of the caller's transaction leaves a file without a row; the nightly sweep takes it away.
        return Document.objects.create(
            bestandsnaam=schone_naam(bestandsnaam),
            grootte=len(inhoud),
            sha256=hashlib.sha256(inhoud).hexdigest(),
            opslagnaam=opslagnaam,
            sleutel=sleutel,
            geupload_door=door,
            **_verwijzing(onderwerp),
            **velden,
        )
    except Exception:
        opslag.verwijder(opslagnaam)
        raise


def lees(document: Document, *, door: User) -> bytes:
    """The content, for `door`; the reading of a sensitive document is logged before it is handed over.

    Raises GeenToegang when the policy says no or the document is erased, BestandOntbreekt when the file is lost.
    """
    if not mag_lezen(document, door):
        raise GeenToegang(f"document {document.pk}")
    inhoud = _inhoud(document)
    if document.gevoelig:
        Leeslog.objects.create(document=document, user=door)
    return inhoud


def inhoud_voor_portaal(document: Document) -> bytes:
    """The content for work without a reader: a mail attachment, a check of a signature. Never for sensitive documents.

    Raises GeenToegang for a sensitive or erased document, BestandOntbreekt when the file is lost.
    """
    if document.gevoelig or document.gewist_op is not None:
        raise GeenToegang(f"document {document.pk}")
    return _inhoud(document)


def _inhoud(document: Document) -> bytes:
    try:
        versleuteld = opslag.lees(document.opslagnaam)
    except FileNotFoundError as fout:
        raise BestandOntbreekt(f"document {document.pk}") from fout
    return sleutels.ontsleutel(versleuteld, document.sleutel)


def leesbare(documenten: Iterable[Document], user: User) -> list[Document]:
    """Those of `documenten` that `user` may open, in the same order; subjects are fetched at once, not one by one."""
    rijen = list(documenten)
    models.prefetch_related_objects(rijen, "onderwerp")
    return [document for document in rijen if mag_lezen(document, user)]


def wis(document: Document, *, reden: str, verstreken_op: date | None = None) -> bool:
    """Erase for good: key, name and hash at once, the file as soon as the transaction is committed. Safe to repeat.

    The row stays, so that a dossier can still say what was there and when and why it went. With `verstreken_op` only
    when its last day still lies before that day: who read the row a moment ago may be overtaken by somebody who keeps
    it longer. True when it is erased now or was already.
    """
    with transaction.atomic(savepoint=False):
        rij = Document.objects.select_for_update(of=("self",), no_key=True).get(pk=document.pk)
        if verstreken_op and not (rij.bewaren_tot and rij.bewaren_tot < verstreken_op):
            return False
        if rij.gewist_op is None:
            rij.gewist_op, rij.gewist_reden = timezone.now(), reden[:120]
            rij.sleutel, rij.sha256, rij.bestandsnaam = "", "", GEWIST_NAAM
            rij.save(update_fields=["gewist_op", "gewist_reden", "sleutel", "sha256", "bestandsnaam"])
        # The sweep repeats this when the process dies between commit and deletion.
        transaction.on_commit(lambda: _verwijder_bestand(rij.opslagnaam))
    for veld in ("gewist_op", "gewist_reden", "sleutel", "sha256", "bestandsnaam"):
        setattr(document, veld, getattr(rij, veld))
    return True


def _verwijder_bestand(opslagnaam: str) -> None:
    try:
        opslag.verwijder(opslagnaam)
    except OSError:
        log.exception("bestand %s bleef staan; het is zonder sleutel onleesbaar", opslagnaam)


def vervang_onderwerp(document: Document, onderwerp: models.Model | None) -> None:
    """Let `document` be about `onderwerp` from now on, for instance when a draft becomes a request."""
    for veld, waarde in _verwijzing(onderwerp).items():
        setattr(document, veld, waarde)
    document.save(update_fields=["onderwerp_type", "onderwerp_id"])


def _verwijzing(onderwerp: models.Model | None) -> dict[str, Any]:
    if onderwerp is None:
        return {"onderwerp_type": None, "onderwerp_id": ""}
    return {"onderwerp_type": ContentType.objects.get_for_model(onderwerp), "onderwerp_id": str(onderwerp.pk)}
