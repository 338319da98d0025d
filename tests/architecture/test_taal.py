"""Plain Dutch (ux.md §2.8): our words and short sentences, in every template and in every sentence the code speaks.

Mails have more rules of their own in tests/meldingen/test_sjablonen.py.
"""

import ast
import csv
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture.boom import VLOEREN, WORTEL, bestanden, relatief

WOORDEN_MAX = 30
ONZE_MAPPEN = ("templates/", "erkenning/", "educam_portal/", "mentoren/", "overeenkomsten/", "premies/")
# What starts a new sentence on the screen although no full stop stands there.
BLOK = re.compile(
    r"</?(p|li|h[1-6]|dt|dd|td|th|div|section|label|legend|button|summary|figcaption|caption|option|title|ul|ol|dl|table"
    r"|tr|form|br|main|nav|header|footer|aside)\b[^>]*>|<a class=\"btn[^>]*>",
    re.IGNORECASE,
)
TAK = re.compile(r"\{%\s*(el|end)?(if|else|for|empty|block|with)\b.*?%\}", re.DOTALL)


def _lijst() -> list[dict[str, str]]:
    """docs/taal/woordenlijst.csv: `niet` (a word that we avoid) and `wel` (what we write instead)."""
    with (WORTEL / "docs/taal/woordenlijst.csv").open(encoding="utf-8", newline="") as bestand:
        return list(csv.DictReader(bestand))


def _leesbaar(sjabloon: str) -> str:
    """A template as a reader meets it: a word for every value, an empty line for every block and branch."""
    tekst = re.sub(
        r"\{#.*?#\}|\{% comment.*?endcomment %\}|<(script|style|svg)\b.*?</\1>", "", sjabloon, flags=re.DOTALL
    )
    tekst = TAK.sub("\n\n", re.sub(r"\{\{.*?\}\}", " waarde ", tekst, flags=re.DOTALL))
    tekst = re.sub(r"\{%.*?%\}", " ", tekst, flags=re.DOTALL)
    return re.sub(r"<[^>]+>", " ", BLOK.sub("\n\n", tekst))


def _zinnen(tekst: str) -> list[str]:
    """Sentences; a line of a list, a label and what stands before a colon count as one."""
    return [zin for zin in re.split(r"(?<=[.!?:;])\s+|\n\s*\n|\n(?=- )", tekst) if zin.strip()]


def _teksten_in(bestand: Path) -> Iterator[str]:
    """The strings of a module, docstrings left out: those are for engineers."""
    boom = ast.parse(bestand.read_text(encoding="utf-8"))
    uitleg = {
        id(knoop.body[0].value)
        for knoop in ast.walk(boom)
        if isinstance(knoop, ast.Module | ast.ClassDef | ast.FunctionDef)
        and knoop.body
        and isinstance(knoop.body[0], ast.Expr)
    }
    for knoop in ast.walk(boom):
        if isinstance(knoop, ast.Constant) and isinstance(knoop.value, str) and id(knoop) not in uitleg:
            yield knoop.value


def sjablonen() -> dict[str, str]:
    """File → text, of every template and of the news page's own file."""
    paden = [b for b in bestanden(".html", ".txt") if relatief(b).startswith(ONZE_MAPPEN)]
    uit = {relatief(b): _leesbaar(b.read_text(encoding="utf-8")) for b in paden}
    return uit | {"CHANGELOG.md": (WORTEL / "CHANGELOG.md").read_text(encoding="utf-8").replace("\n- ", "\n\n- ")}


def code() -> dict[str, str]:
    """File → the strings of every module, English pages for engineers and migrations left out."""
    paden = [b for b in bestanden(".py") if relatief(b).startswith(ONZE_MAPPEN)]
    return {
        relatief(b): "\n\n".join(_teksten_in(b)) for b in paden if not {"migrations", "documentatie"} & set(b.parts)
    }


@pytest.mark.parametrize("teksten", [sjablonen, code])
def test_we_write_our_words(teksten):
    regels = [(re.compile(rf"(?<!\w){re.escape(r['niet'])}(?!\w)", re.IGNORECASE), r) for r in _lijst()]
    assert regels
    fouten = [
        f"{naam}: schrijf '{regel['wel']}' in plaats van '{regel['niet']}'"
        for naam, tekst in teksten().items()
        for patroon, regel in regels
        if patroon.search(tekst)
    ]
    assert not fouten


@pytest.mark.parametrize("teksten", [sjablonen, code])
def test_sentences_are_short(teksten):
    lang = [
        f"{naam}: {' '.join(zin.split())}"
        for naam, tekst in teksten().items()
        for zin in _zinnen(tekst)
        if len(zin.split()) > WOORDEN_MAX
    ]
    assert not lang


def _langste(sjabloon: str) -> int:
    return max(len(zin.split()) for zin in _zinnen(_leesbaar(sjabloon)))


def test_the_reader_of_sentences_sees_what_it_should():
    """A lead of 31 words is one sentence, also with tags in it; a list and a branch are not."""
    half, kort = " ".join(["woord"] * 15), " ".join(["woord"] * 20)
    assert _langste(f'<p class="lead">{half} <strong>{half}</strong> {{{{ waarde }}}}</p>') == 31
    assert _langste(f"<li>{kort}</li><li>{kort}</li>") == 20
    assert _langste(f"{{% if x %}}{kort}{{% else %}}{kort}{{% endif %}}") == 20
    assert len(code()) > 100
    assert {naam.split("/")[1] for naam in code() if naam.startswith("educam_portal/")} >= {*VLOEREN[:7]}
