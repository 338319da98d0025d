"""What a school fills in with a copy signed on paper (rules.md §5)."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone

from educam_portal.accounts.velden import Keuzelijst, datumveld
from educam_portal.documenten.forms import DocumentVeld

from ..models import Ondertekenaar, Tekenbevoegde
from ..toestanden import Partij
from .velden import NaamVeld


class PapierForm(forms.Form):
    """Who signed, on which day, and the copy itself; only parties that have not signed yet are offered."""

    partijen = forms.MultipleChoiceField(
        label="Wie tekende op het papier?",
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": "Vink aan wie op het papier getekend heeft.",
            "invalid_choice": "Deze partij heeft intussen getekend. Kijk na wie nog moet tekenen.",
        },
    )
    naam_school = NaamVeld(
        label="Wie tekende voor de school?",
        max_length=200,
        required=False,
        help_text="Alleen als de school op dit papier tekende.",
    )
    bevoegde = forms.ModelChoiceField(
        label="Wie tekende voor de onderneming?",
        queryset=Tekenbevoegde.objects.none(),
        required=False,
        widget=Keuzelijst,
        empty_label="Kies een naam",
        help_text="Alleen als ze op dit papier tekende. De onderneming noteert zelf in het portaal wie mag tekenen.",
        error_messages={"invalid_choice": "Kies iemand uit de lijst."},
    )
    getekend_op = datumveld("Welke dag staat er bij de handtekeningen?", "Vul de dag in die op het papier staat.")
    bestand = DocumentVeld(label="De getekende kopie")

    def __init__(
        self, *args: Any, nog: Iterable[Ondertekenaar], bevoegden: QuerySet[Tekenbevoegde], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        rijen = list(nog)
        self.fields["partijen"].choices = [(rij.partij, f"{rij.get_partij_display()}: {rij.naam}") for rij in rijen]
        partijen = {rij.partij for rij in rijen}
        if Partij.SCHOOL not in partijen:
            del self.fields["naam_school"]
        if Partij.ONDERNEMING in partijen:
            self.fields["bevoegde"].queryset = bevoegden
            self.fields["bevoegde"].label_from_instance = lambda rij: f"{rij.user}, {rij.functie}"
        else:
            del self.fields["bevoegde"]

    def clean_getekend_op(self) -> date:
        dag: date = self.cleaned_data["getekend_op"]
        if dag > timezone.localdate():
            raise forms.ValidationError("Deze dag moet nog komen. Vul de dag in die op het papier staat.")
        return dag

    def clean(self) -> dict[str, Any]:
        gegevens = super().clean() or {}
        gekozen = gegevens.get("partijen", ())
        if Partij.SCHOOL in gekozen and "naam_school" not in self.errors and not gegevens.get("naam_school"):
            self.add_error("naam_school", "Vul in wie voor de school tekende.")
        if Partij.ONDERNEMING in gekozen and "bevoegde" not in self.errors and not gegevens.get("bevoegde"):
            self.add_error("bevoegde", "Kies wie voor de onderneming tekende.")
        return gegevens
