"""What is stored about the premie kwalificerend werkplekleren (rules.md §6)."""

from .gegevens import EerderePremie, Prestatie, Toestemming
from .inlezing import Inlezing
from .levering import Antwoord, Levering, LeveringTeller
from .premie import Beoordeling, Premie, PremieQuerySet, PremieTeller

__all__ = [
    "Antwoord", "Beoordeling", "EerderePremie",
    "Inlezing", "Levering", "LeveringTeller", "Premie", "PremieQuerySet", "PremieTeller",
    "Prestatie", "Toestemming",
]  # fmt: skip
