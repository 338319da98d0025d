"""What people fill in while they talk about an overeenkomst (rules.md §5)."""

from typing import Any

from django import forms
from django.utils import timezone

from educam_portal.accounts.velden import datumveld, tekstvak

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


class KnelpuntForm(forms.Form):
    omschrijving = tekstvak("Wat loopt er niet goed?", "Schrijf wat niet goed loopt.")


class KnelpuntgesprekForm(forms.Form):
    gesprek_op = datumveld("Wanneer was het gesprek?", "Vul de dag van het gesprek in.")
    afspraken = tekstvak("Wat spraken jullie af?", "Schrijf wat jullie afspraken.")
    hercontrole_op = datumveld("Wanneer kijken jullie opnieuw?", "Vul de dag in waarop jullie opnieuw kijken.")


class UitkomstForm(forms.Form):
    uitkomst = tekstvak("Hoe liep het af?", "Schrijf hoe het afliep.")
