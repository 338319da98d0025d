"""The maps of the public pages. `{% load publiek %}`."""

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from django import template
from django.utils.html import escape, format_html_join
from django.utils.safestring import SafeString

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
        "stippen": _stippen(sorted(getekend, key=lambda punt: -punt["aantal"])),
        "rijen": _rijen(sorted(getekend, key=lambda punt: punt["plek"].naam)) if _klikbaar(getekend) else "",
        "wat": wat,
        "gebied": gebied,
        "breedte": breedte,
        "hoogte": hoogte,
        "titel": titel or f"Kaart van Vlaanderen en Brussel: {totaal} {wat} in {len(getekend)} gemeenten",
    }


# Three hundred gemeenten: written out here, a template loop over them takes longer than the rest of the page.
def _klikbaar(punten: list[dict[str, Any]]) -> bool:
    return any(punt["url"] for punt in punten)


def _stippen(punten: list[dict[str, Any]]) -> SafeString:
    """The circles, in a link where there is an address; a mouse uses them, the keyboard uses the table."""
    if not _klikbaar(punten):
        return SafeString("".join(f'<circle cx="{p["x"]}" cy="{p["y"]}" r="9"/>' for p in punten))
    return SafeString(
        "".join(
            f'<a href="{escape(p["url"])}" tabindex="-1" aria-label="{escape(p["plek"].naam)}: {p["aantal"]}">'
            f'<circle cx="{p["x"]}" cy="{p["y"]}" r="{p["r"]}"/></a>'
            for p in punten
        )
    )


def _rijen(punten: list[dict[str, Any]]) -> SafeString:
    """The rows of the table beside the map."""
    return SafeString(
        "".join(
            f'<tr><th scope="row"><a href="{escape(p["url"])}">{escape(p["plek"].naam)}</a></th><td>{p["aantal"]}</td></tr>'
            for p in punten
        )
    )


@register.simple_tag
def keuzelijst(namen: Iterable[str]) -> SafeString:
    """The options of a `<datalist>`."""
    return _keuzelijst(tuple(namen))


@lru_cache(maxsize=4)
def _keuzelijst(namen: tuple[str, ...]) -> SafeString:
    return format_html_join("", '<option value="{}">', ((naam,) for naam in namen))


@register.inclusion_tag("publiek/delen/regiokaart.html")
def regiokaart(getekend: kaart.Regiokaart) -> dict:
    """The regio's of the consulenten, each with its own colour and number."""
    breedte, hoogte = kaart.afmetingen()
    return {"kaart": getekend, "breedte": breedte, "hoogte": hoogte}
