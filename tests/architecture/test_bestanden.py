"""What may not stand in any file of the project."""

import re

import pytest

from tests.architecture.boom import WORTEL, bestanden, relatief, tekstbestanden
from tests.guards.antwoord import fouten_in

MAX_REGELS = 500
# Written in two parts, so that this file does not find itself.
REGISTERS = re.compile(
    "|".join(("py" + r"pi\.org", "python" + "hosted", "npm" + r"js\.(org|com)", "deb" + r"\.debian"))
)
MACHINES = re.compile(r"(?<![\w./-])/(work|farm|root|home/\w+)/\w|(?<![\w./-])/tmp/[a-z]+/")
# Letters and mails are not pages: WeasyPrint and mail programs have no content security policy.
GEEN_PAGINA = ("/pdf/", "/brieven/", "/meldingen/", "/mail/")


@pytest.mark.parametrize(("wat", "patroon"), [("adres van een register", REGISTERS), ("pad van één machine", MACHINES)])
def test_no_address_or_machine_path(wat, patroon):
    treffers = [
        f"{relatief(b)}: {t[0]}" for b in tekstbestanden() if (t := patroon.search(b.read_text("utf-8", "replace")))
    ]
    assert not treffers, wat


def test_lock_files_hold_hashes_and_no_addresses():
    for naam in ("requirements.txt", "requirements-dev.txt"):
        tekst = (WORTEL / naam).read_text()
        pakketten = re.findall(r"^[a-z0-9][\w.\[\]-]*==", tekst, re.MULTILINE | re.IGNORECASE)
        assert pakketten
        assert len(re.findall(r"== ?[^\n]*\\\n +--hash=", tekst)) == len(pakketten)
        assert "://" not in tekst
    assert '"resolved"' not in (WORTEL / "package-lock.json").read_text()


def test_files_stay_readable():
    te_lang = {
        relatief(b): regels
        for b in bestanden(".py", ".html", ".css", ".js")
        if "migrations" not in b.parts and (regels := b.read_text().count("\n")) > MAX_REGELS
    }
    assert not te_lang, "twee kamers in één bestand"


def _zonder_tags(sjabloon: str) -> str:
    """The HTML of a template, with a word in the place of each template tag."""
    return re.sub(r"\{[%{#].*?[%}#]\}", "x", sjabloon, flags=re.DOTALL)


def test_templates_hold_no_inline_style_or_script():
    fouten = {
        relatief(b): gevonden
        for b in bestanden(".html")
        if not any(deel in f"/{relatief(b)}" for deel in GEEN_PAGINA)
        and (gevonden := [f for f in fouten_in(_zonder_tags(b.read_text())) if "csrf" not in f])
    }
    assert not fouten


def test_posting_forms_have_their_token():
    zonder = [
        f"{relatief(b)}: {formulier[:60]}"
        for b in bestanden(".html")
        for formulier in re.findall(r'<form[^>]*method="post".*?</form>', b.read_text(), re.DOTALL | re.IGNORECASE)
        if "csrf_token" not in formulier and "{% crispy" not in formulier
    ]
    assert not zonder
