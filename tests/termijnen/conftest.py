"""A kind of term of the tests' own, on a real subject (an Organisatie), whose answers a test may change."""

from dataclasses import dataclass, field
from datetime import date

import pytest

from educam_portal.accounts.models import Organisatie, User
from educam_portal.termijnen import register
from educam_portal.termijnen.models import Termijn
from educam_portal.termijnen.register import AanZet, Partijen, SoortTermijn
from tests.fabrieken import OrganisatieFactory, UserFactory


@dataclass
class Proef:
    """What the functions of the registered kind answer, and what was asked of them."""

    ontvangers: list[User | str] = field(default_factory=list)
    naar_leiding: list[User | str] = field(default_factory=list)
    klaar: set[str] = field(default_factory=set)
    vervallen: list[tuple[str, date]] = field(default_factory=list)
    bij_verval: object = None

    def voor(self, termijn: Termijn, moment: str) -> list[User | str]:
        return self.naar_leiding if moment.startswith("+") else self.ontvangers

    def verval(self, termijn: Termijn, op: date) -> None:
        self.vervallen.append((termijn.onderwerp_id, op))
        if callable(self.bij_verval):
            self.bij_verval(termijn, op)

    def soort(self, naam: str, **velden) -> SoortTermijn:
        basis = {
            "naam": naam,
            "label": "Proeftermijn",
            "parameter": "behandeltermijn",
            "herinneringen": "herinneringen_behandeling",
            "ontvangers": self.voor,
            "titel": lambda termijn: f"Dossier {termijn.onderwerp_id}",
            "url": lambda termijn, ontvanger: f"/dossier/{termijn.onderwerp_id}/",
            "zin": lambda termijn, moment: f"Doe dit voor {termijn.vervalt_op:%d/%m/%Y} ({moment}).",
            "partijen": lambda organisatie: Partijen(voor=organisatie),
            "aan_zet": AanZet.CONSULENT,
            "onderwerpen": Organisatie.objects.all,
            "klaar": lambda termijn: termijn.onderwerp_id in self.klaar,
        }
        return SoortTermijn(**basis | velden)


@pytest.fixture
def proef(monkeypatch) -> Proef:
    """Kinds `proef` (14 days; 7, 3, 1 before and the day after), `vast` (its own date) and `verval` (lapses)."""
    proef = Proef()
    for naam, velden in {
        "proef": {"verlengbaar": True},
        "vast": {"parameter": None},
        "verval": {"bij_verval": proef.verval, "verlengbaar": True},
    }.items():
        monkeypatch.setitem(register.SOORTEN, naam, proef.soort(naam, **velden))
        monkeypatch.setitem(register.NA_WIJZIGING, naam, [])
    return proef


@pytest.fixture
def dossier(db) -> Organisatie:
    return OrganisatieFactory()


@pytest.fixture
def consulent(db, proef) -> User:
    """Gets every reminder before the due date."""
    user = UserFactory(email="consulent@example.be")
    proef.ontvangers = [user]
    return user


@pytest.fixture
def leiding(db, proef) -> User:
    """Gets every escalation."""
    user = UserFactory(email="leiding@example.be")
    proef.naar_leiding = [user]
    return user
