"""The steps of a draft, one small form per page (ux.md §3.5). Each carries the version its page was made from."""

from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.utils import timezone

from educam_portal.accounts.velden import Keuzelijst, datumveld, tekstvak
from educam_portal.organisaties import nummers
from educam_portal.organisaties.models import Activiteit
from erkenning.forms.versie import VersieVeld
from mentoren.models import Mentor

from ..kosten import minima
from ..models import Overeenkomst
from ..plekken import HOOGSTENS, Plek, mentoren_van, op_nummer
from ..rules import vergoeding
from ..services.concept import Planregel
from ..toestanden import Plek as Leerplek
from .velden import NaamVeld, TelefoonVeld, tekst

EIGEN_REGELS = 4
EVALUATIES = 6
HOOGSTENS_REGELS = 40
EVALUATIEVELDEN = ("evaluatievorm", "vakantiecontact", "vakantietelefoon")


class VersieForm(forms.Form):
    """Carries the version of what its page showed."""

    versie = VersieVeld(required=False)

    def __init__(self, *args: Any, versie: int, **kwargs: Any) -> None:
        kwargs["initial"] = {"versie": versie} | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)


class ConceptForm(VersieForm):
    """Base of every step."""

    def __init__(self, *args: Any, overeenkomst: Overeenkomst, **kwargs: Any) -> None:
        self.overeenkomst = overeenkomst
        super().__init__(*args, versie=overeenkomst.versie, **kwargs)


def rijnummers(data: Any, veld: str, minstens: int, hoogstens: int) -> range:
    """How many numbered rows a page had: those that were sent, never more than `hoogstens`."""
    gestuurd = sum(1 for nummer in range(hoogstens) if f"{veld}_{nummer}" in (data or {}))
    return range(max(minstens, gestuurd))


