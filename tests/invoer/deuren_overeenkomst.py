"""The forms around an overeenkomst that werkgever, mentor and sociaal secretariaat fill in."""

from overeenkomsten.pakket import token

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
        "overeenkomst:pakket",
        "werkgever",
        args=lambda w: [w.getekend.referentie],
        geldig=vast(naam="Loonwijs", email="an@example.be"),
    ),
    Deur(
        "secretariaat:start",
        "bezoeker",
        args=lambda w: [token(w.pakket)],
        geldig=vast(soorten=["dimona", "loonbrief"], naam="An Claes", gedaan_op=dag(0)),
    ),
    Deur(
        "overeenkomst:tekenbevoegden",
        "werkgever",
        geldig=lambda w: {"wie": w.mensen["collega"].pk, "functie": "Zaakvoerder"},
    ),
]
LEZEN = {
    *(f"overeenkomst:{naam}" for naam in ("detail", "lijst", "leerlingen", "educam", "kalender")),
    *(f"secretariaat:{naam}" for naam in ("pdf", "csv")),
    *(f"kalender:{naam}" for naam in ("pagina", "feed")),
}
KNOPPEN = {
    *(f"overeenkomst:{naam}" for naam in ("ontvinken", "medisch", "tekenbevoegde_intrekken", "pakket_intrekken")),
    *(f"overeenkomst:kalender_{naam}" for naam in ("afdrukken", "adres", "mailen")),
    "secretariaat:vernieuwen",
}
