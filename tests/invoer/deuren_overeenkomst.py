"""The forms around an overeenkomst that werkgever, mentor and sociaal secretariaat fill in."""

from .deur import Deur, Velden, dag, vast
from .wereld import Wereld


def _plan(w: Wereld) -> Velden:
    return {f"antwoord_{rij.pk}": "ja" for rij in w.voorgelegd.competenties.all()}


DEUREN = [
    Deur("overeenkomst:plan", "werkgever", args=lambda w: [w.voorgelegd.referentie], geldig=_plan),
    Deur(
        "overeenkomst:afvinken",
        "werkgever",
        args=lambda w: [w.getekend.referentie, "medisch"],
        geldig=vast(gedaan_op=dag(0), naam="An Claes", geschikt="ja"),
    ),
    Deur(
        "overeenkomst:lopende",
        "werkgever",
        args=lambda w: [w.getekend.referentie],
        geldig=vast(naam="Loonwijs", gedaan_op=dag(0)),
    ),
    Deur(
        "overeenkomst:tekenbevoegden",
        "werkgever",
        geldig=lambda w: {"wie": w.mensen["collega"].pk, "functie": "Zaakvoerder"},
    ),
]
LEZEN = {"overeenkomst:detail", "overeenkomst:lijst", "overeenkomst:leerlingen", "overeenkomst:educam"}
KNOPPEN = {"overeenkomst:ontvinken", "overeenkomst:medisch", "overeenkomst:tekenbevoegde_intrekken"}
