"""What is stored about organisations, places, opleidingen and the schooljaar (rules.md §1, §10)."""

from .basis import (
    Activiteit,
    Afwezigheid,
    AfwezigheidQuerySet,
    ContactKaart,
    Geldigheid,
    GeldigQuerySet,
    Gemeente,
    Machtiging,
    Onderneming,
    OndernemingQuerySet,
    Opleiding,
    Postcode,
    Regio,
    School,
    Toegangsverzoek,
    Vestiging,
    VestigingQuerySet,
)
from .onderwijs import Aanbod, Schoolvakantie

__all__ = [
    "Aanbod",
    "Activiteit",
    "Afwezigheid",
    "AfwezigheidQuerySet",
    "ContactKaart",
    "GeldigQuerySet",
    "Geldigheid",
    "Gemeente",
    "Machtiging",
    "Onderneming",
    "OndernemingQuerySet",
    "Opleiding",
    "Postcode",
    "Regio",
    "School",
    "Schoolvakantie",
    "Toegangsverzoek",
    "Vestiging",
    "VestigingQuerySet",
]
