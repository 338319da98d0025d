"""What is stored about lerenden and their overeenkomsten (rules.md §5)."""

from .klas import Importtaak, Klassjabloon
from .lerende import Lerende, Persoonsnummer, Vertegenwoordiger
from .opvolging import Evaluatie, Mentorhulp, Secretariaatlink, Verplichting
from .overeenkomst import Overeenkomst, OvereenkomstQuerySet, OvereenkomstTeller
from .plan import Plancompetentie, Vordering
from .stuk import Ondertekenaar, Stuk, Tekenbevoegde, Zegel
from .verloop import Addendum, Agendadag, Beeindiging, Bevraging, Knelpunt, Schorsing

__all__ = [
    "Addendum",
    "Agendadag",
    "Beeindiging",
    "Bevraging",
    "Evaluatie",
    "Importtaak",
    "Klassjabloon",
    "Knelpunt",
    "Lerende",
    "Mentorhulp",
    "Ondertekenaar",
    "Overeenkomst",
    "OvereenkomstQuerySet",
    "OvereenkomstTeller",
    "Persoonsnummer",
    "Plancompetentie",
    "Schorsing",
    "Secretariaatlink",
    "Stuk",
    "Tekenbevoegde",
    "Verplichting",
    "Vertegenwoordiger",
    "Vordering",
    "Zegel",
]
