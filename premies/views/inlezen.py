"""Reading a list of Dimona or DmfA: the upload, what it would bring, and the press that takes it over (rules.md §6)."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from educam_portal.accounts.fouten import Geweigerd
from educam_portal.accounts.remmen import met_bestand, rem
from educam_portal.accounts.toegang import Verzoek, vereist_werkgever
from educam_portal.organisaties.gekozen import gekozen_onderneming, rollen_bij, was_een_ander
from educam_portal.organisaties.models import Onderneming
from overeenkomsten.views.basis import probeer

from ..forms import PrestatielijstForm
from ..models import Prestatielijst
from ..models.premie import SCOPES
from ..services.prestatielijsten import BESTAAT, lees_in, neem_over
from ..uittreksel import KOLOMMEN
from .werkgever import toon


@rem("opladen", als=met_bestand)
@vereist_werkgever
def inlezen(request: Verzoek) -> HttpResponse:
    """Choose the list; nothing of it counts before the next page."""
    onderneming = gekozen_onderneming(request, SCOPES)
    if was_een_ander(request, onderneming):
        return redirect("premie:inlezen")
    form = PrestatielijstForm(*((request.POST, request.FILES) if request.method == "POST" else ()))
    gelezen: list[Prestatielijst] = []
    if form.is_valid() and probeer(form, lambda: gelezen.append(_lees(request, onderneming, form))):
        return redirect("premie:inlezing", gelezen[0].pk)
    kolommen = [(namen[0], namen[1:]) for namen in KOLOMMEN.values()]
    return toon(request, "inlezen", {"onderneming": onderneming, "form": form, "kolommen": kolommen}, form)


def _lees(request: Verzoek, onderneming: Onderneming, form: Any) -> Prestatielijst:
    bestand = form.cleaned_data["bestand"]
    bestand.seek(0)
    return lees_in(
        onderneming=onderneming,
        inhoud=bestand.read(),
        bron=form.cleaned_data["bron"],
        door=request.user,
        op=timezone.now(),
    )


def _haal(request: Verzoek, pk: int) -> Prestatielijst:
    """A list of an onderneming for which the user may act, or 404 (rules.md §2)."""
    return get_object_or_404(Prestatielijst, onderneming__organisatie__in=rollen_bij(request.user, SCOPES), pk=pk)


@vereist_werkgever
def inlezing(request: Verzoek, pk: int) -> HttpResponse:
    """What would be taken over, and what did not match and why; afterwards the report."""
    gelezen = _haal(request, pk)
    regels = [
        regel | {"van": date.fromisoformat(regel["van"]), "tot": date.fromisoformat(regel["tot"])}
        for regel in gelezen.regels
    ]
    nieuw = [regel for regel in regels if regel["stand"] != BESTAAT]
    return toon(request, "inlezing", {"lijst": gelezen, "regels": regels, "nieuw": len(nieuw)})


@vereist_werkgever
@require_POST
def overnemen(request: Verzoek, pk: int) -> HttpResponse:
    """Take over what matched."""
    gelezen = _haal(request, pk)
    try:
        neem_over(lijst=gelezen, door=request.user, op=timezone.now())
    except Geweigerd as fout:
        messages.error(request, fout.zin)
    else:
        messages.success(request, "De gewerkte dagen zijn overgenomen. We bekijken de premies opnieuw.")
    return redirect("premie:inlezing", gelezen.pk)
