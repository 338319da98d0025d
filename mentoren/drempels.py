"""What a mentor must be on a day, read from the parameters: for the judgement and for every screen that names it."""

from datetime import date
from typing import cast

from educam_portal.parameters import duur, waarde

from .voorwaarden import Drempels


def drempels(op: date) -> Drempels:
    """The thresholds of rules.md §4 in force on `op`: the day of designation, or today on a screen that explains them."""
    return Drempels(
        min_leeftijd=cast(int, waarde("mentor_min_leeftijd", op)),
        min_leeftijd_vrijgesteld=cast(int, waarde("mentor_min_leeftijd_vrijgesteld", op)),
        min_ervaring=duur("mentor_min_ervaring", op),
        uittreksel_max_oud=duur("uittreksel_max_oud", op),
    )
