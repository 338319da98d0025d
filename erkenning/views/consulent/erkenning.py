"""One erkenning: how it stands, who are mentor, what happened to it, and what can be done (rules.md §3.3)."""

from typing import Any

from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator

from educam_portal.accounts.models import User
from educam_portal.accounts.toegang import vereist_consulent
from educam_portal.termijnen import services as termijnen
from educam_portal.workflow import impact
from educam_portal.workflow.diensten import tijdlijn
from educam_portal.workflow.views import Actie
from mentoren.models import Aanduiding

from ...forms import maatregelen as formulieren
from ...forms.consulent import RedenForm
from ...forms.werkgever import ErkendePlaatsenForm
from ...models import Erkenning, Maatregel
from ...services import begeleiding, maatregelen
from ...services.mentorwissel import MENTOR_VERVANGEN
from ...services.plaatsen import plaatsen_wijzigen
from ...toestanden import Wie
from ..gebeurtenissen import leesbaar
from .acties import Knop
from .voorbeeld import MetVoorbeeld

# Action of the transition table → name of its page.
SCHERM = {
    "plaatsen_wijzigen": "erkende_plaatsen",
    "begeleiding_starten": "begeleiding_starten",
    "begeleiding_afronden": "begeleiding_afronden",
    "schorsen": "schorsen",
    "schorsing_beeindigen": "schorsing_beeindigen",
    "opheffen": "opheffen",
}


def haal_erkenning(user: User, pk: int) -> Erkenning:
    """The erkenning in the user's regions, or any for a coördinator; 404 for others (rules.md §2)."""
    erkenning = get_object_or_404(
        Erkenning.objects.for_user(user)
        .met_verlenging()
        .select_related(
            "opleiding",
            "vestiging__gemeente",
            "vestiging__onderneming",
            "vestiging__regio",
            "lijn__aanvraag",
            "lijn__verlengt",
        ),
        pk=pk,
    )
    if not {Wie.CONSULENT, Wie.COORDINATOR} & erkenning.rollen_van(user):
        raise Http404
    return erkenning


@vereist_consulent
def erkenning(request: HttpRequest, pk: int) -> HttpResponse:
    """Everything about one erkenning on a page."""
    rij = haal_erkenning(request.user, pk)
    open_begeleiding = rij.begeleidingen.filter(afloop="").select_related("door").first()
    return render(
        request,
        "erkenning/consulent/erkenning.html",
        {
            "erkenning": rij,
            "stand": rij.stand(),
            "knoppen": _knoppen(rij, request.user, bezig=open_begeleiding is not None),
            "begeleiding": open_begeleiding,
            "eerdere": list(rij.begeleidingen.exclude(afloop="").select_related("door")),
            "maatregelen": list(
                Maatregel.objects.filter(Q(erkenning=rij) | Q(geraakt=rij)).select_related("door").distinct()
            ),
            "aanduidingen": list(
                Aanduiding.objects.filter(vestiging=rij.vestiging, opleiding=rij.opleiding)
                .select_related("mentor__persoon")
                .order_by("-van", "pk")
            ),
            "zonder_mentor": termijnen.termijnen_bij(rij, MENTOR_VERVANGEN).open().first(),
            "voorstellen": list(rij.mentorvoorstellen.filter(besluit="").select_related("mentor__persoon")),
            "gebeurtenissen": leesbaar(tijdlijn(rij, voor=request.user)[:100]),
        },
    )


def _knoppen(erkenning: Erkenning, user: User, *, bezig: bool) -> list[Knop]:
    nu = timezone.now()
    rijen = {rij.actie: rij for rij in erkenning.OVERGANGEN.voor(erkenning.toestand, erkenning.rollen_van(user))}
    rijen.pop("begeleiding_starten" if bezig else "begeleiding_afronden", None)
    return [
        Knop(actie, rijen[actie].label, reverse(f"consulent:{scherm}", args=[erkenning.pk]))
        for actie, scherm in SCHERM.items()
        if actie in rijen and not rijen[actie].bezwaren(erkenning, nu)
    ]


