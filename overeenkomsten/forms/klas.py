"""Filling in a klassjabloon, and choosing for whom concepts are made from it (rules.md §5)."""

from typing import Any

from django import forms
from django.forms import BoundField
from django.utils import timezone

from educam_portal.accounts.velden import Keuzelijst, datumveld
from educam_portal.organisaties.models import School
from educam_portal.parameters import duur
from educam_portal.termijnen.rules import span_duur

from ..models import Klassjabloon, Lerende
from ..plekken import Plek
from ..rules import vergoeding
from ..services.klas import dagen_naar_json, plan_naar_json, planregels
from .concept import EvaluatieDeel, PlanDeel, VersieForm
from .periode import RoosterDeel, keur_periode
from .velden import opleidingen_voor, opleidingveld, tekst

# A typing error, not a rule.
VERSTE_JAAR = 5
GEEN_KEUZE = "Nog geen leerwerkplek"


def naamveld() -> forms.CharField:
    return tekst(
        "Naam van het sjabloon", "Vul een naam in.", max_length=80, help_text="Bijvoorbeeld de klas: 6 auto duaal."
    )


class KlasNaamForm(forms.Form):
    naam = naamveld()


class KlasForm(VersieForm):
    """What the class follows and when. A categorie is asked where the leervergoeding goes by categorie."""

    naam = naamveld()
    opleiding = opleidingveld()
    start = datumveld("Eerste dag", "Vul de eerste dag in.")
    einde = datumveld("Laatste dag", "Vul de laatste dag in.")
    categorie = forms.TypedChoiceField(
        label="Categorie van de leervergoeding",
        help_text="Alleen bij een OAO. We vullen het minimum van de categorie in.",
        coerce=int,
        empty_value=None,
        required=False,
        widget=Keuzelijst,
        choices=[("", "Niet van toepassing"), *((nr, f"Categorie {nr}") for nr in vergoeding.CATEGORIEEN)],
        error_messages={"invalid_choice": "Kies de categorie uit de lijst."},
    )

    def __init__(self, *args: Any, school: School, sjabloon: Klassjabloon | None = None, **kwargs: Any) -> None:
        vast = (
            {veld: getattr(sjabloon, veld) for veld in ("naam", "opleiding", "start", "einde", "categorie")}
            if sjabloon
            else {}
        )
        super().__init__(*args, versie=sjabloon.versie if sjabloon else 0, initial=vast, **kwargs)
        self.fields["opleiding"].queryset = opleidingen_voor(sjabloon.opleiding_id if sjabloon else None)
        if school.soort == School.Soort.CVO:
            del self.fields["categorie"]

    def clean(self) -> dict[str, Any]:
        gegevens = super().clean() or {}
        keur_periode(self, gegevens)
        start, einde = gegevens.get("start"), gegevens.get("einde")
        if start and abs(start.year - timezone.localdate().year) > VERSTE_JAAR:
            self.add_error("start", "Kijk de eerste dag na: dit jaartal klopt niet.")
        elif start and einde and not self.errors:
            langst = duur("overeenkomst_max_duur", start)
            if einde > (uiterlijk := span_duur(start, langst)):
                self.add_error(
                    "einde", f"Een overeenkomst loopt hoogstens {langst}. Kies een dag tot {uiterlijk:%d/%m/%Y}."
                )
        return gegevens

    def velden(self) -> dict[str, Any]:
        return {naam: waarde for naam, waarde in self.cleaned_data.items() if naam != "versie"}


class SjabloonForm(VersieForm):
    """Base of the parts of an existing klassjabloon."""

    def __init__(self, *args: Any, sjabloon: Klassjabloon, **kwargs: Any) -> None:
        super().__init__(*args, versie=sjabloon.versie, **kwargs)
        self.vul(sjabloon)

    def vul(self, sjabloon: Klassjabloon) -> None:
        """Show what it holds now; a part whose fields need nothing of it leaves this."""


class KlasRoosterForm(RoosterDeel, SjabloonForm):
    def vul(self, sjabloon: Klassjabloon) -> None:
        self.zet_rooster(sjabloon.rooster, sjabloon.voltijds_uren)

    def velden(self) -> dict[str, Any]:
        return {naam: self.cleaned_data[naam] for naam in ("voltijds_uren", "rooster")}


class KlasPlanForm(PlanDeel, SjabloonForm):
    def vul(self, sjabloon: Klassjabloon) -> None:
        self.zet_plan(sjabloon.opleiding_id, planregels(sjabloon))

    def velden(self) -> dict[str, Any]:
        return {"plan": plan_naar_json(self.regels())}


class KlasEvaluatieForm(EvaluatieDeel, SjabloonForm):
    def vul(self, sjabloon: Klassjabloon) -> None:
        self.zet_evaluaties(sjabloon, sjabloon.evaluatiedagen)

    def velden(self) -> dict[str, Any]:
        return super().velden() | {"evaluaties": dagen_naar_json(self.datums())}


class KlasMakenForm(forms.Form):
    """A row per lerende: whether, and at which leerwerkplek when that is known."""

    def __init__(self, *args: Any, lerenden: list[Lerende], plekken: list[Plek], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lerenden = lerenden
        keuzes = [("", GEEN_KEUZE), *((str(plek.vestiging.pk), str(plek)) for plek in plekken)]
        for lerende in lerenden:
            self.fields[f"kies_{lerende.pk}"] = forms.BooleanField(label=str(lerende), required=False, initial=True)
            self.fields[f"plek_{lerende.pk}"] = forms.ChoiceField(
                label=f"Leerwerkplek van {lerende}", choices=keuzes, required=False, widget=Keuzelijst,
                error_messages={"invalid_choice": f"Kies de leerwerkplek van {lerende} uit de lijst."},
            )  # fmt: skip

    def rijen(self) -> list[tuple[Lerende, BoundField, BoundField]]:
        return [(rij, self[f"kies_{rij.pk}"], self[f"plek_{rij.pk}"]) for rij in self.lerenden]

    def clean(self) -> dict[str, Any]:
        gegevens = super().clean() or {}
        if not self.errors and not self.gekozen():
            self.add_error(None, "Kies minstens één lerende.")
        return gegevens

    def gekozen(self) -> list[tuple[Lerende, int | None]]:
        schoon = self.cleaned_data
        return [
            (rij, int(plek) if (plek := schoon.get(f"plek_{rij.pk}")) else None)
            for rij in self.lerenden
            if schoon.get(f"kies_{rij.pk}")
        ]
