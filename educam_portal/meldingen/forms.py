"""The form under a thread, what people choose about their mails, and the filters of the outbox."""

from collections.abc import Mapping
from typing import Any

from django import forms

from educam_portal.documenten.forms import DocumentVeld
from educam_portal.meldingen.draden import TEKST_MAX
from educam_portal.meldingen.register import GROEPEN, SOORTEN, Wijze, keuzes


class DraadForm(forms.Form):
    """A new message; `intern=True` offers EDUCAM the choice to keep it inside."""

    tekst = forms.CharField(
        label="Je bericht",
        max_length=TEKST_MAX,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={
            "required": "Schrijf eerst je bericht.",
            "max_length": "Je bericht is te lang. Maak het korter dan %(limit_value)d tekens.",
        },
    )
    bijlage = DocumentVeld(label="Bijlage", required=False)
    intern = forms.BooleanField(
        label="Alleen voor EDUCAM", help_text="Het bedrijf ziet dit bericht niet.", required=False
    )

    def __init__(self, *args: Any, intern: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not intern:
            del self.fields["intern"]


class VoorkeurenForm(forms.Form):
    """One question per group that offers a choice; `huidige` gives the groups of the reader and what counts now."""

    def __init__(self, *args: Any, huidige: Mapping[str, Wijze], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for naam, wijze in huidige.items():
            groep = GROEPEN[naam]
            mogelijk = keuzes(groep)
            if len(mogelijk) > 1:
                self.fields[naam] = forms.ChoiceField(
                    label=groep.label,
                    help_text=groep.uitleg,
                    choices=[(keuze.value, keuze.label) for keuze in mogelijk],
                    initial=wijze.value,
                    widget=forms.RadioSelect,
                    error_messages={
                        "required": f"Kies hoe je mails krijgt over “{groep.label}”.",
                        "invalid_choice": f"“{groep.label}” kan niet op die manier. Kies een van de andere.",
                    },
                )


class UitgaandFilter(forms.Form):
    """The filters of the outbox in the address; an unknown value is ignored."""

    soort = forms.ChoiceField(label="Soort bericht", required=False)
    adres = forms.CharField(
        label="E-mailadres",
        help_text="Het begin volstaat.",
        required=False,
        max_length=254,
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "email"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        per_label = {soort.label: soort.naam for soort in SOORTEN.values()}
        self.fields["soort"].choices = [
            ("", "Alle soorten"),
            *((naam, label) for label, naam in sorted(per_label.items())),
        ]

    def filters(self) -> dict[str, str]:
        """The active filters, in the order of the fields."""
        if not self.is_bound:
            return {}
        self.is_valid()
        return {naam: self.cleaned_data[naam] for naam in self.fields if self.cleaned_data.get(naam)}

    def chip(self, naam: str, waarde: str) -> str:
        """How an active filter reads."""
        tekst = dict(self.fields["soort"].choices)[waarde] if naam == "soort" else waarde
        return f"{self.fields[naam].label}: {tekst}"
