"""The inbox of who is logged in: everything the portal told, whether or not a mail went with it."""

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_POST, require_safe

from educam_portal.accounts.bladzijden import BegrensdePaginator
from educam_portal.accounts.toegang import Verzoek, vereist_aangemeld

from .. import postvak, voorkeuren
from ..forms import VoorkeurenForm
from ..models import Bericht
from ..opmaak import blokken
from ..register import GROEPEN

PER_BLADZIJDE = 50
# What a browser may call an attachment; anything else is a nameless file.
MIMES = frozenset({"text/calendar", "text/csv", "text/plain"})


@require_safe
@vereist_aangemeld
def lijst(request: Verzoek) -> HttpResponse:
    """The messages, newest first; `?toon=ongelezen` leaves out what was read."""
    alleen_ongelezen = request.GET.get("toon") == "ongelezen"
    alle = Bericht.objects.for_user(request.user)
    rijen = alle.ongelezen() if alleen_ongelezen else alle
    velden = rijen.only("titel", "over", "aangemaakt_op", "gelezen_op", "postvak", "aan")
    pagina = BegrensdePaginator(velden, PER_BLADZIJDE).get_page(request.GET.get("pagina"))
    berichten = list(pagina)
    aantal = postvak.ongelezen(request.user)
    context = {
        "pagina": pagina,
        "berichten": berichten,
        "ongelezen": aantal,
        "alleen_ongelezen": alleen_ongelezen,
        # Everything that was there when the page was made, whichever page it is: what comes in later stays unread.
        "tot": alle.values_list("pk", flat=True).first() if aantal else 0,
        "tabs": _tabs(alleen_ongelezen, aantal),
    }
    return render(request, "berichten/lijst.html", context)


def _tabs(alleen_ongelezen: bool, aantal: int) -> list[dict]:
    url = reverse("berichten:lijst")
    return [
        {"label": "Alle berichten", "url": url, "actief": not alleen_ongelezen},
        {
            "label": "Ongelezen",
            "url": f"{url}?toon=ongelezen",
            "actief": alleen_ongelezen,
            "aantal": postvak.toon_aantal(aantal),
        },
    ]


@require_safe
@vereist_aangemeld
def bericht(request: Verzoek, pk: int) -> HttpResponse:
    """One message; opening it is reading it."""
    gevonden = get_object_or_404(Bericht.objects.for_user(request.user), pk=pk)
    postvak.lees(gevonden, door=request.user, op=timezone.now())
    context = {"bericht": gevonden, "blokken": blokken(gevonden.tekst, settings.PORTAL_URL)}
    return render(request, "berichten/bericht.html", context)


@require_safe
@vereist_aangemeld
def bijlage(request: Verzoek, pk: int, nummer: int) -> HttpResponse:
    """An attachment of a message, counted from 1: the invitation of a visit for the own calendar."""
    gevonden = get_object_or_404(Bericht.objects.for_user(request.user), pk=pk)
    if not 1 <= nummer <= len(gevonden.bijlagen):
        raise Http404
    gekozen = gevonden.bijlagen[nummer - 1]
    mime = gekozen["mime"].partition(";")[0].strip().lower()
    antwoord = HttpResponse(
        gekozen["inhoud"].encode(),
        content_type=f"{mime}; charset=utf-8" if mime in MIMES else "application/octet-stream",
    )
    antwoord.headers["Content-Disposition"] = content_disposition_header(True, gekozen["naam"]) or "attachment"
    return antwoord


@vereist_aangemeld
def kies_mails(request: Verzoek) -> HttpResponse:
    """Which mails somebody wants, per group of messages, and which ones are not a choice."""
    huidige = voorkeuren.huidige(request.user)
    form = VoorkeurenForm(request.POST or None, huidige=huidige)
    if form.is_valid():
        voorkeuren.bewaar(user=request.user, keuzes=form.cleaned_data, op=timezone.now())
        messages.success(request, "Je keuze is bewaard. Ze geldt vanaf nu.")
        return redirect("berichten:voorkeuren")
    context = {
        "form": form,
        "vast": [GROEPEN[naam] for naam in huidige if naam not in form.fields],
        "vanaf": settings.DAGMAIL_VANAF,
    }
    return render(request, "berichten/voorkeuren.html", context, status=422 if form.is_bound else 200)


class GelezenForm(forms.Form):
    """The newest message that was on the screen: what came in after it stays unread."""

    tot = forms.IntegerField(min_value=0, max_value=2**63 - 1)


@require_POST
@vereist_aangemeld
def alles_gelezen(request: Verzoek) -> HttpResponse:
    """Mark everything up to what was on the screen as read."""
    form = GelezenForm(request.POST)
    if form.is_valid() and postvak.lees_alles(request.user, tot=form.cleaned_data["tot"], op=timezone.now()):
        messages.success(request, "Al je berichten staan op gelezen.")
    else:
        messages.info(request, "Er was niets meer te lezen.")
    return redirect("berichten:lijst")
