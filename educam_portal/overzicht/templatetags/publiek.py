"""The maps of the public pages. `{% load publiek %}`."""

from collections.abc import Iterable
from typing import Any

from django import template

from educam_portal.overzicht import kaart

register = template.Library()


@register.inclusion_tag("publiek/delen/provinciekaart.html")
def provinciekaart(
    punten: Iterable[dict[str, Any]], wat: str = "leerwerkplekken", gebied: str = "", titel: str = ""
) -> dict:
    """Provinces with a dot per gemeente, and the same numbers as a table when the dots are links.

    Punt: `plek` (naam, lat, lon), `aantal`, `url` ("" = no link). `gebied` names the province to light up.
    """
    getekend = []
    for gegeven in punten:
        x, y = kaart.punt(gegeven["plek"].lat, gegeven["plek"].lon)
        getekend.append({**gegeven, "x": x, "y": y, "r": kaart.straal(gegeven["aantal"])})
    breedte, hoogte = kaart.afmetingen()
    totaal = sum(punt["aantal"] for punt in getekend)
    return {
        "vlakken": kaart.vlakken(),
        # Large dots first, so that a small one is never hidden below them.
        "punten": sorted(getekend, key=lambda punt: -punt["aantal"]),
        "op_naam": sorted(getekend, key=lambda punt: punt["plek"].naam),
        "tabel": any(punt["url"] for punt in getekend),
        "wat": wat,
        "gebied": gebied,
        "breedte": breedte,
        "hoogte": hoogte,
        "titel": titel or f"Kaart van Vlaanderen en Brussel: {totaal} {wat} in {len(getekend)} gemeenten",
    }


@register.inclusion_tag("publiek/delen/regiokaart.html")
def regiokaart(getekend: kaart.Regiokaart) -> dict:
    """The regio's of the consulenten, each with its own colour and number."""
    breedte, hoogte = kaart.afmetingen()
    return {"kaart": getekend, "breedte": breedte, "hoogte": hoogte}
