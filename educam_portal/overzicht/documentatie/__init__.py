"""The pages of `docs/` that are made from the code, so that they cannot tell another story.

`manage.py documentatie` writes them; `--controleer`, and a test, say which are stale.
"""

from collections.abc import Callable
from pathlib import Path

from . import berichten, feiten, overgangen, pakketten, parameters, termijnen

PAGINAS: dict[str, Callable[[], str]] = {
    "docs/overgangen.md": overgangen.maak,
    "docs/feiten.md": feiten.maak,
    "docs/termijnen.md": termijnen.maak,
    "docs/berichten.md": berichten.maak,
    "docs/parameters.md": parameters.maak,
    "THIRD_PARTY.md": pakketten.maak,
}


def verouderd(wortel: Path) -> dict[str, str]:
    """Path → new text of every page under `wortel` that is missing or says something else than the code."""
    nieuw = {pad: maak() for pad, maak in PAGINAS.items()}
    return {pad: tekst for pad, tekst in nieuw.items() if _nu(wortel / pad) != tekst}


def schrijf(wortel: Path) -> list[str]:
    """Write the stale pages under `wortel`; returns their paths."""
    for pad, tekst in (oud := verouderd(wortel)).items():
        (wortel / pad).parent.mkdir(parents=True, exist_ok=True)
        (wortel / pad).write_text(tekst, encoding="utf-8")
    return list(oud)


def _nu(bestand: Path) -> str | None:
    return bestand.read_text(encoding="utf-8") if bestand.is_file() else None
