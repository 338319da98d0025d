"""Facts in, outcome out (rules.md §5, §5.1, §5.2, §7): no database, no clock, no request."""

from .datums import (
    begin_van_schooljaar,
    dagnummer,
    eind_van_schooljaar,
    einde_na_opzeg,
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
    "begin_van_schooljaar",
    "dagnummer",
    "eind_van_schooljaar",
    "einde_na_opzeg",
    "is_minderjarig",
    "laatste_dag_secundair",
    "leeftijd",
    "proefperiode",
    "registratietermijn",
    "rsz",
    "schooljaar",
]
