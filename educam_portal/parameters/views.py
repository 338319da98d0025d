"""Where the coördinator keeps the parameters: what is in force, every version, and a new one (rules.md §2, §8)."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.formats import date_format
from django.views.decorators.http import require_POST

from educam_portal.accounts.antwoord import met_melding
from educam_portal.accounts.fouten import Geweigerd, Verouderd
from educam_portal.accounts.toegang import Verzoek, vereist_coordinator

from . import gevolgen, services, weergave
from .beginwaarden import ALTIJD
from .definities import DEFINITIES
from .forms import VersieForm
from .models import Parameter
from .weergave import Groep, groep_van, tekst, titel

HISTORIEK = 30
# The buttons of the second page; without either, it is the first one that was sent.
BEWAAR, PAS_AAN = "bewaar", "pas_aan"


@dataclass
class Regel:
    """One parameter in the list: what counts today, and what is to come."""

    naam: str
    nu: Parameter | None = None
    later: list[Parameter] = field(default_factory=list)

    @property
    def titel(self) -> str:
        return titel(self.naam)

    @property
    def omschrijving(self) -> str:
        return DEFINITIES[self.naam].omschrijving


@vereist_coordinator
def lijst(request: Verzoek) -> HttpResponse:
    """Every parameter by group, with the value in force, since when and from which source."""
    regels = {naam: Regel(naam) for naam in DEFINITIES}
    for versie in _versies():
        regel = regels[versie.naam]
        if versie.geldig_vanaf <= timezone.localdate():
            regel.nu = versie
        else:
            regel.later.append(versie)
    groepen: dict[Groep, list[Regel]] = defaultdict(list)
    for naam, regel in regels.items():
        groepen[groep_van(naam)].append(regel)
    context = {
        "groepen": [
            {"titel": groep.value, "anker": groep.name.lower(), "regels": groepen[groep]}
            for groep in Groep
            if groep in groepen
        ]
    }
    return render(request, "parameters/lijst.html", context)


def _versies(naam: str | None = None) -> list[Parameter]:
    """Versions of one or every known parameter, oldest first, each with its value in words (`tekst`)."""
    rijen = Parameter.objects.filter(naam__in=DEFINITIES if naam is None else [naam]).order_by("naam", "geldig_vanaf")
    versies = list(rijen)
    for versie in versies:
        _kleed_aan(versie)
    return versies


def _kleed_aan(versie: Any) -> None:
    """Words for the screen, on a version or on a row of its history."""
    versie.tekst = tekst(versie.naam, versie.waarde)
    versie.leesbare_bron, versie.leesbare_opmerking = weergave.bron(versie.bron), weergave.opmerking(versie.opmerking)
    versie.altijd = versie.geldig_vanaf == ALTIJD


@vereist_coordinator
def parameter(request: Verzoek, naam: str) -> HttpResponse:
    """Every version of one parameter, who changed what, and how far the work after a change is."""
    _bestaat(naam)
    vandaag = timezone.localdate()
    versies = _versies(naam)
    geldt = max((versie.geldig_vanaf for versie in versies if versie.geldig_vanaf <= vandaag), default=None)
    for versie, volgende in zip(versies, [*versies[1:], None], strict=True):
        versie.tot = volgende.geldig_vanaf - services.DAG if volgende else None
        versie.te_vervangen = versie.geldig_vanaf >= vandaag
        versie.stand = "nu" if versie.geldig_vanaf == geldt else "later" if versie.geldig_vanaf > vandaag else "voorbij"
    historiek = list(
        Parameter.history.filter(naam=naam).select_related("history_user").order_by("-history_date", "-history_id")
    )[:HISTORIEK]
    for rij in historiek:
        _kleed_aan(rij)
    context = {
        "naam": naam,
        "titel": titel(naam),
        "omschrijving": DEFINITIES[naam].omschrijving,
        "versies": versies[::-1],
        "kan_iets": any(versie.te_vervangen for versie in versies),
        "historiek": historiek,
        "standen": list(gevolgen.standen(naam)),
    }
    return render(request, "parameters/parameter.html", context)


@vereist_coordinator
def nieuw(request: Verzoek, naam: str) -> HttpResponse:
    """Add a version, or (`?vanaf=2027-04-01`) replace one that is still to begin: first what it changes, then the save."""
    _bestaat(naam)
    vandaag = timezone.localdate()
    versies = _versies(naam)
    gekozen = _dag(request.GET.get("vanaf", ""))
    vervangt = next((v for v in versies if v.geldig_vanaf == gekozen and v.geldig_vanaf >= vandaag), None)
    geldend = next((v for v in reversed(versies) if v.geldig_vanaf <= vandaag), None)
    form = VersieForm(
        request.POST or None,
        naam=naam,
        voorbeeld=vervangt or geldend,
        gezien=services.merk(naam),
        initial=_begin(vervangt),
    )
    context = {
        "naam": naam,
        "titel": titel(naam),
        "omschrijving": DEFINITIES[naam].omschrijving,
        "form": form,
        "geldend": geldend,
        "vervangt": vervangt,
        "elders_bepaald": DEFINITIES[naam].soort in services.ELDERS_BEPAALD,
    }
    stap = request.POST.get("stap", "")
    if form.is_valid() and stap != PAS_AAN:
        schoon = form.cleaned_data
        wat = {"naam": naam, "waarde": form.waarde(), "geldig_vanaf": schoon["geldig_vanaf"], "bron": schoon["bron"]}
        wie = {"door": request.user, "op": timezone.now()}
        try:
            if stap != BEWAAR:
                context |= {"zinnen": services.voorzie(**wat, **wie), "rijen": _samenvatting(naam, form)}
                return render(request, "parameters/nazicht.html", context)
            services.zet_parameter(**wat, **wie, **{veld: schoon[veld] for veld in ("afgeleid", "opmerking", "gezien")})
        except Verouderd as fout:
            form.add_error(None, fout.zin)
            form.verversen(services.merk(naam))
        except Geweigerd as fout:
            form.add_error(None, fout.zin)
        else:
            messages.success(request, "Gelukt. De nieuwe waarde is bewaard.")
            return redirect("instellingen:parameter", naam=naam)
    return render(request, "parameters/nieuw.html", context, status=422 if form.errors else 200)


def _begin(vervangt: Parameter | None) -> dict[str, Any]:
    if vervangt is None:
        return {}
    return {
        "geldig_vanaf": vervangt.geldig_vanaf,
        "bron": weergave.bron(vervangt.bron),
        "afgeleid": vervangt.afgeleid,
        "opmerking": weergave.opmerking(vervangt.opmerking),
    }


def _samenvatting(naam: str, form: VersieForm) -> list[dict[str, Any]]:
    """What was typed, as it will stand in the list."""
    schoon = form.cleaned_data
    return [
        {"label": "Nieuwe waarde", "waarde": tekst(naam, form.waarde())},
        {"label": "Vanaf", "waarde": date_format(schoon["geldig_vanaf"], "j F Y")},
        {"label": "Bron", "waarde": schoon["bron"]},
        {
            "label": "Soort bron",
            "waarde": "Berekend of afgeleid" if schoon["afgeleid"] else "Zo gepubliceerd of beslist",
        },
        *([{"label": "Opmerking", "waarde": schoon["opmerking"]}] if schoon["opmerking"] else []),
    ]


@vereist_coordinator
@require_POST
def intrekken(request: Verzoek, naam: str, pk: int) -> HttpResponse:
    """A version that has yet to begin does not begin."""
    versie = get_object_or_404(Parameter, pk=pk, naam=naam)
    met_melding(
        request,
        lambda: services.trek_parameter_in(parameter=versie, door=request.user, op=timezone.now()),
        "De versie is ingetrokken en gaat niet in.",
    )
    return redirect("instellingen:parameter", naam=naam)


def _bestaat(naam: str) -> None:
    if naam not in DEFINITIES:
        raise Http404


def _dag(tekst_: str) -> date | None:
    try:
        return parse_date(tekst_)
    except ValueError:
        return None
