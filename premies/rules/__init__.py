"""What decides over a premie (rules.md §6): facts in, outcome out. No database, no clock, no request."""

from .maanden import Tijdvak, gewerkt, maanden_en_dagen, schooljaar, schooljaar_van, verenigd, vol_op, volle_maanden
from .oordeel import (
    Feiten,
    Oordeel,
    Premieregels,
    Recht,
    Uitkomst,
    Voorwaarde,
    Voorwaardecode,
    oordeel,
    premiebedrag,
    verandert_op,
)
from .volgorde import Mededinger, eerder_ontvangen

__all__ = [
    "Feiten", "Mededinger", "Oordeel", "Premieregels", "Recht", "Tijdvak", "Uitkomst", "Voorwaarde", "Voorwaardecode",
    "eerder_ontvangen", "gewerkt", "maanden_en_dagen", "oordeel", "premiebedrag", "schooljaar", "schooljaar_van",
    "verandert_op", "verenigd", "vol_op", "volle_maanden",
]  # fmt: skip
