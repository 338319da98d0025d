"""An employer files without JavaScript: everything works as plain HTML (ux.md §0)."""

import pytest
from playwright.sync_api import expect

from tests.browser.wegen import TELEFOON, Garage, dien_in, maak_account, vul_aanvraag_in
from tests.fabrieken import met_controle

pytestmark = [pytest.mark.browser, pytest.mark.ingebed]

GARAGE = Garage("zonder.script@example.be", "Carrosserie Zonder", met_controle(4_300_001))


@pytest.fixture
def browser_context_args(browser_context_args):
    return browser_context_args | {"java_script_enabled": False, "viewport": TELEFOON}


def test_van_nieuw_account_tot_ingediende_aanvraag(portaal, page):
    maak_account(page, portaal, GARAGE)
    vul_aanvraag_in(page, GARAGE)
    referentie = dien_in(page)
    # The mail names the dossier, and the link in the same browser leads to it.
    mail = portaal.wacht_op_mail(GARAGE.email, referentie)
    assert f"/werkgever/aanvragen/{referentie}/" in mail.get_body(("plain",)).get_content()
    page.goto(f"/werkgever/aanvragen/{referentie}/")
    expect(page.locator("main")).to_contain_text("Beslissing uiterlijk")
