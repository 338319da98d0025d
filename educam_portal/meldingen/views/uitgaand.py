"""The outbox for a beheerder and a coördinator: which mail left, waits or failed, and why (rules.md §2, ux.md §3.7).

A beheerder sees to whom, which kind, its state and the answer of the mail server; only a coördinator sees what about.
"""

from datetime import datetime
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.views.decorators.http import require_POST, require_safe

from educam_portal.accounts.antwoord import met_melding
from educam_portal.accounts.bladzijden import toon_aantal
from educam_portal.accounts.toegang import Verzoek, vereist

from .. import uitgaand
from ..forms import UitgaandFilter
from ..models import Bericht

PER_BLADZIJDE = 50
TABS = (
    (Bericht.Toestand.MISLUKT.value, "Mislukt"),
    (Bericht.Toestand.WACHT.value, "Wacht"),
    (Bericht.Toestand.VERZONDEN.value, "Verzonden"),
    ("alles", "Alles"),
)
ALLES = "alles"
# The state as icon + word + colour.
BADGES = {
    Bericht.Toestand.MISLUKT: ("Mislukt", "fout", "x-circle"),
    Bericht.Toestand.WACHT: ("Wacht", "wacht", "hourglass-split"),
    Bericht.Toestand.VERZONDEN: ("Verzonden", "erkend", "check-circle"),
    Bericht.Toestand.DAGMAIL: ("Wacht op de dagmail", "neutraal", "clock"),
    Bericht.Toestand.GEBUNDELD: ("In de dagmail", "neutraal", "envelope"),
    Bericht.Toestand.PORTAAL: ("Alleen in het portaal", "neutraal", "inbox"),
}
TERUGGEKOMEN = ("Teruggekomen", "fout", "arrow-counterclockwise")
vereist_toezicht = vereist(uitgaand.mag_zien)


@require_safe
@vereist_toezicht
def lijst(request: Verzoek) -> HttpResponse:
    """One state per tab, newest first; a page begins below the last row of the one before, so each costs the same."""
    toestand = request.GET.get("toestand", "")
    if toestand not in dict(TABS):
        toestand = Bericht.Toestand.MISLUKT.value
    form = UitgaandFilter(request.GET or None)
    filters = form.filters()
    rijen = uitgaand.rijen("" if toestand == ALLES else toestand, **filters)
    onder = _onder(request)
    if onder:
        rijen = rijen.filter(pk__lt=onder)
    gelezen = list(rijen[: PER_BLADZIJDE + 1])
    berichten = gelezen[:PER_BLADZIJDE]
    meer = len(gelezen) > PER_BLADZIJDE
    context = {
        "toestand": toestand,
        "rijen": [{"bericht": bericht, **_weergave(bericht)} for bericht in berichten],
        "tabs": _tabs(toestand, uitgaand.tellingen(request.user)),
        "filters": form,
        "chips": [
            {"label": form.chip(naam, waarde), "url": _adres(request, **{naam: ""})} for naam, waarde in filters.items()
        ],
        "schoon": f"?toestand={toestand}",
        "eerste": _adres(request) if onder else "",
        "volgende": _adres(request, onder=berichten[-1].pk) if meer else "",
        "ziet_inhoud": request.user.is_coordinator,
    }
    return render(request, "berichten/uitgaand.html", context)


def _onder(request: Verzoek) -> int:
    """The row under which this page begins; 0 for the first page."""
    gevraagd = request.GET.get("onder", "")
    return int(gevraagd) if gevraagd.isascii() and gevraagd.isdigit() and len(gevraagd) < 19 else 0


def _adres(request: Verzoek, **anders: Any) -> str:
    """This page with other values in its address, from its first rows on; empty ones fall away."""
    vraag = request.GET.copy()
    for naam in ("onder", *anders):
        vraag.pop(naam, None)
    vraag.update({naam: str(waarde) for naam, waarde in anders.items() if waarde})
    return f"?{vraag.urlencode()}"


def _tabs(actief: str, aantallen: Any) -> list[dict]:
    url = reverse("uitgaand:lijst")
    return [
        {
            "label": label,
            "url": f"{url}?toestand={waarde}",
            "actief": waarde == actief,
            "aantal": toon_aantal(aantallen[waarde]) if waarde in aantallen else "",
        }
        for waarde, label in TABS
    ]


def _weergave(bericht: Bericht) -> dict[str, Any]:
    return {
        "soort": uitgaand.label(bericht.soort),
        "badge": TERUGGEKOMEN if bericht.teruggekomen else BADGES[Bericht.Toestand(bericht.toestand)],
    }


@require_safe
@vereist_toezicht
def bericht(request: Verzoek, pk: int) -> HttpResponse:
    """One message: what happened to it, and the button. What it says is for a coördinator, its secrets masked."""
    gevonden = get_object_or_404(Bericht.objects.select_related("aan", "opnieuw_door"), pk=pk)
    context = {
        "bericht": gevonden,
        "rijen": _gegevens(gevonden),
        "waarom_niet": uitgaand.waarom_niet(gevonden),
        "ziet_inhoud": request.user.is_coordinator,
        **_weergave(gevonden),
    }
    return render(request, "berichten/uitgaand_bericht.html", context)


def _gegevens(bericht: Bericht) -> list[dict[str, Any]]:
    """What happened to it, line by line; what did not happen has no line."""
    wacht = bericht.toestand == Bericht.Toestand.WACHT
    opnieuw = bericht.opnieuw_op and f"{_moment(bericht.opnieuw_op)}, door {bericht.opnieuw_door}"
    rijen = [
        ("Ontvanger", bericht.aan and str(bericht.aan)),
        ("Geschreven", _moment(bericht.aangemaakt_op)),
        ("Verzonden", _moment(bericht.verzonden_op)),
        ("Teruggekomen" if bericht.teruggekomen else "Mislukt", _moment(bericht.mislukt_op)),
        ("Opnieuw gevraagd", opnieuw),
        ("Volgende poging", wacht and _moment(bericht.volgende_poging)),
        ("Pogingen", str(bericht.pogingen)),
        ("Antwoord van de mailserver", bericht.fout),
    ]
    return [{"label": label, "waarde": waarde} for label, waarde in rijen if waarde]


def _moment(op: datetime | None) -> str:
    return date_format(timezone.localtime(op), "j F Y, G.i \\u\\u\\r") if op else ""


@require_POST
@vereist_toezicht
def opnieuw(request: Verzoek, pk: int) -> HttpResponse:
    """Send a failed message again."""
    gevonden = get_object_or_404(Bericht, pk=pk)
    met_melding(
        request,
        lambda: uitgaand.opnieuw_versturen(bericht=gevonden, door=request.user, op=timezone.now()),
        "Het bericht staat opnieuw klaar. Het vertrekt binnen een minuut.",
    )
    return redirect("uitgaand:bericht", pk=pk)
