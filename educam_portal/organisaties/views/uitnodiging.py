"""An invitation as the invited person sees it. Opening the link changes nothing, so a mail scanner burns nothing."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from educam_portal.accounts import uitnodigingen as geheim
from educam_portal.accounts.antwoord import met_melding, nieuwe_link
from educam_portal.accounts.models import Uitnodiging
from educam_portal.accounts.remmen import rem
from educam_portal.accounts.toegang import Verzoek, vereist_aangemeld

from .. import services


def _vind(token: str) -> Uitnodiging:
    uitnodiging = geheim.zoek(token)
    if uitnodiging is None:
        raise Http404
    return uitnodiging


def _toestand(uitnodiging: Uitnodiging, request: HttpRequest) -> str:
    """Which of the pages to show: `gebruikt`, `verlopen`, `aanmelden`, `ander_adres` or `aanvaarden`."""
    if uitnodiging.aanvaard_op or uitnodiging.ingetrokken_op:
        return "gebruikt"
    if uitnodiging.verlopen(timezone.now()):
        return "verlopen"
    if not request.user.is_authenticated:
        return "aanmelden"
    return "aanvaarden" if request.user.email == uitnodiging.email else "ander_adres"


def uitnodiging(request: HttpRequest, token: str) -> HttpResponse:
    """Show who invites to what, and what to do; POST accepts."""
    gevonden = _vind(token)
    if request.method == "POST":
        return _aanvaard(request, gevonden)
    context = {"uitnodiging": gevonden, "token": token, "toestand": _toestand(gevonden, request)}
    return render(request, "organisaties/uitnodiging.html", context)


@vereist_aangemeld
def _aanvaard(request: Verzoek, gevonden: Uitnodiging) -> HttpResponse:
    token = geheim.token_van(gevonden.zaad)
    gelukt = met_melding(
        request,
        lambda: services.aanvaard_uitnodiging(uitnodiging=gevonden, user=request.user, op=timezone.now()),
        f"Je werkt nu mee voor {gevonden.organisatie}.",
    )
    return redirect("accounts:start") if gelukt else redirect("organisatie:uitnodiging", token=token)


@require_POST
@rem("uitnodiging_vernieuwen")
def vernieuw(request: HttpRequest, token: str) -> HttpResponse:
    """From the page of an expired link: a new one goes to the invited address, whoever presses the button."""
    gevonden = _vind(token)
    if not gevonden.verlopen(timezone.now()):
        return redirect("organisatie:uitnodiging", token=token)
    return nieuwe_link(
        request,
        lambda: services.vernieuw_uitnodiging(uitnodiging=gevonden, op=timezone.now()),
        "organisaties/uitnodiging_vernieuwd.html",
    )
