"""Choosing a slot for the visit through the link in the mail (rules.md §3.2). Looking never chooses."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone

from educam_portal.accounts.toegang import vereist_werkgever

from ...forms.werkgever import MomentForm
from ...models import Aanvraag, Bezoek
from ...services.bezoek import bezoek_kiezen
from .basis import gelukt, kaart_van, kan_niet, probeer, toon


@vereist_werkgever
def bezoek(request: HttpRequest, token: str) -> HttpResponse:
    eigen = Aanvraag.objects.for_user(request.user).filter(
        onderneming__organisatie__in=[lid.organisatie_id for lid in request.user.lidmaatschappen_nu]
    )
    gevonden = get_object_or_404(
        Bezoek.objects.filter(aanvragen__in=eigen).select_related("vestiging__gemeente", "consulent").distinct(),
        token=token,
    )
    aanvraag = eigen.filter(bezoeken=gevonden).select_related("onderneming", "regio", "vestiging__regio").first()
    if gevonden.toestand != Bezoek.Toestand.VOORGESTELD:
        if request.method == "POST":
            messages.warning(request, "Dit voorstel staat niet meer open. Hieronder zie je wat er is afgesproken.")
        return redirect(aanvraag)
    if kan_niet(request, aanvraag, "bezoek_kiezen"):
        return redirect(aanvraag)
    momenten = gevonden.momenten.filter(begint_op__gt=timezone.now())
    form = MomentForm(request.POST or None, momenten=momenten)
    if form.is_valid() and probeer(
        form,
        lambda: bezoek_kiezen(
            aanvraag=aanvraag, moment=form.cleaned_data["moment"], door=request.user, op=timezone.now()
        ),
    ):
        gelukt(request, "Het bezoek ligt vast. Je krijgt een mail met de uitnodiging voor je agenda.")
        return redirect(aanvraag)
    context = {"aanvraag": aanvraag, "bezoek": gevonden, "form": form, "kaart": kaart_van(aanvraag)}
    return toon(request, "bezoek", context, form)
