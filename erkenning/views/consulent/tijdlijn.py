"""The timeline in words: what each event is called, with the day it is about."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from educam_portal.accounts.models import User
from educam_portal.workflow.models import Gebeurtenis

TITELS = {
    "gestart": "Concept gestart",
    "indienen": "Aanvraag ingediend",
    "in_behandeling_nemen": "In behandeling genomen",
    "eerste_contact": "Contact met de werkgever",
    "toewijzen": "Toegewezen",
    "notitie": "Interne notitie",
    "aanvulling_vragen": "Aanvulling gevraagd",
    "werkpunten_opleggen": "Werkpunten opgelegd",
    "aanvullen": "Aanvulling binnen",
    "vraag_intrekken": "Vraag ingetrokken, beantwoord aan de telefoon",
    "zonder_gevolg_stellen": "Zonder gevolg gesteld",
    "opleiding_schrappen": "Opleiding geschrapt",
    "intrekken": "Aanvraag ingetrokken",
    "bezoek_voorstellen": "Momenten voor het bezoek voorgesteld",
    "bezoek_vastleggen": "Bezoek vastgelegd",
    "bezoek_kiezen": "Werkgever koos een moment",
    "bezoek_verplaatsen": "Bezoek verplaatst",
    "bezoek_annuleren": "Bezoek geannuleerd",
    "bezoek_uitvoeren": "Bezoek gebeurd",
    "geen_bezoek_nodig": "Geen bezoek nodig",
    "sluiting_melden": "Sluiting gemeld",
    "verslag_bewaren": "Bezoekverslag bewaard",
    "verslag_indienen": "Bezoekverslag ingediend",
    "oordeel_bewaren": "Voorwaarden beoordeeld",
    "uittreksel_ontvangen": "Uittreksel strafregister ontvangen",
    "uittreksel_nakijken": "Uittreksel strafregister nagekeken",
    "uittreksel_beoordelen": "Uittreksel strafregister beoordeeld",
    "vrijstelling_geven": "Vrijstelling genoteerd",
    "vestiging_aanvullen": "Vestigingsnummer ingevuld",
    "document_toegevoegd": "Document toegevoegd",
    "beslissen": "Beslissing genomen",
    "bevestigen": "Weigering bevestigd",
    "terugsturen": "Teruggestuurd naar de consulent",
    "erkenning_vervallen": "Erkenning vervallen",
}


@dataclass(frozen=True)
class Regel:
    """One line of the timeline component."""

    titel: str
    op: datetime
    door: User | None
    tekst: str
    intern: bool


def regels(gebeurtenissen: Iterable[Gebeurtenis]) -> list[Regel]:
    """Events as lines, newest first; a report that is saved while it is being written stands there once."""
    lijnen: list[Regel] = []
    vorige: tuple[str, int | None, date] | None = None
    for gebeurtenis in gebeurtenissen:
        sleutel = (gebeurtenis.actie, gebeurtenis.door_id, timezone.localdate(gebeurtenis.op))
        if gebeurtenis.actie == "verslag_bewaren" and sleutel == vorige:
            continue
        vorige = sleutel
        lijnen.append(
            Regel(
                TITELS.get(gebeurtenis.actie, gebeurtenis.actie.replace("_", " ").capitalize()),
                gebeurtenis.op,
                gebeurtenis.door,
                _tekst(gebeurtenis),
                gebeurtenis.intern,
            )
        )
    return lijnen


def _tekst(gebeurtenis: Gebeurtenis) -> str:
    """The text somebody wrote, after the day or the name that the event is about."""
    gegevens: dict[str, Any] = gebeurtenis.gegevens
    delen = []
    if moment := gegevens.get("begint_op"):
        lokaal = timezone.localtime(datetime.fromisoformat(moment))
        delen.append(f"{lokaal:%d/%m/%Y} om {lokaal.hour}.{lokaal.minute:02d} uur")
    if tot := gegevens.get("tot"):
        delen.append(f"Tot en met {date.fromisoformat(tot):%d/%m/%Y}")
    if aan := gegevens.get("aan"):
        delen.append(f"Aan {aan}")
    if opleiding := gegevens.get("opleiding"):
        delen.append(str(opleiding))
    if gebeurtenis.tekst:
        delen.append(gebeurtenis.tekst)
    return "\n".join(delen)
