"""Facts in, outcome out (rules.md §5, §5.1, §5.2, §7): no database, no clock, no request."""

from .datums import (
    eind_van_schooljaar,
    is_minderjarig,
    laatste_dag_secundair,
    leeftijd,
    proefperiode,
    registratietermijn,
    rsz,
    schooljaar,
)
from .rooster import Rooster

__all__ = [
    "Rooster",
    "eind_van_schooljaar",
    "is_minderjarig",
    "laatste_dag_secundair",
    "leeftijd",
    "proefperiode",
    "registratietermijn",
    "rsz",
    "schooljaar",
]
