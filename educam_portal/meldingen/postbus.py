"""Reading the mails the portal wrote to files (demo mailbox): list, one mail, its raw file."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.parser import BytesHeaderParser
from email.utils import parsedate_to_datetime
from pathlib import Path

from django.conf import settings

from educam_portal.meldingen.opmaak import links

NAAM = re.compile(r"[0-9]{8}-[0-9]{6}-[0-9a-f]{12}")
HOOGSTENS = 100


@dataclass(frozen=True)
class Kop:
    """A mail in the list; `naam` is its file without `.eml`."""

    naam: str
    aan: str
    titel: str
    op: datetime | None


@dataclass(frozen=True)
class Brief:
    """One mail as a person reads it; `links` are the addresses in the text."""

    kop: Kop
    van: str
    tekst: str
    links: list[str]
    bijlagen: list[str]


def lijst(zoek: str = "", hoogstens: int = HOOGSTENS) -> list[Kop]:
    """Newest first; `zoek` is part of an address or a subject."""
    zoek = zoek.strip().lower()
    gevonden: list[Kop] = []
    for kop in _koppen():
        if zoek in kop.aan.lower() or zoek in kop.titel.lower():
            gevonden.append(kop)
            if len(gevonden) == hoogstens:
                break
    return gevonden


def pad(naam: str) -> Path | None:
    """The file of a mail; None when the name is not one of ours or the file is gone."""
    if not NAAM.fullmatch(naam):
        return None
    bestand = Path(settings.EMAIL_FILE_PATH) / f"{naam}.eml"
    return bestand if bestand.is_file() else None


def lees(naam: str) -> Brief | None:
    """One mail, None when there is no such mail."""
    bestand = pad(naam)
    if bestand is None:
        return None
    mail = message_from_bytes(bestand.read_bytes(), policy=policy.default)
    deel = mail.get_body(("plain",))
    tekst = deel.get_content().replace("\r\n", "\n") if deel else ""
    return Brief(
        kop=_kop(naam, mail),
        van=str(mail["From"]),
        tekst=tekst,
        links=links(tekst),
        bijlagen=[bijlage.get_filename() or bijlage.get_content_type() for bijlage in mail.iter_attachments()],
    )


def _koppen() -> Iterator[Kop]:
    """The heads of all mails, newest first, each file opened only when asked for."""
    lezer = BytesHeaderParser(policy=policy.default)
    bestanden = [bestand for bestand in Path(settings.EMAIL_FILE_PATH).glob("*.eml") if NAAM.fullmatch(bestand.stem)]
    for bestand in sorted(bestanden, key=lambda pad_: (pad_.stem[:15], pad_.stat().st_mtime_ns), reverse=True):
        with bestand.open("rb") as inhoud:
            yield _kop(bestand.stem, lezer.parse(inhoud))


def _kop(naam: str, mail: EmailMessage) -> Kop:
    datum = mail["Date"]
    return Kop(
        naam=naam,
        aan=str(mail["To"] or ""),
        titel=str(mail["Subject"] or "(zonder onderwerp)"),
        op=parsedate_to_datetime(str(datum)) if datum else None,
    )
