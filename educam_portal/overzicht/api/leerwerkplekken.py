"""`/leerwerkplekken`: what the public list shows, page by page, as JSON or GeoJSON (rules.md §3.3).

The feed for an overview elsewhere. Pages follow the number of a vestiging, which never changes: who reads on misses
nothing that stood there all the while and gets nothing twice, and the last page costs what the first one costs.
"""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from ninja import Router, Schema

from educam_portal.organisaties.models import Postcode, Regio, Vestiging, VestigingQuerySet
from erkenning import overzicht

from .deur import Afgewezen, Foutmelding, deur

router = Router(tags=["Leerwerkplekken"])
GEOJSON = "application/geo+json"
FORMATEN = ("json", "geojson")
PER_BLADZIJDE, HOOGSTENS = 50, 100
_zegel = Signer(salt="api.leerwerkplekken")


class Wijzer:
    """The place in the list after one vestiging, sealed, and unreadable so that no program builds on what is in it."""

    @staticmethod
    def na(pk: int) -> str:
        return urlsafe_b64encode(_zegel.sign(str(pk)).encode()).decode().rstrip("=")

    @staticmethod
    def lees(tekst: str) -> int:
        """Raises ValueError for what did not come from here."""
        try:
            return int(_zegel.unsign(urlsafe_b64decode(tekst + "=" * (-len(tekst) % 4)).decode()))
        except BadSignature as vreemd:
            raise ValueError from vreemd


class Adres(Schema):
    straat: str
    huisnummer: str
    bus: str
    postcode: str
    gemeente: str
    gebied: str


class ErkendVoor(Schema):
    code: str
    titel: str
    geldig_tot_en_met: str
    vrije_plaatsen: int


class Contact(Schema):
    naam: str
    telefoon: str
    email: str


class Leerwerkplek(Schema):
    """One recognised vestiging; `contact` is null when the onderneming does not show it."""

    id: int
    naam: str
    adres: Adres
    regio: str
    opleidingen: list[ErkendVoor]
    contact: Contact | None
    bladzijde: str


class Bladzijde(Schema):
    """`volgende` is null on the last page."""

    leerwerkplekken: list[Leerwerkplek]
    volgende: str | None


def _param(naam: str, uitleg: str, **schema: Any) -> dict[str, Any]:
    return {"name": naam, "in": "query", "required": False, "description": uitleg, "schema": schema}


_TEKST = {"type": "string", "minLength": 1, "maxLength": 80}
PARAMETERS = [
    _param("formaat", "json of geojson; zonder keuze json.", type="string", enum=list(FORMATEN)),
    _param("opleiding", "Code van een opleiding.", **_TEKST),
    _param("regio", "Code van een regio van EDUCAM.", **_TEKST),
    _param("gemeente", "Naam van een gemeente.", **_TEKST),
    _param("postcode", "Postcode van de vestiging.", type="string", pattern="^[0-9]{4}$"),
    _param("aantal", "Hoeveel per bladzijde.", type="integer", minimum=1, maximum=HOOGSTENS, default=PER_BLADZIJDE),
    _param("na", "De waarde van “volgende” op de vorige bladzijde.", type="string", minLength=1, maxLength=200),
]
_PUNT = {
    "type": "object",
    "required": ["type", "coordinates"],
    "properties": {
        "type": {"const": "Point"},
        "coordinates": {"type": "array", "items": {"type": "number"}, "minItems": 2, "maxItems": 2},
    },
}
_GEOJSON = {
    "type": "object",
    "required": ["type", "features", "volgende"],
    "properties": {
        "type": {"const": "FeatureCollection"},
        "volgende": {"type": ["string", "null"]},
        "features": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["type", "id", "geometry", "properties"],
                "properties": {
                    "type": {"const": "Feature"},
                    "id": {"type": "integer"},
                    "geometry": _PUNT,
                    "properties": {"type": "object"},
                },
            },
        },
    },
}


@router.get(
    "",
    response={200: Bladzijde, 400: Foutmelding, 422: Foutmelding, 429: Foutmelding},
    openapi_extra={"parameters": PARAMETERS, "responses": {200: {"content": {GEOJSON: {"schema": _GEOJSON}}}}},
    summary="Lees de erkende leerwerkplekken",
    description=(
        "Elke vestiging die vandaag erkend is, met haar opleidingen en vrije plaatsen: wat ook op de openbare lijst staat. "
        "In GeoJSON ligt het punt in het midden van de gemeente, niet op het adres."
    ),
    url_name="leerwerkplekken",
)
@deur("api_leerwerkplekken")
def leerwerkplekken(request: HttpRequest) -> HttpResponse:
    gevraagd = _gevraagd(request)
    aantal = _aantal(gevraagd.get("aantal"))
    rijen = list(_gevonden(gevraagd).order_by("pk")[: aantal + 1])
    volgende = Wijzer.na(rijen[aantal - 1].pk) if len(rijen) > aantal else None
    plekken = _plekken(rijen[:aantal])
    if gevraagd.get("formaat") == "geojson":
        kenmerken = [_kenmerk(rij, plek) for rij, plek in zip(rijen, plekken, strict=False)]
        antwoord = {"type": "FeatureCollection", "features": kenmerken, "volgende": volgende}
        return _met_verwijzing(JsonResponse(antwoord, content_type=GEOJSON), gevraagd, volgende)
    return _met_verwijzing(JsonResponse({"leerwerkplekken": plekken, "volgende": volgende}), gevraagd, volgende)


