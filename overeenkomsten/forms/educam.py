"""The filters of EDUCAM's list of overeenkomsten."""

from django import forms

from educam_portal.accounts.velden import Keuzelijst

REGISTREREN, TEKENEN = "registreren", "tekenen"


class EducamForm(forms.Form):
    """An unknown value in the address is ignored."""

    zeeft = True

    q = forms.CharField(label="Bedrijf, vestiging, school of referentie", required=False, max_length=80)
    stand = forms.ChoiceField(
        label="Registratie",
        required=False,
        widget=Keuzelijst,
        choices=[
            ("", "Alles"),
            (REGISTREREN, "Nog te registreren"),
            (TEKENEN, "Nog te registreren, en niet door iedereen getekend"),
            ("geregistreerd", "Geregistreerd"),
        ],
    )

    def waarden(self) -> tuple[str, str]:
        """What is searched for, and which of them."""
        self.is_valid()
        return self.cleaned_data.get("q", ""), self.cleaned_data.get("stand", "")
