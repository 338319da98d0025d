"""Forms that ask the werkgever something: aanvulling and werkpunten (rules.md §3.2)."""

from datetime import date
from typing import Any

from django import forms

from educam_portal.accounts.velden import datumveld, tekstvak

from ..toestanden import Onderdeel


class AanvullingForm(forms.Form):
    onderdelen = forms.MultipleChoiceField(
        label="Welke delen moeten weer open?",
        help_text="Alleen wat je aankruist, kan de werkgever aanpassen.",
        choices=Onderdeel.choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Kruis minstens één deel aan."},
    )
    vraag = tekstvak(
        "Wat ontbreekt er?",
        "Schrijf wat er ontbreekt.",
        hint="Dit staat woordelijk in de mail. Schrijf in je-vorm wat je nodig hebt en waarom.",
        rijen=6,
    )


class WerkpuntenForm(AanvullingForm):
    uiterlijk = datumveld("Tegen wanneer moet het in orde zijn?", "Vul in tegen wanneer het in orde moet zijn.")

    def __init__(self, *args: Any, grens: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["vraag"].label = "Wat moet er veranderen?"
        self.fields["vraag"].error_messages["required"] = "Schrijf wat er moet veranderen."
        self.fields["uiterlijk"].help_text = f"Ten laatste {grens:%d/%m/%Y}."
