"""The first coördinator of a new portal."""

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from educam_portal.accounts.models import User
from tests.accounts.personen import code_uit

pytestmark = pytest.mark.django_db


def test_the_first_coordinator_logs_in_with_a_code(client, werker, capsys):
    call_command("eerste_coordinator", "Baas@Example.be", naam="Bo Baas")
    assert reverse("account_request_login_code") in capsys.readouterr().out
    assert User.objects.get(email="baas@example.be").is_coordinator
    with werker():
        client.post(reverse("account_request_login_code"), {"email": "baas@example.be"})
    antwoord = client.post(reverse("account_confirm_login_code"), {"code": code_uit("baas@example.be")})
    assert antwoord["Location"] == "/start/"
    assert client.get("/start/")["Location"] == "/coordinator/"


def test_a_second_one_only_when_asked_for():
    call_command("eerste_coordinator", "een@example.be")
    with pytest.raises(CommandError, match="al een coördinator"):
        call_command("eerste_coordinator", "twee@example.be")
    call_command("eerste_coordinator", "twee@example.be", nog_een=True)
    assert User.objects.get(email="twee@example.be").is_coordinator


def test_an_impossible_address_is_refused():
    with pytest.raises(CommandError, match="geen geldig"):
        call_command("eerste_coordinator", "baas")
    assert not User.objects.exists()
