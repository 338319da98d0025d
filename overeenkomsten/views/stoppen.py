"""Stopping an overeenkomst before its time: first a talk, then one of the ways (rules.md §5)."""

from typing import Any, cast

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from educam_portal.accounts.toegang import Verzoek, View, vereist_aangemeld
from educam_portal.parameters import duur

from ..forms.verloop import OnderlingForm, ProefperiodeForm, RedenForm
from ..rules.einde import DOOR
from ..services import einde as diensten
from ..services.versturen import herinner
from ..tabbladen import heeft_leren
from ..toestanden import Eindwijze, Partij, StukSoort, Wie
from ..tonen import blik
from .basis import haal
from .verloop import VerloopActie

PARTIJEN = (Wie.SCHOOL, Wie.WERKGEVER)


@vereist_aangemeld
def stoppen(request: Verzoek, ref: str) -> HttpResponse:
    """First talk, then the ways to stop: nothing is blocked (rules.md §5)."""
    rij = haal(request, ref)
    if not rij.rollen_van(request.user).intersection(PARTIJEN) or not heeft_leren(rij, blik(rij, request.user)):
        raise Http404
    dag = diensten.proef_tot(rij)
    bezwaren = rij.OVERGANGEN["beeindiging_voorstellen"].bezwaren(rij, timezone.now())
    context = {
        "overeenkomst": rij,
        "proef_tot": dag,
        "proef_voorbij": dag < timezone.localdate(),
        "bezwaren": bezwaren,
        "mag_knelpunt": rij.mag(request.user, "knelpunt_melden"),
    }
    return render(request, "overeenkomsten/verloop/stoppen.html", context)


class _Stoppen(VerloopActie):
    """One of the ways to stop; `wijze` names it."""

    actie = "beeindiging_voorstellen"
    wijze: str
    knop = "Maak het document"
    gelukt = "Het document wordt gemaakt. Wie moet tekenen, krijgt bericht."

    def form_kwargs(self) -> dict[str, Any]:
        partijen = DOOR[self.wijze]
        return {
            "partijen": partijen if Wie.SCHOOL in self.rollen else tuple(p for p in partijen if p == Partij.ONDERNEMING)
        }

    def uitvoeren(self, gegevens: dict[str, Any]) -> None:
        diensten.stel_einde_voor(wijze=self.wijze, **gegevens, **self.wie())


class Onderling(_Stoppen):
    wijze = Eindwijze.ONDERLING
    form_class = OnderlingForm
    titel = "Stop de overeenkomst samen"
    uitleg = (
        "Iedereen tekent een document met de laatste dag: de onderneming, de lerende en de school. Is de lerende "
        "minderjarig, dan tekent ook de wettelijke vertegenwoordiger. Tot de laatste handtekening kan je het intrekken."
    )


class Proefperiode(_Stoppen):
    wijze = Eindwijze.PROEFPERIODE
    form_class = ProefperiodeForm
    titel = "Stop in de eerste dagen"
    knop = "Maak de brief"
    gelukt = "De brief wordt gemaakt. Wie stopt, krijgt bericht om te tekenen."

    def meer(self, form) -> dict[str, Any]:
        return {
            "uitleg": (
                "De onderneming en de lerende kunnen in het begin stoppen zonder reden. Wie stopt, tekent de brief, "
                f"ten laatste op de dag dat hij overhandigd wordt. Dat kan tot en met {diensten.proef_tot(self.zaak):%d/%m/%Y}."
            ),
            "hint": (
                f"De laatste dag is de dag van overhandigen plus {duur('opzegtermijn', self.zaak.start)}. "
                "Die opzegtermijn is na te vragen: we vonden er geen bron voor."
            ),
        }


class MetReden(_Stoppen):
    wijze = Eindwijze.REDEN
    form_class = RedenForm
    titel = "Stop met een reden"
    knop = "Maak de brief"
    gelukt = "De brief wordt gemaakt. Wie stopt, krijgt bericht om te tekenen."
    uitleg = (
        "Dit kan als de erkenning of de mentor wegvalt, bij overmacht, of na een ernstige tekortkoming. "
        "Wie stopt, tekent de brief."
    )


class EindeIntrekken(VerloopActie):
    actie = "beeindiging_intrekken"
    titel = "Stop toch niet"
    uitleg = "Het document telt dan niet meer, ook niet voor wie al tekende. De overeenkomst loopt gewoon door."
    knop = "Trek het in"
    gelukt = "Ingetrokken. De overeenkomst loopt gewoon door."

    def uitvoeren(self, gegevens: dict[str, Any]) -> None:
        diensten.trek_einde_in(**self.wie())


class EindeHerinneren(VerloopActie):
    """Who has not signed it is asked again."""

    actie = "einde_herinneren"
    titel = "Herinner wie nog moet tekenen"
    uitleg = "Wie nog niet tekende, krijgt opnieuw een mail."
    knop = "Stuur een herinnering"
    gelukt = "De herinnering is verstuurd."
    soort = StukSoort.BEEINDIGING

    def uitvoeren(self, gegevens: dict[str, Any]) -> None:
        herinner(soort=self.soort, **self.wie())


ACTIES: dict[str, tuple[str, type[VerloopActie]]] = {
    "stoppen_samen": ("stoppen/samen/", Onderling),
    "stoppen_proefperiode": ("stoppen/eerste-dagen/", Proefperiode),
    "stoppen_reden": ("stoppen/met-reden/", MetReden),
    "einde_intrekken": ("stoppen/intrekken/", EindeIntrekken),
    "einde_herinneren": ("stoppen/herinneren/", EindeHerinneren),
}
# Name, address under that of the overeenkomst, view.
DEUREN: tuple[tuple[str, str, View], ...] = (
    ("stoppen", "stoppen/", stoppen),
    *((naam, pad, vereist_aangemeld(cast(View, actie.as_view()))) for naam, (pad, actie) in ACTIES.items()),
)
