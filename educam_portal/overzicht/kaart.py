"""The map: provinces as SVG paths, gemeenten as dots. No tiles, no script, prints well (ux.md B)."""

import json
import math
from collections import Counter
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

from django.core.cache import cache

from educam_portal import organisaties
from educam_portal.organisaties.models import Postcode, Regio

BRON = Path(organisaties.__file__).parent / "gegevens" / "vlaanderen-provincies.geojson"
WEST, NOORD, ZUID, OOST = 2.5, 51.53, 50.67, 5.95
SCHAAL = 340
BREEDTE_FACTOR = math.cos(math.radians(51)) * SCHAAL

# Where a number reads well inside each area, in units of the viewBox.
CIJFERS = {
    "Antwerpen": (470, 110),
    "Limburg": (630, 190),
    "Oost-Vlaanderen": (285, 180),
    "Vlaams-Brabant": (500, 235),
    "West-Vlaanderen": (120, 190),
    "Brussel": (396, 240),
}


@dataclass(frozen=True, slots=True)
class Vlak:
    """One province (or Brussel) and its outline as the `d` of an SVG path."""

    naam: str
    pad: str


def punt(lat: float, lon: float) -> tuple[int, int]:
    """Where a place lies on the map, in the units of the viewBox."""
    return round((lon - WEST) * BREEDTE_FACTOR), round((NOORD - lat) * SCHAAL)


def afmetingen() -> tuple[int, int]:
    """Width and height of the viewBox."""
    return punt(ZUID, OOST)


def straal(aantal: int) -> float:
    """Radius of a dot: its area grows with the number, within what stays readable."""
    return round(min(4 + 2.2 * math.sqrt(aantal), 22), 1)


@dataclass(frozen=True, slots=True)
class RegioVlak:
    """A province in the colour of the regio that serves most of it; `cijfer` = write its number at (x, y)."""

    pad: str
    nummer: int
    x: int
    y: int
    cijfer: bool


@dataclass(frozen=True, slots=True)
class Regiokaart:
    """Regio's in order (number = place), coloured provinces, and (x, y, number) of gemeenten that differ."""

    regios: tuple[str, ...]
    vlakken: tuple[RegioVlak, ...]
    punten: tuple[tuple[int, int, int], ...]


def regiokaart(op: date) -> Regiokaart:
    """Which regio serves what on `op`, as a drawing; gemeenten that another regio serves than the rest of their
    province (the Brusselse Rand) become dots. Read from the dated postcodes, kept for an hour (rules.md §10)."""
    sleutel = f"publiek.regiokaart.{op:%Y%m%d}"
    getekend = cache.get(sleutel)
    if getekend is None:
        regios = list(Regio.objects.order_by("volgorde").values_list("pk", "naam"))
        nummers = {pk: nummer for nummer, (pk, _) in enumerate(regios, start=1)}
        velden = ("gemeente__gebied", "regio", "gemeente__lat", "gemeente__lon")
        rijen = list(Postcode.objects.geldig(op).order_by("gemeente").values_list(*velden).distinct())
        per_gebied: dict[str, Counter[int]] = {}
        for gebied, regio, _, _ in rijen:
            per_gebied.setdefault(gebied, Counter())[regio] += 1
        hoofd = {gebied: telling.most_common(1)[0][0] for gebied, telling in per_gebied.items()}
        afwijkend = {(*punt(lat, lon), nummers[regio]) for gebied, regio, lat, lon in rijen if regio != hoofd[gebied]}
        gezet: set[int] = set()
        gekleurd = []
        for vlak in vlakken():
            nummer = nummers[hoofd[vlak.naam]]
            gekleurd.append(RegioVlak(vlak.pad, nummer, *CIJFERS[vlak.naam], cijfer=nummer not in gezet))
            gezet.add(nummer)
        getekend = Regiokaart(tuple(naam for _, naam in regios), tuple(gekleurd), tuple(sorted(afwijkend)))
        cache.set(sleutel, getekend, 3600)
    return getekend


@lru_cache(maxsize=1)
def vlakken() -> tuple[Vlak, ...]:
    """The provinces and Brussel, the small one last so that it lies on top."""
    kenmerken = json.loads(BRON.read_text())["features"]
    gebieden = [Vlak(k["properties"]["naam"], _pad(k["geometry"])) for k in kenmerken]
    return tuple(sorted(gebieden, key=lambda vlak: vlak.naam.startswith("Bruss")))


def _pad(vorm: dict) -> str:
    """Relative steps in whole units; points that fall together are left out."""
    veelhoeken = vorm["coordinates"] if vorm["type"] == "MultiPolygon" else [vorm["coordinates"]]
    delen = []
    for veelhoek in veelhoeken:
        for ring in veelhoek:
            punten = [punt(lat, lon) for lon, lat in ring]
            uniek = [p for i, p in enumerate(punten) if i == 0 or p != punten[i - 1]]
            if len(uniek) < 4:
                continue
            stappen = (f"{x - vx} {y - vy}" for (vx, vy), (x, y) in pairwise(uniek[:-1]))
            delen.append(f"M{uniek[0][0]} {uniek[0][1]}l{' '.join(stappen)}z".replace(" -", "-"))
    return "".join(delen)
