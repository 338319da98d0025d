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
from .volgorde import Mededinger, eerder_ontvangen, zeker_ontvangen
from .wachten import Wachten, wacht_op

__all__ = [
    "Feiten", "Mededinger", "Oordeel", "Premieregels", "Recht", "Tijdvak", "Uitkomst", "Voorwaarde", "Voorwaardecode",
    "Wachten", "eerder_ontvangen", "gewerkt", "maanden_en_dagen", "oordeel", "premiebedrag", "schooljaar", "schooljaar_van",
    "verandert_op", "verenigd", "vol_op", "volle_maanden", "wacht_op", "zeker_ontvangen",
]  # fmt: skip
