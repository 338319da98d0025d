"""What a school fills in to change an overeenkomst that everybody signed (rules.md §5)."""

from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.utils import timezone

from educam_portal.accounts.velden import datumveld, tekstvak
from educam_portal.organisaties.models import School
from mentoren.models import Mentor

from ..kosten import minimum
from ..models import Overeenkomst
from ..plekken import mentoren_van
from ..rules import vergoeding
from ..rules.vakantiewerk import Vakantiedag
from .periode import SOORTEN, RoosterDeel

DAGEN = 5
VANAF = "Vanaf welke dag geldt het?"


class WijzigForm(forms.Form):
    """`velden` gives the new values; what stays the same may be among them."""

    reden = tekstvak("Waarom?", "", hint="Dit staat in de bijlage die iedereen tekent.", verplicht=False, rijen=2)

    def __init__(self, *args: Any, overeenkomst: Overeenkomst, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.overeenkomst = overeenkomst
        self.vandaag = max(timezone.localdate(), overeenkomst.start or timezone.localdate())
        if "vanaf" in self.fields:
            self.initial.setdefault("vanaf", self.vandaag)

    def velden(self) -> dict[str, Any]:
        return {naam: waarde for naam, waarde in self.cleaned_data.items() if naam not in ("reden", "vanaf")}


class EindeForm(WijzigForm):
    einde = datumveld("Wat wordt de laatste dag?", "Kies de nieuwe laatste dag.")
    field_order = ("einde", "reden")


class MentorwisselForm(WijzigForm):
    mentor = forms.ModelChoiceField(
        label="Wie wordt de mentor?",
        queryset=Mentor.objects.none(),
        widget=forms.RadioSelect,
        empty_label=None,
        error_messages={"required": "Kies de mentor.", "invalid_choice": "Kies een mentor uit de lijst."},
    )
    vanaf = datumveld(VANAF, "Kies de eerste dag.")
    field_order = ("mentor", "vanaf", "reden")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rij = self.overeenkomst
        assert rij.vestiging_id is not None and rij.mentor_id is not None  # it was signed
        mentoren = mentoren_van(rij.vestiging_id, rij.opleiding_id, self.vandaag)
        self.fields["mentor"].queryset = mentoren.exclude(pk=rij.mentor_id)


class VergoedingWijzigForm(WijzigForm):
    vergoeding = forms.DecimalField(
        label="Wat wordt de leervergoeding?",
        max_digits=8,
        decimal_places=2,
        localize=True,
        widget=forms.TextInput(attrs={"class": "invoer-kort", "inputmode": "decimal"}),
        error_messages={"required": "Vul de leervergoeding in.", "invalid": "Schrijf het bedrag zo: 700,80."},
    )
    vanaf = datumveld(VANAF, "Kies de eerste dag.")
    field_order = ("vergoeding", "vanaf", "reden")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        per = "maand" if self.overeenkomst.soort in vergoeding.PER_MAAND else "uur"
        self.fields["vergoeding"].help_text = f"In euro per {per}. Minder dan het minimum kan niet."
        self.initial.setdefault("vergoeding", self.overeenkomst.vergoeding)


class RoosterWijzigForm(RoosterDeel, WijzigForm):
    soort = forms.ChoiceField(
        label="Soort overeenkomst",
        widget=forms.RadioSelect,
        error_messages={"required": "Kies de soort.", "invalid_choice": "Kies de soort uit de lijst."},
    )
    vanaf = datumveld(VANAF, "Kies de eerste dag.")
    field_order = ("soort", "vanaf", "voltijds_uren", "weken", "reden")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rij = self.overeenkomst
        self.fields["soort"].choices = [(soort.value, soort.label) for soort in SOORTEN[School.Soort(rij.school.soort)]]
        self.initial.setdefault("soort", rij.soort)
        self.zet_rooster(rij.rooster, rij.voltijds_uren)

    def velden(self) -> dict[str, Any]:
        """Another soort brings its own pay: none, or the minimum until somebody agrees on more (rules.md §5.2)."""
        namen = ("soort", "rooster", "voltijds_uren")
        gekozen = {naam: self.cleaned_data[naam] for naam in namen}
        soort, rij = gekozen["soort"], self.overeenkomst
        if soort == rij.soort:
            return gekozen
        if soort in vergoeding.ONBETAALD:
            return gekozen | {"vergoeding": None, "categorie": None}
        categorie = (rij.categorie or 1) if soort in vergoeding.PER_MAAND else None
        minstens: Decimal = minimum(soort, categorie, self.cleaned_data["vanaf"])
        return gekozen | {"vergoeding": minstens, "categorie": categorie}


class VakantieForm(WijzigForm):
    """A day worked in a holiday on each row, with the day that is free instead."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reden = self.fields.pop("reden")
        for nummer in range(1, DAGEN + 1):
            for naam, label in (("dag", "Werken op"), ("vrij", "vrij in de plaats op")):
                volledig = f"Dag {nummer}: {label}"
                self.fields[f"{naam}_{nummer}"] = datumveld(volledig, "", required=False)
        self.fields["reden"] = reden

    def clean(self) -> dict[str, Any]:
        gegevens = super().clean() or {}
        dagen = []
        for nummer in range(1, DAGEN + 1):
            dag, vrij = gegevens.get(f"dag_{nummer}"), gegevens.get(f"vrij_{nummer}")
            if isinstance(dag, date) and isinstance(vrij, date):
                dagen.append(Vakantiedag(dag, vrij))
            elif dag or vrij:
                self.add_error(f"{'vrij' if dag else 'dag'}_{nummer}", "Vul de twee dagen van deze rij in.")
        if not dagen and not self.errors:
            self.add_error(None, "Vul minstens één dag in.")
        return {"reden": gegevens.get("reden", ""), "dagen": dagen}
