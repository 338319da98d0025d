"""What a concept still misses, per task of the task list; the same answer decides whether it can be filed (rules.md §3.1)."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from django.db.models import OuterRef, Prefetch, Subquery
from django.utils.formats import date_format

from educam_portal.organisaties.models import Opleiding

from .models import Aanvraag, AanvraagLijn, Erkenning, LijnActiviteit, LijnMentor

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
    return list(
        aanvraag.lijnen.exclude(toestand=AanvraagLijn.Toestand.GESCHRAPT)
        .select_related("opleiding__vervangen_door")
        .prefetch_related(
            Prefetch("activiteiten", LijnActiviteit.objects.select_related("activiteit")),
            Prefetch("mentoren", LijnMentor.objects.select_related("mentor__persoon")),
        )
    )


def taken(
    aanvraag: Aanvraag, *, op: date, lijnen: list[AanvraagLijn] | None = None, rijen: "list[Vak] | None" = None
) -> list[Taak]:
    """The task list of `aanvraag` as it stands on `op` (rules.md §3.1).

    A page that already has the `lijnen` (lijnen_van) and the document `rijen` (documenten.vakken) hands them in.
    """
    from .documenten import documenten_taak, vakken

    lijnen = lijnen_van(aanvraag) if lijnen is None else lijnen
    rijen = vakken(aanvraag, lijnen, op) if rijen is None else rijen
    return [
        _vestiging(aanvraag),
        _opleidingen(aanvraag, lijnen, op),
        _activiteiten(lijnen),
        _mentoren(lijnen),
        _voorwaarden(aanvraag),
        documenten_taak(rijen, op, mentor_bekend=any(lijn.mentoren.all() for lijn in lijnen)),
    ]


def _vestiging(aanvraag: Aanvraag) -> Taak:
    if aanvraag.vestiging_id:
        return Taak(Stap.VESTIGING, Stand.KLAAR)
    return Taak(Stap.VESTIGING, Stand.TE_DOEN, ["Kies de vestiging waar je lerenden wil opleiden."])


def _opleidingen(aanvraag: Aanvraag, lijnen: list[AanvraagLijn], op: date) -> Taak:
    if not lijnen:
        return Taak(Stap.OPLEIDINGEN, Stand.TE_DOEN, ["Kies minstens één opleiding."])
    ontbreekt = []
    for lijn in lijnen:
        opleiding = lijn.opleiding
        if opleiding.geldig_van > op or (opleiding.geldig_tot and opleiding.geldig_tot < op):
            ontbreekt.append(f"{opleiding} bestaat niet meer onder die naam. Haal ze weg of kies de opvolger.")
    ontbreekt += [bezet.zin for bezet in bezet_door(aanvraag, lijnen, op=op)]
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


def _mentoren(lijnen: list[AanvraagLijn]) -> Taak:
    if not lijnen:
        return Taak(Stap.MENTOREN, Stand.KAN_NIET, ["Kies per opleiding minstens één mentor."])
    ontbreekt = []
    begonnen = False
    for lijn in lijnen:
        voorstellen = lijn.mentoren.all()
        begonnen |= bool(voorstellen)
        if not voorstellen:
            ontbreekt.append(f"Kies minstens één mentor voor {lijn.opleiding}.")
    for mentor in {voorstel.mentor for lijn in lijnen for voorstel in lijn.mentoren.all()}:
        if mentor.beroep_sinds is None and not mentor.vrijstelling_gevraagd:
            ontbreekt.append(f"Vul in sinds wanneer {mentor} in het beroep werkt.")
        if mentor.voldoende_aanwezig is None:
            ontbreekt.append(f"Vul in of {mentor} genoeg in de werkplaats aanwezig is.")
    stand = Stand.KLAAR if not ontbreekt else (Stand.BEZIG if begonnen else Stand.TE_DOEN)
    return Taak(Stap.MENTOREN, stand, ontbreekt)


def _voorwaarden(aanvraag: Aanvraag) -> Taak:
    antwoorden = [aanvraag.uitrusting_ok, aanvraag.draagkracht_ok, aanvraag.veroordelingen_ok]
    if all(antwoord is not None for antwoord in antwoorden):
        return Taak(Stap.VOORWAARDEN, Stand.KLAAR)
    begonnen = any(antwoord is not None for antwoord in antwoorden)
    return Taak(
        Stap.VOORWAARDEN, Stand.BEZIG if begonnen else Stand.TE_DOEN, ["Beantwoord de vragen over je onderneming."]
    )


@dataclass(frozen=True)
class Bezet:
    """This vestiging × opleiding is taken by a running dossier or erkenning of the same onderneming."""

    lijn: AanvraagLijn
    zin: str
    ref: str


def bezet_door(aanvraag: Aanvraag, lijnen: list[AanvraagLijn], *, op: date) -> list[Bezet]:
    """Lines that would be a second one for their vestiging × opleiding (rules.md §3.1, last point)."""
    if not aanvraag.vestiging_id or not lijnen:
        return []
    bezet = []
    for lijn, open_ref, erkend_ref, erkend_tot in _bezetting(lijnen, aanvraag, op):
        if open_ref:
            zin = f"Voor {lijn.opleiding} loopt op deze vestiging al aanvraag {open_ref}."
            bezet.append(Bezet(lijn, zin, open_ref))
        elif erkend_tot and erkend_ref:
            zin = f"Deze vestiging is al erkend voor {lijn.opleiding}, tot en met {date_format(erkend_tot, 'j F Y')}."
            bezet.append(Bezet(lijn, zin, erkend_ref))
    return bezet


def _bezetting(
    lijnen: list[AanvraagLijn], aanvraag: Aanvraag, op: date
) -> list[tuple[AanvraagLijn, str | None, str | None, date | None]]:
    """Per line who has its vestiging × opleiding already (running aanvraag, or erkenning and its last day), in one query."""
    open_lijn = AanvraagLijn.objects.filter(
        vestiging=aanvraag.vestiging_id, opleiding=OuterRef("pk"), open=True
    ).exclude(aanvraag=aanvraag.pk)
    erkenning = Erkenning.objects.filter(
        vestiging=aanvraag.vestiging_id, opleiding=OuterRef("pk"), geldig_tot__gte=op, opgeheven_op=None
    ).order_by("pk")
    # By opleiding, not by line: a line that is added now has no row yet.
    per_opleiding = {lijn.opleiding_id: lijn for lijn in lijnen}
    rijen = (
        Opleiding.objects.filter(pk__in=per_opleiding)
        .order_by("titel")
        .values_list(
            "pk",
            Subquery(open_lijn.order_by("pk").values("aanvraag__referentie")[:1]),
            Subquery(erkenning.values("lijn__aanvraag__referentie")[:1]),
            Subquery(erkenning.values("geldig_tot")[:1]),
        )
    )
    return [(per_opleiding[pk], *bezetting) for pk, *bezetting in rijen]