@method_decorator(vereist_consulent, name="dispatch")
class ErkenningActie(Actie):
    """One action on an erkenning within reach."""

    zaak: Erkenning
    sjabloon = "erkenning/consulent/erkenning_actie.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.zaak = haal_erkenning(request.user, kwargs["pk"])
        return super().dispatch(request, *args, **kwargs)

    def terug_url(self) -> str:
        return reverse("consulent:erkenning", args=[self.zaak.pk])

    def vast(self) -> dict[str, Any]:
        return {"erkenning": self.zaak}


class Plaatsen(ErkenningActie):
    actie = "plaatsen_wijzigen"
    form_class = ErkendePlaatsenForm
    titel = "Wijzig het aantal plaatsen"
    uitleg = "De openbare lijst toont meteen hoeveel plaatsen er vrij zijn."
    knop = "Bewaar"
    gelukt = "Gelukt. Het aantal plaatsen is gewijzigd."

    def form_kwargs(self) -> dict[str, Any]:
        return {"erkenning": self.zaak}

    def uitvoeren(self, gegevens: dict[str, Any]) -> None:
        plaatsen_wijzigen(erkenning=self.zaak, door=self.request.user, op=self.nu, **gegevens)


class BegeleidingStarten(ErkenningActie):
    actie = "begeleiding_starten"
    form_class = formulieren.BegeleidingForm
    titel = "Spreek begeleiding af"
    uitleg = "Klopt er iets niet meer? Spreek eerst punten af met de werkgever. Hij krijgt ze in een mail."
    knop = "Bewaar de afspraken"
    gelukt = "Gelukt. De werkgever kreeg de afspraken in een mail."

    def uitvoeren(self, gegevens: dict[str, Any]) -> None:
        begeleiding.begeleiding_starten(erkenning=self.zaak, door=self.request.user, op=self.nu, **gegevens)


class BegeleidingAfronden(ErkenningActie):
    actie = "begeleiding_afronden"
    form_class = formulieren.AfrondenForm
    titel = "Rond de begeleiding af"
    knop = "Rond af"
    gelukt = "Gelukt. De begeleiding is afgerond. De werkgever krijgt een mail."

    def uitvoeren(self, gegevens: dict[str, Any]) -> None:
        begeleiding.begeleiding_afronden(erkenning=self.zaak, door=self.request.user, op=self.nu, **gegevens)


class Schorsen(MetVoorbeeld, ErkenningActie):
    actie = "schorsen"
    form_class = formulieren.SchorsenForm
    titel = "Schors deze erkenning"
    uitleg = (
        "De vestiging staat in die tijd niet op de openbare lijst en sluit geen nieuwe overeenkomsten. "
        "Lopende overeenkomsten gaan door. De werkgever krijgt een brief."
    )
    bevestigknop = "Schors"
    gelukt = "Gelukt. De erkenning is geschorst. De werkgever krijgt een brief."

    def uitvoeren(self, gegevens: dict[str, Any]) -> Maatregel:
        return maatregelen.schorsen(erkenning=self.zaak, door=self.request.user, op=self.nu, **gegevens)


class SchorsingBeeindigen(ErkenningActie):
    actie = "schorsing_beeindigen"
    form_class = RedenForm
    titel = "Beëindig de schorsing"
    uitleg = "De erkenning telt vanaf vandaag weer. De werkgever krijgt een mail."
    knop = "Beëindig"
    gelukt = "Gelukt. De erkenning telt weer."

    def uitvoeren(self, gegevens: dict[str, Any]) -> None:
        maatregelen.schorsing_beeindigen(erkenning=self.zaak, door=self.request.user, op=self.nu, **gegevens)


class Opheffen(MetVoorbeeld, ErkenningActie):
    actie = "opheffen"
    form_class = formulieren.MaatregelForm
    titel = "Hef deze erkenning op"
    uitleg = (
        "De erkenning eindigt vandaag. De werkgever krijgt een brief met de redenen en kan in beroep gaan. "
        "Doe dit pas na begeleiding, en nadat de werkgever gehoord of uitgenodigd werd."
    )
    bevestigknop = "Hef op"
    gelukt = "Gelukt. De erkenning is opgeheven. De werkgever krijgt een brief."

    def meer(self, form: Any) -> dict[str, Any]:
        return {"gevolgen": impact.van(self.zaak)}

    def uitvoeren(self, gegevens: dict[str, Any]) -> Maatregel:
        return maatregelen.opheffen(erkenning=self.zaak, door=self.request.user, op=self.nu, **gegevens)
