"""The other road: one of two opleidingen is refused, and a coördinator looks at it before the letter goes."""

from datetime import datetime, timedelta

import pytest
from playwright.sync_api import expect

from tests.browser import wegen_consulent as consulent
from tests.browser.brieven import brieven_van
from tests.browser.wegen import SCHERM, TELEFOON, Garage, dien_in, knop, maak_account, meld_aan, vul_aanvraag_in
from tests.fabrieken import met_controle

pytestmark = pytest.mark.browser

ERKEND, GEWEIGERD = "Koetswerk duaal", "Voorbewerker carrosserie duaal"
GARAGE = Garage(
    "carrosserie.leys@example.be",
    "Carrosserie Leys",
    met_controle(4_300_102),
    postcode="3500",
    opleidingen=(ERKEND, GEWEIGERD),
    plaatsen=1,
)
REDEN = "Er is geen plaats waar de lerende veilig kan leren schuren."


def test_een_van_twee_opleidingen_geweigerd(portaal, new_context):
    werkgever = new_context(viewport=TELEFOON).new_page()
    maak_account(werkgever, portaal, GARAGE)
    vul_aanvraag_in(werkgever, GARAGE)
    referentie = dien_in(werkgever)
    dossier = f"/werkgever/aanvragen/{referentie}/"

    # The consulent knows the place from a visit last month, judges, and proposes to refuse one.
    scherm = new_context(viewport=SCHERM).new_page()
    meld_aan(scherm, "consulent.lim@example.be")
    consulent.open_dossier(scherm, referentie)
    consulent.neem_in(scherm)
    consulent.geen_bezoek(scherm, "Vorige maand bezocht voor een andere opleiding.")
    consulent.beoordeel_voorwaarden(scherm, referentie)
    consulent.maak_klaar_om_te_beslissen(
        scherm, referentie, met_controle(21_430_102), uitgegeven=datetime.now(consulent.BRUSSEL).date() - timedelta(40)
    )
    consulent.doe(scherm, "Beslissen")
    consulent.kies_besluit(scherm, ERKEND)
    consulent.kies_besluit(scherm, GEWEIGERD, weiger=REDEN)
    knop(scherm, "Bekijk de brief")
    expect(scherm.locator("body")).to_contain_text("een coördinator bevestigt")
    scherm.get_by_role("button", name="Stuur naar de coördinator").first.click()
    consulent.gelukt(scherm)
    werkgever.goto(dossier)
    expect(werkgever.locator("main")).to_contain_text("Wordt beslist")
    expect(werkgever.locator("main")).not_to_contain_text(REDEN)

    # A coördinator reads the letter from the first screen, and confirms.
    portaal.wacht_op_mail("coordinator@example.be", referentie)
    hoofd = new_context(viewport=SCHERM).new_page()
    meld_aan(hoofd, "coordinator@example.be")
    hoofd.locator(".dagrijen li", has_text=referentie).get_by_role("link", name="Lees de brief").click()
    expect(hoofd.locator("body")).to_contain_text(REDEN)
    hoofd.get_by_role("button", name="Bevestig de beslissing").first.click()
    consulent.gelukt(hoofd)

    # The garage reads why, and how it can appeal; only what was granted is public.
    portaal.wacht_op_mail(GARAGE.email, f"Beslissing over je aanvraag {referentie}")
    brief, attest = brieven_van(werkgever, dossier)
    for stuk in ("Niet erkend", GEWEIGERD, REDEN, "binnen 10 dagen", "beroepscommissie", "Alleen de onderneming zelf"):
        assert stuk in brief, stuk
    assert ERKEND in attest and GEWEIGERD not in attest
    expect(werkgever.locator("#beslissing")).to_contain_text("Beroep tot en met")
    bezoeker = new_context(viewport=SCHERM).new_page()
    bezoeker.goto(f"/leerwerkplekken/?q={GARAGE.naam}")
    expect(bezoeker.locator(".plek-opleidingen li")).to_have_text([f"{ERKEND} 1 plaats vrij"])
