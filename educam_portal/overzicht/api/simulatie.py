"""`/simulatie/premie` and `/simulatie/kosten`: the answers of the public pages, for programs (rules.md §5.2, §6)."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.http import HttpRequest, JsonResponse
from ninja import Router, Schema

from overeenkomsten.kosten import bronnen, raam
from overeenkomsten.kostenform import KostenForm
from overeenkomsten.rules.kosten import Kosten, Maand
from premies.rules import Uitkomst, Voorwaarde
from premies.simulatie import Jaar
from premies.simulatiezinnen import regel_van

from .. import gevallen as lees
from ..gevallen import Geval
from ..rekenen import een
from ..rekenpremie import beoordeeld, samengevat
from . import schema
from .deur import Afgewezen, Foutmelding, deur, lees_geval

router = Router(tags=["Simulatie"])
FOUTEN = dict.fromkeys((400, 413, 415, 422, 429), Foutmelding)


class Uitleg(Schema):
    """One condition: what it comes to and why; `doe` and `uiterlijk`: how an open one is put right, and by when."""

    code: str
    titel: str
    uitkomst: Uitkomst
    uiterlijk: date | None
    zin: str
    doe: str
    bron: str


class PremieUitkomst(Schema):
    recht: str
    bedrag: str
    voorwaarden: dict[str, Uitkomst]
    uitleg: list[Uitleg]


@router.post(
    "/premie",
    response={200: PremieUitkomst, **FOUTEN},
    openapi_extra=schema.met_lichaam(schema.PREMIE, schema.PREMIE_VOORBEELD),
    summary="Beoordeel een premie",
    description=(
        "Recht, bedrag en de negen voorwaarden voor één lerende, één onderneming en één schooljaar, op de dag “vandaag”. "
        "Bij elke voorwaarde staat waarom, tot wanneer het nog kan en waar het staat."
    ),
    url_name="premie",
)
@deur("api_simulatie")
def premie(request: HttpRequest) -> JsonResponse:
    uitkomst = een(_premie, lees_geval(request))
    if "fout" in uitkomst:
        raise Afgewezen(uitkomst["fout"])
    return JsonResponse(uitkomst)


def _premie(geval: Geval) -> Geval:
    jaar = beoordeeld(geval)
    return {**samengevat(jaar.oordeel), "uitleg": [_uitleg(jaar, rij) for rij in jaar.oordeel.voorwaarden]}


def _uitleg(jaar: Jaar, rij: Voorwaarde) -> Geval:
    regel = regel_van(jaar, rij)
    return {
        "code": rij.code.value,
        "titel": regel.titel,
        "uitkomst": rij.uitkomst.value,
        "uiterlijk": rij.uiterlijk,
        "zin": regel.zin,
        "doe": regel.doe,
        "bron": regel.bron,
    }


class Kostenmaand(Schema):
    """`bijdrage` is an estimate, and null when it is not known: with full RSZ the portal does not compute it."""

    maand: str
    werkdagen: int
    betaalde_dagen: int
    vakantiedagen: int
    vergoeding: str
    rsz: str
    bijdrage: str | None


class Bronregel(Schema):
    wat: str
    waarde: str
    bron: str


class KostenUitkomst(Schema):
    per: str
    loon: str
    vergoeding: str
    bijdrage: str
    bijdrage_bekend: bool
    maanden: list[Kostenmaand]
    bronnen: list[Bronregel]


@router.post(
    "/kosten",
    response={200: KostenUitkomst, **FOUTEN},
    openapi_extra=schema.met_lichaam(schema.KOSTEN, schema.KOSTEN_VOORBEELD),
    summary="Bereken wat een lerende kost",
    description=(
        "De leervergoeding en de RSZ van de werkgever, maand per maand, met de onbetaalde schoolvakanties. "
        "De bijdrage is een raming; bij volledige RSZ rekenen we ze niet uit."
    ),
    url_name="kosten",
)
@deur("api_simulatie")
def kosten(request: HttpRequest) -> JsonResponse:
    form = KostenForm(_antwoorden(lees_geval(request)))
    if not form.is_valid():
        velden = {naam: list(map(str, zinnen)) for naam, zinnen in form.errors.items()}
        raise Afgewezen(next(iter(velden.values()))[0], velden=velden)
    return JsonResponse(_kosten(raam(form.vraag())))


def _antwoorden(geval: Geval) -> dict[str, Any]:
    """The answers as the form of the page takes them, each first of the kind that the schema names."""
    lees.sleutels(geval, set(schema.KOSTEN["required"]), frozenset(schema.KOSTEN["properties"]))
    uit: dict[str, Any] = {
        "soort": lees.tekst(geval["soort"], "soort"),
        "start": lees.datum(geval["start"], "start").isoformat(),
        "maanden": lees.geheel(geval["maanden"], "maanden", van=1, tot=schema.MAX_MAANDEN),
    }
    if geval.get("categorie") is not None:
        uit["categorie"] = lees.geheel(geval["categorie"], "categorie", van=1, tot=3)
    if geval.get("geboortejaar") is not None:
        uit["geboortejaar"] = lees.geheel(geval["geboortejaar"], "geboortejaar", van=1, tot=9999)
    for naam in ("werkplek", "les"):
        if geval.get(naam) is not None:
            uit[naam] = f"{lees.uren(geval[naam], naam):f}"
    if "jong" in geval:
        uit["jong"] = lees.waar(geval["jong"], "jong")
    return uit


def _kosten(raming: Kosten) -> Geval:
    return {
        "per": "maand" if raming.per_maand else "uur",
        "loon": _bedrag(raming.loon),
        "vergoeding": _bedrag(raming.vergoeding),
        "bijdrage": _bedrag(raming.bijdrage),
        "bijdrage_bekend": raming.bijdrage_bekend,
        "maanden": [_maand(maand) for maand in raming.maanden],
        "bronnen": [{"wat": rij.wat, "waarde": rij.waarde, "bron": rij.bron} for rij in bronnen(raming)],
    }


def _maand(maand: Maand) -> Geval:
    return {
        "maand": f"{maand.eerste:%Y-%m}",
        "werkdagen": maand.werkdagen,
        "betaalde_dagen": maand.betaalde_dagen,
        "vakantiedagen": maand.vakantiedagen,
        "vergoeding": _bedrag(maand.vergoeding),
        "rsz": maand.fase.value,
        "bijdrage": None if maand.bijdrage is None else _bedrag(maand.bijdrage),
    }


def _bedrag(bedrag: Decimal) -> str:
    return f"{bedrag:.2f}"
