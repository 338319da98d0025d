"""A PDF that somebody signed elsewhere with eID or itsme: does it hold, and is it our document (rules.md §5)?

The file is read in a process of its own (`documenten.afgezonderd`), so this module may be used anywhere.
"""

import json
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings

from educam_portal.documenten.afgezonderd import voer_uit
from educam_portal.documenten.zuiver.afgekeurd import Afgekeurd

ZINNEN = {
    "ander_document": "Dit is niet het document dat je van ons kreeg. Download het opnieuw en onderteken dat bestand.",
    "beschadigd": "Dit PDF-bestand kunnen we niet nakijken. Onderteken het document opnieuw en laad het nieuwe bestand op.",
    "geen_handtekening": "In dit bestand staat geen digitale handtekening. Onderteken het met je eID of met itsme.",
    "geschonden": "Het document werd gewijzigd nadat {naam} het ondertekende.",
    "inhoud_gewijzigd": "De inhoud werd gewijzigd voor het document ondertekend werd. "
    "Download het opnieuw en onderteken dat bestand.",
    "niet_gekwalificeerd": "De handtekening van {naam} is geen gekwalificeerde handtekening. "
    "Onderteken met je eID of met itsme.",
    "niet_vertrouwd": "We herkennen niet wie het certificaat van {naam} uitgaf. Onderteken met je eID of met itsme.",
    "niet_volledig": "De handtekening van {naam} geldt niet voor het hele document.",
    "te_zwaar": "Dit bestand is te zwaar om na te kijken. Onderteken het document opnieuw.",
    "verlopen": "Het certificaat van {naam} is niet geldig op deze dag.",
    "wachtwoord": "Dit bestand is beveiligd met een wachtwoord. Bewaar het zonder wachtwoord en probeer opnieuw.",
}


@dataclass(frozen=True)
class Handtekening:
    """Who signed, as the certificate names them, and when, as a trusted time-stamp proves it; None without one.

    `lerende`: whether the rijksregisternummer in the certificate is that of the lerende; None when it carries none.
    """

    naam: str
    op: datetime | None
    lerende: bool | None = None


@dataclass(frozen=True)
class Uitslag:
    """`redenen` says in sentences what is wrong; empty = every signature in the file holds and is qualified."""

    handtekeningen: tuple[Handtekening, ...]
    redenen: tuple[str, ...]

    @property
    def in_orde(self) -> bool:
        return not self.redenen


def vertrouwde_uitgevers() -> str:
    """The PEM certificates of VERTROUWDE_CERTIFICATEN; empty when none are set, and then no signature is accepted."""
    pad = settings.VERTROUWDE_CERTIFICATEN
    return Path(pad).read_text(encoding="utf-8") if pad else ""


def valideer(pdf: bytes, *, grootte: int, sha256: str, op: datetime, vertrouwd: str, insz: str = "") -> Uitslag:
    """Judge `pdf` as a signed copy of the file of `grootte` bytes and hash `sha256` that we issued.

    `op` is the moment at which the certificates must hold, `insz` the number of the lerende. Every signature
    in the file counts: one that does not hold refuses the file.
    """
    vraag = {"grootte": grootte, "sha256": sha256, "op": op.isoformat(), "vertrouwd": vertrouwd, "insz": insz}
    try:
        antwoord = json.loads(
            voer_uit("keuring.oordeel", "werk", json.dumps(vraag).encode() + b"\n" + pdf, plaats=Path(__file__).parent)
        )
    except Afgekeurd:
        return Uitslag((), (ZINNEN["te_zwaar"],))
    return Uitslag(
        tuple(
            Handtekening(rij["naam"], datetime.fromisoformat(rij["op"]) if rij["op"] else None, rij["lerende"])
            for rij in antwoord["handtekeningen"]
        ),
        tuple(ZINNEN[code].format(naam=naam or "de ondertekenaar") for code, naam in antwoord["redenen"]),
    )
