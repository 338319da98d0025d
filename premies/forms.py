"""What a werkgever or sociaal secretariaat fills in for the premie (rules.md §6)."""

from django import forms

from educam_portal.accounts.velden import datumveld
from educam_portal.organisaties.velden import IbanVeld
from overeenkomsten.forms.inlezen import LijstForm

from .toestanden import Prestatiebron


class RekeningForm(forms.Form):
    iban = IbanVeld()


class ToestemmingForm(RekeningForm):
    akkoord = forms.BooleanField(
        label="Ik geef toestemming om de premies aan te vragen en de gegevens daarvoor door te geven.",
        error_messages={"required": "Vink aan dat je toestemming geeft."},
    )


class DagenForm(forms.Form):
    """A period in which the lerende worked; the service says which days it may hold."""

    van = datumveld("Eerste dag", "Vul de eerste dag in.")
    tot = datumveld("Laatste dag", "Vul de laatste dag in.")


class PrestatielijstForm(LijstForm):
    bron = forms.ChoiceField(
        label="Waar komt de lijst vandaan?",
        choices=[(Prestatiebron.DIMONA.value, "Dimona"), (Prestatiebron.DMFA.value, "DmfA")],
        widget=forms.RadioSelect,
        error_messages={"required": "Kies Dimona of DmfA.", "invalid_choice": "Kies Dimona of DmfA."},
    )
    field_order = ["bron", "bestand"]
