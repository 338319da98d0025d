"""Letting a running overeenkomst stand still, and going on (rules.md §5)."""

from typing import Any, cast

from educam_portal.accounts.toegang import View, vereist_aangemeld

from ..forms.verloop import HervatForm, SchorsForm
from ..services import schorsen as diensten
from .verloop import VerloopActie


class Schorsen(VerloopActie):
    actie = "schorsen"
    form_class = SchorsForm
    titel = "Meld een schorsing"
    uitleg = (
        "De overeenkomst staat dan een tijd stil: de lerende werkt niet op de werkplek. Iedereen krijgt bericht, en er komt "
        "een brief die het bevestigt. Niemand moet tekenen."
    )
    knop = "Meld de schorsing"
    gelukt = "De schorsing is gemeld. De brief wordt gemaakt."

    def uitvoeren(self, gegevens: dict[str, Any]) -> None:
        diensten.schors(**gegevens, **self.wie())


class Hervatten(VerloopActie):
    actie = "hervatten"
    form_class = HervatForm
    titel = "Sluit de schorsing af"
    uitleg = "De dag erna gaat de overeenkomst verder zoals ze was."
    knop = "Sluit af"
    gelukt = "De schorsing is afgesloten."

    def uitvoeren(self, gegevens: dict[str, Any]) -> None:
        diensten.hervat(**gegevens, **self.wie())


# Name, address under that of the overeenkomst, view.
DEUREN: tuple[tuple[str, str, View], ...] = (
    ("schorsen", "schorsen/", vereist_aangemeld(cast(View, Schorsen.as_view()))),
    ("hervatten", "schorsen/afsluiten/", vereist_aangemeld(cast(View, Hervatten.as_view()))),
)
