"""The pages of one overeenkomst for who works with it, and the forms there that are sent empty."""

from .pagina import Pagina as P

_VOLGT = {"ref": "@volgt"}


def _evaluatie(*namen: str) -> list[P]:
    return [P(f"overeenkomst:{naam}", _VOLGT | {"pk": "@evaluatie"}) for naam in namen]


MENTOR = [
    P("overeenkomst:leerlingen"),
    P("overeenkomst:leren", _VOLGT),
    P("overeenkomst:competenties_mentor", _VOLGT),
    P("overeenkomst:collega_noemen", _VOLGT),
    P("overeenkomst:voorstellen", _VOLGT),
    *_evaluatie("evaluatie_mentor", "klassenraad_vragen"),
]
SCHOOL = [
    P("overeenkomst:leren", _VOLGT, staat="school"),
    P("overeenkomst:competenties_school", _VOLGT),
    P("overeenkomst:meelezen", _VOLGT),
    P("overeenkomst:evaluatie_nieuw", _VOLGT),
    *_evaluatie("evaluatie_verplaatsen", "klassenraad"),
    P("overeenkomst:evaluatie_school", _VOLGT | {"pk": "@half"}),
]
WERKGEVER = [
    P("overeenkomst:detail", {"ref": "@voorgelegd"}, staat="voorgelegd"),
    P("overeenkomst:plan", {"ref": "@voorgelegd"}),
    P("overeenkomst:kosten", {"ref": "@voorgelegd"}),
    P("overeenkomst:detail", {"ref": "@loopt"}, staat="loopt"),
    P("overeenkomst:afvinken", {"ref": "@loopt", "soort": "medisch"}),
    P("overeenkomst:lopende", {"ref": "@loopt"}),
    P("overeenkomst:leren", _VOLGT, staat="werkgever"),
    P("overeenkomst:leren", {"ref": "@loopt"}, staat="leeg"),
]
LEEG_MENTOR = {
    "overeenkomst:collega_noemen": "Stuur de link",
    "overeenkomst:evaluatie_mentor": "Bewaar mijn deel",
    "overeenkomst:klassenraad_vragen": "Geef mijn antwoorden door",
}
LEEG_SCHOOL = {
    "overeenkomst:evaluatie_nieuw": "Plan een extra evaluatie",
    "overeenkomst:evaluatie_school": "Bewaar mijn deel",
    "overeenkomst:klassenraad": "Deel het moment",
}
