"""Form fields for personal numbers: any usual input, stored bare, with sentences that say how to fix it (rules.md §9)."""

from collections.abc import Callable
from typing import Any

from django import forms

from . import nummers


class _NummerVeld(forms.CharField):
    """What was typed comes out clean. A stored number is never put in the page as the value to change."""

    schoon: Callable[[str], str | None]
    klopt_niet = ""

    def __init__(self, *, label: str, fout: str, hint: str, **kwargs: Any) -> None:
        widget = forms.TextInput(attrs={"autocomplete": "off", "class": "breedte-20"})
        super().__init__(
            label=label, help_text=hint, max_length=60, widget=widget, error_messages={"required": fout}, **kwargs
        )

    def clean(self, value: Any) -> str:
        getypt = super().clean(value)
        nummer = type(self).schoon(getypt) if getypt else ""
        if nummer is None:
            raise forms.ValidationError(self.klopt_niet)
        return nummer


class InszVeld(_NummerVeld):
    """A rijksregister- or bis-nummer."""

    schoon = staticmethod(nummers.schoon_insz)
    klopt_niet = (
        "Dit rijksregisternummer klopt niet. Kijk de 11 cijfers na: ze staan op de achterkant van de identiteitskaart."
    )

    def __init__(self, *, label: str = "Rijksregisternummer", **kwargs: Any) -> None:
        hint = "11 cijfers, bijvoorbeeld 85.07.30-033.28. Een bis-nummer mag ook."
        super().__init__(label=label, fout="Vul het rijksregisternummer in.", hint=hint, **kwargs)
        self.widget.attrs["inputmode"] = "numeric"


class IbanVeld(_NummerVeld):
    """An account number of any country."""

    schoon = staticmethod(nummers.schoon_iban)
    klopt_niet = "Dit rekeningnummer klopt niet. Kijk het na op je bankkaart of in je bankapp."

    def __init__(self, *, label: str = "Rekeningnummer (IBAN)", **kwargs: Any) -> None:
        hint = "Bijvoorbeeld BE68\N{NO-BREAK SPACE}5390\N{NO-BREAK SPACE}0754\N{NO-BREAK SPACE}7034."
        super().__init__(label=label, fout="Vul het rekeningnummer in.", hint=hint, **kwargs)
