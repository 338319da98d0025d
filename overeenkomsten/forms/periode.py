"""The period and the uurrooster of a draft: a table of blocks that works without a script (rules.md §5)."""

from datetime import time
from decimal import Decimal
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils import timezone

from educam_portal.accounts.velden import Keuzelijst, datumveld
from educam_portal.organisaties.models import School

from ..rules import laatste_dag_secundair
from ..rules.rooster import DAGEN, MAX_BLOKKEN, Rooster
from ..toestanden import Soort
from .concept import ConceptForm, rijnummers

SOORTEN = {
    School.Soort.CVO: (Soort.ODOS, Soort.ODO),
    School.Soort.SECUNDAIR: (Soort.OAO, Soort.SAO),
    School.Soort.SYNTRA: (Soort.OAO, Soort.SAO),
}
RIJEN = 7
KOLOMMEN = ("week", "dag", "plek", "van", "tot", "pauze")
GEWOON = [1, 2, 3, 4, 5]
PLEKKEN = [("les", "In de les"), ("werkplek", "Op de werkplek")]
DAG_KEUZES = [(nummer, naam.capitalize()) for nummer, naam in enumerate(DAGEN, start=1)]


class RoosterDeel(forms.Form):
    """The uurrooster as a table. A row without hours is left out."""

    voltijds_uren = forms.DecimalField(
        label="Voltijdse week van de onderneming",
        help_text="In uren, bijvoorbeeld 38 of 37,5.",
        min_value=1,
        max_value=50,
        max_digits=4,
        decimal_places=2,
        localize=True,
        widget=forms.TextInput(attrs={"class": "invoer-kort", "inputmode": "decimal"}),
        error_messages={
            "required": "Vul de uren van een voltijdse week in.",
            "invalid": "Schrijf de uren zo: 38 of 37,5.",
            "min_value": "Vul minstens 1 uur in.",
            "max_value": "Vul hoogstens 50 uur in.",
        },
    )
    weken = forms.TypedChoiceField(
        label="Het rooster herhaalt zich",
        coerce=int,
        choices=[(1, "Elke week"), (2, "Om de twee weken")],
        widget=forms.RadioSelect,
        error_messages={"required": "Kies hoe het rooster zich herhaalt.", "invalid_choice": "Kies uit de lijst."},
    )

    def zet_rooster(self, opgeslagen: dict[str, Any], voltijds_uren: Decimal) -> None:
        """The fields of the table, filled in with the uurrooster as it is now."""
        rooster = Rooster.van_json(opgeslagen)
        self.initial.setdefault("voltijds_uren", voltijds_uren)
        self.initial["weken"] = rooster.weken
        minstens = min(max(RIJEN, len(rooster.blokken) + 2), MAX_BLOKKEN)
        self.nummers = rijnummers(self.data, "van", minstens, MAX_BLOKKEN)
        for nummer in self.nummers:
            blok = rooster.blokken[nummer] if nummer < len(rooster.blokken) else None
            gewoon = GEWOON[nummer] if not rooster.blokken and nummer < len(GEWOON) else 1
            vast = {"week": 1, "dag": gewoon, "plek": "werkplek"}
            for kolom in KOLOMMEN:
                waarde = getattr(blok, kolom) if blok else vast.get(kolom)
                self.fields[f"{kolom}_{nummer}"] = _blokveld(kolom, nummer, waarde)

    def rijen(self) -> list[list[BoundField]]:
        """The fields of the table, row by row."""
        return [[self[f"{kolom}_{nummer}"] for kolom in KOLOMMEN] for nummer in self.nummers]

    def voor_de_tabel(self) -> list[BoundField]:
        """Everything but the table."""
        tabel = {f"{kolom}_{nummer}" for nummer in self.nummers for kolom in KOLOMMEN}
        return [veld for veld in self if veld.name not in tabel]

    def clean(self) -> dict[str, Any]:
        gegevens = super().clean() or {}
        blokken = []
        for nummer in self.nummers:
            van, tot = gegevens.get(f"van_{nummer}"), gegevens.get(f"tot_{nummer}")
            if van is None and tot is None:
                continue
            for veld, waarde in (("van", van), ("tot", tot)):
                if waarde is None and f"{veld}_{nummer}" not in self.errors:
                    self.add_error(f"{veld}_{nummer}", f"Vul op rij {nummer + 1} in van wanneer tot wanneer.")
            if isinstance(van, time) and isinstance(tot, time):
                blokken.append(_blok(gegevens, nummer, van, tot))
        if not self.errors:
            try:
                gegevens["rooster"] = Rooster.van_json({"weken": gegevens["weken"], "blokken": blokken}).naar_json()
            except ValueError as fout:
                self.add_error(None, str(fout))
        return gegevens


