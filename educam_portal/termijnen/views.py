"""The list of everything due, its calendar feed, and the extension of a term (rules.md §7)."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from educam_portal.accounts.fouten import Geweigerd
from educam_portal.accounts.models import User
from educam_portal.accounts.toegang import Verzoek, vereist_aangemeld

from . import agenda, services
from .forms import TermijnenFilter, VerlengForm
from .klokken import klok
from .lijst import HOOGSTENS_BLADZIJDEN, PER_BLADZIJDE, Blik, blik, mag_verlengen, termijnen, zichtbaar
from .models import Agenda, Termijn
from .register import VAN_WIE, AanZet, soort_termijn

AAN_ZET = {
    AanZet.WERKGEVER: "De werkgever",
    AanZet.CONSULENT: "EDUCAM",
    AanZet.MENTOR: "De mentor",
    AanZet.SCHOOL: "De school",
    AanZet.NIEMAND: "Niemand",
}


@vereist_aangemeld
@require_safe
def lijst(request: Verzoek) -> HttpResponse:
    """Everything due for the reader, soonest first, across kinds; fifty a page."""
    vandaag = timezone.localdate()
    mijn = blik(request.user, request.organisatie)
    form = TermijnenFilter(request.GET or None, blik=mijn)
    filters = form.filters()
    bladzijde = _bladzijde(request)
    vanaf = (bladzijde - 1) * PER_BLADZIJDE
    rijen = termijnen(mijn, filters, vandaag, vanaf=vanaf, aantal=PER_BLADZIJDE + 1)
    zichtbaar_nu = rijen[:PER_BLADZIJDE]
    van_wie = {pk: wie for functie in VAN_WIE for pk, wie in functie(zichtbaar_nu, request.user).items()}
    meer = len(rijen) > PER_BLADZIJDE and bladzijde < HOOGSTENS_BLADZIJDEN
    return render(
        request,
        "termijnen/lijst.html",
        {
            "rijen": [_rij(termijn, request.user, mijn, vandaag, van_wie.get(termijn.pk)) for termijn in zichtbaar_nu],
            "filters": form,
            "chips": [
                {"label": form.label(naam, waarde), "url": _adres(request, **{naam: ""})}
                for naam, waarde in filters.items()
            ],
            "vorige": _adres(request, pagina=bladzijde - 1) if bladzijde > 1 else "",
            "volgende": _adres(request, pagina=bladzijde + 1) if meer else "",
            "bladzijde": bladzijde,
            "op_vraag": _op_vraag(mijn, filters),
            "agenda_link": _agenda_link(request.user),
        },
    )


def _op_vraag(mijn: Blik, filters: dict[str, str]) -> list[dict[str, str]]:
    """The kinds that EDUCAM finds behind the filter only, with the address that shows them."""
    if "soort" in filters or AanZet.CONSULENT not in mijn.rollen:
        return []
    return [{"label": soort.label, "url": f"?soort={soort.naam}"} for soort in mijn.soorten if soort.op_vraag]


def _bladzijde(request: HttpRequest) -> int:
    gevraagd = request.GET.get("pagina", "1")
    return min(max(int(gevraagd), 1), HOOGSTENS_BLADZIJDEN) if gevraagd.isdecimal() and len(gevraagd) < 6 else 1


def _adres(request: HttpRequest, **anders: Any) -> str:
    """This page with other values in its address; empty ones fall away."""
    vraag = request.GET.copy()
    vraag.pop("pagina", None)
    for naam, waarde in anders.items():
        vraag.pop(naam, None)
        if waarde:
            vraag[naam] = str(waarde)
    return f"?{vraag.urlencode()}"


def _rij(termijn: Termijn, user: User, mijn: Blik, vandaag: date, afwezig: Any) -> dict[str, Any]:
    """`afwezig`: the absence of whose work it is; who watches all regions sees it only where that person is to move."""
    soort = soort_termijn(termijn.soort)
    stand = klok(termijn, vandaag)
    educam = soort.aan_zet == AanZet.CONSULENT
    stil = educam and stand.gepauzeerd
    jij = soort.aan_zet in mijn.rollen and not mijn.alle_regios and not stil
    return {
        "termijn": termijn,
        "klok": stand,
        "afwezig": afwezig if educam or not mijn.alle_regios else None,
        "label": soort.label,
        "titel": soort.titel(termijn),
        "url": soort.url(termijn, user),
        "aan_zet": "Staat stil" if stil else "Jij" if jij else AAN_ZET[soort.aan_zet],
        "jij": jij,
        "verlengbaar": mag_verlengen(user, termijn),
    }


# --- the calendar feed -------------------------------------------------------------------------------------------


def _agenda_link(user: User) -> str:
    bestaand = Agenda.objects.filter(user=user).first()
    return agenda.link(bestaand) if bestaand else ""


@vereist_aangemeld
@require_POST
def agenda_vernieuwen(request: Verzoek) -> HttpResponse:
    """Make the private address of the feed, or replace it."""
    had_adres = Agenda.objects.filter(user=request.user).exists()
    agenda.vernieuw(request.user, op=timezone.now())
    vorig = " Het vorige werkt niet meer." if had_adres else ""
    messages.success(request, f"Gelukt. Je agenda heeft een nieuw adres.{vorig}")
    return redirect("termijnen:lijst")


@require_safe
def agenda_feed(request: HttpRequest, token: str) -> HttpResponse:
    """The feed itself; whoever has the address reads it, without logging in."""
    user = agenda.zoek(token)
    if user is None:
        raise Http404
    nu = timezone.now()
    antwoord = HttpResponse(agenda.feed(user, nu, timezone.localdate(nu)), content_type="text/calendar; charset=utf-8")
    antwoord["Content-Disposition"] = 'inline; filename="termijnen.ics"'
    antwoord["Cache-Control"] = "private, max-age=900"
    antwoord["X-Robots-Tag"] = "noindex"
    return antwoord


# --- extension ---------------------------------------------------------------------------------------------------


@vereist_aangemeld
def verlengen(request: Verzoek, pk: int) -> HttpResponse:
    """Give more time, with a reason that goes to who must act (rules.md §4, §7)."""
    termijn = get_object_or_404(zichtbaar(request.user), pk=pk)
    soort = soort_termijn(termijn.soort)
    if not mag_verlengen(request.user, termijn):
        raise Http404
    form = VerlengForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            services.verleng_en_meld(termijn, door=request.user, op=timezone.localdate(), **form.cleaned_data)
        except Geweigerd as fout:
            form.add_error(None, fout.zin)
        else:
            messages.success(request, "Gelukt. De termijn is verlengd. Wie aan zet is, krijgt een mail.")
            return redirect(soort.url(termijn, request.user))
    context = {
        "form": form,
        "termijn": termijn,
        "label": soort.label,
        "titel": soort.titel(termijn),
        "terug": soort.url(termijn, request.user),
    }
    return render(request, "termijnen/verlengen.html", context, status=422 if form.is_bound else 200)
