"""What a concept still misses, per task of the task list; the same answer decides whether it can be filed (rules.md §3.1)."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from django.db.models import Prefetch, QuerySet

from educam_portal.workflow.uitkomsten import Stand as Oordeel
from mentoren.drempels import drempels
from mentoren.models import Mentor
from mentoren.voorwaarden import aanwezigheid, ervaring, leeftijd

from .bezetting import Bezet, met_bezetting, uit_lijnen
from .models import Aanvraag, AanvraagLijn, LijnActiviteit, LijnMentor

if TYPE_CHECKING:
    from .documenten import Vak


class Stap(StrEnum):
    """The tasks of an aanvraag, in the order in which they are shown; also the word in the address."""

    VESTIGING = "vestiging"
    OPLEIDINGEN = "opleidingen"
    ACTIVITEITEN = "activiteiten"
    MENTOREN = "mentoren"
    VOORWAARDEN = "voorwaarden"
    DOCUMENTEN = "documenten"


TITELS = {
    Stap.VESTIGING: "Je vestiging",
    Stap.OPLEIDINGEN: "Opleidingen en plaatsen",
    Stap.ACTIVITEITEN: "Activiteiten per opleiding",
    Stap.MENTOREN: "Je mentor(en)",
    Stap.VOORWAARDEN: "Voorwaarden",
    Stap.DOCUMENTEN: "Documenten",
}


class Stand(StrEnum):
    KLAAR = "Klaar"
    BEZIG = "Bezig"
    TE_DOEN = "Nog te doen"
    KAN_NIET = "Kan nog niet"


NEE = "Je antwoordde “nee” op een voorwaarde. Je mag indienen: je consulent bespreekt het met jou."


@dataclass
class Taak:
    """One task: where it stands, what is missing (these block filing) and what is only advised."""

    stap: Stap
    stand: Stand
    ontbreekt: list[str] = field(default_factory=list)
    waarschuwt: list[str] = field(default_factory=list)

    @property
    def titel(self) -> str:
        return TITELS[self.stap]

    @property
    def klaar(self) -> bool:
        return not self.ontbreekt


def lijnen_van(aanvraag: Aanvraag) -> list[AanvraagLijn]:
    """The lines that still count, with their checklist and mentors, in three queries."""
    return list(_lijnen(aanvraag))


def mentoren_van(aanvraag: Aanvraag) -> list[Mentor]:
    """Who is put forward for one of those lines, each once, in the order of the lines; one query."""
    geschrapt = AanvraagLijn.Toestand.GESCHRAPT
    voorstellen = LijnMentor.objects.filter(lijn__aanvraag=aanvraag).exclude(lijn__toestand=geschrapt)
    rijen = voorstellen.select_related("mentor__persoon").order_by("lijn__opleiding__titel", "pk")
    return list({voorstel.mentor_id: voorstel.mentor for voorstel in rijen}.values())


def lijnen_met_bezet(aanvraag: Aanvraag, op: date) -> tuple[list[AanvraagLijn], list[Bezet]]:
    """As `lijnen_van`, and what `bezet_door` says of them, in the same three queries."""
    lijnen = list(met_bezetting(_lijnen(aanvraag), aanvraag, op))
    return lijnen, uit_lijnen(lijnen, op=op) if aanvraag.vestiging_id else []


def _lijnen(aanvraag: Aanvraag) -> QuerySet[AanvraagLijn]:
    return (
        aanvraag.lijnen.exclude(toestand=AanvraagLijn.Toestand.GESCHRAPT)
        .select_related("opleiding__vervangen_door", "vestiging", "erkenning", "verlengt")
        .prefetch_related(
            Prefetch("activiteiten", LijnActiviteit.objects.select_related("activiteit")),
            Prefetch("mentoren", LijnMentor.objects.select_related("mentor__persoon")),
        )
    )


def taken(
    aanvraag: Aanvraag,
    *,
    op: date,
    stand: tuple[list[AanvraagLijn], list[Bezet]] | None = None,
    rijen: "list[Vak] | None" = None,
) -> list[Taak]:
    """The task list of `aanvraag` as it stands on `op` (rules.md §3.1).

    A page that already has its lines (`stand` = lijnen_met_bezet) and the document `rijen` (documenten.vakken) hands
    them in.
    """
    from .documenten import documenten_taak, vakken

    lijnen, bezet = lijnen_met_bezet(aanvraag, op) if stand is None else stand
    rijen = vakken(aanvraag, lijnen, op) if rijen is None else rijen
    return [
        _vestiging(aanvraag),
        _opleidingen(lijnen, bezet, op),
        _activiteiten(lijnen),
        _mentoren(lijnen, op),
        _voorwaarden(aanvraag),
        documenten_taak(rijen, op, mentor_bekend=any(lijn.mentoren.all() for lijn in lijnen)),
    ]


def _vestiging(aanvraag: Aanvraag) -> Taak:
    if aanvraag.vestiging_id:
        return Taak(Stap.VESTIGING, Stand.KLAAR)
    return Taak(Stap.VESTIGING, Stand.TE_DOEN, ["Kies de vestiging waar je lerenden wil opleiden."])


def _opleidingen(lijnen: list[AanvraagLijn], bezet: list[Bezet], op: date) -> Taak:
    if not lijnen:
        return Taak(Stap.OPLEIDINGEN, Stand.TE_DOEN, ["Kies minstens één opleiding."])
    ontbreekt = []
    for lijn in lijnen:
        opleiding = lijn.opleiding
        if opleiding.geldig_van > op or (opleiding.geldig_tot and opleiding.geldig_tot < op):
            ontbreekt.append(f"{opleiding} bestaat niet meer onder die naam. Haal ze weg of kies de opvolger.")
    ontbreekt += [ander.zin for ander in bezet]
    return Taak(Stap.OPLEIDINGEN, Stand.BEZIG if ontbreekt else Stand.KLAAR, ontbreekt)


def _activiteiten(lijnen: list[AanvraagLijn]) -> Taak:
    if not lijnen:
        return Taak(Stap.ACTIVITEITEN, Stand.KAN_NIET, ["Vink per opleiding de activiteiten aan."])
    begonnen = False
    ontbreekt = []
    for lijn in lijnen:
        antwoorden = [rij.antwoord for rij in lijn.activiteiten.all()]
        begonnen |= any(antwoorden)
        if not antwoorden or not all(antwoorden):
            ontbreekt.append(f"Vul voor {lijn.opleiding} bij elke activiteit ja of nee in.")
    stand = Stand.KLAAR if not ontbreekt else (Stand.BEZIG if begonnen else Stand.TE_DOEN)
    return Taak(Stap.ACTIVITEITEN, stand, ontbreekt)


def _mentoren(lijnen: list[AanvraagLijn], op: date) -> Taak:
    if not lijnen:
        return Taak(Stap.MENTOREN, Stand.KAN_NIET, ["Kies per opleiding minstens één mentor."])
    ontbreekt = []
    begonnen = False
    for lijn in lijnen:
        voorstellen = lijn.mentoren.all()
        begonnen |= bool(voorstellen)
        if not voorstellen:
            ontbreekt.append(f"Kies minstens één mentor voor {lijn.opleiding}.")
    waarschuwt = []
    for mentor in uit_voorstellen(lijnen):
        if mentor.niet_meer:
            ontbreekt.append(f"{mentor.niet_meer} Kies iemand anders.")
        waarschuwt += _twijfels(mentor, op)
        if mentor.persoon.geboortedatum is None:
            ontbreekt.append(f"Vul de geboortedatum van {mentor} in.")
        if mentor.beroep_sinds is None and not mentor.vrijstelling_gevraagd:
            ontbreekt.append(f"Vul in sinds wanneer {mentor} in het beroep werkt.")
        if mentor.voldoende_aanwezig is None:
            ontbreekt.append(f"Vul in of {mentor} genoeg in de werkplaats aanwezig is.")
    stand = Stand.KLAAR if not ontbreekt else (Stand.BEZIG if begonnen else Stand.TE_DOEN)
    return Taak(Stap.MENTOREN, stand, ontbreekt, waarschuwt)


def uit_voorstellen(lijnen: list[AanvraagLijn]) -> list[Mentor]:
    """Who is put forward on these `lijnen`, each once, in their order."""
    return list({voorstel.mentor_id: voorstel.mentor for lijn in lijnen for voorstel in lijn.mentoren.all()}.values())


def _twijfels(mentor: Mentor, op: date) -> list[str]:
    """Why this mentor would not be accepted if designated on `op`; it stops nobody, but is better heard before filing."""
    vrij, grenzen = mentor.vrijstelling_gevraagd, drempels(op)
    uitkomsten = [
        leeftijd(mentor.persoon.geboortedatum, op, grenzen, vrijgesteld=vrij),
        ervaring(mentor.beroep_sinds, op, grenzen, vrijgesteld=vrij),
        aanwezigheid(mentor.voldoende_aanwezig),
    ]
    redenen = [f"{een.zin} {een.beter}" for een in uitkomsten if een.stand is Oordeel.NIET_VOLDAAN]
    return [f"{mentor} kan nog geen mentor zijn. {' '.join(redenen)}"] if redenen else []


def _voorwaarden(aanvraag: Aanvraag) -> Taak:
    antwoorden = [aanvraag.uitrusting_ok, aanvraag.draagkracht_ok, aanvraag.veroordelingen_ok]
    if all(antwoord is not None for antwoord in antwoorden):
        return Taak(Stap.VOORWAARDEN, Stand.KLAAR, waarschuwt=[] if all(antwoorden) else [NEE])
    begonnen = any(antwoord is not None for antwoord in antwoorden)
    return Taak(
        Stap.VOORWAARDEN, Stand.BEZIG if begonnen else Stand.TE_DOEN, ["Beantwoord de vragen over je onderneming."]
    )
