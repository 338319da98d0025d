"""What an attacker tries on any page: broken addresses, names that are more than a name, pages left in a cache."""

import pytest
from django.urls import reverse

from educam_portal.accounts.models import User
from educam_portal.accounts.tekst import een_regel, heeft_webadres


@pytest.mark.django_db
@pytest.mark.parametrize("pad", ["/opleidingen/?q=a%00", "/uitnodiging/a%00b/", "/werkgever/aanvragen/%00/"])
def test_a_nul_character_is_refused_before_the_database_sees_it(client, pad):
    antwoord = client.get(pad)
    assert antwoord.status_code == 400
    assert "Dit adres klopt niet" in antwoord.content.decode()
    assert "frame-ancestors" in antwoord["Content-Security-Policy"]


def test_a_name_is_one_line():
    assert een_regel(" Jan\r\n\r\nKnop: Klik\u202e hier\t ") == "Jan Knop: Klik hier"
    assert User(naam="Jan\nPeeters", email="jan@example.be").naam == "Jan\nPeeters"


@pytest.mark.django_db
def test_a_name_keeps_no_lines_and_no_links(client, persoon):
    els = persoon()
    client.force_login(els)
    client.post(reverse("accounts:profiel"), {"naam": "Els\r\n\r\nKlik hier", "telefoon": ""})
    els.refresh_from_db()
    assert els.naam == "Els Klik hier"
    assert (
        client.post(reverse("accounts:profiel"), {"naam": "https://kwaad.example", "telefoon": ""}).status_code == 422
    )
    nieuw = client.post(
        reverse("organisatie:onderneming_nieuw"), {"nummer": "0203.430.576", "naam": "www.kwaad.example"}
    )
    assert nieuw.status_code == 422


def test_what_looks_like_a_web_address():
    assert heeft_webadres("Zie http://kwaad.example")
    assert heeft_webadres("WWW.kwaad.example")
    assert not heeft_webadres("Autobedrijf De Smet & zonen b.v.")


@pytest.mark.django_db
def test_a_page_about_somebody_stays_out_of_shared_caches(client, persoon):
    client.force_login(persoon())
    assert client.get("/mijn-gegevens/")["Cache-Control"] == "private, no-cache"
    assert client.get("/gezond/levend/")["Cache-Control"].startswith("max-age=0, no-cache, no-store")
