"""What is stored about mentoren, their designations and 596.2, and about the mentoropleiding."""

from .mentor import Aanduiding, Mentor, MentorQuerySet, Persoon, Uittreksel
from .opleiding import Aanwezigheid, Attest, ExternAttest, Inschrijving, Sessie, Sessiedag

__all__ = [
    "Aanduiding",
    "Aanwezigheid",
    "Attest",
    "ExternAttest",
    "Inschrijving",
    "Mentor",
    "MentorQuerySet",
    "Persoon",
    "Sessie",
    "Sessiedag",
    "Uittreksel",
]
