"""The form for a version of a parameter: a value as people type it, from when on, and where it comes from."""

from typing import Any

from django import forms
from django.utils.datastructures import MultiValueDict

from educam_portal.accounts.velden import datumveld

from . import velden
from .definities import DEFINITIES, Soort
from .models import Parameter

TE_LANG = "Deze tekst is te lang. Maak hem korter dan 250 tekens."


class VersieForm(forms.Form):
    """`waarde()` gives what is stored. `gezien` remembers what the page was made from (`services.merk`)."""

    geldig_vanaf = datumveld("Vanaf welke dag geldt dit?", "Kies vanaf welke dag dit geldt.")
    bron = forms.CharField(
        label="Bron",
        help_text="Waar komt deze waarde vandaan? Bijvoorbeeld: Staatsblad 12/3/2027, of beslissing van EDUCAM.",
        max_length=250,
        error_messages={"required": "Schrijf uit welke bron je dit hebt.", "max_length": TE_LANG},
    )
    afgeleid = forms.BooleanField(
        label="Deze waarde is berekend of afgeleid, ze staat niet zo in de bron", required=False
    )
    opmerking = forms.CharField(
        label="Opmerking", required=False, max_length=250, error_messages={"max_length": TE_LANG}
    )
    gezien = forms.CharField(widget=forms.HiddenInput, required=False, max_length=20)

    def __init__(self, *args: Any, naam: str, voorbeeld: Parameter | None, gezien: str, **kwargs: Any) -> None:
        self.definitie = DEFINITIES[naam]
        begin: dict[str, Any] = {"gezien": gezien}
        if voorbeeld is not None:
            begin |= velden.begin(self.definitie, voorbeeld.waarde)
        kwargs["initial"] = begin | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)
        eigen = velden.maak(self.definitie)
        self.fields = eigen | self.fields
        self.waardevelden = list(eigen)

    @property
    def andere_velden(self) -> list[forms.BoundField]:
        """Everything but the pairs, which stand side by side."""
        samen = self.waardevelden if self.paren else []
        return [veld for veld in self if veld.name not in samen]

    @property
    def paren(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """For moments: how many and when, side by side."""
        if self.definitie.soort is not Soort.MOMENTEN:
            return []
        return [(self[f"aantal_{n}"], self[f"wanneer_{n}"]) for n in range(1, velden.MOMENTEN + 1)]

    def clean(self) -> dict[str, Any]:
        schoon = super().clean() or {}
        if self.definitie.soort is Soort.MOMENTEN:
            self._lees_momenten(schoon)
        return schoon

    def _lees_momenten(self, schoon: dict[str, Any]) -> None:
        gezien: set[str] = set()
        for n in range(1, velden.MOMENTEN + 1):
            if {f"aantal_{n}", f"wanneer_{n}"} & set(self.errors):
                continue
            try:
                moment = velden.moment(schoon.get(f"aantal_{n}"), schoon.get(f"wanneer_{n}", ""))
            except ValueError as fout:
                self.add_error(f"aantal_{n}", str(fout))
                continue
            if moment and moment in gezien:
                self.add_error(f"aantal_{n}", "Dit moment staat er al. Kies een ander.")
            gezien.add(moment)
            schoon[f"moment_{n}"] = moment

    def waarde(self) -> Any:
        return velden.lees(self.definitie, self.cleaned_data)

    def verversen(self, gezien: str) -> None:
        """After a stale save: what was typed stays, the next press counts."""
        getypt = {naam: self.data.getlist(naam) for naam in self.data}
        self.data = MultiValueDict(getypt | {"gezien": [gezien]})