class PeriodeForm(RoosterDeel, ConceptForm):
    """Soort, period and uurrooster of one overeenkomst."""

    field_order = ("versie", "soort", "start", "einde", "voltijds_uren", "leeftijd_bevestigd", "weken")

    soort = forms.ChoiceField(
        label="Soort overeenkomst",
        widget=forms.RadioSelect,
        error_messages={"required": "Kies de soort.", "invalid_choice": "Kies de soort uit de lijst."},
    )
    start = datumveld("Eerste dag", "Vul de eerste dag in.")
    einde = datumveld("Laatste dag", "Vul de laatste dag in.")
    leeftijd_bevestigd = forms.BooleanField(
        label="De school bevestigt dat deze lerende nog secundair onderwijs mag volgen", required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rij = self.overeenkomst
        self.fields["soort"].choices = [(soort.value, soort.label) for soort in SOORTEN[School.Soort(rij.school.soort)]]
        for veld in ("start", "einde", "leeftijd_bevestigd"):
            self.initial.setdefault(veld, getattr(rij, veld))
        voorstel = rij.opleiding.overeenkomst_soort if rij.opleiding.overeenkomst_soort in Soort.values else ""
        self.initial["soort"] = rij.soort or voorstel
        if laatste_dag_secundair(rij.lerende.geboortedatum) > (rij.start or timezone.localdate()):
            del self.fields["leeftijd_bevestigd"]
        self.zet_rooster(rij.rooster, rij.voltijds_uren)

    def clean(self) -> dict[str, Any]:
        gegevens = super().clean() or {}
        keur_periode(self, gegevens)
        return gegevens

    def velden(self) -> dict[str, Any]:
        namen = ("soort", "start", "einde", "voltijds_uren", "leeftijd_bevestigd", "rooster")
        return {naam: self.cleaned_data[naam] for naam in namen if naam in self.cleaned_data}


def keur_periode(form: forms.Form, gegevens: dict[str, Any]) -> None:
    """The last day does not lie before the first."""
    start, einde = gegevens.get("start"), gegevens.get("einde")
    if start and einde and einde < start:
        form.add_error("einde", "De laatste dag ligt vóór de eerste dag. Kijk de datums na.")


def _blok(gegevens: dict[str, Any], nummer: int, van: time, tot: time) -> dict[str, Any]:
    return {
        "week": gegevens.get(f"week_{nummer}") or 1,
        "dag": gegevens.get(f"dag_{nummer}") or 1,
        "plek": gegevens.get(f"plek_{nummer}") or "werkplek",
        "van": f"{van:%H:%M}",
        "tot": f"{tot:%H:%M}",
        "pauze": gegevens.get(f"pauze_{nummer}") or 0,
    }


def _blokveld(kolom: str, nummer: int, waarde: Any) -> forms.Field:
    rij = nummer + 1
    fout = {"invalid_choice": f"Kies op rij {rij} uit de lijst."}
    match kolom:
        case "week":
            return forms.TypedChoiceField(
                label=f"Week, rij {rij}", coerce=int, choices=[(1, "Week 1"), (2, "Week 2")],
                required=False, initial=waarde, widget=Keuzelijst, error_messages=fout,
            )  # fmt: skip
        case "dag":
            return forms.TypedChoiceField(
                label=f"Dag, rij {rij}", coerce=int, choices=DAG_KEUZES, required=False, initial=waarde,
                widget=Keuzelijst, error_messages=fout,
            )  # fmt: skip
        case "plek":
            return forms.ChoiceField(
                label=f"Waar, rij {rij}", choices=PLEKKEN, required=False, initial=waarde, widget=Keuzelijst,
                error_messages=fout,
            )  # fmt: skip
        case "pauze":
            return forms.IntegerField(
                label=f"Pauze in minuten, rij {rij}", required=False, min_value=0, max_value=480, initial=waarde,
                widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
                error_messages={
                    "invalid": f"Vul op rij {rij} een aantal minuten in.",
                    "min_value": f"Vul op rij {rij} 0 minuten of meer in.",
                    "max_value": f"De pauze op rij {rij} is te lang.",
                },
            )  # fmt: skip
    return forms.TimeField(
        label=f"{'Van' if kolom == 'van' else 'Tot'}, rij {rij}", required=False, initial=waarde,
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}),
        error_messages={"invalid": f"Vul op rij {rij} een uur in, zoals 8.30."},
    )  # fmt: skip


def uren_zin(gemiddelde: Decimal | None, weken: int) -> str:
    """The average as a sum."""
    if gemiddelde is None:
        return ""
    totaal = f"{gemiddelde * weken:.2f}".rstrip("0").rstrip(".").replace(".", ",")
    per = f"{gemiddelde:.2f}".rstrip("0").rstrip(".").replace(".", ",")
    return f"{totaal} uur op de werkplek in {weken} lesweken: gemiddeld {per} uur per week."
