"""The parameters that decide over a premie, each of the day it is about (rules.md §8)."""

from datetime import date
from decimal import Decimal
from typing import cast

from educam_portal.parameters import OnbekendeParameter, duur, waarde

from .rules import Premieregels, schooljaar


def premieregels(jaar: int, start: date) -> Premieregels:
    """Those of the schooljaar that begins in `jaar`, and the terms of an overeenkomst that begins on `start`.

    Raises OnbekendeParameter for a schooljaar before there was a premie.
    """
    op = schooljaar(jaar).van
    return Premieregels(
        registratie=duur("registratie", start),
        toestemming=duur("toestemming_premie", start),
        min_maanden=cast(int, waarde("premie_min_maanden", op)),
        maximum=cast(int, waarde("premie_max", op)),
        max_vks=cast(int, waarde("premie_max_vks", op)),
        min_aandeel=cast(Decimal, waarde("premie_min_aandeel", op)),
        met_vergoeding=cast(Decimal, waarde("premie_met_vergoeding", op)),
        zonder_vergoeding=cast(Decimal, waarde("premie_zonder_vergoeding", op)),
    )


def telt_per_onderneming(jaar: int) -> bool:
    """Whether the maximum counts the premiums of a lerende at one onderneming, or over all of them (rules.md §6)."""
    return waarde("premie_max_per", schooljaar(jaar).van) == "onderneming"


def heeft_premie(jaar: int) -> bool:
    """Whether there is a premie for the schooljaar that begins in `jaar` (rules.md §8)."""
    try:
        waarde("premie_max", schooljaar(jaar).van)
    except OnbekendeParameter:
        return False
    return True
