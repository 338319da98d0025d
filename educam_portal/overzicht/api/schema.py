"""What a program may send, as JSON Schema; the reading itself is done by `gevallen` and by the forms."""

from typing import Any

from ..rekenpremie import GEWESTEN, SOORTEN

Schema = dict[str, Any]
MAX_MAANDEN = 120


def _object(**velden: Schema) -> Schema:
    return {"type": "object", "additionalProperties": False, "properties": velden}


def _dag(uitleg: str, *, leeg: bool = False) -> Schema:
    return {"type": ["string", "null"] if leeg else "string", "format": "date", "description": uitleg}


def _getal(uitleg: str, *, van: int, tot: int, geheel: bool = True, leeg: bool = False) -> Schema:
    soort = "integer" if geheel else "number"
    return {"type": [soort, "null"] if leeg else soort, "minimum": van, "maximum": tot, "description": uitleg}


def _keuze(uitleg: str, mogelijk: tuple[str, ...], *, leeg: bool = False) -> Schema:
    return {"enum": [*mogelijk, None] if leeg else list(mogelijk), "description": uitleg}


def _waar(uitleg: str) -> Schema:
    return {"type": "boolean", "description": uitleg}


PREMIE = _object(
    vandaag=_dag("De dag waarop beoordeeld wordt."),
    schooljaar=_getal("Het jaar waarin het schooljaar begint.", van=1, tot=9998),
    soort=_keuze("Soort overeenkomst.", SOORTEN),
    ondertekend=_waar("Heeft iedereen getekend?"),
    start=_dag("Eerste dag van de overeenkomst."),
    einde=_dag("Laatste dag van de overeenkomst."),
    prestaties={
        "type": "array",
        "description": "Gewerkte periodes: telkens de eerste en de laatste dag.",
        "items": {"type": "array", "minItems": 2, "maxItems": 2, "items": _dag("Een dag, zelf meegeteld.")},
    },
    geregistreerd_op=_dag("Dag van de registratie.", leeg=True),
    toestemming_op=_dag("Dag van de toestemming.", leeg=True),
    iban_op=_dag("Dag waarop het rekeningnummer er was.", leeg=True),
    mentoropleiding_op=_dag("Dag waarop de mentor de mentoropleiding voltooide.", leeg=True),
    gewest=_keuze("Gewest van de vestiging.", GEWESTEN, leeg=True),
    vergoeding=_waar("Betaalt de onderneming de lerende?"),
    eerder_ontvangen=_getal("Eerdere premies en stagebonussen voor deze lerende.", van=0, tot=1000),
    vks=_getal("Niveau van de opleiding op de VKS-schaal.", van=1, tot=8),
    volwassenenonderwijs=_waar("Is het volwassenenonderwijs?"),
    aandeel_werkplek=_getal("Deel van alle tijd dat de lerende op de werkplek is.", van=0, tot=1, geheel=False),
)
PREMIE["required"] = list(PREMIE["properties"])
PREMIE_VOORBEELD: Schema = {
    "vandaag": "2026-09-15",
    "schooljaar": 2026,
    "soort": "OAO",
    "ondertekend": True,
    "start": "2026-09-01",
    "einde": "2027-06-30",
    "prestaties": [["2026-09-01", "2026-09-15"]],
    "geregistreerd_op": "2026-08-28",
    "toestemming_op": None,
    "iban_op": None,
    "mentoropleiding_op": "2025-03-11",
    "gewest": "vlaams",
    "vergoeding": True,
    "eerder_ontvangen": 0,
    "vks": 3,
    "volwassenenonderwijs": False,
    "aandeel_werkplek": 0.6,
}

KOSTEN = _object(
    soort=_keuze("Soort overeenkomst.", SOORTEN),
    start=_dag("Eerste dag."),
    maanden=_getal("Hoeveel maanden.", van=1, tot=MAX_MAANDEN),
    categorie=_getal("Vooropleiding van de leerling; nodig bij een OAO.", van=1, tot=3, leeg=True),
    werkplek=_getal("Uren per week op de werkplek; nodig bij een ODOS of ODO.", van=0, tot=50, geheel=False, leeg=True),
    les=_getal("Lesuren per week; nodig bij een ODOS.", van=0, tot=50, geheel=False, leeg=True),
    geboortejaar=_getal("Geboortejaar van de lerende; het bepaalt de RSZ.", van=1, tot=9999, leeg=True),
    jong=_waar("Het jaar is niet bekend, maar de lerende wordt in het jaar van de start nog geen 19."),
)
KOSTEN["required"] = ["soort", "start", "maanden"]
KOSTEN_VOORBEELD: Schema = {
    "soort": "OAO",
    "start": "2026-09-01",
    "maanden": 10,
    "categorie": 2,
    "geboortejaar": 2009,
}


def met_lichaam(schema: Schema, voorbeeld: Schema) -> Schema:
    """What an operation takes in its body."""
    return {
        "requestBody": {"required": True, "content": {"application/json": {"schema": schema, "example": voorbeeld}}}
    }
