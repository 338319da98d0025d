"""Forms of the coördinator about sessions of the mentoropleiding (rules.md §4)."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils import timezone

from educam_portal.accounts.tekst import een_regel
from educam_portal.accounts.velden import datumveld, tekstvak, uurveld
from educam_portal.organisaties.forms import PostcodeMetGemeente, gemeenteveld
from educam_portal.organisaties.regios import gemeenten_bij

from ..models import Aanwezigheid, Inschrijving, Sessie, Sessiedag
from ..models.opleiding import HOOGSTENS_PLAATSEN
from ..rules import Dag
from ..services.sessies import VELDEN, Planning


def _regel(label: str, fout: str, hint: str = "", **opties: Any) -> forms.CharField:
    """One line of text; `fout` says how to fix an empty one."""
    return forms.CharField(
        label=label,
        help_text=hint,
        error_messages={"required": fout, "max_length": "Maak dit korter."},
        **{"max_length": 120, **opties},
    )


class SessieForm(PostcodeMetGemeente, forms.Form):
    """When, where, for how many, with whom; `planning` turns it into what the service wants."""

    titel = _regel("Titel", "Vul een titel in.", "Deze titel staat ook op het attest.", initial="Mentoropleiding")
    dag_1 = datumveld("Dag 1", "Kies de eerste dag.")
    van_1 = uurveld("Van", initial="09:00")
    tot_1 = uurveld("Tot", initial="17:00")
    dag_2 = datumveld("Dag 2", "Kies de tweede dag.")
    van_2 = uurveld("Van", initial="09:00")
    tot_2 = uurveld("Tot", initial="17:00")
    locatie = _regel("Naam van de plaats", "Vul de naam van de plaats in.", "Bijvoorbeeld: opleidingscentrum EDUCAM.")
    straat = _regel("Straat", "Vul de straat in.")
    huisnummer = _regel("Huisnummer", "Vul het huisnummer in.", max_length=15)
    postcode = _regel("Postcode", "Vul de postcode in.", max_length=10)
    gemeente = gemeenteveld()
    capaciteit = forms.IntegerField(
        label="Aantal plaatsen",
        min_value=1,
        max_value=HOOGSTENS_PLAATSEN,
        initial=12,
        widget=forms.NumberInput(attrs={"class": "breedte-10"}),
        error_messages={
            "required": "Vul het aantal plaatsen in.",
            "invalid": "Vul een getal in, zoals 12.",
            "min_value": "Geef minstens één plaats.",
            "max_value": f"Geef hoogstens {HOOGSTENS_PLAATSEN} plaatsen.",
        },
    )
    trainer = _regel("Trainer", "Vul de naam van de trainer in.", "Deelnemers zien deze naam.")
    programma = tekstvak("Programma", "", verplicht=False, rijen=6, hint="Wat komt wanneer aan bod? Iedereen ziet dit.")

    def __init__(self, *args: Any, sessie: Sessie | None = None, **kwargs: Any) -> None:
        begin = _van_sessie(sessie) if sessie else {}
        kwargs["initial"] = begin | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)
        self.vraag_gemeente(begin.get("postcode", ""))

    def clean(self) -> dict[str, Any]:
        schoon = super().clean() or {}
        if "postcode" in schoon and "gemeente" not in self.fields:
            gemeenten = gemeenten_bij(schoon["postcode"], timezone.localdate())
            if gemeenten:
                schoon["gemeente"] = gemeenten[0]
            else:
                self.add_error("postcode", "Deze postcode ligt niet in Vlaanderen of Brussel. Kijk de cijfers na.")
        for veld in ("titel", "locatie", "straat", "huisnummer", "trainer"):
            if veld in schoon:
                schoon[veld] = een_regel(schoon[veld])
        return schoon

    @property
    def dagvelden(self) -> list[dict[str, forms.BoundField]]:
        """The three fields of each day, for the page."""
        return [{deel: self[f"{deel}_{n}"] for deel in ("dag", "van", "tot")} for n in (1, 2)]

    @property
    def plaatsvelden(self) -> list[forms.BoundField]:
        return [
            self[veld] for veld in ("locatie", "straat", "huisnummer", "postcode", "gemeente") if veld in self.fields
        ]


def planning(schoon: dict[str, Any]) -> Planning:
    """What was filled in, as the service wants it."""
    een, twee = (Dag(schoon[f"dag_{n}"], schoon[f"van_{n}"], schoon[f"tot_{n}"]) for n in (1, 2))
    return Planning(**{veld: schoon[veld] for veld in VELDEN}, dagen=(een, twee))


def _van_sessie(sessie: Sessie) -> dict[str, Any]:
    velden: dict[str, Any] = {veld: getattr(sessie, veld) for veld in VELDEN}
    for dag in sessie.dagen.all():
        velden |= {f"dag_{dag.nummer}": dag.datum, f"van_{dag.nummer}": dag.van, f"tot_{dag.nummer}": dag.tot}
    return velden


class RedenForm(forms.Form):
    """Why a session does not take place; everybody who was on the list reads it."""

    reden = tekstvak(
        "Waarom gaat de sessie niet door?",
        "Schrijf waarom de sessie niet doorgaat.",
        hint="Iedereen die ingeschreven is of wacht, leest dit in de mail.",
    )


class RechtzetForm(forms.Form):
    reden = tekstvak(
        "Hoe weet je dat deze persoon er beide dagen was?",
        "Schrijf hoe je weet dat deze persoon er beide dagen was.",
        hint="Bijvoorbeeld: stond wel op de getekende lijst.",
    )


class AanwezigheidForm(forms.Form):
    """One choice per participant for one day; whoever is left open stays open."""

    KEUZES = [("ok", "Aanwezig"), ("niet", "Afwezig")]

    def __init__(self, *args: Any, deelnemers: Iterable[Inschrijving], dag: Sessiedag, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.deelnemers = list(deelnemers)
        gekend = dict(
            Aanwezigheid.objects.filter(dag=dag, inschrijving__in=self.deelnemers).values_list(
                "inschrijving", "aanwezig"
            )
        )
        for inschrijving in self.deelnemers:
            stand = gekend.get(inschrijving.pk)
            self.fields[self._naam(inschrijving)] = forms.ChoiceField(
                label=f"Was {inschrijving.persoon} er?",
                choices=self.KEUZES,
                required=False,
                widget=forms.RadioSelect,
                initial="" if stand is None else "ok" if stand else "niet",
                error_messages={"invalid_choice": "Kies Aanwezig of Afwezig."},
            )

    @staticmethod
    def _naam(inschrijving: Inschrijving) -> str:
        return f"wie_{inschrijving.pk}"

    @property
    def rijen(self) -> list[tuple[Inschrijving, forms.BoundField]]:
        """Each participant with the two buttons."""
        return [(inschrijving, self[self._naam(inschrijving)]) for inschrijving in self.deelnemers]

    def clean(self) -> dict[str, Any]:
        """`aanwezig`: id of Inschrijving → was there, of whom it was said."""
        schoon = super().clean() or {}
        gezegd = {wie.pk: schoon.get(self._naam(wie)) for wie in self.deelnemers}
        return {"aanwezig": {pk: keuze == "ok" for pk, keuze in gezegd.items() if keuze}}
