"""What is stored about the premie kwalificerend werkplekleren (rules.md §6)."""

from .gegevens import EerderePremie, Prestatie, Toestemming
from .levering import Antwoord, Antwoordlezing, Levering, Leveringsrekening, LeveringTeller
from .premie import Beoordeling, Premie, PremieQuerySet, PremieTeller
from .prestatielijst import Prestatielijst

__all__ = [
    "Antwoord", "Antwoordlezing", "Beoordeling", "EerderePremie", "Levering", "LeveringTeller",
    "Leveringsrekening", "Premie", "PremieQuerySet", "PremieTeller", "Prestatie", "Prestatielijst", "Toestemming",
]  # fmt: skip
