"""`/gezond/` tells what is wrong, and says 503 when something is."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from educam_portal.meldingen.models import Bericht
from educam_portal.overzicht import gezondheid
from educam_portal.termijnen.models import Taakloop
from tests.fabrieken import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def gedraaid():
    """The deadline job ran just now."""
    call_command("verwerk_termijnen")


def _bericht(minuten_te_laat: int) -> Bericht:
    return Bericht.objects.create(
        soort="proef",
        adres="an@example.be",
        titel="Dag",
        tekst="Dag",
        volgende_poging=timezone.now() - timedelta(minutes=minuten_te_laat),
    )


def test_all_well(client, gedraaid):
    _bericht(minuten_te_laat=1)
    antwoord = client.get("/gezond/")
    assert antwoord.status_code == 200
    assert antwoord.json() == {"ok": True, "checks": dict.fromkeys(gezondheid.CONTROLES, True)}
    assert set(gezondheid.CONTROLES) == {"database", "cache", "broker", "berichten", "termijnen"}
    assert "no-cache" in antwoord["Cache-Control"]


def _uitslag(client) -> tuple[int, set[str]]:
    antwoord = client.get("/gezond/")
    return antwoord.status_code, {naam for naam, goed in antwoord.json()["checks"].items() if not goed}


def test_a_message_that_is_stuck_shows(client, gedraaid):
    _bericht(minuten_te_laat=20)
    assert _uitslag(client) == (503, {"berichten"})


def test_a_message_that_no_daily_mail_took_along_shows(client, gedraaid):
    user = UserFactory()
    rij = {"soort": "proef", "aan": user, "adres": user.email, "titel": "Dag", "tekst": "Dag", "postvak": True}
    bericht = Bericht.objects.create(toestand="dagmail", **rij)
    assert _uitslag(client) == (200, set())
    Bericht.objects.filter(pk=bericht.pk).update(aangemaakt_op=timezone.now() - timedelta(days=3))
    assert _uitslag(client) == (503, {"berichten"})


def test_a_deadline_job_that_never_ran_shows(client):
    Taakloop.objects.all().delete()
    assert _uitslag(client) == (503, {"termijnen"})


def test_a_deadline_job_that_stopped_shows(client, gedraaid):
    Taakloop.objects.update(laatst_klaar=timezone.now() - timedelta(hours=27))
    assert _uitslag(client) == (503, {"termijnen"})


def test_a_check_that_raises_is_a_check_that_fails(client, gedraaid, monkeypatch):
    def stuk() -> bool:
        raise ConnectionError("geen verbinding")

    monkeypatch.setitem(gezondheid.CONTROLES, "cache", stuk)
    assert _uitslag(client) == (503, {"cache"})


def test_a_broker_that_is_away_shows(client, gedraaid, monkeypatch):
    # This one first: until it is set it follows the other, and would be put back to what the other is here.
    monkeypatch.setattr(gezondheid.app.conf, "broker_write_url", "redis://127.0.0.1:1/0")
    monkeypatch.setattr(gezondheid.app.conf, "broker_url", "redis://127.0.0.1:1/0")
    assert _uitslag(client) == (503, {"broker"})


def test_alive_asks_nothing_of_the_database(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert client.get("/gezond/levend/").status_code == 200


def test_health_answers_a_container_that_asks_over_plain_http(client, settings, gedraaid):
    settings.SECURE_SSL_REDIRECT = True
    assert client.get("/gezond/levend/").status_code == 200
    assert client.get("/").status_code == 301
