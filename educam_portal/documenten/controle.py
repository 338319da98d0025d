"""From an uploaded file to bytes that are safe to keep (ux.md §4 row 18). Each step has its own sentence."""

from typing import cast

from django.core.files.base import File
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from educam_portal import parameters

from . import afgezonderd, scanner, soorten
from .fouten import OngeldigBestand
from .namen import extensie, schone_naam
from .soorten import TYPEN, Bestandstype
from .zuiver.afgekeurd import MAX_PAGINAS, Afgekeurd


class GekeurdBestand(SimpleUploadedFile):
    """An upload that passed `keur`: cleaned content, safe name, sniffed type. `bewaar` does not check it again."""

    def __init__(self, naam: str, inhoud: bytes, mime: str) -> None:
        super().__init__(naam, inhoud, mime)
        self.mime = mime


def limiet_mb() -> int:
    """Largest upload in MB, parameter `upload_max_mb` of today."""
    return int(cast(int, parameters.waarde("upload_max_mb", timezone.localdate())))


def keur(bestand: File, typen: tuple[Bestandstype, ...] = TYPEN, *, ongewijzigd: bool = False) -> GekeurdBestand:
    """Check and clean `bestand`; slow (a process, perhaps a scan), so best called outside a transaction.

    `ongewijzigd`: keep the very bytes, because a signature in it holds for nothing else. Such a file must be judged in
    another way before anybody may open it. Raises OngeldigBestand with a sentence that says how to fix it.
    """
    if isinstance(bestand, GekeurdBestand):
        return bestand
    einde, namen = extensie(schone_naam(bestand.name or "")), soorten.namen(typen)
    if not bestand.size:
        raise OngeldigBestand.om("leeg")
    _naam_past(einde, typen, namen)
    if bestand.size > (limiet := limiet_mb()) * 1024 * 1024:
        raise OngeldigBestand.om("te_groot", mb=limiet)
    inhoud = _inhoud(bestand)
    soort = _soort(inhoud, einde, typen, namen)
    scanner.scan(inhoud)
    schoon = inhoud if ongewijzigd else _zuiver(inhoud, soort)
    return GekeurdBestand(schone_naam(bestand.name or ""), schoon, soort.mime)


def _zuiver(inhoud: bytes, soort: Bestandstype) -> bytes:
    try:
        return afgezonderd.zuiver(inhoud, soort.zuiveraar)
    except Afgekeurd as fout:
        raise OngeldigBestand.om(fout.code, paginas=MAX_PAGINAS) from fout


def _naam_past(einde: str, typen: tuple[Bestandstype, ...], namen: str) -> None:
    if not einde:
        raise OngeldigBestand.om("naam", typen=namen)
    if any(einde in soort.extensies for soort in typen):
        return
    if soorten.is_heic(b"", einde):
        raise OngeldigBestand.om("heic")
    if soorten.is_office(b"", einde):
        raise OngeldigBestand.om("office")
    raise OngeldigBestand.om("type", typen=namen)


def _inhoud(bestand: File) -> bytes:
    """All bytes; fewer than announced means that the connection broke."""
    bestand.seek(0)
    inhoud = bestand.read()
    if len(inhoud) != bestand.size:
        raise OngeldigBestand.om("mislukt")
    return inhoud


def _soort(inhoud: bytes, einde: str, typen: tuple[Bestandstype, ...], namen: str) -> Bestandstype:
    soort = soorten.herken(inhoud)
    if soort is None:
        if soorten.is_heic(inhoud, einde):
            raise OngeldigBestand.om("heic")
        if soorten.is_office(inhoud, einde):
            raise OngeldigBestand.om("office")
        raise OngeldigBestand.om("type", typen=namen)
    if soort not in typen:
        raise OngeldigBestand.om("type", typen=namen)
    if einde not in soort.extensies:
        raise OngeldigBestand.om("extensie", extensie=einde, werkelijk=soort.label, typen=soort.label)
    return soort
