"""The forms about the learning of an overeenkomst, for school and mentor."""

from collections.abc import Callable

from overeenkomsten.mentorhulp import token

from .deur import Deur, Velden, dag, vast
from .wereld import Wereld


def _volgt(w: Wereld) -> list:
    return [w.volgt.referentie]


def _evaluatie(naam: str, wie: str, geldig: Callable[[Wereld], Velden]) -> Deur:
    """On the planned evaluation of the overeenkomst that school and mentor follow."""
    return Deur(f"overeenkomst:{naam}", wie, args=lambda w: [*_volgt(w), w.volgt.evaluaties.get().pk], geldig=geldig)


def _niveaus(w: Wereld) -> Velden:
    return {f"niveau_{rij.pk}": "1" for rij in w.volgt.competenties.all()}


DEUREN = [
    Deur("overeenkomst:competenties_mentor", "mentor", args=_volgt, geldig=_niveaus),
    Deur("overeenkomst:competenties_school", "school", args=_volgt, geldig=_niveaus),
    Deur("overeenkomst:evaluatie_nieuw", "school", args=_volgt, geldig=vast(gepland_op=dag(29))),
    _evaluatie("evaluatie_verplaatsen", "school", vast(gepland_op=dag(32))),
    _evaluatie("evaluatie_school", "school", vast(tekst="Haalt de doelen van dit trimester.")),
    _evaluatie("klassenraad", "school", vast(dag=dag(20), van="16:00", tot="17:00", plaats="Lokaal 3")),
    _evaluatie("evaluatie_mentor", "mentor", vast(tekst="Werkt netjes.")),
    _evaluatie("klassenraad_vragen", "mentor", vast(**{f"vraag_{nummer}": "Ja." for nummer in range(5)})),
]
DEUREN += [
    Deur("overeenkomst:collega_noemen", "mentor", args=_volgt, geldig=vast(naam="Tom Wouters", email="tom@example.be")),
    Deur(
        "overeenkomst:voorstellen",
        "mentor",
        args=_volgt,
        geldig=lambda w: {f"klopt_{w.hulpvoorstel.pk}": "ja"},
    ),
    Deur("helpen:start", "bezoeker", args=lambda w: [token(w.hulpvoorstel.hulp)], geldig=_niveaus),
]
KNOPPEN = {"overeenkomst:meelezen", "mijnleren:vernieuwen", "overeenkomst:collega_stoppen", "helpen:vernieuwen"}
LEZEN = {"mijnleren:start", "overeenkomst:leren"}
