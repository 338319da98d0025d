"""The contract of every mail (ux.md §2.8, §4 row 21): short subject, plain text, a link, short sentences."""

import re
from pathlib import Path

import pytest
from django.conf import settings

SJABLONEN = Path(settings.BASE_DIR) / "templates"
MAILS = sorted((SJABLONEN / "meldingen").glob("*.txt"))
ACCOUNTMAILS = sorted((SJABLONEN / "account" / "email").glob("*_message.txt"))
WOORDEN_MAX = 30
ONDERWERP_MAX = 60


def _gelezen(pad: Path) -> str:
    """The template as a reader sees it, with a short word for every value; of an `if` all branches stay."""
    tekst = re.sub(r"\{#.*?#\}|\{% comment.*?endcomment %\}", "", pad.read_text(), flags=re.DOTALL)
    tekst = re.sub(r"\{\{[^}]*?(url|link)[^}]*\}\}", "http://localhost/x/", tekst)
    tekst = re.sub(r"\{% url [^%]*%\}", "http://localhost/x/", tekst)
    return re.sub(r"\{\{.*?\}\}", "waarde", tekst)


def _onderwerpen(regel: str) -> list[str]:
    """The subjects a first line can give: one per branch."""
    return [tak.strip() for tak in re.split(r"\{%.*?%\}", regel.removeprefix("Onderwerp:")) if tak.strip()]


def _zinnen(tekst: str) -> list[str]:
    """Sentences; lines of lists and labels count as sentences of their own."""
    tekst = re.sub(r"\{%.*?%\}", " ", tekst)
    tekst = re.sub(r"http\S+", "link", tekst)
    alineas = re.split(r"\n\s*\n|\n(?=- )|:\n", tekst)
    return [zin for alinea in alineas for zin in re.split(r"(?<=[.!?])\s+", alinea) if zin.strip()]


@pytest.mark.parametrize("pad", MAILS, ids=lambda pad: pad.stem)
def test_mail_template(pad: Path):
    kop, _, tekst = _gelezen(pad).lstrip().partition("\n")
    assert kop.startswith("Onderwerp: ")
    assert all(len(onderwerp) <= ONDERWERP_MAX for onderwerp in _onderwerpen(kop)), kop
    assert pad.read_text().count("\nKnop: ") == 1, "één knop: wat de lezer nu doet (in de dagmail per dossier)"
    assert "geheim." not in pad.read_text().partition("\n")[0], "een geheim staat nooit in een onderwerp"
    _lees_na(tekst)


@pytest.mark.parametrize("pad", ACCOUNTMAILS, ids=lambda pad: pad.stem)
def test_account_mail_template(pad: Path):
    onderwerp = pad.with_name(pad.name.replace("_message", "_subject")).read_text()
    assert "{{" not in onderwerp, "een code staat nooit in een onderwerp"
    assert 0 < len(onderwerp.strip()) <= ONDERWERP_MAX
    if "{% include" not in pad.read_text():
        _lees_na(_gelezen(pad))


def _lees_na(tekst: str) -> None:
    assert tekst.strip()
    assert not re.search(r"</?[a-z]+[ >]", tekst), "gewone tekst, geen HTML"
    assert "http://" in tekst, "elke mail heeft minstens één link"
    lang = [zin for zin in _zinnen(tekst) if len(zin.split()) > WOORDEN_MAX]
    assert not lang, lang


def test_there_are_templates():
    assert {"nieuw_bericht", "herinnering"} <= {pad.stem for pad in MAILS}
    assert {"login_code_message", "email_confirmation_message"} <= {pad.stem for pad in ACCOUNTMAILS}
