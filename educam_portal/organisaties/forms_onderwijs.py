"""What a coördinator types about school holidays and about who offers what."""

from django import forms

from educam_portal.accounts.tekst import een_regel
from educam_portal.accounts.velden import Keuzelijst, datumveld

from .models import Opleiding, School


class SchoolvakantieForm(forms.Form):
    naam = forms.CharField(label="Naam", max_length=60, error_messages={"required": "Vul de naam in."})
    van = datumveld("Eerste dag", "Vul de eerste dag in.")
    tot = datumveld("Laatste dag", "Vul de laatste dag in.")
    bron = forms.CharField(
        label="Bron",
        help_text="Waar staat dit? Bijvoorbeeld de omzendbrief van de Vlaamse overheid.",
        max_length=250,
        error_messages={"required": "Vul in waar dit staat."},
    )

    def clean_naam(self) -> str:
        return een_regel(self.cleaned_data["naam"])

    def clean_bron(self) -> str:
        return een_regel(self.cleaned_data["bron"])


class AanbodForm(forms.Form):
    school = forms.ModelChoiceField(
        label="School of centrum",
        queryset=School.objects.order_by("naam", "pk"),
        empty_label="Kies een school of centrum",
        widget=Keuzelijst,
        error_messages={"required": "Kies een school of centrum.", "invalid_choice": "Kies een school uit de lijst."},
    )
    opleiding = forms.ModelChoiceField(
        label="Opleiding",
        queryset=Opleiding.objects.order_by("titel", "pk"),
        empty_label="Kies een opleiding",
        widget=Keuzelijst,
        error_messages={"required": "Kies een opleiding.", "invalid_choice": "Kies een opleiding uit de lijst."},
    )
    geldig_van = datumveld("Vanaf welke dag?", "Vul de eerste dag in.")
    geldig_tot = datumveld(
        "Tot en met welke dag?", "", required=False, help_text="Laat dit leeg als de school het blijft aanbieden."
    )
