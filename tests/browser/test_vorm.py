"""The style guide and the log-in pages in Chromium: usable by keyboard, without script and with a passkey."""

import pytest

pytestmark = pytest.mark.browser


def test_foutenoverzicht_krijgt_de_focus_en_leidt_naar_het_veld(page):
    page.goto("/demo/vorm/?fout=1")
    assert page.evaluate("document.activeElement.id") == "foutenoverzicht"
    page.locator(".foutenoverzicht a").nth(2).click()
    assert page.evaluate("document.activeElement.id") == "id_opleiding_0"


def test_dialoog_geeft_de_focus_terug(page):
    page.goto("/demo/vorm/")
    page.locator("[data-dialoog]").click()
    assert page.locator("#zeker").is_visible()
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.dataset.dialoog") == "zeker"


def test_menu_werkt_zonder_script(browser, base_url):
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 740}, base_url=base_url)
    page = context.new_page()
    page.goto("/demo/vorm/")
    page.locator(".menu--nav summary").click()
    assert page.locator(".menu--nav nav a").first.is_visible()
    context.close()


def test_passkey_werkt_onder_ons_beleid(page, portaal):
    """Adding one and logging in with it, with a virtual authenticator; a CSP error would fail in the fixture."""
    portaal.manage(
        "shell",
        "-c",
        "from educam_portal.accounts.models import User; from allauth.account.models import EmailAddress; "
        "u = User.objects.create_user('passkey@example.be', 'een-lang-woord-42', naam='Pia Passkey'); "
        "EmailAddress.objects.create(user=u, email=u.email, verified=True, primary=True)",
    )
    cdp = page.context.new_cdp_session(page)
    cdp.send("WebAuthn.enable")
    opties = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True}
    cdp.send(
        "WebAuthn.addVirtualAuthenticator",
        {"options": opties | {"isUserVerified": True, "automaticPresenceSimulation": True}},
    )
    page.goto("/aanmelden/")
    page.fill("#id_login", "passkey@example.be")
    page.fill("#id_password", "een-lang-woord-42")
    page.get_by_role("button", name="Meld aan", exact=True).click()
    page.wait_for_url(lambda url: "/aanmelden/" not in url)
    page.goto("/tweede-factor/passkeys/toevoegen/")
    if page.locator("#id_password").count():
        page.fill("#id_password", "een-lang-woord-42")
        page.get_by_role("button", name="Bevestig").click()
    page.check("#id_passwordless")
    page.locator("#mfa_webauthn_add").click()
    page.wait_for_url("**/tweede-factor/herstelcodes/**")
    page.goto("/afmelden/")
    page.locator("main").get_by_role("button").click()
    page.goto("/aanmelden/")
    page.locator("#passkey_login").click()
    page.wait_for_url(lambda url: "/aanmelden/" not in url)
    assert page.locator(".menu--account").is_visible()
