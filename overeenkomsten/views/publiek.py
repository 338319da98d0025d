"""What a bezoeker may know beforehand: which overeenkomst fits, and what a lerende costs (rules.md §2, §5, §5.2)."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from educam_portal import parameters

from ..kosten import kostenblad, minima
from ..kostenform import KostenForm

MAANDEN = 10


def kosten(request: HttpRequest) -> HttpResponse:
    """The questions and the estimate on one address that can be shared; nothing is stored."""
    vandaag = timezone.localdate()
    form = KostenForm(request.GET or None, initial={"start": vandaag, "maanden": MAANDEN})
    context: dict[str, Any] = {"form": form}
    if form.is_bound and form.is_valid():
        context |= kostenblad(form.vraag())
    return render(request, "publiek/kosten.html", context, status=422 if form.is_bound and form.errors else 200)


def wie_zoek_je(request: HttpRequest) -> HttpResponse:
    """OAO, ODOS, SAO and ODO beside each other, with the amounts of today."""
    vandaag = timezone.localdate()
    context = {
        "vandaag": vandaag,
        "minima": minima(vandaag),
        "uren": parameters.waarde("overeenkomst_uren_grens", vandaag),
        "sao_uren": parameters.waarde("sao_min_uren", vandaag),
        "dimona": parameters.waarde("dimona_type_odos", vandaag),
        "langste": parameters.duur("overeenkomst_max_duur", vandaag),
    }
    return render(request, "publiek/wie_zoek_je.html", context)
