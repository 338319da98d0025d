"""Forms about a vestiging that closes, moves, or is looked at after a move (rules.md §3.3)."""

from typing import Any

from django import forms

from educam_portal.organisaties.forms import VestigingForm

from .consulent import tekstvak
from .maatregelen import dagveld


class SluitForm(forms.Form):
    vanaf = dagveld("Vanaf welke dag is de vestiging gesloten?", "Kies de eerste dag waarop ze gesloten is.")
    reden = tekstvak("Waarom sluit ze?", "Schrijf waarom de vestiging sluit.", rijen=3)


class VerhuisForm(VestigingForm):
    """The new address; what else is known of the vestiging stays as it is."""

    sinds = dagveld("Sinds wanneer?", "Kies de dag van de verhuis.", hint="Vandaag of vroeger.")
    reden = tekstvak("Waarom verhuisde ze?", "Schrijf waarom de vestiging verhuisde.", rijen=3)

    class Meta(VestigingForm.Meta):
        fields = ["straat", "huisnummer", "bus", "postcode"]

    field_order = [
        "sinds", "straat", "huisnummer", "bus", "postcode", "gemeente", "nummer", "nummer_onbekend", "reden",
    ]  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["nummer"].help_text = "Kreeg de vestiging een nieuw nummer? Pas het dan aan."
        if not self.is_bound:
            for veld in self.Meta.fields:
                self.initial[veld] = ""


class NazichtForm(forms.Form):
    gezien_op = dagveld("Wanneer ging je langs?", "Kies de dag van je bezoek.")
    besluit = tekstvak("Wat zag je?", "Schrijf op wat je zag.", hint="Alleen EDUCAM leest dit.")
