"""The three questions around day 20, for mentor and trajectbegeleider with an account (rules.md §5)."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from educam_portal.accounts.toegang import Verzoek, vereist_aangemeld

from ..forms.bevraging import BevragingForm
from ..services import bevragingen as diensten
from ..services.gesprek import adres
from .basis import haal, probeer, toon


@vereist_aangemeld
def hoe_gaat_het(request: Verzoek, ref: str) -> HttpResponse:
    """Answer; who is not asked finds no such page, who answered goes back to the thread."""
    rij = haal(request, ref)
    deelnemer = diensten.deelnemer_van(rij, request.user)
    bevraging = rij.bevragingen.filter(deelnemer=deelnemer or "").select_related("overeenkomst").first()
    if bevraging is None:
        raise Http404
    if bevraging.beantwoord_op or not rij.mag(request.user, "bevraging_beantwoorden"):
        messages.info(request, "Deze vragen staan niet meer open.")
        return redirect(adres(rij))
    form = BevragingForm(request.POST or None, deelnemer=bevraging.deelnemer)
    nu, door = timezone.now(), request.user
    if form.is_valid() and probeer(
        form, lambda: diensten.beantwoord(bevraging=bevraging, antwoorden=form.cleaned_data, door=door, op=nu)
    ):
        bevraging.refresh_from_db()
        slecht = (
            " Loopt iets niet goed, meld dan een knelpunt: dan is er snel een gesprek." if bevraging.niet_goed else ""
        )
        messages.success(request, f"Bedankt voor je antwoorden.{slecht}")
        return redirect(f"{adres(rij)}#knelpunten" if slecht else adres(rij))
    return toon(request, "hoe_gaat_het", {"overeenkomst": rij, "form": form}, form)
