"""The pages about the premie, and the forms there that are sent empty."""

from .pagina import Pagina as P

_OPEN = {"ref": "@premie"}

PREMIES_WERKGEVER = [
    P("premie:lijst"),
    P("premie:detail", _OPEN),
    P("premie:detail", {"ref": "@premie.niet"}, staat="niet mogelijk"),
    P("premie:dagen", _OPEN),
    P("premie:rekening"),
    P("premie:intrekken"),
    P("premie:inlezen"),
    P("premie:inlezing", {"pk": "@prestatielijst"}),
]
PREMIES_COORDINATOR = [
    P("premiebeheer:overzicht"),
    P("premiebeheer:lijst"),
    P("premiebeheer:premie", _OPEN),
    P("premiebeheer:levering", {"ref": "@levering"}),
    P("premiebeheer:antwoord", {"pk": "@antwoord"}),
    P("premiebeheer:antwoord", {"pk": "@antwoord.fout"}, staat="geweigerd"),
]
LEEG_COORDINATOR = {"premiebeheer:premie": "Noteer en bekijk opnieuw", "premiebeheer:levering": "Lees in"}
# Of an onderneming that gave no consent yet.
PREMIES_ZONDER = [P("premie:toestemming"), P("premie:lijst", staat="zonder toestemming")]
LEEG_WERKGEVER = {
    "premie:inlezen": "Kijk de lijst na",
    "premie:dagen": "Bewaar deze dagen",
    "premie:rekening": "Bewaar het nieuwe nummer",
}
LEEG_ZONDER = {"premie:toestemming": "Geef toestemming"}
