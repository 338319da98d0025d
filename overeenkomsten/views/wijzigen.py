"""Changing an overeenkomst that everybody signed: what changes, and a document for everybody to sign (rules.md §5)."""

from typing import Any, cast

from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from educam_portal.accounts.toegang import Verzoek, View, vereist_aangemeld

from ..forms.wijzigen import (
    EindeForm,
    MentorwisselForm,
    RoosterWijzigForm,
    VakantieForm,
    VergoedingWijzigForm,
    WijzigForm,
)
from ..rules.vergoeding import ONBETAALD
from ..services import wijzigen as diensten
from ..services.versturen import herinner
from ..tabbladen import heeft_leren
from ..toestanden import StukSoort, Wie, Wijziging
from ..tonen import blik
from .basis import haal
from .verloop import VerloopActie


@vereist_aangemeld
def wijzigen(request: Verzoek, ref: str) -> HttpResponse:
    """What may change; the rest is another overeenkomst."""
    rij = haal(request, ref)
    if Wie.SCHOOL not in rij.rollen_van(request.user) or not heeft_leren(rij, blik(rij, request.user)):
        raise Http404
    bezwaren = rij.OVERGANGEN["addendum_voorstellen"].bezwaren(rij, timezone.now())
    context = {"overeenkomst": rij, "bezwaren": bezwaren, "betaald": rij.soort not in ONBETAALD}
    return render(request, "overeenkomsten/verloop/wijzigen.html", context)


class _Wijzigen(VerloopActie):
    """One kind of change; `wat` names it."""

    actie = "addendum_voorstellen"
    wat: Wijziging
    form_class: type[WijzigForm]
    uitleg = (
        "Iedereen tekent een bijlage. Ze geldt vanaf de laatste handtekening, en ten vroegste op de dag die je kiest. "
        "Tot dan kan je ze intrekken."
    )
    knop = "Maak de bijlage"
    gelukt = "De bijlage wordt gemaakt. Iedereen krijgt bericht om te tekenen."
    form: WijzigForm

    def maak_form(self, *data: Any) -> Form:
        self.form = self.form_class(*data, overeenkomst=self.zaak)
        return self.form

    def uitvoeren(self, gegevens: dict[str, Any]) -> None:
        diensten.stel_addendum_voor(
            wat=self.wat, velden=self.form.velden(), reden=gegevens["reden"], vanaf=gegevens.get("vanaf"), **self.wie()
        )


class Einde(_Wijzigen):
    wat, form_class = Wijziging.EINDE, EindeForm
    titel = "Wijzig de laatste dag"
    uitleg = (
        "Iedereen tekent een bijlage met de nieuwe laatste dag. Wil je stoppen? Gebruik dan “Stop de overeenkomst”."
    )


class Mentorwissel(_Wijzigen):
    wat, form_class = Wijziging.MENTOR, MentorwisselForm
    titel = "Wijzig de mentor"


class Vergoeding(_Wijzigen):
    wat, form_class = Wijziging.VERGOEDING, VergoedingWijzigForm
    titel = "Wijzig de leervergoeding"


class Uren(_Wijzigen):
    wat, form_class = Wijziging.ROOSTER, RoosterWijzigForm
    titel = "Wijzig de uren of de soort"
    sjabloon = "overeenkomsten/verloop/uren.html"


class Vakantie(_Wijzigen):
    wat, form_class = Wijziging.VAKANTIE, VakantieForm
    titel = "Werken in de schoolvakantie"
    uitleg = (
        "De lerende haalt elke dag in hetzelfde schooljaar in: kies een dag die dan vrij is. In juli en augustus blijven "
        "altijd vier weken vrij. Iedereen tekent een bijlage."
    )


class Intrekken(VerloopActie):
    actie = "addendum_intrekken"
    titel = "Trek de bijlage in"
    uitleg = "De bijlage telt dan niet meer, ook niet voor wie al tekende. De overeenkomst blijft zoals ze was."
    knop = "Trek ze in"
    gelukt = "Ingetrokken. De overeenkomst blijft zoals ze was."

    def uitvoeren(self, gegevens: dict[str, Any]) -> None:
        diensten.trek_addendum_in(**self.wie())


class Herinneren(VerloopActie):
    """Who has not signed it is asked again."""

    actie = "bijlage_herinneren"
    titel = "Herinner wie de bijlage nog moet tekenen"
    uitleg = "Wie nog niet tekende, krijgt opnieuw een mail."
    knop = "Stuur een herinnering"
    gelukt = "De herinnering is verstuurd."

    def uitvoeren(self, gegevens: dict[str, Any]) -> None:
        herinner(soort=StukSoort.ADDENDUM, **self.wie())


ACTIES: dict[str, tuple[str, type[VerloopActie]]] = {
    "wijzig_einde": ("wijzigen/laatste-dag/", Einde),
    "wijzig_mentor": ("wijzigen/mentor/", Mentorwissel),
    "wijzig_vergoeding": ("wijzigen/leervergoeding/", Vergoeding),
    "wijzig_uren": ("wijzigen/uren/", Uren),
    "wijzig_vakantie": ("wijzigen/vakantie/", Vakantie),
    "addendum_intrekken": ("wijzigen/intrekken/", Intrekken),
    "addendum_herinneren": ("wijzigen/herinneren/", Herinneren),
}
# Name, address under that of the overeenkomst, view.
DEUREN: tuple[tuple[str, str, View], ...] = (
    ("wijzigen", "wijzigen/", wijzigen),
    *((naam, pad, vereist_aangemeld(cast(View, actie.as_view()))) for naam, (pad, actie) in ACTIES.items()),
)
