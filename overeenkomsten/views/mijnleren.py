"""What a lerende, or who represents a minor, reads of the own progress, behind a personal link (rules.md §2).

Opening it changes nothing. Evaluations are shown once mentor and school both wrote their part.
"""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from educam_portal.accounts.antwoord import nieuwe_link
from educam_portal.accounts.remmen import rem

from ..deelnemers import eigen_pagina
from ..jaarkalender import token as kalendertoken
from ..leeslink import leest, zoek
from ..leren import Kijker
from ..models import Leeslink, Overeenkomst
from ..services import leeslinks as diensten
from ..toestanden import Deelnemer, Partij
from ..tonen import Blik
from ..vordering import beeld

SJABLOON = "overeenkomsten/leren/"
# As a werkgever: joint evaluations only, no answers for the klassenraad, and no button.
BUITENSTAANDER = Blik(school=False, werkgever=False, mentor=False, secretariaat=False)


@require_safe
@never_cache
def start(request: HttpRequest, token: str) -> HttpResponse:
    """The competences as mentor and school see them, and the evaluations."""
    link, nu = zoek(token), timezone.now()
    if link is None or link.verlopen(nu) or not leest(link, timezone.localdate(nu)):
        return _vervallen(request, link, token)
    overeenkomst = link.overeenkomst
    adres = getattr(overeenkomst, "kalenderlink", None)
    context = {
        "overeenkomst": overeenkomst,
        "kalender": reverse("kalender:pagina", args=[kalendertoken(adres)]) if adres else "",
        "eigen_pagina": eigen_pagina(overeenkomst, Deelnemer.LERENDE) if link.partij == Partij.LERENDE else "",
        **wat_de_lerende_leest(overeenkomst),
    }
    return render(request, f"{SJABLOON}mijn.html", context)


def wat_de_lerende_leest(overeenkomst: Overeenkomst) -> dict[str, Any]:
    """The competences as mentor and school see them, and the evaluations with both parts."""
    kijker = Kijker(overeenkomst, BUITENSTAANDER, set(), timezone.now())
    return {
        "beeld": beeld(overeenkomst, kijker.vandaag),
        "evaluaties": kijker.kaarten(),
        "mag": kijker.mag,
    }


@require_POST
@rem("ondertekenlink_vernieuwen")
def vernieuwen(request: HttpRequest, token: str) -> HttpResponse:
    """A new link, to the address that had the old one, whoever presses the button."""
    link = zoek(token)
    if link is None:
        return _vervallen(request, None, token)
    if not link.verlopen(timezone.now()) and leest(link, timezone.localdate()):
        return redirect("mijnleren:start", token=token)
    return nieuwe_link(
        request, lambda: diensten.vernieuw(link=link, op=timezone.now()), f"{SJABLOON}mijn_vernieuwd.html"
    )


def _vervallen(request: HttpRequest, link: Leeslink | None, token: str) -> HttpResponse:
    """Names nobody. 404 when the link was replaced or never existed."""
    nodig = link is not None and leest(link, timezone.localdate())
    context = {"nodig": nodig, "token": token}
    return render(request, f"{SJABLOON}mijn_vervallen.html", context, status=200 if link else 404)
