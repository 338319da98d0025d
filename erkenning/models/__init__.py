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
from .maatregel import Begeleiding, Beroep, Maatregel, VervangenCode
from .mentorwissel import Mentorvoorstel
from .nazicht import Nazicht
from .vereiste import GevraagdDocument

__all__ = [
    "Aanvraag",
    "AanvraagLijn",
    "Aanvulling",
    "Begeleiding",
    "Beroep",
    "Bezoek",
    "BezoekMoment",
    "Bezoekverslag",
    "Brief",
    "Erkenning",
    "GevraagdDocument",
    "LijnActiviteit",
    "LijnMentor",
    "Maatregel",
    "Mentorvoorstel",
    "Nazicht",
    "ReferentieTeller",
    "VervangenCode",
    "VoorwaardeOordeel",
]
