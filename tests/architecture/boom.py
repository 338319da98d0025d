"""The project seen from outside: its floors and its files."""

import subprocess
from pathlib import Path

WORTEL = Path(__file__).resolve().parent.parent.parent

# From the bottom up (architecture.md §1); an app may point only to itself and to what stands before it.
VLOEREN = [
    "accounts",
    "parameters",
    "documenten",
    "meldingen",
    "termijnen",
    "workflow",
    "organisaties",
    "mentoren",
    "erkenning",
    "overeenkomsten",
    "premies",
    "overzicht",
]
TEKST = {".py", ".html", ".txt", ".md", ".toml", ".yml", ".yaml", ".json", ".css", ".js", ".csv", ".in", ".sh", ".svg"}


def bestanden(*uitgangen: str) -> list[Path]:
    """Files of the project as git sees them (tracked, or new and not ignored), with one of the suffixes when given."""
    uit = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=WORTEL,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    alle = [WORTEL / regel for regel in uit.splitlines()]
    return [b for b in alle if b.is_file() and (not uitgangen or b.suffix in uitgangen)]


def tekstbestanden() -> list[Path]:
    """Every file that people read as text, the ones without a suffix (Makefile, Dockerfile) too."""
    return [b for b in bestanden() if b.suffix in TEKST or not b.suffix]


def relatief(bestand: Path) -> str:
    return str(bestand.relative_to(WORTEL))
