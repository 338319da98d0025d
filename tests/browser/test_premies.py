"""Premiums through the department: two lerenden, three schooljaren, a batch and a reply for each (rules.md §6).

The first is paid twice and loses the third at a second onderneming that registered too late; the second is paid three
times, and the fourth is one too many.
"""

import json
import re
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from premies import formaat
from tests.browser.paginas import COORDINATOR, WERKGEVER
from tests.browser.wegen import SCHERM, TELEFOON, knop, meld_aan

pytestmark = pytest.mark.browser
MAKEN = "from tests.browser.premiefeiten import druk_af; druk_af()"
# Schooljaar → who of the two is paid for it.
BETAALD = {2023: {"Noor", "Sam"}, 2024: {"Noor", "Sam"}, 2025: {"Sam"}}
FAMILIENAAM = "Premieman"
GEDULD = 60_000


def test_twee_lerenden_door_leveringen_en_antwoorden(portaal, new_context, tmp_path):
    portaal.manage("shell", "-v", "0", "-c", MAKEN)
    page = new_context(viewport=SCHERM).new_page()
    meld_aan(page, COORDINATOR)
    for jaar, wie in BETAALD.items():
        levering = geef_door(page, jaar)
        onze = [rij for rij in levering["rijen"] if rij["naam"] == FAMILIENAAM]
        assert {rij["voornaam"] for rij in onze} == wie
        assert {rij["bedrag"] for rij in onze} == {"1000.00"}
        antwoord = tmp_path / f"antwoord-{jaar}.json"
        antwoord.write_bytes(formaat.canoniek(betaal(levering)))
        bladzijde = page.url
        weiger_bewerkt(page, antwoord)
        lees_in(page, bladzijde, antwoord)
        expect(page.locator("main")).to_contain_text(
            re.compile(rf"uitbetaald\D*{len(levering['rijen'])}", re.IGNORECASE)
        )
        # The same file again changes nothing.
        lees_in(page, bladzijde, antwoord)
        expect(page.locator("main")).to_contain_text(re.compile("al ingelezen|niets veranderd", re.IGNORECASE))

    werkgever = new_context(viewport=TELEFOON).new_page()
    meld_aan(werkgever, WERKGEVER)
    for jaar, wie in BETAALD.items():
        werkgever.goto(f"/werkgever/premies/?schooljaar={jaar}")
        for naam in wie:
            rij = werkgever.get_by_role("row").filter(has_text=f"{naam} {FAMILIENAAM}")
            expect(rij).to_contain_text("Uitbetaald")
            expect(rij).to_contain_text("1.000 euro")

    for lerende, voorwaarde in (("N. P.", "Registratie op tijd"), ("S. P.", "Aantal premies")):
        page.goto("/coordinator/premies/lijst/?q=Garage+Aerts&schooljaar=2025")
        rij = page.get_by_role("row").filter(has_text=lerende)
        expect(rij).to_contain_text("Vervallen")
        rij.get_by_role("link").first.click()
        expect(page.get_by_role("row").filter(has_text=voorwaarde)).to_contain_text("Niet in orde")


def geef_door(page: Page, jaar: int) -> dict:
    """Make the batch of a schooljaar and read the file that goes to the department."""
    page.goto("/coordinator/premies/")
    page.get_by_label("Schooljaar").select_option(str(jaar))
    knop(page, "Maak een levering")
    kop = page.get_by_role("heading", name="Bestanden voor het departement")
    ververs_tot(page, kop)
    with page.expect_download() as laadt:
        page.get_by_role("link", name=re.compile(r"\.json$")).click()
    return json.loads(Path(laadt.value.path()).read_bytes())


def betaal(levering: dict) -> dict:
    """The reply that pays every claim today."""
    vandaag = timezone.localdate().isoformat()
    kop = {"formaat": formaat.ANTWOORD, "levering": levering["levering"], "gemaakt_op": vandaag}
    rijen = [
        {
            "referentie": rij["referentie"],
            "uitkomst": formaat.UITBETAALD,
            "beslist_op": vandaag,
            "reden": "",
            "uitbetaald_op": vandaag,
        }
        for rij in levering["rijen"]
    ]
    return formaat.verzegeld(kop, rijen)


def weiger_bewerkt(page: Page, antwoord: Path) -> None:
    """One claim turned by hand: the file is refused whole, and says which row."""
    bewerkt = antwoord.with_name("bewerkt.json")
    bewerkt.write_bytes(antwoord.read_bytes().replace(b'"uitbetaald"', b'"geweigerd"', 1))
    lees_in(page, page.url, bewerkt)
    expect(page.locator("main")).to_contain_text("Rij 1")
    expect(page.locator("main")).to_contain_text("Er is niets veranderd")


def lees_in(page: Page, bladzijde: str, bestand: Path) -> None:
    """Upload a reply on the page of its batch, and wait until a worker read it."""
    page.goto(bladzijde)
    page.locator("input[type=file]").set_input_files(bestand)
    knop(page, "Lees in")
    ververs_tot(page, page.locator("main").filter(has_not=page.locator("progress")))


def ververs_tot(page: Page, wat) -> None:
    """Reload until it is there: a job makes it."""
    einde = timezone.now().timestamp() + GEDULD / 1000
    while not wat.count():
        assert timezone.now().timestamp() < einde, page.locator("main").inner_text()
        page.wait_for_timeout(500)
        page.reload()
    expect(wat).to_be_visible()
