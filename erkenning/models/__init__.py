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
from .vereiste import GevraagdDocument

__all__ = [
    "Aanvraag",
    "AanvraagLijn",
    "Aanvulling",
    "Bezoek",
    "BezoekMoment",
    "Bezoekverslag",
    "Brief",
    "Erkenning",
    "GevraagdDocument",
    "LijnActiviteit",
    "LijnMentor",
    "ReferentieTeller",
    "VoorwaardeOordeel",
]
