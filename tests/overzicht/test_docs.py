"""What people wrote in docs/ is true where a machine can tell: classes, files and links exist, decisions stay short."""

import re
from importlib.util import find_spec
from pathlib import Path

import pytest
from django.apps import apps
from django.utils.module_loading import import_string

from educam_portal.parameters import DEFINITIES
from tests.architecture.boom import WORTEL, bestanden, relatief

DOCS = WORTEL / "docs"
PAGINAS = [b for b in bestanden(".md") if b.parent == WORTEL or DOCS in b.parents]
ADRS = sorted(b for b in PAGINAS if b.parent == DOCS / "adr" and b.name != "README.md")
BESTAND = re.compile(r"`([\w.-]+(?:/[\w.-]+)+\.(?:py|html|txt|md|yml|toml|csv|css|json|js|in)|[\w-]+(?:/[\w.-]+)*/)`")


def _bestaat(verwijzing: str) -> bool:
    try:
        app, _, model = verwijzing.partition(".")
        apps.get_model(app, model)
    except (LookupError, ValueError):
        try:
            import_string(verwijzing)
        except ImportError:
            return _is_module(verwijzing)
    return True


def _is_module(verwijzing: str) -> bool:
    try:
        return find_spec(verwijzing) is not None
    except ImportError:
        return False


def test_every_class_of_the_glossary_exists():
    tekst = (DOCS / "woordenlijst.md").read_text(encoding="utf-8")
    rijen = [
        [cel.strip() for cel in regel.strip("| ").split(" | ")] for regel in tekst.splitlines() if regel[:2] == "| "
    ]
    woorden = [rij for rij in rijen if rij[0] != "woord"]
    assert len(woorden) > 50
    assert [rij for rij in woorden if len(rij) != 4 or not all(rij)] == []
    namen = [naam for rij in woorden for naam in re.findall(r"`([\w.]+)`", rij[3]) if naam not in DEFINITIES]
    assert [naam for naam in namen if "." in naam and not _bestaat(naam)] == []
    assert len([naam for naam in namen if "." in naam]) > 40


@pytest.mark.parametrize("pagina", PAGINAS, ids=relatief)
def test_links_and_files_on_a_page_exist(pagina: Path):
    tekst = pagina.read_text(encoding="utf-8")
    links = [doel for doel in re.findall(r"\]\(([^)#\s]+)[^)]*\)", tekst) if "://" not in doel]
    assert [doel for doel in links if not (pagina.parent / doel).exists()] == []
    assert [pad for pad in BESTAND.findall(tekst) if not (WORTEL / pad).exists()] == []


def test_every_page_is_reached_from_the_index():
    bereikt, te_doen = set(), [DOCS / "README.md"]
    while te_doen:
        pagina = te_doen.pop()
        bereikt.add(pagina)
        doelen = re.findall(r"\]\(([^)#\s]+\.(?:md|csv))\)", pagina.read_text(encoding="utf-8"))
        gevonden = {(pagina.parent / doel).resolve() for doel in doelen}
        te_doen += [doel for doel in gevonden - bereikt if doel.suffix == ".md" and DOCS in doel.parents]
        bereikt |= gevonden
    assert [
        relatief(b) for b in bestanden() if DOCS in b.parents and b.suffix in {".md", ".csv"} and b not in bereikt
    ] == []


def test_decisions_are_numbered_and_short():
    assert [int(adr.name[:4]) for adr in ADRS] == list(range(1, len(ADRS) + 1))
    for adr in ADRS:
        regels = adr.read_text(encoding="utf-8").splitlines()
        assert len(regels) <= 25, adr.name
        assert regels[0].startswith(f"# {int(adr.name[:4])}. ")
        assert [regel for regel in regels if regel.startswith("## ")] == [
            "## Context",
            "## Decision",
            "## Consequences",
        ]
