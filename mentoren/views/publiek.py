"""What everybody may see: the coming sessions, and one of them with its programme (rules.md §4)."""

from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from ..aanbod import keuzes, komende
from ..forms.inschrijven import VanafForm
from ..models import Inschrijving, Sessie
from ..stand import in_te_schrijven
from .basis import haal_sessie


def lijst(request: HttpRequest) -> HttpResponse:
    """Every coming session, the soonest first; with a postcode the nearest first."""
    form = VanafForm(request.GET if "postcode" in request.GET else None)
    sessies = komende(timezone.now())
    gemeenten = form.gemeenten
    dichtste = None
    if gemeenten:
        # Also the full ones: here people look around, and may wait for one.
        vrije = [sessie for sessie in sessies if sessie.vrij]
        volle = [sessie for sessie in sessies if not sessie.vrij]
        dichtste = [
            keuze
            for groep in (vrije, volle)
            for keuze in keuzes(groep, vanaf=gemeenten, uiterlijk=None, hoogstens=len(sessies))
        ]
    context = {"sessies": sessies, "dichtste": dichtste, "form": form, "vanaf": gemeenten[0] if gemeenten else None}
    return render(request, "mentoren/publiek/lijst.html", context, status=422 if form.is_bound and form.errors else 200)


def sessie(request: HttpRequest, pk: int) -> HttpResponse:
    """One session, also after it took place or was cancelled: links in mails keep working."""
    return toon(request, haal_sessie(request.user, pk))


def toon(request: HttpRequest, rij: Sessie, *, fout: str = "", status: int = 200) -> HttpResponse:
    """The page of a session (of `met_bezetting`), with who may be enrolled by whoever looks; `fout` says what went wrong."""
    nu = timezone.now()
    open_ = rij.toestand == "gepland" and not rij.begonnen(nu)
    context: dict[str, Any] = {
        "sessie": rij,
        "open": open_,
        "fout": fout,
        "aanmelden": redirect_to_login(reverse("mentoropleiding:sessie", args=[rij.pk])).url,
        "mentoren": [],
        "eigen": [],
    }
    if request.user.is_authenticated and not request.user.is_educam:
        context["mentoren"] = in_te_schrijven(request.user, rij) if open_ else []
        context["eigen"] = list(
            Inschrijving.objects.for_user(request.user)
            .filter(sessie=rij)
            .exclude(toestand="geannuleerd")
            .select_related("persoon")
            .order_by("pk")
        )
    return render(request, "mentoren/publiek/sessie.html", context, status=status)
