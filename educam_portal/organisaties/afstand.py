"""How far two gemeenten lie apart. Pure: no database, no settings."""

import math
from typing import Protocol


class Punt(Protocol):
    """Anything with coordinates in degrees: a Gemeente, or what the map keeps of one."""

    @property
    def lat(self) -> float: ...

    @property
    def lon(self) -> float: ...


def afstand_km(a: Punt, b: Punt) -> float:
    """Distance as the crow flies; good to a kilometre over the size of Vlaanderen."""
    breedte = math.radians((a.lat + b.lat) / 2)
    dx = math.radians(a.lon - b.lon) * math.cos(breedte)
    return 6371 * math.hypot(dx, math.radians(a.lat - b.lat))
