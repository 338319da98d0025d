"""A measure and its letter, excluding a vestiging or onderneming, appeals and their rulings (rules.md §3.2, §3.3)."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from educam_portal.accounts.fouten import Geweigerd
from educam_portal.accounts.models import User
from educam_portal.accounts.toegang import vereist_consulent, vereist_coordinator
from educam_portal.termijnen import services as termijnen
from educam_portal.workflow import impact

from ...forms.maatregelen import BeroepForm, RechtzettenForm, UitsluitenForm, UitspraakForm
from ...models import Aanvraag, Beroep, Erkenning, Maatregel
from ...services import beroep as beroepen
from ...services import maatregelen
from ...services import rechtzetten as recht
from .basis import DossierActie
from .bedrijven import eigen_ondernemingen, eigen_vestigingen
from .voorbeeld import BEVESTIG, WIJZIG, op_proef, toon_brief


def _haal(user: User, pk: int) -> Maatregel:
    """A measure about something in the user's regions; 404 for others (rules.md §2)."""
    return get_object_or_404(
        Maatregel.objects.gevolgd(user).select_related(
            "erkenning__opleiding", "erkenning__vestiging__gemeente", "erkenning__lijn__aanvraag",
            "vestiging__gemeente", "onderneming", "mentor__persoon", "door", "brief__document",
        ),
        pk=pk,
    )  # fmt: skip


@vereist_consulent
def maatregel(request: HttpRequest, pk: int) -> HttpResponse:
    """What was decided, why, what it ended, its letter, and the appeal."""
    rij = _haal(request.user, pk)
    ingediend = list(rij.beroepen.select_related("geregistreerd_door", "uitspraak_door"))
    return render(
        request,
        "erkenning/consulent/maatregel.html",
        {
            "maatregel": rij,
            "geraakt": list(rij.geraakt.select_related("opleiding", "vestiging__gemeente")),
            "beroepen": ingediend,
            "termijn": termijnen.van(rij, "beroep_maatregel"),
            "kan_beroep": request.user.is_coordinator and rij.kan_beroep,
            "kan_uitspraak": request.user.is_coordinator and any(not beroep.uitkomst for beroep in ingediend),
        },
    )


@vereist_coordinator
def uitsluiten(request: HttpRequest, pk: int) -> HttpResponse:
    """Exclude the whole onderneming, or one of its vestigingen; the page lists what would end with that choice."""
    onderneming = get_object_or_404(eigen_ondernemingen(request.user), pk=pk)
    vestigingen = eigen_vestigingen(request.user).filter(onderneming=onderneming).select_related("gemeente")
    form = UitsluitenForm(request.POST if request.method == "POST" else None, vestigingen=vestigingen)
    stap = request.POST.get("stap")
    if stap != WIJZIG and form.is_valid():
        gegevens = dict(form.cleaned_data)
        wie = gegevens.pop("vestiging") or onderneming

        def neem() -> Maatregel:
            return maatregelen.uitsluiten(wie=wie, door=request.user, op=timezone.now(), **gegevens)

        try:
            if stap != BEVESTIG:
                return toon_brief(request, form, op_proef(neem), "Sluit uit")
            rij = neem()
        except Geweigerd as fout:
            form.add_error(None, fout.zin)
        else:
            messages.success(request, f"Gelukt. {wie} is uitgesloten. De werkgever krijgt een brief.")
            return redirect(rij.consulent_url)
    context = {
        "form": form,
        "onderneming": onderneming,
        "gevolgen": impact.van(form.op_id.get(form.gekozen, onderneming)),
        "terug": reverse("consulent:bedrijf", args=[onderneming.pk]),
    }
    return render(request, "erkenning/consulent/uitsluiten.html", context, status=422 if form.errors else 200)


# --- appeals -----------------------------------------------------------------------------------------------------


@vereist_coordinator
def beroep_tegen_maatregel(request: HttpRequest, pk: int) -> HttpResponse:
    """Register an appeal against a measure, or enter the ruling when one runs."""
    rij = _haal(request.user, pk)
    lopend = rij.beroepen.filter(uitkomst=Beroep.Uitkomst.OPEN).first()
    gestuurd = request.POST if request.method == "POST" else None
    form = UitspraakForm(gestuurd, aanvraag=None) if lopend else BeroepForm(gestuurd)
    if form.is_valid():
        try:
            if lopend:
                beroepen.beroep_uitspraak(beroep=lopend, door=request.user, op=timezone.now(), **form.cleaned_data)
            else:
                beroepen.beroep_registreren(over=rij, door=request.user, op=timezone.now(), **form.cleaned_data)
        except Geweigerd as fout:
            form.add_error(None, fout.zin)
        else:
            messages.success(request, "Gelukt. De werkgever krijgt een mail.")
            return redirect(rij.consulent_url)
    context = {"form": form, "maatregel": rij, "lopend": lopend, "terug": rij.consulent_url}
    return render(request, "erkenning/consulent/beroep.html", context, status=422 if form.is_bound else 200)


class BeroepRegistreren(DossierActie):
    actie = "beroep_registreren"
    form_class = BeroepForm
    titel = "Registreer een beroep"
    uitleg = "Of het beroep ontvankelijk is, beslist de beroepscommissie. Hier noteer je dat het er is."
    knop = "Registreer"
    gelukt = "Gelukt. Het beroep staat in het dossier. De werkgever krijgt een mail."

    def uitvoeren(self, gegevens: dict[str, Any]) -> None:
        beroepen.beroep_registreren(over=self.aanvraag, door=self.request.user, op=self.nu, **gegevens)


class BeroepUitspraak(DossierActie):
    actie = "beroep_uitspraak"
    form_class = UitspraakForm
    titel = "Voer de uitspraak in"
    uitleg = "Wat toegekend wordt, is erkend vanaf de datum in de uitspraak. Er komt een attest."
    knop = "Bewaar de uitspraak"
    gelukt = "Gelukt. De uitspraak staat in het dossier. De werkgever krijgt een mail."

    def form_kwargs(self) -> dict[str, Any]:
        return {"aanvraag": self.aanvraag}

    def uitvoeren(self, gegevens: dict[str, Any]) -> None:
        lopend = self.aanvraag.beroepen.filter(uitkomst=Beroep.Uitkomst.OPEN).first()
        if lopend is None:
            raise Geweigerd("De uitspraak in dit beroep staat er al.")
        beroepen.beroep_uitspraak(beroep=lopend, door=self.request.user, op=self.nu, **gegevens)


# --- putting right -----------------------------------------------------------------------------------------------


class Rechtzetten(DossierActie):
    actie = "rechtzetten"
    form_class = RechtzettenForm
    titel = "Zet een fout in de brief recht"
    uitleg = (
        "Alleen voor een schrijffout: een naam, een opleiding of een datum. Er komt een nieuwe versie van de brief, "
        "en de code op het oude attest antwoordt “vervangen”. Ten onrechte erkend? Hef de erkenning op."
    )
    knop = "Maak een nieuwe brief"
    gelukt = "Gelukt. De nieuwe brief wordt gemaakt. De werkgever krijgt een mail."

    def form_kwargs(self) -> dict[str, Any]:
        rijen = Erkenning.objects.filter(lijn__aanvraag=self.aanvraag).select_related("opleiding").order_by("pk")
        return {"aanvraag": self.aanvraag, "erkenningen": list(rijen)}

    def uitvoeren(self, gegevens: dict[str, Any]) -> Aanvraag:
        return recht.rechtzetten(aanvraag=self.aanvraag, door=self.request.user, op=self.nu, **gegevens)
