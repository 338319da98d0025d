"""What school and mentor fill in about the learning (rules.md §5)."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone

from educam_portal.accounts.velden import datumveld, tekstvak, uurveld

from ..models import Evaluatie, Plancompetentie, Vordering, Vorderingsvoorstel
from ..rules.evaluatie import VRAGEN
from ..toestanden import Kunnen
from .velden import NaamVeld, emailveld, tekst


class EvaluatiedagForm(forms.Form):
    gepland_op = datumveld("Op welke dag evalueren jullie?", "Vul de dag in.")


class DeelForm(forms.Form):
    """One side's part of an evaluation."""

    tekst = tekstvak(
        "Hoe gaat het?",
        "Schrijf hoe het gaat.",
        rijen=8,
        hint="Wat gaat goed, wat kan beter, en wat spreken jullie af? De andere partij, de werkgever en de lerende lezen dit.",
    )


class KlassenraadForm(forms.Form):
    """When and where the klassenraad speaks of this lerende."""

    dag = datumveld("Op welke dag is de klassenraad?", "Vul de dag in.")
    van = uurveld("Van hoe laat?")
    tot = uurveld("Tot hoe laat?")
    plaats = tekst(
        "Waar?", max_length=200, help_text="Een adres, een lokaal of “online”. Laat leeg voor het adres van de school."
    )

    def __init__(self, *args: Any, evaluatie: Evaluatie, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if evaluatie.klassenraad_op and evaluatie.klassenraad_tot:
            van, tot = (timezone.localtime(moment) for moment in (evaluatie.klassenraad_op, evaluatie.klassenraad_tot))
            self.initial = {
                "dag": van.date(),
                "van": van.time(),
                "tot": tot.time(),
                "plaats": evaluatie.klassenraad_plaats,
            }

    def clean(self) -> dict[str, Any]:
        gegevens = super().clean() or {}
        van, tot = gegevens.get("van"), gegevens.get("tot")
        if van and tot and tot <= van:
            self.add_error("tot", "Het einde ligt niet na het begin. Kijk de uren na.")
        if not self.errors:
            momenten = [timezone.make_aware(datetime.combine(gegevens["dag"], uur)) for uur in (van, tot) if uur]
            gegevens["begin"], gegevens["einde"] = momenten
        return gegevens


class VragenForm(forms.Form):
    """The five questions for the klassenraad; `antwoorden` in their order."""

    def __init__(self, *args: Any, antwoorden: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for nummer, vraag in enumerate(VRAGEN):
            self.fields[f"vraag_{nummer}"] = veld = tekstvak(
                vraag, "Beantwoord deze vraag. Een paar woorden volstaan.", rijen=3
            )
            veld.initial = antwoorden[nummer] if antwoorden else ""


class CompetentiesForm(forms.Form):
    """How far the lerende is, competence by competence; what is left open is not noted."""

    op_dag = datumveld("Wanneer zag je dit?", "Vul de dag in.")

    def __init__(
        self,
        *args: Any,
        competenties: Iterable[Plancompetentie],
        nu: Mapping[int, Vordering | Vorderingsvoorstel],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["op_dag"].initial = timezone.localdate()
        self.competenties = list(competenties)
        self.nu = nu
        for rij in self.competenties:
            self.fields[f"niveau_{rij.pk}"] = forms.TypedChoiceField(
                label="Hoe ver is de lerende?",
                coerce=int,
                empty_value=None,
                choices=Kunnen.choices,
                widget=forms.RadioSelect,
                required=False,
                error_messages={"invalid_choice": "Kies nog niet, met hulp of zelfstandig."},
            )
            self.fields[f"opmerking_{rij.pk}"] = tekst(
                "Opmerking", max_length=250, error_messages={"max_length": "Houd het korter dan 250 tekens."}
            )

    def rijen(self) -> list[tuple[Plancompetentie, Vordering | Vorderingsvoorstel | None, Any, Any]]:
        """Each competence with what was noted last, and its two fields."""
        return [
            (rij, self.nu.get(rij.pk), self[f"niveau_{rij.pk}"], self[f"opmerking_{rij.pk}"])
            for rij in self.competenties
        ]

    def clean(self) -> dict[str, Any]:
        gegevens = super().clean() or {}
        gegevens["niveaus"] = {
            rij.pk: (niveau, gegevens.get(f"opmerking_{rij.pk}", ""))
            for rij in self.competenties
            if (niveau := gegevens.get(f"niveau_{rij.pk}")) is not None
        }
        for rij in self.competenties:
            if gegevens.get(f"opmerking_{rij.pk}") and rij.pk not in gegevens["niveaus"]:
                self.add_error(f"niveau_{rij.pk}", "Kies bij je opmerking ook hoe ver de lerende is.")
        return gegevens


class CollegaForm(forms.Form):
    """Who helps the mentor."""

    naam = NaamVeld(label="Naam van je collega", max_length=80, error_messages={"required": "Vul de naam in."})
    email = emailveld("E-mailadres van je collega", "We sturen de persoonlijke link naar dit adres.")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].required = True
        self.fields["email"].error_messages["required"] = "Vul het e-mailadres van je collega in."


class VoorstellenForm(forms.Form):
    """What colleagues saw, for the mentor to confirm one by one; what is left open keeps waiting."""

    def __init__(self, *args: Any, voorstellen: Iterable[Vorderingsvoorstel], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.voorstellen = list(voorstellen)
        for rij in self.voorstellen:
            self.fields[f"klopt_{rij.pk}"] = forms.ChoiceField(
                label="Klopt dit volgens jou?",
                choices=[("ja", "Ja, dit klopt"), ("nee", "Nee, dit telt niet")],
                widget=forms.RadioSelect,
                required=False,
                error_messages={"invalid_choice": "Kies ja of nee."},
            )

    def rijen(self) -> list[tuple[Vorderingsvoorstel, Any]]:
        return [(rij, self[f"klopt_{rij.pk}"]) for rij in self.voorstellen]

    def clean(self) -> dict[str, Any]:
        gegevens = super().clean() or {}
        antwoorden = {rij.pk: gegevens.get(f"klopt_{rij.pk}") for rij in self.voorstellen}
        gegevens["besluiten"] = {pk: antwoord == "ja" for pk, antwoord in antwoorden.items() if antwoord}
        return gegevens
