"""Forms about another mentor for an erkenning that runs (rules.md §3.1, §3.3)."""

from collections.abc import Iterable
from typing import Any

from django import forms

from educam_portal.accounts.velden import tekstvak
from mentoren.models import Mentor


class VoorstelForm(forms.Form):
    """One of these `mentoren`."""

    mentor = forms.ChoiceField(
        label="Wie wordt mentor?",
        widget=forms.RadioSelect,
        error_messages={"required": "Kies wie mentor wordt.", "invalid_choice": "Kies een mentor uit de lijst."},
    )

    def __init__(self, *args: Any, mentoren: Iterable[Mentor], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.mentoren = {str(mentor.pk): mentor for mentor in mentoren}
        self.fields["mentor"].choices = [(pk, str(mentor)) for pk, mentor in self.mentoren.items()]

    def clean_mentor(self) -> Mentor:
        return self.mentoren[self.cleaned_data["mentor"]]


class BesluitForm(forms.Form):
    """Accept, or not with a sentence that the werkgever reads."""

    besluit = forms.ChoiceField(
        label="Kan deze persoon mentor zijn?",
        choices=[("aanvaard", "Ja, ik aanvaard deze mentor"), ("niet", "Nee, deze mentor kan niet")],
        widget=forms.RadioSelect,
        error_messages={"required": "Kies ja of nee.", "invalid_choice": "Kies ja of nee."},
    )
    reden = tekstvak(
        "Bij nee: wat leest de werkgever?",
        "",
        verplicht=False,
        hint="Schrijf niets over het uittreksel. Ligt het daaraan, dan leest de werkgever alleen: "
        "“Deze mentor kan niet worden aangeduid.”",
    )

    def clean(self) -> dict[str, Any]:
        schoon = super().clean() or {}
        if schoon.get("besluit") == "niet" and not schoon.get("reden", "").strip():
            self.add_error("reden", "Schrijf waarom deze mentor niet kan. De werkgever leest dit.")
        return schoon
