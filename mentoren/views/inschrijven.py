"""Enrolling with one tap and cancelling, for the mentor, the werkgever and EDUCAM (rules.md §4)."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_POST

from educam_portal.accounts.fouten import Geweigerd
from educam_portal.accounts.remmen import rem
from educam_portal.accounts.terug import terugadres
from educam_portal.accounts.toegang import Verzoek, vereist_aangemeld
from educam_portal.workflow.views import Actie

from ..forms.inschrijven import AnnuleerForm
from ..models import Inschrijving
from ..services import inschrijvingen as diensten
from ..toestanden import Inschrijfstand
from .basis import haal_inschrijving, haal_mentor, haal_sessie
from .publiek import toon


def _terug(request: HttpRequest, anders: str) -> str:
    """The page of the portal that the button stood on; any other address is ignored."""
    return terugadres(request, request.POST.get("terug") or request.GET.get("terug"), anders)


@vereist_aangemeld
@require_POST
@rem("inschrijven")
def inschrijven(request: Verzoek, pk: int) -> HttpResponse:
    """One tap: this mentor in this session. A refusal shows the session with the sentence, and what else can be done."""
    sessie = haal_sessie(request.user, pk)
    nummer = request.POST.get("mentor", "")
    mentor = haal_mentor(request.user, int(nummer) if nummer.isdecimal() and len(nummer) < 19 else 0)
    try:
        inschrijving = diensten.schrijf_in(sessie=sessie, mentor=mentor, door=request.user, op=timezone.now())
    except Geweigerd as fout:
        return toon(request, sessie, fout=fout.zin, status=422)
    messages.success(request, _gelukt(inschrijving, zelf=mentor.persoon.user_id == request.user.pk))
    return redirect(_terug(request, reverse("mentoropleiding:sessie", args=[sessie.pk])))


def _gelukt(inschrijving: Inschrijving, *, zelf: bool) -> str:
    if inschrijving.toestand == Inschrijfstand.INGESCHREVEN:
        return f"Gelukt. {'Je bent' if zelf else f'{inschrijving.persoon} is'} ingeschreven. De mail is onderweg."
    wie = "Je staat" if zelf else f"{inschrijving.persoon} staat"
    return f"Gelukt. {wie} op de wachtlijst. Komt er een plaats vrij, dan laten we het meteen weten."


@method_decorator(vereist_aangemeld, name="dispatch")
@method_decorator(rem("inschrijven"), name="dispatch")
class Annuleren(Actie):
    """Giving a seat or a waiting place back."""

    zaak: Inschrijving
    actie = "annuleren"
    form_class = AnnuleerForm
    sjabloon = "mentoren/annuleren.html"
    titel = "Annuleer de inschrijving"
    knop = "Annuleer de inschrijving"
    gelukt = "Gelukt. De inschrijving is geannuleerd. De mail is onderweg."
    gevaar = True

    def bereid_voor(self) -> None:
        self.zaak = haal_inschrijving(self.request.user, self.kwargs["pk"])

    def uitvoeren(self, gegevens: dict[str, Any]) -> None:
        diensten.annuleer(inschrijving=self.zaak, door=self.request.user, op=self.nu, reden=gegevens["reden"])

    def terug_url(self) -> str:
        return _terug(self.request, reverse("mentoropleiding:sessie", args=[self.zaak.sessie_id]))

    def vast(self) -> dict[str, Any]:
        return {"inschrijving": self.zaak, "sessie": self.zaak.sessie}
