"""Logging in and signing up, as a browser does it (quality.md Security)."""

import pytest
from django.core import mail
from django.urls import NoReverseMatch, reverse

from educam_portal.accounts.models import User
from tests.accounts.personen import WACHTWOORD, code_uit, laatste_mail

pytestmark = pytest.mark.django_db


def test_password_opens_the_portal(client, persoon, aanmelden):
    persoon("els@example.be")
    antwoord = aanmelden("els@example.be")
    assert antwoord.status_code == 302
    assert antwoord["Location"] == "/start/"
    assert client.get("/mijn-gegevens/").status_code == 200


def test_address_is_read_whatever_its_capitals(persoon, aanmelden):
    persoon("els@example.be")
    assert aanmelden(" Els@Example.BE ").status_code == 302


def test_wrong_password_answers_422_and_stays_out(client, persoon, aanmelden):
    persoon("els@example.be")
    assert aanmelden("els@example.be", "iets-anders-123").status_code == 422
    assert client.get("/mijn-gegevens/").status_code == 302


def test_a_mailed_code_opens_the_portal(client, persoon, werker):
    persoon("els@example.be")
    with werker():
        antwoord = client.post(reverse("account_request_login_code"), {"email": "els@example.be"})
    assert antwoord["Location"] == reverse("account_confirm_login_code")
    antwoord = client.post(reverse("account_confirm_login_code"), {"code": code_uit("els@example.be")})
    assert antwoord["Location"] == "/start/"
    assert client.get("/mijn-gegevens/").status_code == 200


def test_a_wrong_code_does_not(client, persoon, werker):
    persoon("els@example.be")
    with werker():
        client.post(reverse("account_request_login_code"), {"email": "els@example.be"})
    assert client.post(reverse("account_confirm_login_code"), {"code": "FOUT-FOUT"}).status_code == 422
    assert client.get("/mijn-gegevens/").status_code == 302


def test_the_code_never_stands_in_the_outbox(client, persoon, werker):
    from educam_portal.meldingen.models import Bericht

    persoon("els@example.be")
    with werker():
        client.post(reverse("account_request_login_code"), {"email": "els@example.be"})
    bericht = Bericht.objects.get(adres="els@example.be")
    assert code_uit("els@example.be") not in f"{bericht.titel}{bericht.tekst}{bericht.gegevens}"


def test_sign_up_with_a_code_ends_at_the_question_whom_you_work_for(client, werker):
    with werker():
        client.post(reverse("account_signup"), {"email": "nieuw@example.be", "password1": WACHTWOORD})
    antwoord = client.post(reverse("account_email_verification_sent"), {"code": code_uit("nieuw@example.be")})
    assert antwoord["Location"] == "/start/"
    antwoord = client.get("/start/", follow=True)
    assert antwoord.redirect_chain[-1][0] == reverse("organisatie:mijn")
    assert "Voor welke organisatie werk je?" in antwoord.content.decode()


def test_sign_up_looks_the_same_for_a_known_address(client, persoon, werker):
    persoon("bekend@example.be")
    antwoorden = []
    for email in ("onbekend@example.be", "bekend@example.be"):
        client.cookies.clear()
        with werker():
            antwoord = client.post(reverse("account_signup"), {"email": email, "password1": WACHTWOORD})
        pagina = client.get(antwoord["Location"])
        zonder_token = [
            regel for regel in pagina.content.decode().replace(email, "").splitlines() if "csrfmiddleware" not in regel
        ]
        antwoorden.append((antwoord.status_code, antwoord["Location"], pagina.status_code, zonder_token))
    assert antwoorden[0] == antwoorden[1]
    assert User.objects.filter(email="bekend@example.be").count() == 1


@pytest.mark.parametrize("naam", ["account_reset_password", "account_request_login_code"])
def test_reset_and_code_look_the_same_for_an_unknown_address(client, persoon, werker, naam):
    persoon("bekend@example.be")
    antwoorden = []
    for email in ("onbekend@example.be", "bekend@example.be"):
        client.cookies.clear()
        with werker():
            antwoord = client.post(reverse(naam), {"email": email})
        antwoorden.append((antwoord.status_code, antwoord["Location"]))
    assert antwoorden[0] == antwoorden[1]
    assert len(mail.outbox) == 2


def test_login_locks_after_five_wrong_passwords(persoon, aanmelden):
    persoon("els@example.be")
    for _ in range(5):
        aanmelden("els@example.be", "iets-anders-123")
    antwoord = aanmelden("els@example.be")
    assert antwoord.status_code in (422, 429)
    assert "Location" not in antwoord


