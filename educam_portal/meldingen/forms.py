"""The form under a thread."""

from typing import Any

from django import forms

from educam_portal.meldingen.draden import TEKST_MAX


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
