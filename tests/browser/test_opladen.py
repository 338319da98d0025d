"""A file that is chosen or still on its way is never lost without a word."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.wegen import TELEFOON, knop, meld_aan
from tests.documenten.bestanden import foto

pytestmark = pytest.mark.browser


def documenten(new_context) -> Page:
    """The page of the documents of the concept that `werkgever@` has."""
    page = new_context(viewport=TELEFOON).new_page()
    meld_aan(page, "werkgever@example.be")
    page.goto("/werkgever/aanvragen/nieuw/")
    page.locator("main").get_by_role("link", name=re.compile("Ga verder", re.IGNORECASE)).first.click()
    page.get_by_role("link", name="Documenten").click()
    return page


def kies_foto(page: Page) -> Locator:
    vak = page.locator("section.uploadvak").last
    vak.locator("input[type=file]").set_input_files(
        {"name": "werkplaats.jpg", "mimeType": "image/jpeg", "buffer": foto()}
    )
    return vak


def test_wie_weggaat_tijdens_het_opladen_krijgt_een_vraag(new_context):
    page = documenten(new_context)
    vak = kies_foto(page)
    onderweg = []
    page.route("**/documenten/*/", lambda verzoek: onderweg.append(verzoek))
    vak.get_by_role("button", name="Laad op").click()
    page.on("dialog", lambda vraag: vraag.dismiss())
    with page.expect_event("dialog") as vraag:
        page.get_by_role("link", name="Terug naar je aanvraag").click(no_wait_after=True)
    assert vraag.value.type == "beforeunload"
    expect(page.locator("h1")).to_have_text("Welke documenten heb je al?")
    onderweg[0].continue_()
    expect(page.locator(".melding", has_text="is opgeladen")).to_be_visible()
    page.get_by_role("link", name="Terug naar je aanvraag").click()
    expect(page.locator(".takenlijst").first).to_be_visible()


def test_wat_gekozen_is_gaat_mee_met_verder(new_context):
    page = documenten(new_context)
    kies_foto(page)
    knop(page, "Verder")
    expect(page.locator("h1")).to_have_text("Kijk je aanvraag na")
    rij = page.locator(".samenvatting-rij", has_text="Foto van je werkplaats")
    assert "Opgeladen" in rij.inner_text()
