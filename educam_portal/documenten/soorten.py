"""The kinds of file people may upload, recognised by their first bytes."""

from dataclasses import dataclass

import puremagic


@dataclass(frozen=True)
class Bestandstype:
    """A kind of file: its MIME type, extensions (lower case, with dot), name for people and cleaner."""

    mime: str
    extensies: tuple[str, ...]
    label: str
    zuiveraar: str


PDF = Bestandstype("application/pdf", (".pdf",), "PDF", "pdf")
JPG = Bestandstype("image/jpeg", (".jpg", ".jpeg"), "JPG", "beeld")
PNG = Bestandstype("image/png", (".png",), "PNG", "beeld")
TYPEN = (PDF, JPG, PNG)
FOTOS = (JPG, PNG)

_KOP = 4096
_BEGIN = {PDF: b"%PDF-", JPG: b"\xff\xd8\xff", PNG: b"\x89PNG\r\n\x1a\n"}
_HEIC_MERKEN = (b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis", b"mif1", b"msf1", b"avif", b"avis")
_OFFICE_EXTENSIES = frozenset(
    {
        ".doc",
        ".docx",
        ".docm",
        ".dot",
        ".dotx",
        ".odt",
        ".rtf",
        ".pages",
        ".xls",
        ".xlsx",
        ".xlsm",
        ".ods",
        ".numbers",
        ".ppt",
        ".pptx",
        ".odp",
        ".zip",
        ".rar",
        ".7z",
        ".gz",
    }
)


def herken(inhoud: bytes) -> Bestandstype | None:
    """The kind that the bytes say, agreed on by the own check of the start and by puremagic; None when not allowed."""
    kop = inhoud[:_KOP]
    for soort, begin in _BEGIN.items():
        if kop.startswith(begin):
            return soort if _gezien_door_puremagic(kop, soort) else None
    return None


def is_heic(inhoud: bytes, extensie: str) -> bool:
    """A photo as iPhones and new cameras store it, also when it was renamed to .jpg."""
    return extensie in (".heic", ".heif", ".avif") or (inhoud[4:8] == b"ftyp" and inhoud[8:12] in _HEIC_MERKEN)


def is_office(inhoud: bytes, extensie: str) -> bool:
    """A Word, Excel or zip file, by name or by content (all modern office files are zip files)."""
    return extensie in _OFFICE_EXTENSIES or inhoud.startswith((b"PK\x03\x04", b"PK\x05\x06", b"\xd0\xcf\x11\xe0"))


def namen(typen: tuple[Bestandstype, ...]) -> str:
    """`PDF, JPG of PNG`."""
    labels = [soort.label for soort in typen]
    return labels[0] if len(labels) == 1 else f"{', '.join(labels[:-1])} of {labels[-1]}"


def _gezien_door_puremagic(kop: bytes, soort: Bestandstype) -> bool:
    try:
        kandidaten = puremagic.magic_string(kop)
    except (puremagic.PureError, ValueError):
        return False
    return any(kandidaat.extension in soort.extensies or kandidaat.mime_type == soort.mime for kandidaat in kandidaten)
