"""The pack for a sociaal secretariaat, and what it ticks on its link (rules.md §5.1)."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils import timezone

from educam_portal.accounts.velden import datumveld

from ..models import Verplichting
from .velden import NaamVeld


class PakketForm(forms.Form):
    """For which secretariaat, and where its link goes."""

    naam = NaamVeld(
        label="Naam van je sociaal secretariaat",
        max_length=55,
        error_messages={
            "required": "Schrijf de naam van je sociaal secretariaat.",
            "max_length": "Deze naam is te lang. Gebruik hoogstens 55 tekens.",
        },
    )
    email = forms.EmailField(
        label="E-mailadres van je dossierbeheerder",
        required=False,
        help_text="We mailen een persoonlijke link. De bestanden gaan open met een code die naar hetzelfde adres gaat. "
        "Laat je dit leeg? Dan geef je de link en de bestanden zelf door. Achter die link staat geen rijksregisternummer.",
        error_messages={"invalid": "Schrijf een e-mailadres zoals naam@voorbeeld.be."},
    )


class GeregeldForm(forms.Form):
    """What is in order now, by whom, since when."""

    soorten = forms.MultipleChoiceField(
        label="Wat is geregeld?",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Kruis aan wat geregeld is.", "invalid_choice": "Dat is intussen al geregeld."},
    )
    naam = NaamVeld(
        label="Jouw naam",
        max_length=60,
        error_messages={"required": "Schrijf je naam.", "max_length": "Gebruik hoogstens 60 tekens."},
    )
    gedaan_op = datumveld("Sinds wanneer is dit in orde?", "Vul de dag in waarop dit in orde kwam.")

    def __init__(self, *args: Any, rijen: Iterable[Verplichting], dimona: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["soorten"].choices = [
            (rij.soort, f"{rij} (type {dimona})" if rij.soort == "dimona" else str(rij)) for rij in rijen
        ]
        self.fields["gedaan_op"].initial = timezone.localdate()
