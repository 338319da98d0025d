"""Forms about the 596.2 of a mentor (rules.md §4): never what is on it, only that it was seen."""

from typing import Any

from django import forms
from django.utils import timezone

from educam_portal.accounts.models import User
from educam_portal.accounts.velden import datumveld
from mentoren.drempels import drempels
from mentoren.models import Uittreksel

from .versie import MerkVeld


class NakijkenForm(forms.Form):
    """`gezien` says what lay open when the page was made (services.uittreksels.merk)."""

    gezien = MerkVeld(required=False)
    uitgegeven_op = datumveld(
        "Wanneer is het uittreksel uitgegeven?",
        "Vul de datum van uitgifte in. Ze staat op het uittreksel.",
    )
    uitkomst = forms.ChoiceField(
        label="Wat staat erop?",
        choices=[
            (Uittreksel.Uitkomst.BLANCO, "Blanco: er staat niets op"),
            (Uittreksel.Uitkomst.VERMELDING, "Er staat een vermelding op"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Duid aan wat op het uittreksel staat."},
    )
    getoond = forms.BooleanField(
        label="Getoond bij het bezoek",
        help_text="Je zag het op papier. Er wordt geen bestand bewaard.",
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        hoogstens = drempels(timezone.localdate()).uittreksel_max_oud
        self.fields["uitgegeven_op"].help_text = f"Hoogstens {hoogstens} voor de dag waarop de mentor is aangeduid."


class VermeldingForm(forms.Form):
    coordinator = forms.ModelChoiceField(
        label="Welke coördinator beoordeelt mee?",
        help_text="Alleen jij en deze coördinator kunnen het uittreksel openen.",
        queryset=User.objects.none(),
        empty_label="Kies een coördinator",
        error_messages={"required": "Kies een coördinator.", "invalid_choice": "Kies een coördinator uit de lijst."},
    )

    def __init__(self, *args: Any, coordinatoren: list[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        pks = [user.pk for user in coordinatoren]
        self.fields["coordinator"].queryset = User.objects.filter(pk__in=pks).order_by("naam")


class OordeelForm(forms.Form):
    oordeel = forms.ChoiceField(
        label="Kan deze mentor lerenden begeleiden?",
        help_text="Jullie beslissen samen. Alleen dit antwoord wordt bewaard, het uittreksel wordt gewist.",
        choices=[keuze for keuze in Uittreksel.Oordeel.choices if keuze[0]],
        widget=forms.RadioSelect,
        error_messages={"required": "Kies aanvaard of niet aanvaard."},
    )
