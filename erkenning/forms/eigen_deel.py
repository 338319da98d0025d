"""What a mentor fills in about the own person (rules.md §4, ux.md §3.3)."""

from typing import Any

from django import forms
from django.utils import timezone

from educam_portal.documenten.forms import DocumentVeld
from mentoren.drempels import drempels
from mentoren.models import Mentor

from .werkgever import MentorGegevens

# Who was checked or designated stays that person; the werkgever decides where the mail goes.
PERSOON = ("voornaam", "naam", "geboortedatum")


class EigenGegevensForm(MentorGegevens):
    """The questions about a mentor, asked to the mentor. `vast`: name and date of birth are known and stay."""

    def __init__(self, *args: Any, mentor: Mentor, vast: bool, **kwargs: Any) -> None:
        super().__init__(*args, mentor=mentor, **kwargs)
        self.vast = vast
        self._mentor = mentor
        del self.fields["email"]
        if vast:
            for veld in PERSOON:
                del self.fields[veld]
        grenzen = drempels(timezone.localdate())
        self.fields["telefoon"].label = "Je telefoonnummer"
        self.fields["functie"].label = "Je functie"
        self.fields["beroep_sinds"].label = "Sinds wanneer werk je in het beroep?"
        self.fields["voldoende_aanwezig"].label = "Ben je genoeg in de werkplaats om de lerende van dichtbij te volgen?"
        self.fields["voldoende_aanwezig"].error_messages["required"] = "Kies of je genoeg in de werkplaats bent."
        self.fields["vrijstelling_gevraagd"].label = (
            f"Ik ben tussen {grenzen.min_leeftijd_vrijgesteld} en {grenzen.min_leeftijd} jaar of heb minder ervaring, "
            "maar ik heb een bewijs van vooropleiding"
        )

    def persoon(self) -> dict[str, Any]:
        return {} if self.vast else super().persoon()

    def mentor(self) -> dict[str, Any]:
        self.cleaned_data.setdefault("email", self._mentor.email)
        return super().mentor()


class EigenUittrekselForm(forms.Form):
    bestand = DocumentVeld(label="Je uittreksel strafregister, model 596.2")
