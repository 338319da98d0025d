"""Forms about enrolling: cancelling, looking from a place, and an attest of elsewhere (rules.md §4)."""

from typing import Any

from django import forms
from django.utils import timezone

from educam_portal.accounts.velden import datumveld, tekstvak
from educam_portal.documenten.forms import DocumentVeld
from educam_portal.organisaties import nummers
from educam_portal.organisaties.models import Gemeente
from educam_portal.organisaties.regios import gemeenten_bij


class AnnuleerForm(forms.Form):
    reden = tekstvak(
        "Wil je zeggen waarom?", "", verplicht=False, rijen=3, hint="Dit staat in de mail over de annulering."
    )


class VanafForm(forms.Form):
    """From where somebody looks: the nearest sessions then stand first."""

    postcode = forms.CharField(
        label="Vanaf welke postcode?",
        max_length=10,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "postal-code", "class": "breedte-10"}),
    )

    def clean_postcode(self) -> str:
        tekst = self.cleaned_data["postcode"].strip()
        postcode = nummers.schoon_postcode(tekst) if tekst else ""
        if postcode is None:
            raise forms.ValidationError("Een postcode heeft 4 cijfers, bijvoorbeeld 9300.")
        return postcode

    def clean(self) -> dict[str, Any]:
        schoon = super().clean() or {}
        schoon["gemeenten"] = []
        if postcode := schoon.get("postcode"):
            schoon["gemeenten"] = gemeenten_bij(postcode, timezone.localdate())
            if not schoon["gemeenten"]:
                self.add_error("postcode", "Deze postcode ligt niet in Vlaanderen of Brussel. Kies een andere.")
        return schoon

    @property
    def gemeenten(self) -> list[Gemeente]:
        """Where the postcode lies; empty when none was given, or not understood."""
        return self.cleaned_data.get("gemeenten", []) if self.is_bound and self.is_valid() else []


class ExternAttestForm(forms.Form):
    """A course followed elsewhere; the file may stay away when the consulent saw the paper."""

    aanbieder = forms.CharField(
        label="Waar is de opleiding gevolgd?",
        max_length=150,
        error_messages={"required": "Schrijf waar de opleiding gevolgd is.", "max_length": "Maak dit korter."},
    )
    gevolgd_op = datumveld("Wanneer is ze voltooid?", "Vul de dag in waarop de opleiding voltooid is.")
    reden = tekstvak(
        "Waarom telt dit attest?",
        "Schrijf waarom dit attest telt.",
        hint="Bijvoorbeeld: opleiding van twee dagen over coachen en evalueren, attest gezien bij het bezoek.",
    )
    bestand = DocumentVeld(label="Het attest", required=False)
