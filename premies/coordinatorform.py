"""Forms of the coördinator: filters, a new batch, a reply, and what a lerende had before."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from educam_portal.accounts.velden import Keuzelijst
from educam_portal.organisaties.models import Regio

from .cijfers import STANDEN

MAX_MB = 15
HIER, ELDERS = "hier", "elders"


def _schooljaren(jaren: Iterable[int]) -> list[tuple[str, str]]:
    return [(str(jaar), f"{jaar}-{jaar + 1}") for jaar in jaren]


def _bied_aan(form: forms.Form, naam: str, keuzes: list[tuple[str, str]]) -> None:
    veld = form.fields[naam]
    assert isinstance(veld, forms.ChoiceField)
    veld.choices = keuzes


class PremieFilterForm(forms.Form):
    """An unknown value in the address is ignored."""

    zeeft = True

    q = forms.CharField(label="Onderneming of nummer", required=False, max_length=80)
    schooljaar = forms.ChoiceField(label="Schooljaar", required=False, widget=Keuzelijst)
    stand = forms.ChoiceField(
        label="Toestand", required=False, widget=Keuzelijst, choices=[("", "Elke toestand"), *STANDEN.items()]
    )
    regio = forms.ChoiceField(label="Regio", required=False, widget=Keuzelijst)

    def __init__(self, *args: Any, jaren: list[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _bied_aan(self, "schooljaar", [("", "Elk schooljaar"), *_schooljaren(jaren)])
        _bied_aan(self, "regio", [("", "Elke regio"), *Regio.objects.values_list("code", "naam")])

    def filters(self) -> dict[str, str]:
        """The active ones."""
        self.is_valid()
        return {naam: waarde for naam in self.fields if (waarde := self.cleaned_data.get(naam, ""))}

    def label(self, naam: str, waarde: str) -> str:
        """An active filter in words."""
        veld = self.fields[naam]
        keuzes = dict(getattr(veld, "choices", ()))
        return f"{'Zoek' if naam == 'q' else veld.label}: {keuzes.get(waarde, waarde)}"


class LeveringForm(forms.Form):
    """Which schooljaar; its page says how many claims are klaar."""

    schooljaar = forms.ChoiceField(
        label="Schooljaar",
        widget=Keuzelijst,
        error_messages={"required": "Kies een schooljaar.", "invalid_choice": "Kies een schooljaar uit de lijst."},
    )

    def __init__(self, *args: Any, jaren: list[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _bied_aan(self, "schooljaar", _schooljaren(jaren))


class AntwoordForm(forms.Form):
    bestand = forms.FileField(
        label="Antwoord van het departement",
        help_text=f"Het JSON-bestand dat je terugkreeg, hoogstens {MAX_MB} MB.",
        widget=forms.FileInput(attrs={"accept": ".json,application/json"}),
        allow_empty_file=True,
        max_length=200,
        error_messages={
            "required": "Kies een bestand.",
            "invalid": "Het opladen is niet gelukt. Kies het bestand opnieuw.",
            "max_length": "De naam van dit bestand is te lang. Geef het een kortere naam.",
        },
    )

    def clean_bestand(self) -> UploadedFile:
        bestand = self.cleaned_data["bestand"]
        if not bestand.name.lower().endswith(".json"):
            raise forms.ValidationError("Kies het bestand dat eindigt op .json.")
        if not bestand.size:
            raise forms.ValidationError("Dit bestand is leeg. Kies een ander bestand.")
        if bestand.size > MAX_MB * 1024 * 1024:
            raise forms.ValidationError(
                f"Dit bestand is groter dan {MAX_MB} MB. Vraag het departement het te splitsen."
            )
        return bestand


class EerdereForm(forms.Form):
    aantal = forms.IntegerField(
        label="Hoeveel premies of stagebonussen kreeg de lerende al?",
        help_text="Alleen die van buiten dit portaal. Vul 0 in om wat er staat weg te nemen.",
        min_value=0,
        max_value=9,
        widget=forms.NumberInput(attrs={"class": "breedte-5"}),
        error_messages={
            "required": "Vul een aantal in.",
            "invalid": "Vul een getal in.",
            "min_value": "Vul 0 of meer in.",
            "max_value": "Vul hoogstens 9 in.",
        },
    )
    waar = forms.ChoiceField(
        label="Waar?",
        widget=forms.RadioSelect,
        choices=[(HIER, "Bij deze onderneming"), (ELDERS, "Elders, of we weten niet waar")],
        error_messages={"required": "Kies waar.", "invalid_choice": "Kies waar."},
    )
    bron = forms.CharField(
        label="Hoe weet je dit?",
        help_text="Bijvoorbeeld: mail van het departement van 3 maart.",
        max_length=200,
        error_messages={"required": "Schrijf hoe je dit weet.", "max_length": "Schrijf het in hoogstens 200 tekens."},
    )
