"""Who to call in each region, and from when on: kept by the coördinator (rules.md §10)."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from educam_portal.accounts.antwoord import met_melding
from educam_portal.accounts.fouten import Geweigerd
from educam_portal.accounts.toegang import Verzoek, vereist_coordinator

from .. import services
from ..forms import ContactKaartForm
from ..models import ContactKaart, Regio
from ..nummers import toon_telefoon
from ..regios import contactkaart


@vereist_coordinator
def contactkaarten(request: Verzoek) -> HttpResponse:
    """The card of every region: now, later, before."""
    vandaag = timezone.localdate()
    regios: dict[int, dict[str, Any]] = {
        regio.pk: {"regio": regio, "nu": None, "later": [], "vroeger": []} for regio in Regio.objects.all()
    }
    for kaart in ContactKaart.objects.order_by("geldig_van", "pk"):
        rij = regios[kaart.regio_id]
        if kaart.geldig_van > vandaag:
            rij["later"].append(kaart)
        elif kaart.geldig_tot is not None and kaart.geldig_tot < vandaag:
            rij["vroeger"].append(kaart)
        else:
            rij["nu"] = kaart
    return render(request, "organisaties/contactkaarten.html", {"rijen": list(regios.values())})


@vereist_coordinator
def nieuw(request: Verzoek, code: str) -> HttpResponse:
    """Another card for one region."""
    regio = get_object_or_404(Regio, code=code)
    nu = contactkaart(regio, timezone.localdate())
    begin = {"naam": nu.naam, "email": nu.email, "telefoon": toon_telefoon(nu.telefoon)} if nu else {}
    form = ContactKaartForm(request.POST or None, initial=begin)
    if form.is_valid():
        try:
            services.zet_contactkaart(regio=regio, door=request.user, op=timezone.now(), **form.cleaned_data)
        except Geweigerd as fout:
            form.add_error("vanaf", fout.zin)
        else:
            messages.success(request, f"De contactkaart van {regio} is bewaard.")
            return redirect("organisatie:contactkaarten")
    context = {"form": form, "regio": regio}
    return render(request, "organisaties/contactkaart.html", context, status=422 if form.is_bound else 200)


@vereist_coordinator
@require_POST
def intrekken(request: Verzoek, pk: int) -> HttpResponse:
    """A card that has yet to begin does not."""
    kaart = get_object_or_404(ContactKaart.objects.select_related("regio"), pk=pk)
    met_melding(
        request,
        lambda: services.trek_contactkaart_in(kaart=kaart, door=request.user, op=timezone.now()),
        "De kaart is ingetrokken en komt er niet.",
    )
    return redirect("organisatie:contactkaarten")
