"""The form under a thread, and what people choose about their mails."""

from collections.abc import Mapping
from typing import Any

from django import forms

from educam_portal.meldingen.draden import TEKST_MAX
from educam_portal.meldingen.register import GROEPEN, Wijze, keuzes


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
