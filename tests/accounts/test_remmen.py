"""Who does the same thing too often waits; nobody waits for somebody else, and a window ends."""

import time

import pytest
from django.conf import settings
from django.test import RequestFactory

from educam_portal.accounts import remmen
from tests import fabrieken

pytestmark = pytest.mark.django_db


def verzoek(user=None, ip="192.0.2.1"):
    request = RequestFactory().post("/", REMOTE_ADDR=ip)
    request.user = user
    return request


def keren(aantal, **wie):
    return [remmen.te_vaak(verzoek(**wie), "proef", aantal=2, seconden=600) for _ in range(aantal)]


def test_counts_per_address_and_per_account():
    assert keren(4) == [False, False, True, True]
    assert keren(1, ip="192.0.2.2") == [False]
    els, tom = fabrieken.UserFactory(), fabrieken.UserFactory()
    assert keren(3, user=els) == [False, False, True]
    assert keren(1, user=tom) == [False], "hetzelfde adres, een andere persoon"


def test_the_window_holds_for_its_whole_length_and_then_ends(monkeypatch):
    nu = time.time() // 600 * 600
    monkeypatch.setattr(remmen, "time", lambda: nu + 1)
    keren(3)
    monkeypatch.setattr(remmen, "time", lambda: nu + 599)
    assert keren(1) == [True]
    monkeypatch.setattr(remmen, "time", lambda: nu + 600)
    assert keren(1) == [False]


def test_a_made_up_forwarded_address_counts_for_nothing():
    for n in range(3):
        request = verzoek()
        request.META["HTTP_X_FORWARDED_FOR"] = f"203.0.113.{n}"
        geremd = remmen.te_vaak(request, "proef", aantal=2, seconden=600)
    assert geremd


def test_the_cache_of_one_machine_keeps_counters_when_many_people_come():
    if "Database" in settings.CACHES["default"]["BACKEND"]:
        assert settings.CACHES["default"]["OPTIONS"]["MAX_ENTRIES"] >= 100_000


@pytest.mark.parametrize("actie", sorted(remmen.GRENZEN))
def test_every_limit_says_what_to_do(actie, client, monkeypatch):
    grens = remmen.GRENZEN[actie]
    view = remmen.rem(actie)(lambda request: None)
    monkeypatch.setattr(remmen, "te_vaak", lambda *args, **kwargs: True)
    antwoord = view(verzoek())
    assert antwoord.status_code == 429
    assert grens.zin in antwoord.content.decode()
