"""School holidays and who offers which opleiding: the lists a coördinator keeps (rules.md §2, §5)."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from educam_portal.accounts.antwoord import met_melding
from educam_portal.accounts.bladzijden import BegrensdePaginator
from educam_portal.accounts.fouten import Geweigerd
from educam_portal.accounts.toegang import Verzoek, vereist_coordinator

from .. import services
from ..forms_onderwijs import AanbodForm, SchoolvakantieForm
from ..models import Aanbod, Schoolvakantie

PER_BLADZIJDE = 50


@vereist_coordinator
def schoolvakanties(request: Verzoek) -> HttpResponse:
    """Every school holiday, those that are over apart."""
    vandaag = timezone.localdate()
    alle = list(Schoolvakantie.objects.all())
    context = {
        "komend": [rij for rij in alle if rij.tot >= vandaag],
        "voorbij": [rij for rij in alle if rij.tot < vandaag],
    }
    return render(request, "organisaties/schoolvakanties.html", context)


@vereist_coordinator
def schoolvakantie(request: Verzoek, pk: int | None = None) -> HttpResponse:
    """Add a school holiday, or change one."""
    vakantie = get_object_or_404(Schoolvakantie, pk=pk) if pk is not None else None
    begin = {naam: getattr(vakantie, naam) for naam in ("naam", "van", "tot", "bron")} if vakantie else {}
    form = SchoolvakantieForm(request.POST or None, initial=begin)
    return _bewaar(
        request,
        form,
        lambda: services.zet_schoolvakantie(vakantie=vakantie, door=request.user, **form.cleaned_data),
        terug="organisatie:schoolvakanties",
        melding="De schoolvakantie is bewaard.",
        template="organisaties/schoolvakantie.html",
        context={"vakantie": vakantie},
    )


@vereist_coordinator
@require_POST
def schoolvakantie_wissen(request: Verzoek, pk: int) -> HttpResponse:
    vakantie = get_object_or_404(Schoolvakantie, pk=pk)
    met_melding(
        request,
        lambda: services.wis_schoolvakantie(vakantie=vakantie, door=request.user),
        "De schoolvakantie is gewist.",
    )
    return redirect("organisatie:schoolvakanties")


@vereist_coordinator
def aanbod(request: Verzoek) -> HttpResponse:
    """Who offers what, by school; also what is over or has yet to begin."""
    rijen = Aanbod.objects.select_related("school", "opleiding").order_by("school__naam", "opleiding__titel", "pk")
    pagina = BegrensdePaginator(rijen, PER_BLADZIJDE).get_page(request.GET.get("pagina"))
    return render(request, "organisaties/aanbod.html", {"pagina": pagina})


@vereist_coordinator
def aanbod_een(request: Verzoek, pk: int | None = None) -> HttpResponse:
    """Add what a school offers, or change it."""
    rij = get_object_or_404(Aanbod.objects.select_related("school", "opleiding"), pk=pk) if pk is not None else None
    begin = {naam: getattr(rij, naam) for naam in ("school", "opleiding", "geldig_van", "geldig_tot")} if rij else {}
    form = AanbodForm(request.POST or None, initial=begin)
    return _bewaar(
        request,
        form,
        lambda: services.zet_aanbod(aanbod=rij, door=request.user, **form.cleaned_data),
        terug="organisatie:aanbod",
        melding="Het aanbod is bewaard.",
        template="organisaties/aanbod_een.html",
        context={"aanbod": rij},
    )


@vereist_coordinator
@require_POST
def aanbod_wissen(request: Verzoek, pk: int) -> HttpResponse:
    rij = get_object_or_404(Aanbod, pk=pk)
    met_melding(request, lambda: services.wis_aanbod(aanbod=rij, door=request.user), "Het aanbod is gewist.")
    return redirect("organisatie:aanbod")


def _bewaar(
    request: Verzoek,
    form: forms.Form,
    dienst: Callable[[], object],
    *,
    terug: str,
    melding: str,
    template: str,
    context: dict[str, Any],
) -> HttpResponse:
    """A form, one service, and back to its list; a refusal stands above the form."""
    if form.is_valid():
        try:
            dienst()
        except Geweigerd as fout:
            form.add_error(None, fout.zin)
        else:
            messages.success(request, melding)
            return redirect(terug)
    return render(request, template, {"form": form, **context}, status=422 if form.is_bound else 200)
