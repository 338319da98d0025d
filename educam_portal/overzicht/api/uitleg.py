"""The page about the API for people: made from the schema itself, so that it cannot tell anything else."""

import json
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from educam_portal.accounts.remmen import GRENZEN

from . import api

SOORTEN = {
    "string": "tekst",
    "integer": "geheel getal",
    "number": "getal",
    "boolean": "true of false",
    "array": "lijst",
    "null": "leeg (null)",
}
STATUSSEN = {
    200: "Het antwoord.",
    400: "Het adres klopt niet.",
    413: "De vraag is te groot.",
    415: "De vraag is geen JSON.",
    422: "Er klopt iets niet; “fout” en “velden” zeggen wat.",
    429: "Te veel vragen; de kop “Retry-After” zegt hoelang je wacht.",
}


def uitleg(request: HttpRequest) -> HttpResponse:
    """Every operation with what it takes, an example, and what it answers."""
    vragen = [
        _vraag(pad, methode, operatie)
        for pad, methodes in api.get_openapi_schema()["paths"].items()
        for methode, operatie in methodes.items()
    ]
    context = {
        "api": api,
        "vragen": vragen,
        "simulatie_per_uur": GRENZEN["api_simulatie"].aantal,
        "lijst_per_uur": GRENZEN["api_leerwerkplekken"].aantal,
    }
    return render(request, "publiek/api.html", context)


def _vraag(pad: str, methode: str, operatie: dict[str, Any]) -> dict[str, Any]:
    inhoud = operatie.get("requestBody", {}).get("content", {}).get("application/json", {})
    schema = inhoud.get("schema", {})
    velden = [_veld(naam, veld, naam in schema["required"]) for naam, veld in schema.get("properties", {}).items()]
    velden += [
        _veld(p["name"], {**p["schema"], "description": p["description"]}, False) for p in operatie["parameters"]
    ]
    adres = settings.PORTAL_URL + pad
    voorbeeld = json.dumps(inhoud["example"], indent=2, ensure_ascii=False) if inhoud else ""
    return {
        "methode": methode.upper(),
        "pad": pad,
        "titel": operatie["summary"],
        "tekst": operatie["description"],
        "velden": velden,
        "voorbeeld": voorbeeld,
        "opdracht": f"curl -H 'Content-Type: application/json' -d @vraag.json {adres}"
        if inhoud
        else f"curl '{adres}?aantal=10'",
        "statussen": [(status, STATUSSEN[status]) for status in operatie["responses"]],
    }


def _veld(naam: str, schema: dict[str, Any], verplicht: bool) -> dict[str, Any]:
    return {"naam": naam, "soort": _soort(schema), "verplicht": verplicht, "tekst": schema["description"]}


def _soort(schema: dict[str, Any]) -> str:
    """`geheel getal van 1 tot en met 8`, `OAO, SAO, ODOS of ODO`: what may stand there, in words."""
    if "enum" in schema:
        *eerste, laatste = ("leeg (null)" if keuze is None else keuze for keuze in schema["enum"])
        return f"{', '.join(eerste)} of {laatste}"
    soorten = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    woorden = [
        "datum, zoals 2026-09-01" if schema.get("format") == "date" and s == "string" else SOORTEN[s] for s in soorten
    ]
    if "maximum" in schema:
        woorden[0] += f" van {schema['minimum']} tot en met {schema['maximum']}"
    return " of ".join(woorden)