def _gevraagd(request: HttpRequest) -> dict[str, str]:
    """The parameters, each known, once at most, and as the schema says. Raises Afgewezen."""
    bekend = {param["name"]: param["schema"] for param in PARAMETERS}
    for naam, waarden in request.GET.lists():
        if naam not in bekend:
            raise Afgewezen(f"Deze vraag kennen we niet; kies uit {', '.join(bekend)}.")
        if len(waarden) > 1:
            raise Afgewezen(f"“{naam}” mag maar één keer voorkomen.", velden={naam: ["Eén keer is genoeg."]})
        if not 1 <= len(waarden[0]) <= bekend[naam].get("maxLength", 80):
            raise _fout(naam, "Geef een waarde, en niet te lang.")
    gevraagd = request.GET.dict()
    if gevraagd.get("formaat", "json") not in FORMATEN:
        raise _fout("formaat", f"Kies uit {', '.join(FORMATEN)}.")
    return gevraagd


def _fout(naam: str, zin: str) -> Afgewezen:
    return Afgewezen(f"“{naam}”: {zin}", velden={naam: [zin]})


def _cijfers(tekst: str) -> bool:
    return tekst.isascii() and tekst.isdigit()


def _aantal(tekst: str | None) -> int:
    if tekst is None:
        return PER_BLADZIJDE
    if not _cijfers(tekst) or not 1 <= int(tekst) <= HOOGSTENS:
        raise _fout("aantal", f"Geef een geheel getal van 1 tot en met {HOOGSTENS}.")
    return int(tekst)


def _gevonden(gevraagd: dict[str, str]) -> VestigingQuerySet:
    """The vestigingen that fit, after the one the cursor names."""
    stand = overzicht.stand()
    opleiding = gevraagd.get("opleiding", "")
    if opleiding and opleiding not in stand.opleidingen:
        raise _fout("opleiding", "Deze code kennen we niet.")
    rijen = overzicht.zoek_vestigingen(overzicht.Zoekvraag(opleiding=opleiding), stand).select_related(
        "gemeente", "regio"
    )
    if "regio" in gevraagd:
        regio = Regio.objects.filter(code=gevraagd["regio"]).first()
        if regio is None:
            raise _fout("regio", "Deze code kennen we niet.")
        rijen = rijen.filter(regio=regio)
    if "gemeente" in gevraagd:
        plek = stand.zoek_gemeente(gevraagd["gemeente"])
        if plek is None:
            raise _fout("gemeente", "Deze gemeente kennen we niet.")
        rijen = rijen.filter(gemeente=plek.nis)
    if "postcode" in gevraagd:
        postcode = gevraagd["postcode"]
        if not _cijfers(postcode) or len(postcode) != 4:
            raise _fout("postcode", "Geef vier cijfers.")
        # By the gemeenten of the postcode there is an index to find the few that fit.
        gemeenten = list(Postcode.objects.filter(postcode=postcode).values_list("gemeente", flat=True))
        rijen = rijen.filter(postcode=postcode, gemeente__in=gemeenten)
    if "na" in gevraagd:
        try:
            rijen = rijen.filter(pk__gt=Wijzer.lees(gevraagd["na"]))
        except ValueError:
            raise _fout("na", "Neem “volgende” van de vorige bladzijde over zoals het er staat.") from None
    return rijen


def _plekken(rijen: list[Vestiging]) -> list[dict[str, Any]]:
    vrij = overzicht.vrije_plaatsen_per([erkenning for rij in rijen for erkenning in rij.geldige_erkenningen])
    return [_plek(rij, vrij) for rij in rijen]


def _plek(rij: Vestiging, vrij: dict[int, int]) -> dict[str, Any]:
    contact = {"naam": rij.contactpersoon, "telefoon": rij.telefoon, "email": rij.email}
    return {
        "id": rij.pk,
        "naam": rij.naam,
        "adres": {
            "straat": rij.straat,
            "huisnummer": rij.huisnummer,
            "bus": rij.bus,
            "postcode": rij.postcode,
            "gemeente": rij.gemeente.naam,
            "gebied": rij.gemeente.gebied,
        },
        "regio": rij.regio.code,
        "opleidingen": [
            {
                "code": erkenning.opleiding.code,
                "titel": erkenning.opleiding.titel,
                "geldig_tot_en_met": erkenning.geldig_tot.isoformat(),
                "vrije_plaatsen": vrij[erkenning.pk],
            }
            for erkenning in rij.geldige_erkenningen
        ],
        "contact": contact if rij.toon_contact and rij.contactpersoon else None,
        "bladzijde": settings.PORTAL_URL + reverse("publiek:leerwerkplek", args=[rij.pk]),
    }


def _kenmerk(rij: Vestiging, plek: dict[str, Any]) -> dict[str, Any]:
    """A Feature of GeoJSON (RFC 7946): longitude first."""
    punt = {"type": "Point", "coordinates": [rij.gemeente.lon, rij.gemeente.lat]}
    return {"type": "Feature", "id": rij.pk, "geometry": punt, "properties": plek}


def _met_verwijzing(antwoord: HttpResponse, gevraagd: dict[str, str], volgende: str | None) -> HttpResponse:
    """The address of the next page in a header too, for programs that follow `Link` (RFC 8288)."""
    if volgende:
        adres = f"{settings.PORTAL_URL}{reverse('api:leerwerkplekken')}?{urlencode({**gevraagd, 'na': volgende})}"
        antwoord["Link"] = f'<{adres}>; rel="next"'
    return antwoord
