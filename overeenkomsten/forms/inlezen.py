"""Choosing the file with lerenden, and what fills in what a row leaves empty."""

from typing import Any

from django import forms
from django.utils import timezone

from educam_portal.accounts.velden import Keuzelijst, datumveld
from educam_portal.organisaties.models import School

from ..inlezen import MAX_BYTES
from ..models import Klassjabloon
from .velden import opleidingen_voor, opleidingveld

EINDEN = (".csv", ".txt", ".xlsx")


class LijstForm(forms.Form):
    """A list in a file of a spreadsheet."""

    bestand = forms.FileField(
        label="Je lijst",
        help_text="Een bestand van Excel (.xlsx) of csv, hoogstens 2 MB en 500 rijen.",
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx"}),
        allow_empty_file=True,
        error_messages={
            "required": "Kies een bestand.",
            "invalid": "Het opladen is niet gelukt. Kies het bestand opnieuw.",
        },
    )

    def clean_bestand(self):
        bestand = self.cleaned_data["bestand"]
        if not bestand.name.lower().endswith(EINDEN):
            raise forms.ValidationError("Kies een bestand dat eindigt op .xlsx of .csv.")
        if bestand.size > MAX_BYTES:
            raise forms.ValidationError("Dit bestand is groter dan 2 MB. Splits de lijst in kleinere bestanden.")
        if not bestand.size:
            raise forms.ValidationError("Dit bestand is leeg. Kies een ander bestand.")
        return bestand


class InlezenForm(LijstForm):
    opleiding = opleidingveld()
    lessen_vanaf = datumveld("Eerste lesdag van dit schooljaar", "", required=False)
    sjabloon = forms.ModelChoiceField(
        label="Maak meteen concepten met een klassjabloon",
        help_text="De leerwerkplek halen we uit de kolom “Vestigingsnummer leerwerkplek”, als die is ingevuld.",
        queryset=Klassjabloon.objects.none(),
        required=False,
        widget=Keuzelijst,
        empty_label="Nog geen concepten maken",
        error_messages={"invalid_choice": "Kies een klassjabloon uit de lijst."},
    )

    def __init__(self, *args: Any, school: School, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["opleiding"].queryset = opleidingen_voor(None)
        self.fields["opleiding"].required = False
        self.fields[
            "opleiding"
        ].help_text = "Voor wie in de lijst geen opleiding heeft. Staat ze bij iedereen, laat dit leeg."
        self.fields["lessen_vanaf"].help_text = "Voor wie in de lijst geen eerste lesdag heeft."
        self.fields["sjabloon"].queryset = Klassjabloon.objects.filter(school=school)

    def clean_lessen_vanaf(self):
        dag = self.cleaned_data["lessen_vanaf"]
        if dag and abs(dag.year - timezone.localdate().year) > 1:
            raise forms.ValidationError("Kijk de eerste lesdag na: dit jaartal klopt niet.")
        return dag

    def standaard(self) -> dict[str, str]:
        """What a row gets that leaves it empty, as it would be typed; nothing for what the file is to hold itself."""
        schoon, uit = self.cleaned_data, {}
        if opleiding := schoon["opleiding"]:
            uit["opleiding"] = opleiding.titel
        if dag := schoon["lessen_vanaf"]:
            uit["lessen_vanaf"] = f"{dag:%d/%m/%Y}"
        return uit
