"""The documents of this floor as PDF. Imported by the Celery worker only: the web process never loads WeasyPrint."""

from datetime import datetime
from typing import Any

from django.utils import timezone

from educam_portal import documenten
from educam_portal.documenten.drukwerk import druk
from educam_portal.documenten.momentopname import met_datums, qr

from . import jaarkalender
from . import pakket as pakketten
from . import zegel as zegels
from .models import Kalenderblad, Pakket, Schorsing, Stuk, Zegel
from .niveaus import toegelaten
from .stukken import SJABLOON, context, insz_van
from .toestanden import Wijze

SCHORSING_DATUMS = {"start", "einde", "geboortedatum", "van", "tot", "gemeld_op"}
BEWIJS = "overeenkomsten/stukken/verzegeld.html"


def render(stuk: Stuk) -> bytes:
    """The version to sign, with its annexes, as a tagged Dutch PDF; with room to sign where that may be done on paper."""
    vakken = stuk.ondertekenaars.order_by("pk") if toegelaten(Wijze.PAPIER, stuk) else []
    return druk(SJABLOON, {**context(stuk), "insz": insz_van(stuk), "tekenvakken": list(vakken)})


def render_zegel(zegel: Zegel) -> bytes:
    """The signed document with its evidence page, sealed. The very bytes that were signed travel along as attachments."""
    stuk = zegel.stuk
    assert stuk.document is not None  # signed by all
    inhoud = documenten.inhoud_voor_portaal(stuk.document)
    bijlagen = [("getekende-versie.pdf", inhoud), *_elders_getekend(stuk)]
    pdf = druk(BEWIJS, {**context(stuk), "insz": insz_van(stuk), **_bewijs(zegel)}, bijlagen=bijlagen)
    return zegels.verzegel(
        pdf,
        reden=f"{stuk.get_soort_display()} {stuk.overeenkomst.referentie}, ondertekend door alle partijen",
        plaats="Portaal duaal leren",
        naam_veld="zegel",
        op=timezone.now(),
    )


def render_pakket(pakket: Pakket) -> bytes:
    """What the sociaal secretariaat needs, on paper."""
    return druk(pakketten.SJABLOON, {**pakketten.context(pakket), "insz": pakketten.insz_van(pakket)})


def _elders_getekend(stuk: Stuk) -> list[tuple[str, bytes]]:
    """Files with a qualified signature: only in them can anybody check it later."""
    rijen = stuk.ondertekenaars.filter(wijze=Wijze.GEKWALIFICEERD).select_related("bewijs")
    bestanden = {rij.bewijs_id: rij for rij in rijen}
    return [
        (f"handtekening-{rij.partij}.pdf", documenten.inhoud_voor_portaal(rij.bewijs))
        for rij in bestanden.values()
        if rij.bewijs is not None
    ]


def render_schorsing(rij: Schorsing) -> bytes:
    """The letter that confirms a suspension; nobody signs it."""
    return druk("overeenkomsten/stukken/schorsing.html", {"ovk": met_datums(rij.gegevens, SCHORSING_DATUMS)})


def render_kalender(blad: Kalenderblad) -> bytes:
    """The year of a lerende on one A4."""
    return druk(jaarkalender.SJABLOON, jaarkalender.context(blad.gegevens))


def _bewijs(zegel: Zegel) -> dict[str, Any]:
    gegevens = zegel.gegevens
    rijen = [{**rij, "op": datetime.fromisoformat(rij["op"])} for rij in gegevens["handtekeningen"]]
    return {"bewijs": {**gegevens, "handtekeningen": rijen}, "qr": qr(gegevens["controle_url"])}
