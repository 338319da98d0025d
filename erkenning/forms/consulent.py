"""Forms of the sectorconsulent: the work list, and the small actions on a dossier (ux.md §3.4)."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from educam_portal.accounts.models import User
from educam_portal.accounts.velden import Keuzelijst, tekstvak
from educam_portal.organisaties import nummers

from ..toestanden import STATUS, Toestand
from ..werklijst import Keuzes
from .collega import CollegaVeld


class WerklijstForm(forms.Form):
    """The filters of the work list; an unknown value in the address is ignored."""

    zeeft = True

    q = forms.CharField(label="Naam, ondernemingsnummer of dossiernummer", required=False, max_length=80, strip=True)
    regio = forms.ChoiceField(label="Regio", required=False, widget=Keuzelijst)
    status = forms.ChoiceField(
        label="Status",
        required=False,
        widget=Keuzelijst,
        choices=[
            ("", "Elke status"),
            *((sleutel, status.consulent) for sleutel, status in STATUS.items() if sleutel != Toestand.CONCEPT),
        ],
    )
    opleiding = forms.ChoiceField(label="Opleiding", required=False, widget=Keuzelijst)
    consulent = forms.ChoiceField(label="Toegewezen aan", required=False, widget=Keuzelijst)
    te_laat = forms.BooleanField(label="Alleen wat te laat is", required=False)
    loopt = forms.BooleanField(label="Alleen wat nog loopt", required=False)

    def __init__(self, *args: Any, keuzes: Keuzes, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["regio"].choices = [("", "Al mijn regio's"), *keuzes.regio]
        self.fields["opleiding"].choices = [("", "Elke opleiding"), *keuzes.opleiding]
        self.fields["consulent"].choices = [("", "Iedereen"), ("niemand", "Nog niet toegewezen"), *keuzes.consulent]

    def filters(self) -> dict[str, str]:
        """The active filters as text, in the order of the fields."""
        if not self.is_bound:
            return {}
        self.is_valid()
        return {
            naam: "1" if self.cleaned_data[naam] is True else str(self.cleaned_data[naam])
            for naam in self.fields
            if self.cleaned_data.get(naam)
        }


class ContactForm(forms.Form):
    notitie = tekstvak(
        "Wat heb je afgesproken?",
        "",
        hint="Dit komt op de tijdlijn van het dossier. De werkgever leest het ook.",
        verplicht=False,
    )


class NotitieForm(forms.Form):
    tekst = tekstvak("Je notitie", "Schrijf eerst je notitie.", hint="Alleen zichtbaar voor EDUCAM.")


class RedenForm(forms.Form):
    """Why, when it must be said."""

    reden = tekstvak("Waarom?", "Schrijf waarom.")


class VrijeRedenForm(forms.Form):
    """Why, when it may be said."""

    reden = tekstvak("Wil je er iets bij zeggen?", "", verplicht=False, rijen=3)


class ToewijzenForm(forms.Form):
    consulent = CollegaVeld("Aan wie geef je dit dossier?")
    reden = tekstvak(
        "Wil je er iets bij zeggen?", "", verplicht=False, rijen=3, hint="Je collega leest dit in de mail."
    )

    def __init__(self, *args: Any, collegas: list[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["consulent"].bied_aan(collegas)


class VestigingsnummerForm(forms.Form):
    nummer = forms.CharField(
        label="Vestigingsnummer",
        help_text="Tien cijfers, het eerste is 2 tot 8. Punten en spaties mogen. Je vindt het in de KBO.",
        max_length=40,
        widget=forms.TextInput(attrs={"class": "breedte-20", "inputmode": "numeric"}),
        error_messages={"required": "Vul het vestigingsnummer in."},
    )

    def clean_nummer(self) -> str:
        cijfers = nummers.schoon_vestiging(self.cleaned_data["nummer"])
        if cijfers is None:
            raise ValidationError("Dit vestigingsnummer klopt niet. Kijk de tien cijfers na, zoals 2.123.456.791.")
        return cijfers


class BevestigForm(forms.Form):
    reden = tekstvak(
        "Hoe weet je dat?",
        "Schrijf kort hoe je dat weet, bijvoorbeeld: gebeld met de zaakvoerder.",
        rijen=3,
    )


class ToegangForm(forms.Form):
    besluit = forms.ChoiceField(
        label="Wat beslis je?",
        choices=[
            ("medewerker", "Toelaten als medewerker"),
            ("verantwoordelijke", "Toelaten als verantwoordelijke"),
            ("weigeren", "Niet toelaten"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Kies wat je beslist."},
    )
