"""What is stored about mentoren, their designations and 596.2, and about the mentoropleiding."""

from .mentor import Aanduiding, Mentor, MentorQuerySet, Persoon, Uittreksel
from .opleiding import Aanwezigheid, Attest, ExternAttest, Inschrijving, Sessie, Sessiedag
from .vraag import Mentorvraag

__all__ = [
    "Aanduiding",
    "Aanwezigheid",
    "Attest",
    "ExternAttest",
    "Inschrijving",
    "Mentor",
    "MentorQuerySet",
    "Mentorvraag",
    "Persoon",
    "Sessie",
    "Sessiedag",
    "Uittreksel",
]
