"""The tab "Wijzigingen en einde" of an overeenkomst: what waits for signatures, and stopping (rules.md §5)."""

from typing import Any, cast

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from educam_portal.accounts.toegang import Verzoek, View, vereist_aangemeld
from educam_portal.parameters import duur
from educam_portal.workflow.views import Actie

from ..forms.verloop import OnderlingForm, ProefperiodeForm, RedenForm
from ..models import Overeenkomst, Stuk
from ..rules.einde import DOOR
from ..services import einde as diensten
from ..services.versturen import herinner
from ..tabbladen import heeft_leren, tabs
from ..toestanden import Eindwijze, Partij, StukSoort, StukStand, Wie
from ..tonen import Blik, blik
from .basis import haal
from .school.papier import papier_kan
from .toegang_onderteken import tekenadres

PARTIJEN = (Wie.SCHOOL, Wie.WERKGEVER)


@vereist_aangemeld
def verloop(request: Verzoek, ref: str) -> HttpResponse:
    """What waits for signatures, what was agreed since, how it stopped, and what the reader may do."""
    rij = haal(request, ref)
    kijk = blik(rij, request.user)
    if not heeft_leren(rij, kijk):
        raise Http404
    rollen = rij.rollen_van(request.user)
    context = {
        "overeenkomst": rij,
        "kijk": kijk,
        "tabs": tabs(rij, kijk, "verloop"),
        "stukken": _stukken(rij, rollen),
        "knoppen": _knoppen(rij, request),
        "proef_tot": diensten.proef_tot(rij),
    }
    return render(request, "overeenkomsten/verloop/verloop.html", context)


def _stukken(overeenkomst: Overeenkomst, rollen: set[Wie]) -> list[dict[str, Any]]:
    """Each document about it, newest first: what it does, who signed it, and where the reader signs or takes it back."""
    rijen = overeenkomst.stukken.exclude(soort=StukSoort.OVEREENKOMST)
    rijen = rijen.select_related("document", "zegel__document", "beeindiging")
    return [_stuk(stuk, overeenkomst, rollen) for stuk in rijen.prefetch_related("ondertekenaars__geweigerd_getuige")]


def _stuk(stuk: Stuk, overeenkomst: Overeenkomst, rollen: set[Wie]) -> dict[str, Any]:
    open_ = stuk.stand == StukStand.OPEN
    tekenaars = list(stuk.ondertekenaars.all())
    wegen = [tekenadres(een, rollen) if stuk.te_tekenen else "" for een in tekenaars]
    zegel = getattr(stuk, "zegel", None)
    ref, zaak = overeenkomst.referentie, stuk.beeindiging
    return {
        "stuk": stuk,
        "einde": zaak,
        "ondertekenaars": list(zip(tekenaars, wegen, strict=True)),
        "getekend": sum(een.getekend for een in tekenaars),
        "document": zegel.document if zegel and zegel.document else stuk.document,
        "intrekken": reverse("overeenkomst:einde_intrekken", args=[ref]) if open_ and zaak.gemeld_als in rollen else "",
        "herinneren": reverse("overeenkomst:einde_herinneren", args=[ref])
        if stuk.te_tekenen and Wie.SCHOOL in rollen
        else "",
        "papier": reverse("school:papier", args=[stuk.pk])
        if stuk.te_tekenen and Wie.SCHOOL in rollen and papier_kan(stuk)
        else "",
    }


def _knoppen(overeenkomst: Overeenkomst, request: Verzoek) -> list[tuple[str, str]]:
    """(label, address) of what the reader may begin now."""
    if not overeenkomst.mag(request.user, "beeindiging_voorstellen"):
        return []
    if overeenkomst.beeindigingen.filter(ingetrokken_op=None).exists():
        return []
    return [("Stop de overeenkomst", reverse("overeenkomst:stoppen", args=[overeenkomst.referentie]))]


class VerloopActie(Actie):
    """One action on an overeenkomst by school or werkgever; who may only look finds no such page."""

    sjabloon = "overeenkomsten/verloop/actie.html"
    zaak: Overeenkomst

    def bereid_voor(self) -> None:
        self.zaak = haal(self.request, self.kwargs["ref"])
        self.rollen = self.zaak.rollen_van(self.request.user)
        if not self.rollen & set(self.zaak.OVERGANGEN[self.actie].wie):
            raise Http404

    def wie(self) -> dict[str, Any]:
        return {"overeenkomst": self.zaak, "door": self.request.user, "op": self.nu}

    def vast(self) -> dict[str, Any]:
        return {"overeenkomst": self.zaak}

    def terug_url(self) -> str:
        kijk: Blik = blik(self.zaak, self.request.user)
        if heeft_leren(self.zaak, kijk):
            return reverse("overeenkomst:verloop", args=[self.zaak.referentie])
        return self.zaak.get_absolute_url()


@vereist_aangemeld
def stoppen(request: Verzoek, ref: str) -> HttpResponse:
    """First talk, then the ways to stop: nothing is blocked (rules.md §5)."""
    rij = haal(request, ref)
    if not rij.rollen_van(request.user).intersection(PARTIJEN) or not heeft_leren(rij, blik(rij, request.user)):
        raise Http404
    dag = diensten.proef_tot(rij)
    bezwaren = rij.OVERGANGEN["beeindiging_voorstellen"].bezwaren(rij, None)
    context = {"overeenkomst": rij, "proef_tot": dag, "bezwaren": bezwaren}
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
    ("verloop", "wijzigingen/", verloop),
    ("stoppen", "stoppen/", stoppen),
    *((naam, pad, vereist_aangemeld(cast(View, actie.as_view()))) for naam, (pad, actie) in ACTIES.items()),
)
