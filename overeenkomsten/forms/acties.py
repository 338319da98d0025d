"""What a school fills in for the actions on an overeenkomst."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone

from educam_portal.accounts.models import User
from educam_portal.accounts.velden import Keuzelijst, datumveld, tekstvak
from erkenning.forms.collega import CollegaVeld

from ..models import Lerende
from .velden import tekst


class LerendeKeuzeForm(forms.Form):
    """One of the school's own lerenden."""

    lerende = forms.ModelChoiceField(
        label="Voor welke lerende?",
        queryset=Lerende.objects.none(),
        widget=Keuzelijst,
        empty_label="Kies een lerende",
        error_messages={"required": "Kies de lerende.", "invalid_choice": "Kies een lerende uit de lijst."},
    )

    def __init__(self, *args: Any, lerenden: QuerySet[Lerende], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["lerende"].queryset = lerenden
        self.fields["lerende"].label_from_instance = lambda rij: (
            f"{rij.naam} {rij.voornaam}" + (f" ({rij.klas})" if rij.klas else "")
        )


class RedenForm(forms.Form):
    reden = tekstvak("Waarom?", "Schrijf waarom. Wie erbij betrokken is, leest dat.")


class OverdragenForm(forms.Form):
    aan = CollegaVeld("Aan wie?")

    def __init__(self, *args: Any, collegas: Iterable[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["aan"].bied_aan(collegas)


class RegistrerenForm(forms.Form):
    op_dag = datumveld("Geregistreerd op", "Vul de dag van de registratie in.")
    referentie = tekst("Referentie van het loket", "Vul de referentie in die je van het loket kreeg.", max_length=60)

    def clean_op_dag(self):
        dag = self.cleaned_data["op_dag"]
        if dag > timezone.localdate():
            raise forms.ValidationError("Deze dag moet nog komen. Vul de dag in waarop je registreerde.")
        return dag
