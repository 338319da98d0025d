"""Reporting a knelpunt, writing down the talk about it, and closing it (rules.md §5)."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone

from educam_portal.accounts.remmen import rem
from educam_portal.accounts.toegang import Verzoek, vereist_aangemeld

from ..forms.gesprek import KnelpuntForm, KnelpuntgesprekForm, UitkomstForm
from ..models import Knelpunt, Overeenkomst
from ..services import knelpunten as diensten
from ..services.gesprek import adres
from .basis import haal, probeer, toon


@vereist_aangemeld
@rem("bericht")
def melden(request: Verzoek, ref: str) -> HttpResponse:
    """Say what does not go well; whoever may not find no such page."""
    rij = _haal(request, ref, "knelpunt_melden")
    form = KnelpuntForm(request.POST or None)
    return _doe(
        request, form, diensten.meld_knelpunt, "De school plant een gesprek.", sjabloon="melden", overeenkomst=rij
    )


@vereist_aangemeld
def gesprek(request: Verzoek, ref: str, pk: int) -> HttpResponse:
    """What was agreed, and when it is looked at again."""
    rij = _haal(request, ref, "knelpunt_gesprek")
    vandaag = timezone.localdate()
    begin = {"gesprek_op": vandaag, "hercontrole_op": diensten.volgende_dag(vandaag)}
    form = KnelpuntgesprekForm(request.POST or None, initial=begin)
    gelukt = "Mentor en werkgever lezen wat jullie afspraken."
    return _doe(request, form, diensten.noteer_gesprek, gelukt, sjabloon="gesprek", knelpunt=_open(rij, pk))


@vereist_aangemeld
def sluiten(request: Verzoek, ref: str, pk: int) -> HttpResponse:
    """How it ended."""
    rij = _haal(request, ref, "knelpunt_sluiten")
    form = UitkomstForm(request.POST or None)
    return _doe(
        request, form, diensten.sluit, "Het knelpunt is afgesloten.", sjabloon="sluiten", knelpunt=_open(rij, pk)
    )


def _haal(request: Verzoek, ref: str, actie: str) -> Overeenkomst:
    rij = haal(request, ref)
    if not rij.mag(request.user, actie):
        raise Http404
    return rij


def _open(overeenkomst: Overeenkomst, pk: int) -> Knelpunt:
    return get_object_or_404(
        overeenkomst.knelpunten.filter(afgesloten_op=None).select_related("overeenkomst__lerende"), pk=pk
    )


def _doe(
    request: Verzoek, form: forms.Form, dienst: Callable[..., Any], gelukt: str, *, sjabloon: str, **zaak: Any
) -> HttpResponse:
    """Show the form, or run the service on what was typed about `zaak` and go back to the thread."""
    overeenkomst: Overeenkomst = zaak["overeenkomst"] if "overeenkomst" in zaak else zaak["knelpunt"].overeenkomst
    if form.is_valid() and probeer(
        form, lambda: dienst(door=request.user, op=timezone.now(), **zaak, **form.cleaned_data)
    ):
        messages.success(request, f"Gelukt. {gelukt}")
        return redirect(adres(overeenkomst))
    return toon(request, f"knelpunt/{sjabloon}", {"form": form, **zaak, "overeenkomst": overeenkomst}, form)
