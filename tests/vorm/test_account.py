"""Every page of logging in and of the second factor stands in the portal's shell, in its own words."""

import re
from pathlib import Path

import allauth
import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from bs4 import BeautifulSoup
from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse

from educam_portal.accounts.models import User

pytestmark = pytest.mark.django_db

WACHTWOORD = "een-lang-woord-42"
# Words of allauth's own pages that must not shine through.
ENGELS = re.compile(
    r"\b(Name|Authenticator code|Sign|Password|Email|Verify|Security Key|Recovery|Authenticator App|Menu:|Confirm)\b"
)


def bladzijde(antwoord) -> BeautifulSoup:
    """The page, after what holds for each: one h1, a title of its own, our shell, je-form, no English, no asterisk."""
    soep = BeautifulSoup(antwoord.content, "html.parser")
    tekst = soep.main.get_text(" ")
    assert len(soep.select("h1")) == 1
    assert soep.select_one("header.kop .kop-merk")
    assert not soep.title.get_text().startswith("Portaal")
    assert not ENGELS.search(tekst), ENGELS.search(tekst)
    assert not re.search(r"\b(u|uw)\b", tekst)
    assert "*" not in tekst
    for invoer in soep.select("main input:not([type=hidden]), main select, main textarea"):
        assert soep.select_one(f'label[for="{invoer["id"]}"]'), invoer
    return soep


@pytest.fixture
def bart() -> User:
    user = User.objects.create_user("bart@example.be", WACHTWOORD, naam="Bart Peeters")
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


@pytest.fixture
def aangemeld(client, bart):
    """A client that has just said again who it is, so that no page asks again who it is."""
    client.force_login(bart)
    client.post(reverse("account_reauthenticate"), {"password": WACHTWOORD})
    return client


@pytest.fixture
def met_app(aangemeld, bart):
    TOTP.activate(bart, generate_totp_secret())
    RecoveryCodes.activate(bart)
    return aangemeld


@pytest.mark.parametrize(
    "naam",
    [
        "account_login",
        "account_signup",
        "account_request_login_code",
        "account_reset_password",
        "account_reset_password_done",
        "account_reset_password_from_key_done",
        "account_inactive",
    ],
)
def test_voor_wie_nog_niet_aangemeld_is(client, naam):
    antwoord = client.get(reverse(naam))
    assert antwoord.status_code == 200
    bladzijde(antwoord)


def test_aanmelden_biedt_wachtwoord_code_en_passkey_naast_elkaar(client):
    soep = bladzijde(client.get(reverse("account_login")))
    assert [kop.get_text(strip=True) for kop in soep.select("main h2")] == [
        "Met je wachtwoord",
        "Met een code per mail",
        "Met een passkey",
    ]
    assert soep.select_one("#passkey_login")["form"] == soep.select_one("form[id]")["id"] == "mfa_login"


def test_fout_bij_aanmelden_staat_in_het_overzicht(client):
    antwoord = client.post(reverse("account_login"), {"login": "bart@example.be", "password": "fout-fout-fout"})
    soep = bladzijde(antwoord)
    assert soep.select_one(".foutenoverzicht li")
    assert soep.title.get_text().startswith("Fout: ")


@pytest.mark.parametrize(("start", "veld"), [("account_signup", "email"), ("account_request_login_code", "email")])
def test_na_aanvraag_komt_de_pagina_voor_de_code(client, bart, start, veld):
    gegevens = {veld: "nieuw@example.be" if start == "account_signup" else bart.email, "password1": WACHTWOORD}
    soep = bladzijde(client.post(reverse(start), gegevens, follow=True))
    assert "We mailden een code naar" in soep.main.get_text()
    assert soep.select_one("input[autocomplete='one-time-code']")
    assert soep.select_one("#logout-from-stage, a[href]") is not None


def test_foute_code_zegt_het_in_het_overzicht(client, bart):
    client.post(reverse("account_request_login_code"), {"email": bart.email})
    soep = bladzijde(client.post(reverse("account_confirm_login_code"), {"code": "AAAAAA"}))
    assert soep.select_one(".foutenoverzicht li")


def test_kapotte_link_voor_een_wachtwoord(client):
    antwoord = client.get(reverse("account_reset_password_from_key", kwargs={"uidb36": "1", "key": "x-y"}))
    assert "Deze link werkt niet meer" in bladzijde(antwoord).h1.get_text()


