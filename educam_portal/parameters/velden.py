"""The fields in which a value is typed, per kind of parameter; each turns what was typed into what is stored."""

from collections.abc import Callable
from typing import Any

from django import forms

from .definities import Definitie, Soort
from .invoer import decimaal
from .tijdsduur import EENHEDEN
from .weergave import getal, keuze, op_volgorde

# More moments than this are no reminders any more.
MOMENTEN = 6
NIET_TE_GROOT = 99_999
WANNEER = [
    ("-d", "dagen vóór"),
    ("-m", "maanden vóór"),
    ("0d", "op de dag zelf"),
    ("+d", "dagen na"),
    ("+m", "maanden na"),
]
Velden = dict[str, forms.Field]


class DecimaalVeld(forms.CharField):
    """A number as people write it; cleaned it is the text that is stored."""

    def __init__(self, *, plaatsen: int, voorbeeld: str, **kwargs: Any) -> None:
        self.plaatsen, self.voorbeeld = plaatsen, voorbeeld
        widget = forms.TextInput(attrs={"inputmode": "decimal", "class": "breedte-10"})
        super().__init__(max_length=30, widget=widget, **kwargs)
        self.error_messages["required"] = f"Vul een getal in, zoals {voorbeeld}."

    def clean(self, value: Any) -> str:
        getypt = super().clean(value)
        try:
            return decimaal(getypt, plaatsen=self.plaatsen)
        except ValueError:
            raise forms.ValidationError(
                f"Dit is geen getal dat we kunnen lezen. Schrijf het zo: {self.voorbeeld}."
            ) from None


def geheel(label: str, minste: int = 0, **kwargs: Any) -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        min_value=minste,
        max_value=NIET_TE_GROOT,
        error_messages={
            "required": "Vul een getal in.",
            "invalid": "Vul een geheel getal in, zonder komma.",
            "min_value": f"Vul een getal in van {minste} of meer.",
            "max_value": "Dit getal is te groot.",
        },
        **kwargs,
    )


def _keuzeveld(label: str, keuzes: list[tuple[str, str]]) -> forms.ChoiceField:
    fouten = {"required": "Kies een van de antwoorden.", "invalid_choice": "Kies een van de antwoorden."}
    return forms.ChoiceField(label=label, choices=keuzes, widget=forms.RadioSelect, error_messages=fouten)


def maak(definitie: Definitie) -> Velden:
    """The fields for one kind, in order."""
    return _MAKERS[definitie.soort](definitie)


def lees(definitie: Definitie, schoon: dict[str, Any]) -> Any:
    """What is stored, from cleaned fields that hold no error."""
    match definitie.soort:
        case Soort.DUUR:
            return {"aantal": schoon["aantal"], "eenheid": schoon["eenheid"]}
        case Soort.AAN_UIT:
            return schoon["waarde"] == "ja"
        case Soort.PROCENTEN:
            return {sleutel: schoon[f"procent_{sleutel}"] for sleutel in definitie.keuzes}
        case Soort.MOMENTEN:
            return op_volgorde([schoon[f"moment_{n}"] for n in range(1, MOMENTEN + 1) if schoon.get(f"moment_{n}")])
    return schoon["waarde"]


def begin(definitie: Definitie, ruw: Any) -> dict[str, Any]:
    """The stored value as the fields show it."""
    match definitie.soort:
        case Soort.DUUR:
            return dict(ruw)
        case Soort.AAN_UIT:
            return {"waarde": "ja" if ruw else "nee"}
        case Soort.PROCENTEN:
            return {f"procent_{sleutel}": getal(ruw[sleutel]) for sleutel in definitie.keuzes}
        case Soort.MOMENTEN:
            paren = [_uit_moment(moment) for moment in op_volgorde(ruw)[:MOMENTEN]]
            return {naam: deel for n, paar in enumerate(paren, 1) for naam, deel in _benoemd(n, paar)}
        case Soort.BEDRAG | Soort.PROCENT:
            return {"waarde": getal(ruw)}
    return {"waarde": ruw}


