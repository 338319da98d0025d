"""Adding and changing a lerende, with the representative of a minor (rules.md §5, §9)."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils import timezone

from educam_portal.accounts.velden import Keuzelijst, datumveld
from educam_portal.organisaties import nummers
from educam_portal.organisaties.velden import InszVeld

from ..models import Lerende, Vertegenwoordiger
from ..rules import is_minderjarig
from ..rules.namen import EIGEN_POSTVAK, zelfde_postvak
from .velden import NaamVeld, TelefoonVeld, emailveld, opleidingen_voor, opleidingveld, tekst

# Nobody outside these ages follows a dual opleiding: a typing error, not a rule.
JONGSTE, OUDSTE = 14, 75
EIGEN = (
    "voornaam", "naam", "geboortedatum", "email", "telefoon", "straat", "huisnummer", "postcode", "gemeente", "klas",
    "opleiding", "lessen_vanaf", "weg_op",
)  # fmt: skip
VOOR_MINDERJARIGEN = {
    "v_voornaam": "Vul de voornaam van de vertegenwoordiger in.",
    "v_naam": "Vul de familienaam van de vertegenwoordiger in.",
}


class LerendeForm(forms.Form):
    """`v_…` is the representative, asked of who is a minor today."""

    voornaam = NaamVeld(label="Voornaam", max_length=80, error_messages={"required": "Vul de voornaam in."})
    naam = NaamVeld(label="Familienaam", max_length=120, error_messages={"required": "Vul de familienaam in."})
    geboortedatum = forms.DateField(
        label="Geboortedatum",
        help_text="Bijvoorbeeld 15/06/2009.",
        widget=forms.DateInput(format="%d/%m/%Y", attrs={"inputmode": "numeric", "class": "invoer-kort"}),
        error_messages={
            "required": "Vul de geboortedatum in.",
            "invalid": "Deze geboortedatum klopt niet. Schrijf dag, maand en jaar zo: 15/06/2009.",
        },
    )
    insz = InszVeld(required=False)
    email = emailveld("E-mailadres van de lerende", "Daar sturen we de link om te ondertekenen.")
    telefoon = TelefoonVeld()
    straat = tekst("Straat", max_length=120)
    huisnummer = tekst("Huisnummer", max_length=15, breedte="breedte-4")
    postcode = tekst("Postcode", max_length=10, breedte="breedte-4")
    gemeente = tekst("Gemeente", max_length=80)
    klas = tekst("Klas", max_length=40, breedte="breedte-12")
    opleiding = opleidingveld()
    lessen_vanaf = datumveld(
        "Eerste lesdag van dit schooljaar",
        "Vul de eerste lesdag in.",
        help_text="Blijft de lerende nog een schooljaar? Zet hier dan de nieuwe eerste lesdag.",
    )
    weg_op = datumveld(
        "Laatste dag op school",
        "",
        required=False,
        help_text="Alleen als de lerende jullie school verlaat. Dan vragen we geen werkplek meer.",
    )
    v_band = forms.ChoiceField(
        label="Band met de lerende",
        choices=Vertegenwoordiger.Band,
        required=False,
        widget=Keuzelijst,
        error_messages={"invalid_choice": "Kies uit de lijst."},
    )
    v_voornaam = NaamVeld(label="Voornaam van de vertegenwoordiger", max_length=80, required=False)
    v_naam = NaamVeld(label="Familienaam van de vertegenwoordiger", max_length=120, required=False)
    v_email = emailveld(
        "E-mailadres van de vertegenwoordiger",
        "Een ander adres dan dat van de lerende. Is er geen, dan tekent de vertegenwoordiger op jullie toestel of op papier.",
    )
    v_telefoon = TelefoonVeld("Telefoon van de vertegenwoordiger")

    def __init__(self, *args: Any, lerende: Lerende | None = None, **kwargs: Any) -> None:
        if lerende:
            kwargs["initial"] = _ingevuld(lerende)
        super().__init__(*args, **kwargs)
        if lerende is None:
            del self.fields["weg_op"]
        if lerende and lerende.persoonsnummer:
            gemaskeerd = nummers.masker_insz(lerende.persoonsnummer.nummer)
            self.fields["insz"].help_text = f"We kennen het al: {gemaskeerd}. Vul alleen iets in om het te vervangen."
        self.fields["opleiding"].queryset = opleidingen_voor(lerende.opleiding_id if lerende else None)

    def clean_geboortedatum(self) -> date:
        geboren: date = self.cleaned_data["geboortedatum"]
        vandaag = timezone.localdate()
        if not vandaag - timedelta(days=OUDSTE * 366) < geboren < vandaag - timedelta(days=JONGSTE * 365):
            raise forms.ValidationError("Kijk de geboortedatum na: dit kan niet de leeftijd van een lerende zijn.")
        return geboren

    def clean_postcode(self) -> str:
        getypt: str = self.cleaned_data["postcode"]
        postcode = nummers.schoon_postcode(getypt) if getypt else ""
        if postcode is None:
            raise forms.ValidationError("Een postcode heeft 4 cijfers, bijvoorbeeld 9300.")
        return postcode

    def clean(self) -> dict[str, Any]:
        gegevens = super().clean() or {}
        begint = gegevens.get("lessen_vanaf")
        if begint and abs(begint.year - timezone.localdate().year) > OUDSTE:
            self.add_error("lessen_vanaf", "Kijk de eerste lesdag na.")
        weg = gegevens.get("weg_op")
        if begint and weg and weg < begint:
            self.add_error("weg_op", "De laatste dag ligt vóór de eerste lesdag. Kijk beide datums na.")
        elif weg and weg.year - timezone.localdate().year > OUDSTE:
            self.add_error("weg_op", "Kijk de laatste dag op school na.")
        if self.minderjarig():
            for veld, fout in VOOR_MINDERJARIGEN.items():
                if veld not in self.errors and not gegevens.get(veld):
                    self.add_error(veld, fout)
            if zelfde_postvak(gegevens.get("v_email", ""), gegevens.get("email", "")):
                self.add_error("v_email", EIGEN_POSTVAK)
        return gegevens

    def minderjarig(self) -> bool:
        geboren = self.cleaned_data.get("geboortedatum")
        return bool(geboren and is_minderjarig(geboren, timezone.localdate()))

    def velden(self) -> dict[str, Any]:
        return {veld: self.cleaned_data[veld] for veld in EIGEN if veld in self.fields}

    def vertegenwoordiger(self) -> dict[str, Any] | None:
        """None for who is of age: nobody represents an adult."""
        if not self.minderjarig():
            return None
        velden = {naam: self.cleaned_data[f"v_{naam}"] for naam in ("voornaam", "naam", "email", "telefoon")}
        return velden | {"band": self.cleaned_data["v_band"] or Vertegenwoordiger.Band.OUDER}


def _ingevuld(lerende: Lerende) -> dict[str, Any]:
    """What is known, never the personal number."""
    velden: dict[str, Any] = {veld: getattr(lerende, veld) for veld in EIGEN}
    if wie := getattr(lerende, "vertegenwoordiger", None):
        velden |= {f"v_{naam}": getattr(wie, naam) for naam in ("band", "voornaam", "naam", "email", "telefoon")}
    return velden
