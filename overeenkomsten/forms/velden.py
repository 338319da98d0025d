"""Fields that the forms of a school share."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone

from educam_portal.accounts.forms import alleen_naam
from educam_portal.accounts.velden import Keuzelijst
from educam_portal.organisaties import nummers
from educam_portal.organisaties.models import Opleiding


def tekst(label: str, fout: str = "", *, breedte: str = "", **kwargs: Any) -> forms.CharField:
    """One line; `fout` says how to fix an empty one, without it the field may stay empty."""
    kwargs.setdefault("required", bool(fout))
    attrs = {"class": breedte} if breedte else {}
    veld = forms.CharField(label=label, widget=forms.TextInput(attrs=attrs), **kwargs)
    veld.error_messages["required"] = fout
    return veld


class NaamVeld(forms.CharField):
    """A name of a person: it stands in mails to people who do not know the sender."""

    def clean(self, value: Any) -> str:
        return alleen_naam(super().clean(value))


class TelefoonVeld(forms.CharField):
    """Any usual form of a phone number; stored bare, shown as people write it."""

    widget = forms.TextInput(attrs={"type": "tel", "class": "breedte-20"})

    def __init__(self, label: str = "Telefoon", **kwargs: Any) -> None:
        kwargs.setdefault("help_text", "Bijvoorbeeld 0470 12 34 56.")
        super().__init__(label=label, required=False, max_length=30, **kwargs)

    def clean(self, value: Any) -> str:
        getypt = super().clean(value)
        nummer = nummers.schoon_telefoon(getypt) if getypt else ""
        if nummer is None:
            raise forms.ValidationError("Dit telefoonnummer klopt niet. Schrijf het zo: 0470 12 34 56.")
        return nummer

    def prepare_value(self, value: Any) -> Any:
        return nummers.toon_telefoon(value) if isinstance(value, str) and value.startswith("+") else value


def emailveld(label: str, hint: str = "") -> forms.EmailField:
    return forms.EmailField(
        label=label,
        required=False,
        help_text=hint,
        error_messages={"invalid": "Dit e-mailadres klopt niet. Schrijf het zo: naam@voorbeeld.be."},
    )


def opleidingveld() -> forms.ModelChoiceField:
    return forms.ModelChoiceField(
        label="Opleiding",
        queryset=Opleiding.objects.none(),
        widget=Keuzelijst,
        empty_label="Kies een opleiding",
        error_messages={"required": "Kies de opleiding.", "invalid_choice": "Kies een opleiding uit de lijst."},
    )


def opleidingen_voor(nu: int | None) -> QuerySet[Opleiding]:
    """What can be chosen today, and `nu`, what was chosen before."""
    return (Opleiding.objects.geldig(timezone.localdate()) | Opleiding.objects.filter(pk=nu or 0)).order_by("titel")
