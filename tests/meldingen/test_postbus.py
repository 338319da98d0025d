"""The demo mailbox: readable without log-in in demo mode, absent elsewhere."""

from pathlib import Path

import pytest
from django.urls import reverse

from educam_portal import meldingen
from educam_portal.meldingen import bezorging
from tests.meldingen.conftest import GEGEVENS

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _map(settings, tmp_path):
    settings.DEMO = True
    settings.EMAIL_BACKEND = "educam_portal.meldingen.backend.BestandBackend"
    settings.EMAIL_FILE_PATH = str(tmp_path / "postbus")


@pytest.fixture
def namen(settings, nick) -> list[str]:
    """Two mails, names of their files, newest first."""
    for aan, auteur in ((nick, "Garage Peeters"), ("lies@example.be", "<b>Garage</b> De Smet")):
        (bericht,) = meldingen.stuur("nieuw_bericht", dossier=None, aan=[aan], gegevens=GEGEVENS | {"auteur": auteur})
        bezorging.lever(bericht.pk)
    bestanden = sorted(Path(settings.EMAIL_FILE_PATH).iterdir(), key=lambda pad: pad.stat().st_mtime_ns, reverse=True)
    return [pad.stem for pad in bestanden]


def test_newest_first_and_filtered_by_address(client, namen):
    pagina = client.get("/demo/postbus/")
    assert [kop.naam for kop in pagina.context["brieven"]] == namen
    assert [kop.aan for kop in client.get("/demo/postbus/?zoek=LIES@").context["brieven"]] == ["lies@example.be"]
    assert "Geen mail gevonden" in client.get("/demo/postbus/?zoek=niemand").content.decode()


def test_empty_mailbox(client):
    assert "nog geen mail" in client.get("/demo/postbus/").content.decode()


def test_a_mail_can_be_read_and_its_link_followed(client, namen):
    html = client.get(reverse("postbus:brief", args=[namen[0]])).content.decode()
    assert '<a href="http://localhost:8000/consulent/dossiers/ERK-2026-00123/">' in html
    assert "&lt;b&gt;Garage&lt;/b&gt; De Smet" in html


def test_a_mail_can_be_kept(client, namen):
    antwoord = client.get(reverse("postbus:eml", args=[namen[0]]))
    assert antwoord["Content-Type"] == "message/rfc822"
    assert "attachment" in antwoord["Content-Disposition"]
    assert b"Message-ID: " in b"".join(antwoord.streaming_content)


@pytest.mark.parametrize("naam", ["20261124-101500-000000000000", "..", "x", "%2e%2e%2fportaal"])
def test_no_such_mail(client, naam):
    assert client.get(f"/demo/postbus/{naam}/").status_code == 404
    assert client.get(f"/demo/postbus/{naam}/eml/").status_code == 404


def test_outside_demo_it_does_not_exist(client, namen, settings):
    settings.DEMO = False
    for adres in ("/demo/postbus/", f"/demo/postbus/{namen[0]}/", f"/demo/postbus/{namen[0]}/eml/"):
        assert client.get(adres).status_code == 404


def test_only_reading(client):
    assert client.post("/demo/postbus/").status_code == 405
