"""States of an aanvraag and of its parts (rules.md §3.2), and how each audience reads them (ux.md D)."""

from dataclasses import dataclass

from django.db import models


class Toestand(models.TextChoices):
    CONCEPT = "concept", "Concept"
    INGEDIEND = "ingediend", "Ingediend"
    IN_BEHANDELING = "in_behandeling", "In behandeling"
    AANVULLING_GEVRAAGD = "aanvulling_gevraagd", "Aanvulling gevraagd"
    TER_BEVESTIGING = "ter_bevestiging", "Ter bevestiging"
    BESLIST = "beslist", "Beslist"
    INGETROKKEN = "ingetrokken", "Ingetrokken"
    ZONDER_GEVOLG = "zonder_gevolg", "Zonder gevolg"


# An aanvraag in one of these is being handled: its lines are open and its vestiging × opleiding is taken.
LOPEND = (Toestand.INGEDIEND, Toestand.IN_BEHANDELING, Toestand.AANVULLING_GEVRAAGD, Toestand.TER_BEVESTIGING)
AFGESLOTEN = (Toestand.BESLIST, Toestand.INGETROKKEN, Toestand.ZONDER_GEVOLG)


class ErkenningToestand(models.TextChoices):
    """What happened to an erkenning; how it stands on a day follows from this and its dates (`rules.stand`)."""

    LOPEND = "lopend", "Lopend"
    VERVALLEN = "vervallen", "Vervallen"
    OPGEHEVEN = "opgeheven", "Opgeheven"
    UITGESLOTEN = "uitgesloten", "Uitgesloten"
    GESLOTEN = "gesloten", "Vestiging gesloten"


class Stand(models.TextChoices):
    """How an erkenning stands on a day (rules.md §3.3)."""

    TOEKOMSTIG = "toekomstig", "Nog niet ingegaan"
    GELDIG = "geldig", "Geldig"
    GESCHORST = "geschorst", "Geschorst"
    VERVALLEN = "vervallen", "Vervallen"
    OPGEHEVEN = "opgeheven", "Opgeheven"
    UITGESLOTEN = "uitgesloten", "Uitgesloten"
    GESLOTEN = "gesloten", "Vestiging gesloten"


class Wie(models.TextChoices):
    """Who may press a button of the transition table."""

    WERKGEVER = "werkgever", "werkgever"
    CONSULENT = "consulent", "consulent"
    COORDINATOR = "coordinator", "coördinator"
    HELPER = "helper", "consulent die helpt"
    PORTAAL = "portaal", "het portaal zelf"


class Voorwaarde(models.TextChoices):
    """The four conditions of rules.md §3.1."""

    UITRUSTING = "uitrusting", "Organisatie en bedrijfsuitrusting"
    DRAAGKRACHT = "draagkracht", "Financiële draagkracht"
    VEROORDELINGEN = "veroordelingen", "Geen veroordelingen die de leeromgeving raken"
    MENTOR = "mentor", "Geldige mentor"


class Onderdeel(models.TextChoices):
    """The parts of an aanvraag that a consulent can send back (rules.md §3.2, aanvulling_vragen)."""

    VESTIGING = "vestiging", "Vestiging"
    OPLEIDINGEN = "opleidingen", "Opleidingen en plaatsen"
    ACTIVITEITEN = "activiteiten", "Activiteiten per opleiding"
    MENTOREN = "mentoren", "Mentor(en)"
    VOORWAARDEN = "voorwaarden", "Voorwaarden"
    DOCUMENTEN = "documenten", "Documenten"


@dataclass(frozen=True)
class Status:
    """How one state reads: label per audience, icon, badge colour, whose turn it is, and its place when sorted."""

    werkgever: str
    consulent: str
    icoon: str
    kleur: str
    aan_zet: str
    gewicht: int


STATUS: dict[str, Status] = {
    Toestand.CONCEPT: Status("Concept", "Concept", "pencil", "concept", "werkgever", 10),
    Toestand.INGEDIEND: Status("Ingediend", "Nieuw", "inbox", "behandeling", "consulent", 20),
    Toestand.IN_BEHANDELING: Status(
        "In behandeling", "In behandeling", "hourglass-split", "behandeling", "consulent", 30
    ),
    Toestand.AANVULLING_GEVRAAGD: Status(
        "Aanvulling gevraagd: jij bent aan zet", "Wacht op werkgever", "question-circle", "wacht", "werkgever", 40
    ),
    Toestand.TER_BEVESTIGING: Status(
        "Wordt beslist", "Weigering te bevestigen", "person-check", "behandeling", "coördinator", 50
    ),
    Toestand.BESLIST: Status("Beslist", "Beslist", "check-circle", "erkend", "", 60),
    Toestand.INGETROKKEN: Status("Ingetrokken", "Ingetrokken", "x-circle", "neutraal", "", 70),
    Toestand.ZONDER_GEVOLG: Status("Zonder gevolg", "Zonder gevolg", "dash-circle", "neutraal", "", 80),
}

STAND: dict[str, Status] = {
    Stand.TOEKOMSTIG: Status("Gaat nog in", "Gaat nog in", "clock", "behandeling", "", 10),
    Stand.GELDIG: Status("Geldig", "Geldig", "check-circle", "erkend", "", 20),
    Stand.GESCHORST: Status("Geschorst", "Geschorst", "pause-circle", "wacht", "", 30),
    Stand.VERVALLEN: Status("Vervallen", "Vervallen", "clock-history", "neutraal", "", 40),
    Stand.OPGEHEVEN: Status("Opgeheven", "Opgeheven", "x-circle", "fout", "", 50),
    Stand.UITGESLOTEN: Status("Uitgesloten", "Uitgesloten", "x-circle", "fout", "", 60),
    Stand.GESLOTEN: Status("Vestiging gesloten", "Vestiging gesloten", "dash-circle", "neutraal", "", 70),
}
