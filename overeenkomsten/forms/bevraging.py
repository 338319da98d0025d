"""The three short questions around day 20 (rules.md §5)."""

from typing import Any

from django import forms

from educam_portal.accounts.velden import tekstvak

from ..toestanden import Deelnemer, Gevoel

VRAGEN = {
    "welkom": ("Voel je je welkom op de werkplek?", "Voelt de lerende zich welkom op de werkplek?"),
    "duidelijk": ("Is het duidelijk wat je moet doen?", "Is het werk duidelijk voor de lerende?"),
    "begeleiding": ("Krijg je genoeg begeleiding?", "Krijgt de lerende genoeg begeleiding?"),
}


class BevragingForm(forms.Form):
    """One question each about being welcome, the work and the guidance, and room for a remark."""

    opmerking = tekstvak("Wil je er iets bij zeggen?", "", verplicht=False)
    field_order = [*VRAGEN, "opmerking"]

    def __init__(self, *args: Any, deelnemer: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for naam, (eigen, over) in VRAGEN.items():
            self.fields[naam] = forms.ChoiceField(
                label=eigen if deelnemer == Deelnemer.LERENDE else over,
                choices=Gevoel.choices,
                widget=forms.RadioSelect,
                error_messages={"required": "Kies een antwoord.", "invalid_choice": "Kies een van de antwoorden."},
            )
        self.order_fields(self.field_order)
        hint = "Je mentor leest je drie antwoorden. Wat je hier schrijft, leest alleen je trajectbegeleider."
        self.fields["opmerking"].help_text = hint if deelnemer == Deelnemer.LERENDE else ""
