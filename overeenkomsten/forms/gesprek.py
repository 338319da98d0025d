"""What people fill in while they talk about an overeenkomst (rules.md §5)."""

from typing import Any

from django import forms
from django.utils import timezone

from educam_portal.accounts.velden import datumveld

from .velden import tekst


class RuilForm(forms.Form):
    """Two days and why; whether they can be swapped is for the service to say."""

    dag = datumveld("Welke dag wil je ruilen?", "Vul de dag in die je wil ruilen.")
    met = datumveld("Met welke dag?", "Vul de dag in waarmee je wil ruilen.")
    reden = tekst(
        "Waarom?",
        "Schrijf waarom je wil ruilen.",
        max_length=200,
        help_text="Bijvoorbeeld: een opleiding van een merk.",
    )

    def clean(self) -> dict[str, Any]:
        velden = super().clean() or {}
        for naam in ("dag", "met"):
            if (dag := velden.get(naam)) is not None and dag < timezone.localdate():
                self.add_error(naam, "Deze dag is voorbij. Kies vandaag of een dag die nog komt.")
        return velden
