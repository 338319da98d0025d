"""The pages one reaches only by doing something: codes by mail, the second factor, previews, and what went wrong."""

import re
import time

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.template.loader import render_to_string
from django.utils import timezone
from playwright.sync_api import Page

from tests.browser.keuring import Keuring
from tests.browser.paginas import ANT, BEHEERDER, BEVEILIGD, COORDINATOR, OVL, WERKGEVER, ZONDER_WACHTWOORD
from tests.browser.wegen import WACHTWOORD, knop, meld_aan

pytestmark = pytest.mark.browser


def druk(page: Page, naam: str) -> None:
    """Press a button and wait for the page it leads to."""
    with page.expect_navigation():
        knop(page, naam)


def naar(keuring: Keuring, pad: str) -> None:
    """Go there, and give the password once more when the portal asks for it."""
    keuring.page.goto(pad)
    if "/opnieuw/" in keuring.page.url and keuring.page.locator("#id_password").count():
        keuring.page.fill("#id_password", "duaal")
        druk(keuring.page, "Bevestig")


def test_codes_en_een_nieuw_wachtwoord_per_mail(keuring, portaal, feiten):
    page = keuring.page
    page.goto("/registreren/")
    page.fill("#id_email", "code@example.be")
    page.fill("#id_password1", WACHTWOORD)
    druk(page, "Maak mijn account")
    klachten = keuring.hier("account_email_verification_sent")
    klachten += keuring.verstuur_leeg("account_email_verification_sent leeg verstuurd", "Verder")

    page.context.clear_cookies()
    page.goto("/wachtwoord/vergeten/")
    page.fill("#id_email", WERKGEVER)
    druk(page, "Mail me een link")
    mail = portaal.wacht_op_mail(WERKGEVER, "wachtwoord").get_body(("plain",)).get_content()
    link = re.search(r"http\S+/wachtwoord/nieuw/\S+", mail)
    assert link, mail
    page.goto(link[0])
    klachten += keuring.hier("account_reset_password_from_key")
    klachten += keuring.verstuur_leeg("account_reset_password_from_key leeg verstuurd", "Bewaar mijn wachtwoord")

    page.context.clear_cookies()
    page.goto("/aanmelden/code/")
    page.fill("#id_email", ZONDER_WACHTWOORD)
    druk(page, "Mail me een code")
    klachten += keuring.hier("account_confirm_login_code")
    klachten += keuring.verstuur_leeg("account_confirm_login_code leeg verstuurd", "Verder")
    mail = portaal.wacht_op_mail(ZONDER_WACHTWOORD).get_body(("plain",)).get_content()
    code = re.search(r"^\s*([A-Z0-9]{3,4}-?[A-Z0-9]{3,4})\s*$", mail, re.MULTILINE)
    assert code, mail
    page.fill("#id_code", code[1])
    druk(page, "Verder")
    page.wait_for_url(lambda url: "/aanmelden/" not in url)
    klachten += keuring.open("account_set_password", "/wachtwoord/instellen/")
    assert not klachten, "\n".join(klachten)


