"""“Wat is er nieuw?”: the entries of CHANGELOG.md, which is written for the people who use the portal."""

import re
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from pathlib import Path

from django.conf import settings

BESTAND = Path(settings.BASE_DIR) / "CHANGELOG.md"
KOP = re.compile(r"^## \[?(?P<versie>[^\]\s]+)\]?(?: [-–] (?P<datum>\d{4}-\d{2}-\d{2}))?\s*$")


@dataclass
class Uitgave:
    """One release: its number, the day (None = not out yet), and lines of text per subject ("" = no subject)."""

    versie: str
    datum: date | None
    onderwerpen: dict[str, list[str]] = field(default_factory=dict)


def lees(tekst: str) -> list[Uitgave]:
    """The releases in the order of the file. Only headings and list items count; a line that runs on is joined."""
    uitgaven: list[Uitgave] = []
    onderwerp = ""
    regels: list[str] | None = None
    for regel in tekst.splitlines():
        if kop := KOP.match(regel):
            dag = date.fromisoformat(kop["datum"]) if kop["datum"] else None
            uitgaven.append(Uitgave(kop["versie"], dag))
            onderwerp, regels = "", None
        elif regel.startswith("### "):
            onderwerp, regels = regel[4:].strip(), None
        elif regel.startswith("- ") and uitgaven:
            regels = uitgaven[-1].onderwerpen.setdefault(onderwerp, [])
            regels.append(_plat(regel[2:]))
        elif regel.startswith("  ") and regels:
            regels[-1] += f" {_plat(regel)}"
        elif not regel.strip():
            regels = None
    return uitgaven


def _plat(tekst: str) -> str:
    return re.sub(r"[`*]", "", tekst).strip()


@lru_cache(maxsize=1)
def uitgaven() -> list[Uitgave]:
    """The releases of this build, read once per process."""
    return lees(BESTAND.read_text(encoding="utf-8"))
