"""Forms about one mentor: leaving, the exemption, several vestigingen (rules.md §3.3, §4)."""

from typing import Any

from django import forms
from django.utils import timezone

from educam_portal.accounts.velden import datumveld, tekstvak


class VertrekForm(forms.Form):
    """`naam_nodig`: the mentor is designated, so somebody must stand in from today on."""

    per = datumveld("Wat is de laatste dag als mentor?", "Vul de laatste dag als mentor in.")
    waarnemer = forms.CharField(
        label="Welke collega begeleidt de lerende voorlopig?",
        max_length=120,
        help_text="Voornaam en naam. Dat hoeft nog geen mentor te zijn.",
        error_messages={
            "required": "Schrijf wie de lerende voorlopig begeleidt.",
            "max_length": "Maak deze naam korter.",
        },
    )

    def __init__(self, *args: Any, naam_nodig: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["per"].initial = timezone.localdate()
        self.fields["waarnemer"].required = naam_nodig


class VraagForm(forms.Form):
    """Where the personal link goes; the address is kept with the mentor."""

    email = forms.EmailField(
        label="E-mailadres van de mentor",
        error_messages={
            "required": "Vul het e-mailadres van de mentor in.",
            "invalid": "Dit e-mailadres klopt niet. Schrijf het zo: naam@bedrijf.be.",
        },
    )


class VrijstellingForm(forms.Form):
    reden = tekstvak(
        "Op welk bewijs van vooropleiding steunt de vrijstelling?",
        "Schrijf op welk bewijs van vooropleiding de vrijstelling steunt.",
        hint="Bijvoorbeeld: diploma secundair na secundair, gezien bij het bezoek.",
    )


class RegelingForm(forms.Form):
    hoe = tekstvak(
        "Hoe is de mentor op elke vestiging genoeg aanwezig?",
        "Schrijf hoe de mentor op elke vestiging genoeg aanwezig is.",
        hint="Bijvoorbeeld: de lerende werkt enkel op de dagen dat de mentor er is.",
    )
