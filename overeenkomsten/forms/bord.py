"""The filters of the board of a school."""

from typing import Any

from django import forms
from django.utils import timezone

from educam_portal.accounts.velden import Keuzelijst

from ..bordvraag import ALLE, STIL, ZONDER, schooljaren
from ..toestanden import GESCHORST, Toestand

KEUZES = [
    ("", "Alles"),
    (ZONDER, "Nog zonder overeenkomst"),
    *((toestand.value, toestand.label) for toestand in Toestand if toestand != Toestand.GEANNULEERD),
    (STIL, GESCHORST.label),
]


class BordForm(forms.Form):
    """An unknown value in the address is ignored."""

    zeeft = True

    q = forms.CharField(label="Naam of klas", required=False, max_length=80)
    toestand = forms.ChoiceField(label="Stand", required=False, widget=Keuzelijst, choices=KEUZES)
    wacht = forms.ChoiceField(
        label="Wacht op", required=False, widget=Keuzelijst, choices=[("", "Iedereen"), ("jij", "Jou of je collega’s")]
    )
    wie = forms.ChoiceField(
        label="Van wie", required=False, widget=Keuzelijst, choices=[("", "Hele school"), ("mij", "Die ik begeleid")]
    )

    schooljaar = forms.ChoiceField(label="Schooljaar", required=False, widget=Keuzelijst)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["schooljaar"].choices = [
            ("", "Dit schooljaar en wat nog loopt"),
            *schooljaren(timezone.localdate()),
            (ALLE, "Alle schooljaren"),
        ]

    def filters(self) -> dict[str, str]:
        if not self.is_bound:
            return {}
        self.is_valid()
        return {naam: str(waarde) for naam, waarde in self.cleaned_data.items() if waarde}
