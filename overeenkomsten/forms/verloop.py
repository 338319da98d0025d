"""What school and werkgever fill in to stop an overeenkomst, or to let it stand still (rules.md §5)."""

from typing import Any

from django import forms

from educam_portal.accounts.velden import datumveld, tekstvak

from ..toestanden import Eindreden, Partij, Schorsingsgrond

KIES = {"required": "Kies een antwoord.", "invalid_choice": "Kies een antwoord uit de lijst."}
WIE = {
    Partij.ONDERNEMING: "De onderneming",
    Partij.LERENDE: "De lerende",
    Partij.SCHOOL: "De school",
}


class _Einde(forms.Form):
    """`partijen` is who may stop by this way, as far as the user may write it down; of one alone nothing is asked."""

    def __init__(self, *args: Any, partijen: tuple[str, ...] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._enige = partijen[0] if len(partijen) == 1 else ""
        if "door_partij" in self.fields:
            if self._enige:
                del self.fields["door_partij"]
            else:
                self.fields["door_partij"].choices = [(partij, WIE[Partij(partij)]) for partij in partijen]

    def clean(self) -> dict[str, Any]:
        schoon = super().clean() or {}
        return {**schoon, "door_partij": self._enige} if self._enige else schoon


def _wie() -> forms.ChoiceField:
    return forms.ChoiceField(label="Wie stopt?", widget=forms.RadioSelect, error_messages=KIES)


class OnderlingForm(_Einde):
    laatste_dag = datumveld("Wat is de laatste dag?", "Kies de laatste dag.")
    reden = tekstvak(
        "Waarom stoppen jullie?",
        "",
        hint="Dit staat in het document dat iedereen tekent.",
        verplicht=False,
        rijen=3,
    )


class ProefperiodeForm(_Einde):
    door_partij = _wie()
    overhandigd_op = datumveld(
        "Op welke dag wordt de brief overhandigd?", "Kies de dag waarop de brief overhandigd wordt."
    )


class RedenForm(_Einde):
    door_partij = _wie()
    reden_soort = forms.ChoiceField(
        label="Welke reden?", choices=Eindreden.choices, widget=forms.RadioSelect, error_messages=KIES
    )
    reden = tekstvak(
        "Leg uit wat er gebeurde", "Leg uit waarom de overeenkomst stopt.", hint="Dit staat in de brief.", rijen=4
    )
    laatste_dag = datumveld("Wat is de laatste dag?", "Kies de laatste dag.")


class SchorsForm(forms.Form):
    grond = forms.ChoiceField(
        label="Waarom staat de overeenkomst stil?",
        choices=Schorsingsgrond.choices,
        widget=forms.RadioSelect,
        error_messages=KIES,
    )
    van = datumveld("Vanaf welke dag?", "Kies de eerste dag.")
    tot = datumveld("Tot en met welke dag? (laat leeg als je het nog niet weet)", "", required=False)
    toelichting = forms.CharField(
        label="Toelichting",
        required=False,
        max_length=250,
        help_text="Schrijf niets over de gezondheid van de lerende.",
        error_messages={"max_length": "Schrijf hoogstens 250 tekens."},
    )


class HervatForm(forms.Form):
    tot = datumveld("Wat was de laatste dag van de schorsing?", "Kies de laatste dag van de schorsing.")
