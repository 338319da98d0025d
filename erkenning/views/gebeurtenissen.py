"""The timeline in words, the same on both sides (ux.md §1.2)."""

from collections.abc import Iterable
from datetime import date, datetime
from itertools import islice
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format

from educam_portal.workflow.models import Gebeurtenis

TITELS = {
    "gestart": "Concept gestart",
    "hulp_vragen": "Hulp gevraagd aan de consulent",
    "hulp_stoppen": "Hulp gestopt",
    "indienen": "Aanvraag ingediend",
    "in_behandeling_nemen": "In behandeling genomen",
    "eerste_contact": "Eerste contact",
    "toewijzen": "Toegewezen",
    "notitie": "Notitie",
    "aanvulling_vragen": "Aanvulling gevraagd: de termijn staat stil",
    "werkpunten_opleggen": "Werkpunten gevraagd: de termijn staat stil",
    "aanvullen": "Aangevuld: de termijn loopt weer",
    "vraag_intrekken": "Vraag ingetrokken: de termijn loopt weer",
    "zonder_gevolg_stellen": "Zonder gevolg gesteld",
    "bezoek_voorstellen": "Momenten voor het bezoek voorgesteld",
    "bezoek_vastleggen": "Bezoek vastgelegd",
    "bezoek_kiezen": "Moment voor het bezoek gekozen",
    "bezoek_verplaatsen": "Bezoek verplaatst",
    "bezoek_overnemen": "Bezoek overgenomen door een collega",
    "bezoek_annuleren": "Bezoek geannuleerd",
    "bezoek_uitvoeren": "Bezoek is gebeurd",
    "geen_bezoek_nodig": "Geen bezoek nodig",
    "sluiting_melden": "Sluitingsperiode gemeld",
    "verslag_bewaren": "Verslag bewaard",
    "verslag_indienen": "Bezoekverslag ingediend",
    "oordeel_bewaren": "Voorwaarden beoordeeld",
    "uittreksel_ontvangen": "Uittreksel ontvangen",
    "uittreksel_nakijken": "Uittreksel nagekeken",
    "uittreksel_beoordelen": "Uittreksel beoordeeld",
    "vrijstelling_geven": "Vrijstelling genoteerd",
    "vestiging_aanvullen": "Vestigingsnummer ingevuld",
    "document_toegevoegd": "Document toegevoegd",
    "opleiding_schrappen": "Opleiding geschrapt",
    "beslissen": "Beslissing genomen",
    "aanvulling_verlengd": "Meer tijd om aan te vullen",
    "bevestigen": "Beslissing bevestigd",
    "terugsturen": "Teruggestuurd",
    "intrekken": "Aanvraag ingetrokken",
    "erkenning_vervallen": "Erkenning vervallen",
    "beroep_registreren": "Beroep geregistreerd",
    "beroep_uitspraak": "Uitspraak over het beroep",
    "rechtzetten": "Fout in de brief rechtgezet",
    "uitsluiten": "Uitgesloten",
    "begeleiding_starten": "Begeleiding afgesproken",
    "begeleiding_afronden": "Begeleiding afgerond",
    "schorsen": "Geschorst",
    "schorsing_beeindigen": "Schorsing beëindigd",
    "opheffen": "Opgeheven",
    "herstellen": "Hersteld na beroep",
    "verlopen": "Geldigheid voorbij",
    "sluiten": "Vestiging gesloten",
    "verlengen": "Verlenging begonnen",
    "plaatsen_wijzigen": "Aantal plaatsen gewijzigd",
    "mentor_vertrokken": "Mentor vertrokken",
    "mentor_geweerd": "Mentor geweerd",
    "mentor_voorstellen": "Andere mentor voorgesteld",
    "mentor_beoordelen": "Voorgestelde mentor beoordeeld",
}
HOOGSTENS = 100
MOMENT = r"l j F Y \o\m G.i \u\u\r"


def leesbaar(gebeurtenissen: Iterable[Gebeurtenis]) -> list[dict[str, Any]]:
    """The events in words, newest first, as the timeline component shows them."""
    return [
        {
            "titel": TITELS.get(g.actie, g.actie.replace("_", " ").capitalize()),
            "op": g.op,
            "door": str(g.door or ""),
            "tekst": _tekst(g),
            "intern": g.intern,
        }
        for g in islice(gebeurtenissen, HOOGSTENS)
    ]


def _tekst(gebeurtenis: Gebeurtenis) -> str:
    """The reason, or the detail that the data of the event hold."""
    gegevens = gebeurtenis.gegevens
    if moment := gegevens.get("begint_op"):
        lokaal = timezone.localtime(datetime.fromisoformat(moment))
        return f"{date_format(lokaal, MOMENT).capitalize()}. {gebeurtenis.tekst}".strip()
    if tot := gegevens.get("tot"):
        return f"Tot en met {date_format(date.fromisoformat(tot), 'j F Y')}. {gebeurtenis.tekst}".strip()
    return gebeurtenis.tekst or gegevens.get("opleiding", "") or gegevens.get("aan", "")
