"""A file that is still on its way: who leaves the page is asked first, so that nothing is lost without a word."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.wegen import TELEFOON, meld_aan
from tests.documenten.bestanden import foto

pytestmark = pytest.mark.browser


def test_wie_weggaat_tijdens_het_opladen_krijgt_een_vraag(new_context):
    page = new_context(viewport=TELEFOON).new_page()
    meld_aan(page, "werkgever@example.be")
    page.goto("/werkgever/")
    page.locator("main").get_by_role("link", name=re.compile("Ga verder", re.IGNORECASE)).first.click()
    page.get_by_role("link", name="Documenten").click()
    vak = page.locator("section.uploadvak").last
    vak.locator("input[type=file]").set_input_files(
        {"name": "werkplaats.jpg", "mimeType": "image/jpeg", "buffer": foto()}
    )
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
