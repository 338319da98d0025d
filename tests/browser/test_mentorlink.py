"""A mentor without an account fills in the own part on a phone; the werkgever never sees the 596.2 (rules.md §4)."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.wegen import TELEFOON, knop, meld_aan
from tests.documenten.bestanden import pdf

pytestmark = pytest.mark.browser

ADRES = "wim.declercq@example.be"


def test_van_link_tot_uittreksel(portaal, new_context):
    baas = new_context(viewport=TELEFOON).new_page()
    meld_aan(baas, "werkgever@example.be")
    baas.goto("/werkgever/aanvragen/nieuw/")
    baas.locator("main").get_by_role("link", name=re.compile("Ga verder", re.IGNORECASE)).first.click()
    aanvraag = baas.url
    baas.goto(f"{aanvraag}mentoren/nieuw/")
    baas.get_by_label("Voornaam").fill("Wim")
    baas.get_by_label("Familienaam").fill("Declercq")
    baas.get_by_label("E-mailadres van de mentor").fill(ADRES)
    knop(baas, "Laat de mentor dit zelf invullen")
    expect(baas.locator("main")).to_contain_text(f"We stuurden een link naar {ADRES}")

    mail = portaal.wacht_op_mail(ADRES, "vraagt je gegevens als mentor")
    adres = re.search(r"https?://\S+/mentor/link/\S+", mail.get_body(("plain",)).get_content())
    assert adres
    mentor = new_context(viewport=TELEFOON).new_page()
    mentor.goto(adres[0])
    mentor.get_by_role("link", name="Je gegevens").click()
    mentor.get_by_label("Geboortedatum").fill("12/03/1984")
    mentor.get_by_label("Sinds wanneer werk je in het beroep?").fill("01/09/2005")
    mentor.get_by_role("radio", name="Ja", exact=True).check()
    knop(mentor, "Mijn gegevens kloppen")
    mentor.get_by_role("link", name="Je uittreksel strafregister").click()
    mentor.locator("input[type=file]").set_input_files(
        {"name": "uittreksel.pdf", "mimeType": "application/pdf", "buffer": pdf()}
    )
    knop(mentor, "Laad op")
    expect(mentor.locator("main")).to_contain_text("Alles is in orde")

    baas.goto(f"{aanvraag}documenten/")
    expect(baas.locator("main")).to_contain_text("Wim Declercq laadde het uittreksel zelf op")
    expect(baas.locator("#vak-strafregister")).to_have_count(0)
    portaal.wacht_op_mail("werkgever@example.be", "Je mentor laadde het uittreksel op")
