"""The public pages that stand on no single case: start, check, consulenten, control of a code, explanations."""

from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from educam_portal import parameters
from educam_portal.accounts import remmen
from educam_portal.documenten import codes
from educam_portal.organisaties import catalogus, regios
from educam_portal.organisaties.models import Activiteit, ContactKaart
from erkenning import overzicht
from mentoren.drempels import drempels

from . import kaart, nieuws
from .check import beoordeel, samen
from .publiek_forms import CheckForm, CodeForm, PostcodeForm
from .verklaring import LAATST_NAGEKEKEN, ONTOEGANKELIJK

# The pages that search engines have no business with; everything behind a log-in is noindex as well.
PRIVAAT = (
    "werkgever",
    "consulent",
    "coordinator",
    "beheerder",
    "school",
    "mentor",
    "documenten",
    "aanmelden",
    "beheer",
)
CODES_PER_UUR = 60


def start(request: HttpRequest) -> HttpResponse:
    """The front door."""
    vandaag = timezone.localdate()
    termijn = parameters.duur("behandeltermijn", vandaag)
    context = {
        "postcode_form": PostcodeForm(),
        "termijn": termijn,
        "geldigheid": parameters.duur("geldigheid", vandaag),
        "stiptheid": overzicht.stiptheid_vorige_maand(vandaag, termijn.aantal),
        "aantal_plekken": sum(overzicht.stand().totaal.values()),
    }
    return render(request, "publiek/start.html", context)


def check(request: HttpRequest) -> HttpResponse:
    """Five questions by GET; the answers live in the address only, nothing is stored."""
    grenzen = drempels(timezone.localdate())
    if "wijzig" in request.GET:
        form = CheckForm(initial=request.GET.dict(), drempels=grenzen)
    else:
        form = CheckForm(request.GET or None, drempels=grenzen)
    if form.is_bound and form.is_valid():
        oordelen = beoordeel(form.cleaned_data, grenzen)
        terug = f"{request.path}?{urlencode({**form.cleaned_data, 'wijzig': 1})}"
        context = {"oordelen": oordelen, "uitkomst": samen(oordelen), "terug": terug}
        return render(request, "publiek/check_uitkomst.html", context)
    return render(request, "publiek/check.html", {"form": form}, status=422 if form.is_bound else 200)


def voorbereiden(request: HttpRequest) -> HttpResponse:
    """What to have at hand, to print."""
    context = _termijnen("uittreksel_max_oud", "mentoropleiding", "behandeltermijn")
    return render(request, "publiek/voorbereiden.html", context)


def consulenten(request: HttpRequest) -> HttpResponse:
    """Who helps in my region: by postcode, on the map, and all of them."""
    form = PostcodeForm(request.GET if "postcode" in request.GET else None)
    status = 422 if form.is_bound and not form.is_valid() else 200
    context = {
        "form": form,
        "kaarten": _contactkaarten(),
        "gevonden": regios.contactkaart(form.regio, timezone.localdate()) if form.regio else None,
        "getekende_regios": kaart.regiokaart(timezone.localdate()),
    }
    return render(request, "publiek/consulenten.html", context, status=status)


def controleer(request: HttpRequest) -> HttpResponse:
    """Type the code of an attest."""
    form = CodeForm(request.GET if "code" in request.GET else None)
    if form.is_bound and form.is_valid():
        return redirect("publiek:controle", code=form.cleaned_data["code"][:40])
    return render(request, "publiek/controleer.html", {"form": form}, status=422 if form.is_bound else 200)


def controle(request: HttpRequest, code: str) -> HttpResponse:
    """What a code tells; the same neutral sentence for every code that we do not know."""
    if remmen.te_vaak(request, "controle", aantal=CODES_PER_UUR, seconden=3600):
        return render(request, "publiek/te_vaak.html", status=429)
    uitkomst = codes.zoek(code)
    context = {"uitkomst": uitkomst, "code": code, "vandaag": timezone.localdate(), "code_form": CodeForm()}
    return render(request, "publiek/controle.html", context, status=200 if uitkomst else 404)


def hoe_werkt_het(request: HttpRequest) -> HttpResponse:
    """OAO and ODOS in plain words."""
    vandaag = timezone.localdate()
    context = _termijnen("behandeltermijn", "geldigheid", "mentoropleiding", "proefperiode", "registratie") | {
        "uren": parameters.waarde("overeenkomst_uren_grens", vandaag),
        "premie_met": parameters.waarde("premie_met_vergoeding", vandaag),
        "premie_zonder": parameters.waarde("premie_zonder_vergoeding", vandaag),
        "premie_max": parameters.waarde("premie_max", vandaag),
    }
    return render(request, "publiek/hoe_werkt_het.html", context)


def opleidingen(request: HttpRequest) -> HttpResponse:
    """The official opleidingen with their activities, found by their everyday names too."""
    vandaag = timezone.localdate()
    q = request.GET.get("q", "").strip()[:80]
    rijen = catalogus.zoek_opleidingen(q, vandaag)
    taken: dict[int, list[str]] = {}
    for pk, tekst in (
        Activiteit.objects.geldig(vandaag).filter(opleiding__in=rijen).values_list("opleiding", "omschrijving")
    ):
        taken.setdefault(pk, []).append(tekst)
    context = {"q": q, "opleidingen": [{"opleiding": rij, "taken": taken.get(rij.pk, [])} for rij in rijen]}
    return render(request, "publiek/opleidingen.html", context)


def privacy(request: HttpRequest) -> HttpResponse:
    """Who is responsible for what, and how long things are kept (rules.md §11)."""
    return render(
        request,
        "publiek/privacy.html",
        _termijnen(
            "concept",
            "bewaring_ingetrokken",
            "bewaring_geweigerd",
            "bewaring_erkenning",
            "bewaring_overeenkomst",
            "bewaring_evaluatie",
            "bewaring_lerende",
            "bewaring_rekening",
            "bewaring_strafregister",
            "bewaring_leeslog",
            "bewaring_account",
        ),
    )


def toegankelijkheid(request: HttpRequest) -> HttpResponse:
    """The accessibility statement (ux.md §2.2)."""
    context = {"nagekeken": LAATST_NAGEKEKEN, "ontoegankelijk": ONTOEGANKELIJK}
    return render(request, "publiek/toegankelijkheid.html", context)


def contact(request: HttpRequest) -> HttpResponse:
    return render(request, "publiek/contact.html", {"kaarten": _contactkaarten(), "postcode_form": PostcodeForm()})


def nieuw(request: HttpRequest) -> HttpResponse:
    return render(request, "publiek/nieuw.html", {"uitgaven": nieuws.uitgaven()})


def robots(request: HttpRequest) -> HttpResponse:
    """Public pages may be found; those of a role and the answers about a code may not."""
    regels = ["User-agent: *", *(f"Disallow: /{pad}/" for pad in PRIVAAT), "Disallow: /controleer/"]
    return HttpResponse("\n".join(regels) + "\n", content_type="text/plain; charset=utf-8")


def _termijnen(*namen: str) -> dict[str, parameters.Duur]:
    vandaag: date = timezone.localdate()
    return {naam: parameters.duur(naam, vandaag) for naam in namen}


def _contactkaarten() -> list[dict[str, Any]]:
    """The card of every regio, in the order of the regio's: `regio` (its name) and `gegevens` for the component."""
    kaarten = ContactKaart.objects.geldig().select_related("regio").order_by("regio__volgorde")
    return [
        {"regio": k.regio.naam, "gegevens": {"naam": k.naam, "telefoon": k.telefoon, "email": k.email, "regio": ""}}
        for k in kaarten
    ]