def test_the_lock_counts_the_client_and_never_a_forged_header(persoon, aanmelden):
    """VERTROUWDE_PROXIES is 0: another X-Forwarded-For is the same client."""
    for nummer in range(10):
        aanmelden(f"iemand{nummer}@example.be", "iets-anders-123", headers={"x-forwarded-for": f"203.0.113.{nummer}"})
    persoon("els@example.be")
    antwoord = aanmelden("els@example.be", headers={"x-forwarded-for": "198.51.100.7"})
    assert antwoord.status_code in (422, 429)


def test_a_new_password_ends_the_other_sessions(client, persoon, aanmelden, django_user_model):
    from django.test import Client

    user = persoon("els@example.be")
    elders = Client()
    elders.force_login(user)
    assert elders.get("/mijn-gegevens/").status_code == 200
    aanmelden("els@example.be")
    antwoord = client.post(
        reverse("account_change_password"),
        {"oldpassword": WACHTWOORD, "password1": "nog-een-lang-woord-7", "password2": "nog-een-lang-woord-7"},
    )
    assert antwoord.status_code == 302
    assert client.get("/mijn-gegevens/").status_code == 200
    assert elders.get("/mijn-gegevens/").status_code == 302


def test_reset_link_comes_by_mail_and_sets_a_new_password(client, persoon, werker):
    persoon("els@example.be")
    with werker():
        client.post(reverse("account_reset_password"), {"email": "els@example.be"})
    pad = next(
        woord.removeprefix("http://localhost:8000")
        for woord in laatste_mail("els@example.be").body.split()
        if "/wachtwoord/nieuw/" in woord
    )
    antwoord = client.get(pad, follow=True)
    doel = antwoord.redirect_chain[-1][0]
    antwoord = client.post(doel, {"password1": "nog-een-lang-woord-7", "password2": "nog-een-lang-woord-7"})
    assert antwoord.status_code == 302
    assert User.objects.get(email="els@example.be").check_password("nog-een-lang-woord-7")


def test_logout_needs_a_post(client, persoon):
    client.force_login(persoon())
    client.get("/afmelden/")
    assert client.get("/mijn-gegevens/").status_code == 200
    client.post("/afmelden/")
    assert client.get("/mijn-gegevens/").status_code == 302


def test_all_names_of_allauth_have_a_dutch_path():
    from allauth.account import urls as account
    from allauth.mfa.base import urls as basis
    from allauth.mfa.recovery_codes import urls as codes
    from allauth.mfa.totp import urls as totp

    from educam_portal.accounts import aanmeld_urls

    onze = {patroon.name for patroon in aanmeld_urls.urlpatterns}
    for module in (account, basis, codes, totp):
        assert {patroon.name for patroon in module.urlpatterns} <= onze
    with pytest.raises(NoReverseMatch):
        reverse("account_bestaat_niet")
    assert reverse("account_login") == "/aanmelden/"
    assert reverse("account_logout") == "/afmelden/"
    assert reverse("account_signup") == "/registreren/"


def test_own_data_are_cleaned(client, persoon):
    user = persoon()
    client.force_login(user)
    assert client.post("/mijn-gegevens/", {"naam": "Els V.", "telefoon": "12"}).status_code == 422
    assert client.post("/mijn-gegevens/", {"naam": "Els V.", "telefoon": "0470/12.34.56"}).status_code == 302
    user.refresh_from_db()
    assert (user.naam, user.telefoon) == ("Els V.", "+32470123456")


def test_behind_a_proxy_of_our_own_the_lock_counts_the_real_client(persoon, aanmelden, settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    for nummer in range(12):
        aanmelden(f"iemand{nummer}@example.be", "iets-anders-123", headers={"x-forwarded-for": f"203.0.113.{nummer}"})
    persoon("els@example.be")
    assert aanmelden("els@example.be", headers={"x-forwarded-for": "198.51.100.7"}).status_code == 302


def test_a_closed_account_gets_no_code(client, persoon, werker):
    user = persoon("els@example.be")
    user.is_active = False
    user.save()
    with werker():
        antwoord = client.post(reverse("account_request_login_code"), {"email": "els@example.be"})
    assert antwoord["Location"] == reverse("account_confirm_login_code")
    assert not [bericht for bericht in mail.outbox if "els@example.be" in bericht.to]