class LeerwerkplekForm(ConceptForm):
    """One of the places that were found, or the number of another."""

    vestiging = forms.ChoiceField(label="Welke leerwerkplek?", widget=forms.RadioSelect, required=False)
    nummer = tekst(
        "Of vul het vestigingsnummer in",
        max_length=30,
        breedte="breedte-20",
        help_text="10 cijfers. Dat kan ook als de werkplek de erkenning nog maar gevraagd heeft.",
    )

    def __init__(self, *args: Any, plekken: list[Plek], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.plekken = {str(plek.vestiging.pk): plek.vestiging for plek in plekken}
        # Who searched on after this page was made still sends a place that exists.
        keuzes = [(str(plek.vestiging.pk), str(plek)) for plek in plekken[:HOOGSTENS]]
        getoond = {pk for pk, _ in keuzes}
        gestuurd = str(self.data.get("vestiging", "")) if self.is_bound else str(self.overeenkomst.vestiging_id or "")
        keuzes += [(pk, str(rij)) for pk, rij in self.plekken.items() if pk == gestuurd and pk not in getoond]
        self.fields["vestiging"].choices = keuzes
        self.fields["vestiging"].nodig = True
        self.fields["vestiging"].error_messages["invalid_choice"] = "Kies een leerwerkplek uit de lijst."
        self.initial.setdefault("vestiging", str(self.overeenkomst.vestiging_id or ""))

    def clean(self) -> dict[str, Any]:
        gegevens = super().clean() or {}
        getypt = gegevens.get("nummer", "")
        if getypt:
            schoon = nummers.schoon_vestiging(getypt)
            gevonden = schoon and op_nummer(schoon, self.overeenkomst.opleiding, timezone.localdate())
            if not gevonden:
                self.add_error(
                    "nummer",
                    "Deze vestiging is niet erkend voor deze opleiding. Kijk het nummer na, "
                    "of vraag de werkgever om een erkenning aan te vragen.",
                )
            gegevens["gekozen"] = gevonden
        elif gegevens.get("vestiging"):
            gegevens["gekozen"] = self.plekken[gegevens["vestiging"]]
        elif "vestiging" not in self.errors:
            self.add_error("vestiging", "Kies een leerwerkplek, of vul haar nummer in.")
        return gegevens


class MentorForm(ConceptForm):
    mentor = forms.ModelChoiceField(
        label="Welke mentor?",
        queryset=Mentor.objects.none(),
        widget=forms.RadioSelect,
        empty_label=None,
        error_messages={"required": "Kies de mentor.", "invalid_choice": "Kies een mentor uit de lijst."},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rij = self.overeenkomst
        assert rij.vestiging_id is not None
        op = max(timezone.localdate(), rij.start or timezone.localdate())
        self.fields["mentor"].queryset = mentoren_van(rij.vestiging_id, rij.opleiding_id, op)
        self.initial.setdefault("mentor", rij.mentor_id)


class PlanDeel(forms.Form):
    """The activities of the opleiding, each with its place or left out, and lines of the school's own."""

    def zet_plan(self, opleiding_id: int, regels: list[Planregel]) -> None:
        """The fields for this opleiding, filled in with what the plan holds now."""
        gekozen = {regel.activiteit.pk: regel.plek for regel in regels if regel.activiteit}
        eigen = [regel for regel in regels if not regel.activiteit]
        geldig = Activiteit.objects.geldig(timezone.localdate()).filter(opleiding=opleiding_id)
        self.activiteiten = list(geldig.order_by("volgorde"))
        for activiteit in self.activiteiten:
            plek = gekozen.get(activiteit.pk, "") if regels else Leerplek.BEIDE
            self.fields[f"activiteit_{activiteit.pk}"] = _plekveld(str(activiteit), plek, "Niet in dit plan")
            self.fields[f"activiteit_{activiteit.pk}"].nodig = True
        nummers_ = rijnummers(self.data, "eigen", min(len(eigen) + EIGEN_REGELS, HOOGSTENS_REGELS), HOOGSTENS_REGELS)
        self.eigen = list(nummers_)
        for nummer in self.eigen:
            regel = eigen[nummer] if nummer < len(eigen) else None
            self.fields[f"eigen_{nummer}"] = tekst(
                f"Eigen competentie {nummer + 1}", max_length=250, initial=regel.omschrijving if regel else ""
            )
            self.fields[f"eigen_plek_{nummer}"] = _plekveld(
                f"Waar leert de lerende dit ({nummer + 1})?", regel.plek if regel else Leerplek.BEIDE
            )

    def clean(self) -> dict[str, Any]:
        gegevens = super().clean() or {}
        if not self.errors and not self.regels():
            self.add_error(None, "Kies minstens één competentie, of schrijf er zelf een.")
        return gegevens

    def regels(self) -> list[Planregel]:
        schoon = self.cleaned_data
        uit_catalogus = [
            Planregel(activiteit.omschrijving, plek, activiteit)
            for activiteit in self.activiteiten
            if (plek := schoon[f"activiteit_{activiteit.pk}"])
        ]
        eigen = [
            Planregel(schoon[f"eigen_{nummer}"], schoon[f"eigen_plek_{nummer}"] or Leerplek.BEIDE)
            for nummer in self.eigen
            if schoon[f"eigen_{nummer}"]
        ]
        return uit_catalogus + eigen


class PlanForm(PlanDeel, ConceptForm):
    """The opleidingsplan of one overeenkomst."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        competenties = self.overeenkomst.competenties.select_related("activiteit")
        regels = [Planregel(regel.omschrijving, regel.plek, regel.activiteit) for regel in competenties]
        self.zet_plan(self.overeenkomst.opleiding_id, regels)


def _plekveld(label: str, plek: str, leeg: str = "") -> forms.ChoiceField:
    keuzes = [*([("", leeg)] if leeg else []), *Leerplek.choices]
    return forms.ChoiceField(
        label=label, choices=keuzes, initial=plek, required=False, widget=Keuzelijst,
        error_messages={"invalid_choice": "Kies uit de lijst."},
    )  # fmt: skip


class VergoedingForm(ConceptForm):
    """Proposed by the start date and the categorie; never below the minimum (rules.md §5.2)."""

    categorie = forms.TypedChoiceField(
        label="Categorie",
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": "Kies de categorie.", "invalid_choice": "Kies de categorie."},
    )
    vergoeding = forms.DecimalField(
        label="Leervergoeding",
        required=False,
        max_digits=8,
        decimal_places=2,
        localize=True,
        widget=forms.TextInput(attrs={"class": "invoer-kort", "inputmode": "decimal"}),
        error_messages={"invalid": "Schrijf het bedrag zo: 700,80."},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rij = self.overeenkomst
        assert rij.start is not None
        self.minima = minima(rij.start)
        self.per_maand = rij.soort in vergoeding.PER_MAAND
        if self.per_maand:
            self.fields["categorie"].choices = [
                (nr, f"Categorie {nr}: minstens {_euro(self.minima[str(nr)])} per maand")
                for nr in vergoeding.CATEGORIEEN
            ]
            self.initial.setdefault("categorie", rij.categorie or 1)
            self.fields["vergoeding"].help_text = "Per maand, in euro. Laat leeg voor het minimum van de categorie."
        else:
            del self.fields["categorie"]
            self.fields["vergoeding"].help_text = f"Per uur, in euro. Minstens {_euro(self.minima['uur'])}."
        self.initial.setdefault("vergoeding", rij.vergoeding or self.minimum(self.initial.get("categorie")))

    def minimum(self, categorie: int | None) -> Decimal:
        return self.minima[str(categorie)] if self.per_maand and categorie else self.minima["uur"]

    def clean(self) -> dict[str, Any]:
        gegevens = super().clean() or {}
        if self.errors:
            return gegevens
        minimum = self.minimum(gegevens.get("categorie"))
        bedrag = gegevens.get("vergoeding")
        if bedrag is None:
            gegevens["vergoeding"] = minimum
        elif bedrag < minimum:
            per = "per maand" if self.per_maand else "per uur"
            self.add_error("vergoeding", f"De leervergoeding is minstens {_euro(minimum)} {per}. Vul dat in, of meer.")
        return gegevens

    def velden(self) -> dict[str, Any]:
        return {"categorie": self.cleaned_data.get("categorie"), "vergoeding": self.cleaned_data["vergoeding"]}


def _euro(bedrag: Decimal) -> str:
    return f"{bedrag:.2f} euro".replace(".", ",")


class EvaluatieDeel(forms.Form):
    """When and how mentor and school evaluate, and who can be reached in the school holidays."""

    evaluatievorm = tekstvak(
        "Hoe evalueren jullie?",
        "Schrijf hoe jullie evalueren.",
        hint="Bijvoorbeeld: een gesprek met mentor, lerende en school, en daarna een verslag.",
    )
    vakantiecontact = NaamVeld(
        label="Wie van de school is bereikbaar in de schoolvakanties?", required=False, max_length=120
    )
    vakantietelefoon = TelefoonVeld("Telefoon in de schoolvakanties")

    def zet_evaluaties(self, bron: Any, gepland: list[date]) -> None:
        """What `bron`, a concept or a klassjabloon, holds now, within its period."""
        self.periode = (bron.start, bron.einde)
        for veld in EVALUATIEVELDEN:
            self.initial.setdefault(veld, getattr(bron, veld))
        for nummer in range(max(EVALUATIES, len(gepland))):
            self.fields[f"datum_{nummer}"] = datumveld(
                f"Evaluatie {nummer + 1}",
                "",
                required=False,
                initial=gepland[nummer] if nummer < len(gepland) else None,
            )
        self.datumvelden = [naam for naam in self.fields if naam.startswith("datum_")]

    def clean(self) -> dict[str, Any]:
        gegevens = super().clean() or {}
        start, einde = self.periode
        for veld in self.datumvelden:
            datum = gegevens.get(veld)
            if datum and start and einde and not start <= datum <= einde:
                self.add_error(veld, f"Kies een dag tussen {start:%d/%m/%Y} en {einde:%d/%m/%Y}.")
        if not any(gegevens.get(veld) for veld in self.datumvelden) and "datum_0" not in self.errors:
            self.add_error("datum_0", "Plan minstens één evaluatie.")
        return gegevens

    def datums(self) -> list[date]:
        return sorted({self.cleaned_data[veld] for veld in self.datumvelden if self.cleaned_data[veld]})

    def velden(self) -> dict[str, Any]:
        return {veld: self.cleaned_data[veld] for veld in EVALUATIEVELDEN}


class EvaluatieForm(EvaluatieDeel, ConceptForm):
    """The evaluations of one overeenkomst."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        gepland = [evaluatie.gepland_op for evaluatie in self.overeenkomst.evaluaties.all()]
        self.zet_evaluaties(self.overeenkomst, gepland)
