"""Filters of the list of terms, and the extension of one."""

from datetime import date
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator

from educam_portal.accounts.velden import Keuzelijst

from .lijst import PERIODES, Blik

_RARE_DAG = "Kijk het jaar na. Kies een dag tussen 2000 en 2100."
# A picker lets one type the year 26 or 9999; no term of ours reaches there.
GEWONE_DAGEN = [MinValueValidator(date(2000, 1, 1), _RARE_DAG), MaxValueValidator(date(2099, 12, 31), _RARE_DAG)]


class TermijnenFilter(forms.Form):
    """The filters in the address; an unknown value is ignored."""

    zeeft = True

    soort = forms.ChoiceField(label="Soort", required=False, widget=Keuzelijst)
    aan_zet = forms.ChoiceField(
        label="Wie is aan zet?",
        required=False,
        widget=Keuzelijst,
        choices=[("", "Iedereen"), ("ik", "Ik"), ("ander", "Iemand anders")],
    )
    periode = forms.ChoiceField(
        label="Wanneer?", required=False, widget=Keuzelijst, choices=[("", "Altijd"), *PERIODES.items()]
    )

    def __init__(self, *args: Any, blik: Blik, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["soort"].choices = [("", "Alle soorten"), *((s.naam, s.label) for s in blik.soorten)]
        if blik.alle_regios:
            self.fields["aan_zet"].choices = [("", "Iedereen"), ("ik", "EDUCAM"), ("ander", "Iemand anders")]

    def filters(self) -> dict[str, str]:
        """The active filters, in the order of the fields."""
        if not self.is_bound:
            return {}
        self.is_valid()
        return {naam: self.cleaned_data[naam] for naam in self.fields if self.cleaned_data.get(naam)}

    def label(self, naam: str, waarde: str) -> str:
        """How a chosen value reads on its chip."""
        return f"{self.fields[naam].label.rstrip('?')}: {dict(self.fields[naam].choices)[waarde]}"


class VerlengForm(forms.Form):
    tot = forms.DateField(
        label="Tot en met welke dag?",
        widget=forms.DateInput(attrs={"type": "date", "class": "breedte-12"}, format="%Y-%m-%d"),
        validators=GEWONE_DAGEN,
        error_messages={"required": "Kies een dag.", "invalid": "Kies een dag die bestaat, zoals 31/01/2027."},
    )
    reden = forms.CharField(
        label="Waarom?",
        help_text="Wie aan zet is, leest dit in een mail.",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={
            "required": "Schrijf waarom je de termijn verlengt.",
            "max_length": "Deze tekst is te lang. Maak hem korter dan 2.000 tekens.",
        },
    )
