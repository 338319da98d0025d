"""Deciding: per opleiding erkennen or weigeren, with reasons and accepted mentoren (rules.md §3.2)."""

from typing import Any

from django import forms

from ..dossieroordeel import DossierOordeel
from ..models import AanvraagLijn, LijnMentor
from ..services.beslissen import LijnBesluit

KEUZES = [("erkennen", "Erkennen"), ("weigeren", "Weigeren")]


class BeslissenForm(forms.Form):
    """Three fields per opleiding that is asked for."""

    def __init__(self, *args: Any, lijnen: list[AanvraagLijn], oordeel: DossierOordeel, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lijnen = lijnen
        self.oordeel = oordeel
        for lijn in lijnen:
            mentoren = oordeel.mentoren[lijn.pk]
            # Sent back by the coördinator: what was proposed then is still there.
            eerder = {m.voorstel.pk for m in mentoren if m.voorstel.oordeel == LijnMentor.Oordeel.AANVAARD}
            geldig = {m.voorstel.pk for m in mentoren if m.geldig}
            self.fields[f"besluit-{lijn.pk}"] = forms.ChoiceField(
                label=f"Wat beslis je voor {lijn.opleiding}?",
                choices=KEUZES,
                widget=forms.RadioSelect,
                initial=lijn.voorstel,
                error_messages={"required": f"Kies erkennen of weigeren voor {lijn.opleiding}."},
            )
            self.fields[f"mentoren-{lijn.pk}"] = forms.TypedMultipleChoiceField(
                label="Welke mentoren aanvaard je?",
                choices=[(m.voorstel.pk, str(m.voorstel.mentor)) for m in mentoren],
                coerce=int,
                required=False,
                widget=forms.CheckboxSelectMultiple,
                initial=list(eerder or geldig),
            )
            self.fields[f"redenen-{lijn.pk}"] = forms.CharField(
                label="Waarom weiger je?",
                help_text="Alleen bij een weigering. Dit staat woordelijk in de brief.",
                required=False,
                max_length=5000,
                widget=forms.Textarea(attrs={"rows": 4}),
                initial=lijn.redenen,
            )
            self.fields[f"redenen-{lijn.pk}"].nodig = True

    @property
    def per_lijn(self) -> list[dict[str, Any]]:
        """Each opleiding with its fields, its mentoren and every condition judged, for the page."""
        return [
            {
                "lijn": lijn,
                "besluit": self[f"besluit-{lijn.pk}"],
                "redenen": self[f"redenen-{lijn.pk}"],
                "mentoren": list(zip(self[f"mentoren-{lijn.pk}"], self.oordeel.mentoren[lijn.pk], strict=True)),
                "mentorveld": self[f"mentoren-{lijn.pk}"],
            }
            for lijn in self.lijnen
        ]

    def clean(self) -> dict[str, Any]:
        """Adds `besluiten`: id of the line → LijnBesluit."""
        schoon = super().clean() or {}
        besluiten = {}
        for lijn in self.lijnen:
            besluit = schoon.get(f"besluit-{lijn.pk}")
            redenen = schoon.get(f"redenen-{lijn.pk}", "")
            mentoren = schoon.get(f"mentoren-{lijn.pk}", [])
            if besluit == "weigeren" and not redenen.strip():
                self.add_error(f"redenen-{lijn.pk}", f"Schrijf waarom je {lijn.opleiding} weigert.")
            if besluit == "erkennen" and not mentoren:
                self.add_error(f"mentoren-{lijn.pk}", f"Aanvaard minstens één mentor voor {lijn.opleiding}.")
            erkennen = besluit == "erkennen"
            besluiten[lijn.pk] = LijnBesluit(
                erkennen, "" if erkennen else redenen, frozenset(mentoren) if erkennen else frozenset()
            )
        schoon["besluiten"] = besluiten
        return schoon

    @property
    def voorstel(self) -> dict[int, tuple[bool, str, list[LijnMentor]]]:
        """What the letter would say (`brieven.beslissing_gegevens`)."""
        return {
            lijn.pk: (
                besluit.erkennen,
                besluit.redenen,
                [m.voorstel for m in self.oordeel.mentoren[lijn.pk] if m.voorstel.pk in besluit.mentoren],
            )
            for lijn in self.lijnen
            for besluit in [self.cleaned_data["besluiten"][lijn.pk]]
        }
