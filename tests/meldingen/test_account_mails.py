"""allauth's mails: in the outbox, never with a code in a stored text, and the same for who is known and who is not."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.core.cache import cache
from django.urls import reverse

from educam_portal.meldingen import bezorging
from educam_portal.meldingen.geheimen import MASKER
from educam_portal.meldingen.models import Bericht

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.meldingen.urls_account")]
WACHTWOORD = "een-lang-wachtwoord-7"


@pytest.fixture
def bekend(nick):
    nick.set_password(WACHTWOORD)
    nick.save()
    EmailAddress.objects.create(user=nick, email=nick.email, verified=True, primary=True)
    return nick


def _vraag(client, naam: str, **velden):
    antwoord = client.post(reverse(naam), velden)
    assert antwoord.status_code == 302, antwoord.content.decode()[:2000]
    return antwoord


def _verzonden() -> str:
    """Deliver the one message there is; gives the text as it left."""
    (bericht,) = Bericht.objects.all()
    assert bezorging.lever(bericht.pk) is bezorging.Uitkomst.VERZONDEN
    return mail.outbox[-1].body


def test_login_code_is_only_in_the_mail(client, bekend):
    _vraag(client, "account_request_login_code", email=bekend.email)
    (bericht,) = Bericht.objects.all()
    assert (bericht.titel, bericht.soort, bericht.aan) == ("Je aanmeldcode", "account_login_code", bekend)
    assert MASKER in bericht.tekst
    tekst = _verzonden()
    (code,) = re.findall(r"aan te melden is:\n\n(\S+)\n", tekst)
    bericht.refresh_from_db()
    assert code not in f"{bericht.titel}{bericht.tekst}{bericht.gegevens}{bericht.fout}"
    assert cache.get(f"meldingen:geheim:{bericht.gegevens['geheim']['id']}") is None
    antwoord = client.post(reverse("account_confirm_login_code"), {"code": code})
    assert antwoord.status_code == 302
    assert client.session["_auth_user_id"] == str(bekend.pk)


def test_nothing_is_sent_inside_the_request(client, bekend):
    _vraag(client, "account_request_login_code", email=bekend.email)
    assert mail.outbox == []


def test_a_code_that_waited_too_long_is_not_sent(client, bekend):
    _vraag(client, "account_request_login_code", email=bekend.email)
    cache.clear()
    (bericht,) = Bericht.objects.all()
    assert bezorging.lever(bericht.pk) is bezorging.Uitkomst.MISLUKT
    bericht.refresh_from_db()
    assert "vervallen" in bericht.fout
    assert mail.outbox == []


def test_confirming_an_address(client):
    _vraag(client, "account_signup", email="nieuw@example.be", password1=WACHTWOORD)
    bericht = Bericht.objects.get()
    assert bericht.titel == "Bevestig je e-mailadres"
    code = re.findall(r"je e-mailadres is:\n\n(\S+)\n", _verzonden())[0]
    assert code not in bericht.tekst
    client.post(reverse("account_email_verification_sent"), {"code": code})
    assert EmailAddress.objects.get(email="nieuw@example.be").verified


def test_reset_link_works_and_starts_at_the_portal(client, bekend, settings):
    settings.ALLOWED_HOSTS = ["*"]
    settings.PORTAL_URL = "https://portaal.example.be"
    client.post(reverse("account_reset_password"), {"email": bekend.email}, headers={"host": "kwaad.example.com"})
    bericht = Bericht.objects.get()
    assert bericht.titel == "Kies een nieuw wachtwoord"
    assert "/wachtwoord/nieuw/" not in bericht.tekst
    tekst = _verzonden()
    assert "kwaad" not in tekst
    link = re.search(r"https://portaal\.example\.be(/wachtwoord/nieuw/\S+)", tekst).group(1)
    assert "token_fail" not in client.get(link, follow=True).context


@pytest.mark.parametrize(
    ("naam", "extra", "mails"),
    [
        ("account_request_login_code", {}, {"Je aanmeldcode", "Er is geen account met dit adres"}),
        ("account_reset_password", {}, {"Kies een nieuw wachtwoord", "Er is geen account met dit adres"}),
        ("account_signup", {"password1": WACHTWOORD}, {"Je hebt al een account", "Bevestig je e-mailadres"}),
    ],
)
def test_the_screen_never_tells_whether_an_address_is_known(client_klasse, bekend, naam, extra, mails):
    gezien = []
    for email in (bekend.email, "onbekend@example.be"):
        client = client_klasse()
        antwoord = _vraag(client, naam, email=email, **extra)
        volgende = client.get(antwoord["Location"])
        tekst = re.sub(r'(csrfmiddlewaretoken" value=|"x-csrftoken": )"[^"]+"', "", volgende.content.decode())
        gezien.append((antwoord["Location"], volgende.status_code, tekst.replace(email, "ADRES")))
    assert gezien[0] == gezien[1]
    assert set(Bericht.objects.values_list("titel", flat=True)) == mails


@pytest.fixture
def client_klasse():
    from django.test import Client

    return Client


def test_every_account_mail_is_dutch_and_goes_out(client, bekend):
    _vraag(client, "account_signup", email=bekend.email, password1=WACHTWOORD)
    tekst = _verzonden()
    assert "Je hebt al een account" in tekst
    assert "http://localhost:8000/" in tekst
    assert MASKER not in tekst


def test_signing_up_takes_as_long_for_a_known_address(client, bekend, monkeypatch):
    gehasht = []
    monkeypatch.setattr("educam_portal.overzicht.mailadapter.make_password", gehasht.append)
    client.post(reverse("account_signup"), {"email": bekend.email, "password1": WACHTWOORD})
    assert len(gehasht) == 1