def _benoemd(n: int, paar: tuple[int | None, str]) -> list[tuple[str, Any]]:
    return [(f"aantal_{n}", paar[0]), (f"wanneer_{n}", paar[1])]


def _uit_moment(ruw: str) -> tuple[int | None, str]:
    aantal = int(ruw[:-1])
    return (abs(aantal), f"{ruw[0]}{ruw[-1]}") if aantal else (None, "0d")


def moment(aantal: int | None, wanneer: str) -> str:
    """`-7d` from 7 and "dagen vóór"; empty when nothing was chosen. ValueError with a sentence when half was."""
    if wanneer == "0d":
        return "+0d"
    if aantal is None and not wanneer:
        return ""
    if not wanneer:
        raise ValueError("Kies ook of dat vóór of na de uiterste datum is.")
    if not aantal:
        raise ValueError("Vul ook in hoeveel, minstens 1.")
    if aantal > 999:
        raise ValueError("Kies een moment dat dichter bij de uiterste datum ligt.")
    return f"{wanneer[0]}{aantal}{wanneer[1]}"


def _bedrag(definitie: Definitie) -> Velden:
    return {"waarde": DecimaalVeld(label=f"Bedrag in {definitie.eenheid}", plaatsen=2, voorbeeld="2.189,81")}


def _procent(definitie: Definitie) -> Velden:
    return {"waarde": DecimaalVeld(label=definitie.eenheid, plaatsen=4, voorbeeld="34,5")}


def _getal(definitie: Definitie) -> Velden:
    return {"waarde": geheel(f"Aantal ({definitie.eenheid})")}


def _duur(_: Definitie) -> Velden:
    eenheid = forms.ChoiceField(
        label="Waarin geteld?",
        choices=[(woord, woord) for woord in EENHEDEN],
        error_messages={"required": "Kies een eenheid.", "invalid_choice": "Kies een eenheid uit de lijst."},
    )
    return {"aantal": geheel("Hoelang?", minste=1), "eenheid": eenheid}


def _aan_uit(_: Definitie) -> Velden:
    return {"waarde": _keuzeveld("Wat geldt er?", [("ja", "Ja"), ("nee", "Nee")])}


def _keuze(definitie: Definitie) -> Velden:
    return {"waarde": _keuzeveld("Wat geldt er?", [(een, keuze(een).capitalize()) for een in definitie.keuzes])}


def _keuzes(definitie: Definitie) -> Velden:
    return {
        "waarde": forms.MultipleChoiceField(
            label="Wat geldt er?",
            choices=[(een, keuze(een).capitalize()) for een in definitie.keuzes],
            widget=forms.CheckboxSelectMultiple,
            error_messages={"required": "Kies er minstens een.", "invalid_choice": "Kies een van de antwoorden."},
        )
    }


def _procenten(definitie: Definitie) -> Velden:
    return {
        f"procent_{sleutel}": DecimaalVeld(label=f"{keuze(sleutel).capitalize()}, in %", plaatsen=4, voorbeeld="34,5")
        for sleutel in definitie.keuzes
    }


def _momenten(_: Definitie) -> Velden:
    velden: Velden = {}
    for n in range(1, MOMENTEN + 1):
        velden[f"aantal_{n}"] = geheel(f"Herinnering {n}: hoeveel?", required=False)
        velden[f"wanneer_{n}"] = forms.ChoiceField(
            label=f"Herinnering {n}: wanneer?",
            required=False,
            choices=[("", "Geen herinnering"), *WANNEER],
            error_messages={"invalid_choice": "Kies een moment uit de lijst."},
        )
    return velden


_MAKERS: dict[Soort, Callable[[Definitie], Velden]] = {
    Soort.BEDRAG: _bedrag,
    Soort.PROCENT: _procent,
    Soort.GETAL: _getal,
    Soort.DUUR: _duur,
    Soort.AAN_UIT: _aan_uit,
    Soort.KEUZE: _keuze,
    Soort.KEUZES: _keuzes,
    Soort.PROCENTEN: _procenten,
    Soort.MOMENTEN: _momenten,
}
