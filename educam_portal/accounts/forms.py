"""Own data of a person with an account."""

from django import forms

from .models import User
from .tekst import heeft_webadres
from .telefoon import schoon_telefoon, toon_telefoon

GEEN_WEBADRES = "Schrijf hier alleen een naam, geen webadres."


def alleen_naam(naam: str) -> str:
    """The name as typed. ValidationError for a web address: names stand in mails to people who do not know the sender."""
    if heeft_webadres(naam):
        raise forms.ValidationError(GEEN_WEBADRES)
    return naam


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
        if self.instance.telefoon and not self.is_bound:
            self.initial["telefoon"] = toon_telefoon(self.instance.telefoon)
        self.fields["naam"].error_messages["required"] = "Vul je voornaam en naam in."

    def clean_naam(self) -> str:
        return alleen_naam(self.cleaned_data["naam"])

    def clean_telefoon(self) -> str:
        tekst = self.cleaned_data["telefoon"].strip()
        if not tekst:
            return ""
        nummer = schoon_telefoon(tekst)
        if nummer is None:
            raise forms.ValidationError("Dit telefoonnummer klopt niet. Schrijf het zo: 0470 12 34 56.")
        return nummer
