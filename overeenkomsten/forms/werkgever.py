"""What mentor, werkgever and sociaal secretariaat fill in about an overeenkomst (rules.md §5, §5.1)."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils import timezone

from educam_portal.accounts.models import User
from educam_portal.accounts.velden import datumveld
from educam_portal.documenten.forms import DocumentVeld

from ..models import Plancompetentie
from ..toestanden import Antwoord

GESCHIKT = {"ja": True, "nee": False}


def _naamveld(label: str, fout: str) -> forms.CharField:
    return forms.CharField(
        label=label, max_length=120, error_messages={"required": fout, "max_length": "Deze naam is te lang."}
    )


class AfvinkForm(forms.Form):
    """When an obligation was met, by whom, and a proof if they want; of a medisch onderzoek never (rules.md §5.1)."""

    gedaan_op = datumveld("Sinds wanneer is dit in orde?", "Vul de dag in waarop dit in orde kwam.")
    naam = _naamveld("Wie bracht dit in orde?", "Schrijf wie dit in orde bracht.")
    bestand = DocumentVeld(label="Een bewijs", required=False)

    def __init__(self, *args: Any, medisch: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["gedaan_op"].initial = timezone.localdate()
        if medisch:
            self.fields["gedaan_op"].label = "Wanneer was het onderzoek?"
            self.fields["geschikt"] = forms.ChoiceField(
                label="Wat besliste de arts?",
                choices=[("ja", "Geschikt"), ("nee", "Niet geschikt")],
                widget=forms.RadioSelect,
                error_messages={"required": "Kies geschikt of niet geschikt.", "invalid_choice": "Kies een antwoord."},
            )
            del self.fields["bestand"]

    def clean(self) -> dict[str, Any]:
        schoon = super().clean() or {}
        return {**schoon, "geschikt": GESCHIKT.get(schoon.get("geschikt", ""))}


class LopendeForm(forms.Form):
    """Who does what runs on, since when."""

    naam = _naamveld("Naam van je sociaal secretariaat", "Schrijf de naam van je sociaal secretariaat.")
    gedaan_op = datumveld("Sinds wanneer?", "Vul in sinds wanneer.")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["gedaan_op"].initial = timezone.localdate()


class PlanForm(forms.Form):
    """One answer per competence: ja, nee or anders, the last two with a reason."""

    def __init__(self, *args: Any, competenties: Iterable[Plancompetentie], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.competenties = list(competenties)
        keuzes = [(waarde, label) for waarde, label in Antwoord.choices if waarde]
        for rij in self.competenties:
            self.fields[f"antwoord_{rij.pk}"] = forms.ChoiceField(
                label="Kan de lerende dit bij jullie leren?",
                choices=keuzes,
                widget=forms.RadioSelect,
                required=False,
                initial=rij.antwoord,
                error_messages={"invalid_choice": "Kies ja, nee of anders."},
            )
            self.fields[f"toelichting_{rij.pk}"] = forms.CharField(
                label="Waarom niet, of hoe dan wel?",
                max_length=250,
                required=False,
                initial=rij.toelichting,
                help_text="Alleen nodig bij nee of anders.",
                error_messages={"max_length": "Houd het korter dan 250 tekens."},
            )

    def rijen(self) -> list[tuple[Plancompetentie, Any, Any]]:
        """Each competence with its two fields."""
        return [(rij, self[f"antwoord_{rij.pk}"], self[f"toelichting_{rij.pk}"]) for rij in self.competenties]

    def clean(self) -> dict[str, Any]:
        schoon = super().clean() or {}
        for rij in self.competenties:
            anders = schoon.get(f"antwoord_{rij.pk}") in (Antwoord.NEE, Antwoord.ANDERS)
            veld = f"toelichting_{rij.pk}"
            if anders and veld not in self.errors and not schoon.get(veld, "").strip():
                self.add_error(veld, "Schrijf waarom het niet kan, of hoe het anders kan.")
        return schoon

    def antwoorden(self) -> dict[int, tuple[str, str]]:
        """As the service wants them; what was left open stays open."""
        return {
            rij.pk: (self.cleaned_data[f"antwoord_{rij.pk}"], self.cleaned_data[f"toelichting_{rij.pk}"])
            for rij in self.competenties
        }


class TekenbevoegdeForm(forms.Form):
    """One of these colleagues, and the function in which that person signs."""

    wie = forms.ChoiceField(
        label="Wie mag tekenen?",
        widget=forms.RadioSelect,
        error_messages={"required": "Kies wie mag tekenen.", "invalid_choice": "Kies een collega uit de lijst."},
    )
    functie = forms.CharField(
        label="In welke functie?",
        max_length=120,
        help_text="Zoals die in de statuten of de volmacht staat, bijvoorbeeld zaakvoerder.",
        error_messages={"required": "Schrijf in welke functie deze persoon tekent.", "max_length": "Dit is te lang."},
    )

    def __init__(self, *args: Any, kandidaten: Iterable[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.mensen = {str(user.pk): user for user in kandidaten}
        self.fields["wie"].choices = [(pk, str(user)) for pk, user in self.mensen.items()]

    def clean_wie(self) -> User:
        return self.mensen[self.cleaned_data["wie"]]
