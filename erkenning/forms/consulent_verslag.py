"""The report of the visit and the judgement of the conditions: one form, as long as the dossier needs (rules.md §3.2)."""

from typing import Any

from django import forms

from educam_portal.documenten.forms import DocumentVeld
from educam_portal.documenten.soorten import FOTOS

from ..models import AanvraagLijn, Bezoekverslag, LijnActiviteit, VoorwaardeOordeel
from ..toestanden import Voorwaarde
from .versie import MerkVeld

BEVINDINGEN = [keuze for keuze in LijnActiviteit.Bevinding.choices if keuze[0]]
OORDELEN = [keuze for keuze in VoorwaardeOordeel.Antwoord.choices if keuze[0]]


class OordeelForm(forms.Form):
    """The four conditions, each with a note; every answer may still be open.

    `versie` says what stood there when the page was made (services.verslag.merk).
    """

    versie = MerkVeld(required=False)

    def __init__(self, *args: Any, antwoorden: dict[str, VoorwaardeOordeel], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for voorwaarde in Voorwaarde:
            oordeel = antwoorden.get(voorwaarde)
            self.fields[f"oordeel-{voorwaarde}"] = forms.ChoiceField(
                label=voorwaarde.label,
                choices=OORDELEN,
                required=False,
                widget=forms.RadioSelect,
                initial=oordeel.antwoord if oordeel else "",
            )
            self.fields[f"notitie-{voorwaarde}"] = forms.CharField(
                label=f"Notitie bij {voorwaarde.label.lower()}",
                required=False,
                max_length=2000,
                widget=forms.Textarea(attrs={"rows": 2}),
                initial=oordeel.notitie if oordeel else "",
            )

    @property
    def voorwaarden(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """Answer and note of each condition, for the page."""
        return [(self[f"oordeel-{voorwaarde}"], self[f"notitie-{voorwaarde}"]) for voorwaarde in Voorwaarde]

    def clean(self) -> dict[str, Any]:
        """Adds `oordelen` as the services take them: Voorwaarde → (antwoord, notitie)."""
        schoon = super().clean() or {}
        schoon["oordelen"] = {
            str(voorwaarde): (schoon.get(f"oordeel-{voorwaarde}", ""), schoon.get(f"notitie-{voorwaarde}", ""))
            for voorwaarde in Voorwaarde
        }
        return schoon


class VerslagForm(OordeelForm):
    """Activities per opleiding, conditions, what was seen, and a photo; nothing is required until it is filed."""

    tekst = forms.CharField(
        label="Wat zag je?",
        help_text="Een paar zinnen: de werkplaats, de sfeer, wat je afsprak.",
        required=False,
        max_length=10000,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    tekst.nodig = True
    engagementen_besproken = forms.BooleanField(
        label="We bespraken de vier engagementen: leerkansen, begeleiding, de bepalingen naleven en goed communiceren.",
        required=False,
    )
    foto = DocumentVeld(label="Foto", typen=FOTOS, required=False)

    def __init__(self, *args: Any, lijnen: list[AanvraagLijn], verslag: Bezoekverslag | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lijnen = lijnen
        # One photo at a time, straight from the camera of a phone.
        self.fields["foto"].widget.attrs["capture"] = "environment"
        if verslag:
            self.fields["tekst"].initial = verslag.tekst
            self.fields["engagementen_besproken"].initial = verslag.engagementen_besproken
        for rij in self._rijen():
            self.fields[f"bevinding-{rij.pk}"] = forms.ChoiceField(
                label=str(rij.activiteit),
                choices=BEVINDINGEN,
                required=False,
                widget=forms.RadioSelect,
                initial=rij.bevinding,
            )
            self.fields[f"opmerking-{rij.pk}"] = forms.CharField(
                label=f"Opmerking bij: {rij.activiteit}", required=False, max_length=500, initial=rij.opmerking
            )

    def _rijen(self) -> list[LijnActiviteit]:
        return [rij for lijn in self.lijnen for rij in lijn.activiteiten.all()]

    @property
    def per_lijn(self) -> list[dict[str, Any]]:
        """Each opleiding with its activities and their two fields, for the page."""
        return [
            {
                "lijn": lijn,
                "rijen": [
                    {"rij": rij, "bevinding": self[f"bevinding-{rij.pk}"], "opmerking": self[f"opmerking-{rij.pk}"]}
                    for rij in lijn.activiteiten.all()
                ],
                "bekeken": sum(bool(self[f"bevinding-{rij.pk}"].value()) for rij in lijn.activiteiten.all()),
            }
            for lijn in self.lijnen
        ]

    @property
    def bevindingen(self) -> dict[int, tuple[str, str]]:
        """As the service takes them: id of LijnActiviteit → (bevinding, opmerking)."""
        schoon = self.cleaned_data
        return {rij.pk: (schoon[f"bevinding-{rij.pk}"], schoon[f"opmerking-{rij.pk}"]) for rij in self._rijen()}

    @property
    def velden(self) -> dict[str, Any]:
        return {naam: self.cleaned_data[naam] for naam in ("tekst", "engagementen_besproken")}
