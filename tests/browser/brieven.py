"""What can be downloaded from the portal in a browser test: files, and the letters that the worker makes."""

import io
import subprocess

import pikepdf
from playwright.sync_api import Page

from scripts.diensten import wacht_tot


def download(page: Page, adres: str) -> bytes:
    """A file of the portal with the session of this page."""
    antwoord = page.request.get(adres)
    assert antwoord.status == 200, adres
    return antwoord.body()


def brieven_van(page: Page, dossier: str) -> tuple[str, str]:
    """The words of the decision letter and of the attest on the employer's dossier, once the worker has made them."""
    links = page.locator("#beslissing a", has_text="(pdf)")

    def klaar() -> bool:
        page.goto(dossier)
        return links.count() == 2

    wacht_tot(klaar, seconden=60, wat="De brief en het attest")
    adressen = [links.filter(has_text=soort).get_attribute("href") for soort in ("Beslissingsbrief", "Attest")]
    brief, attest = (tekst_van(download(page, adres)) for adres in adressen if adres)
    return brief, attest


def tekst_van(pdf: bytes) -> str:
    """The words of a PDF that is tagged and Dutch; an assertion fails when it is not."""
    assert "Tagged:          yes" in _poppler("pdfinfo", "-", pdf=pdf)
    with pikepdf.open(io.BytesIO(pdf)) as document:
        assert str(document.Root.Lang) == "nl"
    # In the order of the document: a name that needs two lines in its cell stays together.
    return " ".join(_poppler("pdftotext", "-raw", "-", "-", pdf=pdf).split())


def _poppler(*opdracht: str, pdf: bytes) -> str:
    return subprocess.run(opdracht, input=pdf, capture_output=True, check=True).stdout.decode()
