"""The small GET forms of the public pages."""

from typing import Any

from django import forms
from django.utils import timezone

from educam_portal.organisaties import regios
from educam_portal.organisaties.models import Regio
from mentoren.voorwaarden import Drempels

from .check import Antwoord

JA_NEE = ((Antwoord.JA, "Ja"), (Antwoord.NEE, "Nee"), (Antwoord.WEET_NIET, "Dat weet ik nog niet"))


class CheckForm(forms.Form):
    """The five questions; thresholds come from the parameters."""

    def __init__(self, *args: Any, drempels: Drempels, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        d = drempels
        leeftijden = (
            (Antwoord.JA, f"{d.min_leeftijd} jaar of ouder"),
            (Antwoord.BIJNA, f"{d.min_leeftijd_vrijgesteld} tot en met {d.min_leeftijd - 1} jaar"),
            (Antwoord.NEE, f"Jonger dan {d.min_leeftijd_vrijgesteld} jaar"),
            (Antwoord.WEET_NIET, "Dat weet ik nog niet"),
        )
        self._vraag(
            "leeftijd",
            "Hoe oud is de collega die de lerende begeleidt?",
            "We noemen die collega de mentor. Je mag ook zelf mentor zijn.",
            leeftijden,
        )
        self._vraag(
            "ervaring",
            f"Heeft je mentor minstens {d.min_ervaring} ervaring in het beroep?",
            "Ervaring bij een vorige werkgever telt mee.",
        )
        self._vraag(
            "veroordelingen",
            "Zijn je mentor en je bedrijf zonder veroordelingen?",
            "Voor je bedrijf gaat het om veroordelingen die je zaak of een goede leeromgeving in gevaar brengen.",
        )
        self._vraag(
            "aanwezig",
            "Is je mentor genoeg in de werkplaats om de lerende van dichtbij te volgen?",
            "Collega’s mogen helpen.",
        )
        self._vraag(
            "uitrusting",
            "Kan de lerende bij jou de taken van de opleiding leren?",
            "Denk aan je toestellen, je gereedschap, je ruimte en het soort werk dat binnenkomt.",
        )

    def _vraag(self, naam: str, label: str, hulp: str, keuzes: Any = JA_NEE) -> None:
        self.fields[naam] = forms.ChoiceField(
            label=label,
            help_text=hulp,
            choices=keuzes,
            widget=forms.RadioSelect,
            error_messages={
                "required": f"Kies een antwoord op de vraag “{label}”",
                "invalid_choice": f"Kies een van de antwoorden bij “{label}”",
            },
        )


class PostcodeForm(forms.Form):
    """A postcode, and the gemeente when two regio's share it (rules.md §10). `regio` is None outside our regio's."""

    postcode = forms.CharField(
        label="Postcode van je werkplaats",
        max_length=10,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "postal-code", "size": 6}),
        error_messages={"required": "Vul een postcode in, bijvoorbeeld 9300."},
    )
    gemeente = forms.CharField(
        label="In welke gemeente ligt je werkplaats?", required=False, max_length=60, widget=forms.HiddenInput
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.regio: Regio | None = None
        self.keuze_nodig = False

    def clean_postcode(self) -> str:
        cijfers = "".join(teken for teken in self.cleaned_data["postcode"] if teken not in " .-")
        if not (cijfers.isdigit() and len(cijfers) == 4):
            raise forms.ValidationError("Een Belgische postcode telt vier cijfers, bijvoorbeeld 9300.")
        return cijfers

    def clean(self) -> dict[str, Any]:
        schoon = super().clean() or {}
        vandaag = timezone.localdate()
        if "postcode" not in schoon:
            return schoon
        try:
            self.regio = regios.regio_voor(schoon["postcode"], vandaag, schoon.get("gemeente") or None)
        except regios.GemeenteNodig as nodig:
            self.keuze_nodig = True
            namen = [gemeente.naam for gemeente in nodig.gemeenten]
            if schoon.get("gemeente"):
                self.add_error("gemeente", "Kies een van de gemeenten uit de lijst.")
            self.fields["gemeente"].required = True
            self.fields["gemeente"].widget = forms.RadioSelect(choices=[(naam, naam) for naam in namen])
        return schoon

    @property
    def buiten_bereik(self) -> bool:
        """A well-formed postcode that no consultant serves."""
        return self.is_valid() and self.regio is None and not self.keuze_nodig


class CodeForm(forms.Form):
    code = forms.CharField(
        label="Code op het attest",
        help_text="De code staat onder de QR-code, bijvoorbeeld bcdf ghjk mnpq.",
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}),
        error_messages={"required": "Vul de code in die onder de QR-code staat."},
    )

    def clean_code(self) -> str:
        schoon = "".join(teken for teken in self.cleaned_data["code"].lower() if teken.isalnum())
        if not schoon:
            raise forms.ValidationError("Vul de code in die onder de QR-code staat.")
        return schoon
