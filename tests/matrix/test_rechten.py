"""Within reach is not the same as allowed: who only reads, or only helps, presses with all the right answers in vain."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

import pytest
from django.utils import timezone

from .proef import probeer
from .rij import Rij

pytestmark = [pytest.mark.django_db, pytest.mark.eenmaal]
Gegevens = dict[str, object]


@dataclass(frozen=True)
class Knop:
    """A form filled in well: `mag` sends it and something changes, each of `niet` sends it and nothing does."""

    naam: str
    delen: str
    gegevens: Callable[[object], Gegevens]
    mag: tuple[str, ...]
    niet: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.naam} {self.delen}"


def _niets(w) -> Gegevens:
    """Every field left open; a browser always sends them along."""
    return {"reden": "", "vestiging": ""}


def _engagementen(w) -> Gegevens:
    return dict.fromkeys(("leeropportuniteit", "begeleider", "bepalingen", "communicatie"), "on")


def _over_vijf_dagen(w) -> Gegevens:
    return {"tot": (timezone.localdate() + timedelta(days=5)).isoformat()}


SCHRIJVERS = ("werkgever", "medewerker", "indiener")
LEEST_OF_HELPT = ("lezer", "helper", "secretariaat", "gemachtigde")
KNOPPEN = [
    Knop("werkgever:aanvraag_nieuw", "", _niets, SCHRIJVERS, LEEST_OF_HELPT),
    Knop("werkgever:nakijken", "concept.ref", _engagementen, ("werkgever", "medewerker"), LEEST_OF_HELPT),
    Knop("werkgever:intrekken", "concept.ref", _niets, SCHRIJVERS, LEEST_OF_HELPT),
    Knop("werkgever:hulp", "concept.ref", lambda w: {"stop": "1"}, SCHRIJVERS, LEEST_OF_HELPT),
    Knop(
        "werkgever:vestiging", "concept.ref", lambda w: {"vestiging": w.vestiging.pk},
        (*SCHRIJVERS, "helper"), ("lezer", "secretariaat", "gemachtigde"),
    ),
    Knop("werkgever:intrekken", "dossier.ref", _niets, SCHRIJVERS, LEEST_OF_HELPT),
    Knop("werkgever:lijn_schrappen", "dossier.ref lijn_dossier.pk", _niets, SCHRIJVERS, LEEST_OF_HELPT),
    Knop("werkgever:sluiting", "dossier.ref", _over_vijf_dagen, SCHRIJVERS, LEEST_OF_HELPT),
    Knop("werkgever:bericht", "dossier.ref", lambda w: {"tekst": "Dag"}, SCHRIJVERS, LEEST_OF_HELPT),
    Knop("werkgever:aanvullen", "vraag.ref", lambda w: {"alles": "on"}, SCHRIJVERS, LEEST_OF_HELPT),
    Knop("werkgever:kopieren", "beslist.ref", _niets, SCHRIJVERS, LEEST_OF_HELPT),
    Knop(
        "werkgever:bezoek", "voorstel.token", lambda w: {"moment": w.voorstel.momenten.first().pk},
        SCHRIJVERS, LEEST_OF_HELPT,
    ),
    Knop(
        "organisatie:beheer", "",
        lambda w: {"email": "nieuw@example.be", "rol": "medewerker", "onderneming": w.onderneming.pk},
        ("werkgever",), ("medewerker", "indiener", *LEEST_OF_HELPT),
    ),
    # The helper is consulent of a region where the onderneming has a vestiging too: that one may on request.
    Knop(
        "mentoropleiding:inschrijven", "sessie.pk", lambda w: {"mentor": w.mentor_concept.pk},
        (*SCHRIJVERS, "consulent", "helper", "coordinator"),
        ("lezer", "secretariaat", "gemachtigde", "mentor", "ander_werkgever", "andere_consulent", "beheerder"),
    ),
    Knop(
        "mentoropleiding:annuleren", "inschrijving.pk", _niets,
        (*SCHRIJVERS, "consulent", "helper", "coordinator"),
        ("lezer", "secretariaat", "gemachtigde", "mentor", "ander_werkgever", "andere_consulent", "beheerder"),
    ),
    # Two people judge and two people refuse: the coördinator presses what the consulent may not.
    Knop("consulent:bevestigen", "geweigerd.ref", _niets, ("coordinator",), ("consulent", "collega", "vervanger")),
    Knop(
        "consulent:terugsturen", "geweigerd.ref", lambda w: {"reden": "Te vaag."},
        ("coordinator",), ("consulent", "collega", "vervanger"),
    ),
    Knop(
        "consulent:uittreksel_beoordelen", "vraag.ref mentor_vraag.pk", lambda w: {"oordeel": "aanvaard"},
        ("coordinator",), ("consulent", "collega", "vervanger", "andere_coordinator"),
    ),
]  # fmt: skip


@pytest.mark.parametrize("knop", KNOPPEN, ids=str)
def test_only_who_may_changes_something(knop, wereld, clienten):
    adres = Rij(knop.naam, knop.delen, {}).adres(wereld)
    uitslag = {
        rol: probeer(clienten[rol], "post", adres, knop.gegevens(wereld)).geschreven
        for rol in (*knop.mag, *knop.niet)
    }  # fmt: skip
    assert not {rol: tabellen for rol, tabellen in uitslag.items() if rol in knop.niet and tabellen}
    # Else the form above would not be filled in well, and the test prove nothing.
    assert all(uitslag[rol] for rol in knop.mag), uitslag
