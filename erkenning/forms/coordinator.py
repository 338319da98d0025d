"""Forms of the coördinator."""

from typing import Any

from django import forms

from educam_portal.accounts.models import User
from educam_portal.accounts.velden import tekstvak

from ..models import Aanvraag
from .collega import CollegaVeld


class HerverdelenForm(forms.Form):
    """Which dossiers go to whom. `dossiers` are what may be chosen; cleaned it holds the chosen ones."""

    alles = forms.BooleanField(label="Alle dossiers in deze lijst", required=False)
    dossiers = forms.TypedMultipleChoiceField(
        label="Welke dossiers?", required=False, coerce=int, widget=forms.CheckboxSelectMultiple
    )
    aan = CollegaVeld("Aan wie geef je ze?")
    reden = tekstvak(
        "Wil je er iets bij zeggen?", "", verplicht=False, rijen=3, hint="Je collega's lezen dit in de mail."
    )

    def __init__(self, *args: Any, dossiers: list[Aanvraag], collegas: list[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.op_id = {dossier.pk: dossier for dossier in dossiers}
        self.fields["dossiers"].choices = [(pk, str(dossier)) for pk, dossier in self.op_id.items()]
        self.fields["dossiers"].error_messages["invalid_choice"] = (
            "Een van deze dossiers is intussen afgesloten of al bij een collega. Kijk de lijst na."
        )
        self.fields["aan"].bied_aan(collegas)

    @property
    def rijen(self) -> list[tuple[Any, Aanvraag]]:
        """Each checkbox with its dossier."""
        return list(zip(self["dossiers"], self.op_id.values(), strict=True))

    def clean(self) -> dict[str, Any]:
        schoon = super().clean() or {}
        gekozen = list(self.op_id) if schoon.get("alles") else schoon.get("dossiers", [])
        if not gekozen and "dossiers" not in self.errors:
            self.add_error("dossiers", "Vink minstens één dossier aan.")
        schoon["dossiers"] = [self.op_id[pk] for pk in gekozen]
        return schoon
