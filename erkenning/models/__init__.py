"""What is stored about requests, visits, decisions and recognitions."""

from .aanvraag import (
    Aanvraag,
    AanvraagLijn,
    Aanvulling,
    LijnActiviteit,
    LijnMentor,
    ReferentieTeller,
    VoorwaardeOordeel,
)
from .bezoek import Bezoek, BezoekMoment, Bezoekverslag
from .erkenning import Brief, Erkenning

__all__ = [
    "Aanvraag",
    "AanvraagLijn",
    "Aanvulling",
    "Bezoek",
    "BezoekMoment",
    "Bezoekverslag",
    "Brief",
    "Erkenning",
    "LijnActiviteit",
    "LijnMentor",
    "ReferentieTeller",
    "VoorwaardeOordeel",
]
