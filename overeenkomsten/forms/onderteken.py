"""What somebody fills in to sign, or to say why not (rules.md §5, ux.md §3.6)."""

import unicodedata
from typing import Any

from django import forms

from educam_portal.accounts.velden import tekstvak
from educam_portal.documenten.forms import DocumentVeld
from educam_portal.documenten.soorten import PDF

from ..toestanden import Wijze

GELEZEN = "Ik heb de {} gelezen en ik begrijp ze."
AKKOORD = "Ik ga akkoord en ik onderteken deze {}."


def zelfde_naam(getypt: str, naam: str) -> bool:
    """Whether a typed name is that name: capitals, accents and spaces do not count."""
    return _kaal(getypt) == _kaal(naam)


def _kaal(naam: str) -> str:
    letters = unicodedata.normalize("NFKD", naam).casefold()
    return "".join(teken for teken in letters if teken.isalnum())


class CodeForm(forms.Form):
    """The code that came by mail."""

    code = forms.CharField(
        label="De code uit je mail",
        max_length=12,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code", "class": "breedte-10"}),
        help_text="6 cijfers.",
        error_messages={"required": "Vul de code in die we je mailden."},
    )

    def clean_code(self) -> str:
        return "".join(teken for teken in self.cleaned_data["code"] if teken.isalnum())


class OndertekenForm(CodeForm):
    """The code that came by mail (by link), or the identity that was checked (tablet), two ticks and the name."""

    identiteit = forms.BooleanField(error_messages={"required": "Kijk eerst de identiteit na en vink dit aan."})
    gelezen = forms.BooleanField(
        error_messages={"required": "Lees eerst wat je tekent, en vink aan dat je het begrijpt."}
    )
    akkoord = forms.BooleanField(
        error_messages={"required": "Vink aan dat je akkoord gaat. Ga je niet akkoord? Kies dan “Ik teken niet”."},
    )
    naam = forms.CharField(
        label="Typ je voornaam en naam",
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": "Typ je voornaam en naam. Dat is je handtekening."},
    )

    def __init__(
        self, *args: Any, wijze: str, naam: str, woord: str, met_code: bool, begeleider: str = "", **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self._naam, self._woord = naam, woord
        self.fields["gelezen"].label, self.fields["akkoord"].label = GELEZEN.format(woord), AKKOORD.format(woord)
        self.fields["naam"].help_text = f"Zoals hier: {naam}"
        if not met_code:
            del self.fields["code"]
        if wijze == Wijze.TABLET:
            self.fields["identiteit"].label = f"Ik ben {begeleider} en ik keek de identiteitskaart van {naam} na."
        else:
            del self.fields["identiteit"]

    def clean_naam(self) -> str:
        getypt = " ".join(self.cleaned_data["naam"].split())
        if not zelfde_naam(getypt, self._naam):
            raise forms.ValidationError(f"Typ je naam zoals hij in de {self._woord} staat: {self._naam}.")
        return getypt


class WeigerForm(forms.Form):
    reden = tekstvak("Ik teken niet, want …", "Schrijf waarom je niet tekent. De school leest dat en belt je.")


class EldersForm(forms.Form):
    """Our PDF, signed elsewhere. Kept byte for byte: in any other file the signature no longer holds."""

    bestand = DocumentVeld(label="Het getekende PDF-bestand", typen=(PDF,), ongewijzigd=True)
