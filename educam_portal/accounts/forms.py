"""Own data of a person with an account."""

import phonenumbers
from django import forms

from .models import User


def schoon_telefoon(tekst: str) -> str | None:
    """`+32470123456` from any usual way to write a Belgian or international number; None when it is not a number."""
    try:
        nummer = phonenumbers.parse(tekst, "BE")
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_valid_number(nummer):
        return None
    return phonenumbers.format_number(nummer, phonenumbers.PhoneNumberFormat.E164)


class ProfielForm(forms.ModelForm):
    class Meta:
        model = User
        fields = ["naam", "telefoon"]
        labels = {"naam": "Voornaam en naam", "telefoon": "Telefoon"}
        help_texts = {"telefoon": "Zo kan de sectorconsulent of je school je bellen. Bijvoorbeeld 0470 12 34 56."}
        widgets = {
            "naam": forms.TextInput(attrs={"autocomplete": "name"}),
            "telefoon": forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["naam"].required = True
        self.fields["naam"].error_messages["required"] = "Vul je voornaam en naam in."

    def clean_telefoon(self) -> str:
        tekst = self.cleaned_data["telefoon"].strip()
        if not tekst:
            return ""
        nummer = schoon_telefoon(tekst)
        if nummer is None:
            raise forms.ValidationError("Dit telefoonnummer klopt niet. Schrijf het zo: 0470 12 34 56.")
        return nummer