def test_tweede_factor(keuring, feiten):
    page = keuring.page
    cdp = page.context.new_cdp_session(page)
    cdp.send("WebAuthn.enable")
    sleutel = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True}
    cdp.send("WebAuthn.addVirtualAuthenticator", {"options": sleutel | {"isUserVerified": True}})
    meld_aan(page, BEVEILIGD)
    naar(keuring, "/tweede-factor/app/instellen/")
    klachten = keuring.hier("mfa_activate_totp")
    klachten += keuring.verstuur_leeg("mfa_activate_totp leeg verstuurd", "Zet aan")
    geheim = page.locator("main code").inner_text()
    page.fill("#id_code", format_hotp_value(hotp_value(geheim, int(time.time()) // 30)))
    druk(page, "Zet aan")
    page.wait_for_url("**/herstelcodes/**")
    klachten += keuring.hier("mfa_view_recovery_codes")
    reserve = page.locator(".codes li").first.inner_text()
    naar(keuring, "/tweede-factor/passkeys/toevoegen/")
    klachten += keuring.hier("mfa_add_webauthn")
    page.locator("#mfa_webauthn_add").click()
    page.wait_for_url(lambda url: "/toevoegen/" not in url)
    klachten += keuring.open("mfa_index (beveiligd)", "/tweede-factor/")
    klachten += keuring.open("mfa_list_webauthn (een passkey)", "/tweede-factor/passkeys/")
    for link, naam in ((r"/naam/$", "mfa_edit_webauthn"), (r"/verwijderen/$", "mfa_remove_webauthn")):
        naar(keuring, "/tweede-factor/passkeys/")
        adressen = [a.get_attribute("href") for a in page.locator("main a").all()]
        klachten += keuring.open(naam, next(adres for adres in adressen if re.search(link, adres)))
    for naam, pad in (
        ("mfa_generate_recovery_codes", "/tweede-factor/herstelcodes/maken/"),
        ("mfa_deactivate_totp", "/tweede-factor/app/verwijderen/"),
        ("mfa_reauthenticate", "/tweede-factor/opnieuw/"),
        ("mfa_reauthenticate_webauthn", "/tweede-factor/passkeys/opnieuw/"),
    ):
        klachten += keuring.open(naam, pad)
    page.context.clear_cookies()
    meld_aan(page, BEVEILIGD)
    klachten += keuring.hier("mfa_authenticate")
    klachten += keuring.verstuur_leeg("mfa_authenticate leeg verstuurd", "Meld aan")
    page.fill("#id_code", reserve)
    druk(page, "Meld aan")
    page.wait_for_url("**/mijn-organisaties/")
    assert not klachten, "\n".join(klachten)


def test_voorbeelden_voor_de_consulent(keuring, feiten):
    """The letter and the mail as they would go; nothing is sent."""
    page = keuring.page
    meld_aan(page, ANT)
    page.goto(f"/consulent/dossiers/{feiten['beslisbaar']}/beslissen/")
    page.get_by_role("radio", name="Weigeren").check(force=True)
    page.get_by_label("Waarom weiger je?").fill("Er is geen hefbrug.")
    druk(page, "Bekijk de brief")
    page.wait_for_selector("text=Er is geen hefbrug.")
    klachten = keuring.hier("consulent:beslissen (voorbeeld)")

    page.context.clear_cookies()
    meld_aan(page, OVL)
    page.goto(f"/consulent/dossiers/{feiten['gepland']}/aanvulling/")
    page.get_by_label("Documenten").check()
    page.get_by_label("Wat ontbreekt er?").fill("Stuur ons nog een foto van de hefbrug.")
    druk(page, "Bekijk de mail")
    page.wait_for_selector("#voorbeeld")
    klachten += keuring.hier("consulent:aanvulling (voorbeeld)")
    assert not klachten, "\n".join(klachten)


def test_wat_een_nieuwe_waarde_verandert(keuring, feiten):
    """What changes stands before the button that saves; nothing is saved."""
    page = keuring.page
    meld_aan(page, COORDINATOR)
    page.goto("/coordinator/instellingen/behandeltermijn/nieuw/")
    page.fill("#id_geldig_vanaf", f"{timezone.localdate():%Y-%m-%d}")
    page.fill("#id_bron", "Overleg van EDUCAM")
    druk(page, "Bekijk wat er verandert")
    page.wait_for_selector("text=Dit verandert er")
    klachten = keuring.hier("instellingen:nieuw (nazicht)")
    assert not klachten, "\n".join(klachten)


def test_vervallen_uitnodiging(keuring, feiten):
    klachten = keuring.open("organisatie:uitnodiging (vervallen)", f"/uitnodiging/{feiten['vervallen']}/")
    druk(keuring.page, "Vraag een nieuwe link")
    klachten += keuring.hier("organisatie:uitnodiging_vernieuwen")
    assert not klachten, "\n".join(klachten)


def test_vervallen_mentorlink(keuring, feiten):
    klachten = keuring.open("eigen:link (vervallen)", f"/mentor/link/{feiten['mentorvraag.oud']}/")
    druk(keuring.page, "Stuur me een nieuwe link")
    klachten += keuring.hier("eigen:link_vernieuwen")
    assert not klachten, "\n".join(klachten)


def test_vervallen_tekenlink(keuring, feiten):
    klachten = keuring.open("onderteken:link (vervallen)", f"/onderteken/{feiten['tekenlink.oud']}/")
    druk(keuring.page, "Vraag een nieuwe link")
    klachten += keuring.hier("onderteken:link_vernieuwen")
    assert not klachten, "\n".join(klachten)


def test_vervallen_secretariaatlink(keuring, feiten):
    klachten = keuring.open("secretariaat:start (vervallen)", f"/secretariaat/{feiten['pakketlink.oud']}/")
    druk(keuring.page, "Stuur me een nieuwe link")
    klachten += keuring.hier("secretariaat:vernieuwen")
    assert not klachten, "\n".join(klachten)


def test_vervallen_leeslink(keuring, feiten):
    klachten = keuring.open("mijnleren:start (vervallen)", f"/mijn-leren/{feiten['leeslink.oud']}/")
    druk(keuring.page, "Stuur me een nieuwe link")
    klachten += keuring.hier("mijnleren:vernieuwen")
    assert not klachten, "\n".join(klachten)


def test_vervallen_hulplink(keuring, feiten):
    klachten = keuring.open("helpen:start (vervallen)", f"/helpen/{feiten['hulplink.oud']}/")
    druk(keuring.page, "Stuur me een nieuwe link")
    klachten += keuring.hier("helpen:vernieuwen")
    assert not klachten, "\n".join(klachten)


def test_foutpaginas(keuring, portaal):
    klachten = keuring.open("404", "/bestaat-niet/", status=404)
    for code in ("400", "403", "403_csrf", "429", "500", "503"):
        html = render_to_string(f"{code}.html", {"kenmerk": "7f3a"})
        antwoord = {"body": html, "content_type": "text/html; charset=utf-8"}
        keuring.page.route(f"**/fout-{code}/", lambda weg, _, antwoord=antwoord: weg.fulfill(**antwoord))
        klachten += keuring.open(code, f"/fout-{code}/")
    assert not klachten, "\n".join(klachten)


def test_technisch_beheer_zonder_fout_in_de_console(page, portaal):
    """Django's own pages: their look is Django's, but nothing they load is blocked by our policy."""
    meld_aan(page, BEHEERDER)
    page.goto("/beheer/")
    lijsten = [a.get_attribute("href") for a in page.locator("#content-main th a").all()]
    assert lijsten
    for pad in lijsten:
        assert page.goto(pad).status == 200, pad
