"""People with a verified address, and ways to log them in as a browser does."""

import re

import pytest
from django.core import mail
from django.urls import reverse

from educam_portal.accounts import services
from educam_portal.accounts.models import Organisatie, Rol, User
from tests.fabrieken import OndernemingFactory, plaats

WACHTWOORD = "een-lang-wachtwoord-9"


@pytest.fixture
def persoon(db):
    """`persoon("els@example.be")` → a user with a verified address and a password."""

    def maak(email: str = "els@example.be", **velden) -> User:
        velden.setdefault("naam", "Els Vermeulen")
        return services.maak_gebruiker(email=email, wachtwoord=WACHTWOORD, **velden)

    return maak


@pytest.fixture
def lid():
    """`lid(user, organisatie, rol)` → the user is a member from today."""

    def maak(user: User, organisatie: Organisatie, rol: str = Rol.VERANTWOORDELIJKE, **velden) -> User:
        services.geef_lidmaatschap(user=user, organisatie=organisatie, rol=rol, **velden)
        return user

    return maak


@pytest.fixture
def coordinator(persoon, lid) -> User:
    return lid(persoon("coordinator@example.be", naam="Nadia Coördinator"), services.educam(), Rol.COORDINATOR)


@pytest.fixture
def consulent(persoon, lid) -> User:
    gebied = plaats("9300").regio
    return lid(persoon("consulent@example.be", naam="Koen Consulent"), gebied.organisatie, Rol.CONSULENT)


@pytest.fixture
def onderneming(db):
    return OndernemingFactory(naam="Garage De Smet")


@pytest.fixture
def verantwoordelijke(persoon, lid, onderneming) -> User:
    return lid(persoon("baas@example.be", naam="Bart Baas"), onderneming.organisatie)


@pytest.fixture
def aanmelden(client):
    """Log in with the password form; returns the answer."""

    def met_wachtwoord(email: str, wachtwoord: str = WACHTWOORD, **extra):
        return client.post(reverse("account_login"), {"login": email, "password": wachtwoord}, **extra)

    return met_wachtwoord


def laatste_mail(aan: str):
    """The newest mail to an address."""
    return [bericht for bericht in mail.outbox if aan in bericht.to][-1]


def code_uit(aan: str) -> str:
    """The code in the newest mail to an address."""
    gevonden = re.search(r"^\s*([A-Z0-9]{3,4}-?[A-Z0-9]{3,4})\s*$", laatste_mail(aan).body, re.MULTILINE)
    assert gevonden, laatste_mail(aan).body
    return gevonden[1]


def link_uit(aan: str) -> str:
    """The path of the invitation link in the newest mail to an address."""
    return re.search(r"http://localhost:8000(/uitnodiging/\S+/)", laatste_mail(aan).body)[1]
