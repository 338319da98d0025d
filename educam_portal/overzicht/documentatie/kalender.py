"""docs/kalender.md takes two years of mails to make (`make kalender`); here only whether what it is made from changed.

The page holds a fingerprint of its inputs: the terms, the messages, the parameters and the stories of the demo world.
"""

import hashlib
from pathlib import Path

from django.conf import settings

from educam_portal.meldingen.register import SOORTEN as BERICHTEN
from educam_portal.parameters.beginwaarden import BEGINWAARDEN
from educam_portal.termijnen.register import SOORTEN as TERMIJNEN

from .berichten import sjablonen

PAD = "docs/kalender.md"
DEMO = "educam_portal/overzicht/demo"


def vingerafdruk() -> str:
    """Changes when the calendar could tell another story, not when code merely moved."""
    termijnen = [(soort.naam, soort.label, soort.parameter, soort.herinneringen) for soort in TERMIJNEN.values()]
    berichten = [(soort.naam, soort.groep, soort.termijn, soort.telwoord) for soort in BERICHTEN.values()]
    som = hashlib.sha256(repr([sorted(termijnen, key=repr), sorted(berichten), sorted(sjablonen().items())]).encode())
    som.update(repr(BEGINWAARDEN).encode())
    wortel = Path(settings.BASE_DIR) / DEMO
    for bestand in sorted(pad for pad in wortel.rglob("*") if pad.suffix in (".py", ".json")):
        som.update(str(bestand.relative_to(wortel)).encode() + bestand.read_bytes())
    return som.hexdigest()[:16]


def merk() -> str:
    """The line of the page that holds the fingerprint."""
    return f"<!-- Made from {vingerafdruk()}. -->"


def is_oud(wortel: Path) -> bool:
    """Whether the page under `wortel` was made from something else than the code of now, or is not there."""
    bestand = wortel / PAD
    return not bestand.is_file() or merk() not in bestand.read_text(encoding="utf-8")
