"""What is stored about lerenden and their overeenkomsten (rules.md §5)."""

from .agenda import Agendadag, Dagruil
from .bestand import GetekendBestand
from .deelnemer import Bevraging, Deelnemerlink
from .groep import Groepsregel, Groepswerk
from .kalender import Kalenderblad, Kalenderlink
from .klas import Klassjabloon
from .knelpunt import Knelpunt, Knelpuntgesprek
from .leren import Leeslink, Mentorhulp, Vordering, Vorderingsvoorstel
from .lerende import Lerende, Persoonsnummer, Vertegenwoordiger
from .loonbericht import Loonbericht
from .opvolging import Evaluatie, Verplichting
from .overeenkomst import Overeenkomst, OvereenkomstQuerySet, OvereenkomstTeller
from .plan import Plancompetentie
from .secretariaat import Pakket
from .stuk import Ondertekenaar, Stuk, Tekenbevoegde, Zegel
from .verloop import Addendum, Beeindiging, Schorsing

__all__ = [
    "Addendum",
    "Agendadag",
    "Beeindiging",
    "Bevraging",
    "Dagruil",
    "Deelnemerlink",
    "Evaluatie",
    "GetekendBestand",
    "Groepsregel",
    "Groepswerk",
    "Kalenderblad",
    "Kalenderlink",
    "Klassjabloon",
    "Knelpunt",
    "Knelpuntgesprek",
    "Leeslink",
    "Lerende",
    "Loonbericht",
    "Mentorhulp",
    "Ondertekenaar",
    "Overeenkomst",
    "OvereenkomstQuerySet",
    "OvereenkomstTeller",
    "Pakket",
    "Persoonsnummer",
    "Plancompetentie",
    "Schorsing",
    "Stuk",
    "Tekenbevoegde",
    "Verplichting",
    "Vertegenwoordiger",
    "Vordering",
    "Vorderingsvoorstel",
    "Zegel",
]