@pytest.mark.parametrize(
    "naam",
    [
        "account_email",
        "account_change_password",
        "account_logout",
        "account_reauthenticate",
        "mfa_index",
        "mfa_activate_totp",
        "mfa_list_webauthn",
        "mfa_add_webauthn",
    ],
)
def test_voor_wie_aangemeld_is(aangemeld, naam):
    antwoord = aangemeld.get(reverse(naam))
    assert antwoord.status_code == 200
    bladzijde(antwoord)


def test_wie_geen_wachtwoord_heeft_kan_er_een_kiezen(aangemeld, bart):
    bart.set_unusable_password()
    bart.save()
    aangemeld.force_login(bart)
    soep = bladzijde(aangemeld.get(reverse("account_set_password")))
    assert soep.h1.get_text() == "Kies een wachtwoord"


@pytest.mark.parametrize(
    "naam",
    [
        "mfa_index",
        "mfa_view_recovery_codes",
        "mfa_generate_recovery_codes",
        "mfa_deactivate_totp",
        "mfa_reauthenticate",
    ],
)
def test_met_een_app_voor_codes(met_app, naam):
    antwoord = met_app.get(reverse(naam))
    assert antwoord.status_code == 200
    bladzijde(antwoord)


def test_reservecodes_staan_op_de_pagina(met_app):
    assert len(bladzijde(met_app.get(reverse("mfa_view_recovery_codes"))).select(".codes li")) == 10


def test_tweede_stap_bij_het_aanmelden(client, bart):
    TOTP.activate(bart, generate_totp_secret())
    antwoord = client.post(reverse("account_login"), {"login": bart.email, "password": WACHTWOORD}, follow=True)
    soep = bladzijde(antwoord)
    assert soep.h1.get_text() == "Nog één stap"
    assert soep.select_one("#mfa_webauthn_authenticate")


def test_foute_code_bij_de_tweede_stap_zegt_wat_je_doet(client, bart):
    TOTP.activate(bart, generate_totp_secret())
    client.post(reverse("account_login"), {"login": bart.email, "password": WACHTWOORD})
    soep = bladzijde(client.post(reverse("mfa_authenticate"), {"code": "000000"}))
    assert "Neem de code die nu in je app staat" in soep.select_one(".foutenoverzicht").get_text()


@pytest.mark.parametrize("deel", ["account", "mfa"])
def test_elke_melding_van_het_aanmelden_is_van_ons(deel):
    """No catalogue of our own: what allauth would say in its own Dutch, our templates say (docs/adr)."""
    van_hen = {pad.name for pad in (Path(allauth.__file__).parent / "templates" / deel / "messages").glob("*.txt")}
    van_ons = {pad.name for pad in (settings.BASE_DIR / "templates" / deel / "messages").glob("*.txt")}
    assert {naam for naam in van_hen - van_ons if not naam.startswith("phone_")} == set()
    assert not [
        naam for naam in van_ons if "trans" in (settings.BASE_DIR / "templates" / deel / "messages" / naam).read_text()
    ]


def test_passkey_hernoemen_en_verwijderen(aangemeld, bart):
    sleutel = Authenticator.objects.create(
        user=bart, type=Authenticator.Type.WEBAUTHN, data={"name": "Laptop werkplaats", "credential": {}}
    )
    for naam in ("mfa_edit_webauthn", "mfa_remove_webauthn"):
        assert "Laptop werkplaats" in str(bladzijde(aangemeld.get(reverse(naam, args=[sleutel.pk]))))


@pytest.mark.parametrize(
    ("wachtwoord", "zin"),
    [
        ("kort", "minstens 10 tekens"),
        ("bart@example.be", "lijkt te veel op je e-mailadres"),
        ("1234567890", "gebruiken veel mensen"),
    ],
)
def test_regels_voor_een_wachtwoord_spreken_gewone_taal(aangemeld, wachtwoord, zin):
    gegevens = {"oldpassword": WACHTWOORD, "password1": wachtwoord, "password2": wachtwoord}
    antwoord = aangemeld.post(reverse("account_change_password"), gegevens)
    assert zin in bladzijde(antwoord).select_one(".foutenoverzicht").get_text()


@pytest.mark.parametrize("sjabloon", ["signup_closed", "verification_sent", "verified_email_required"])
def test_bladzijden_die_zelden_komen(rf, sjabloon):
    html = render_to_string(f"account/{sjabloon}.html", {}, rf.get("/"))
    assert len(BeautifulSoup(html, "html.parser").select("h1")) == 1
