"""What a lerende, or who represents a minor, reads of the own progress, behind a personal link (rules.md §2).

Opening it changes nothing. Evaluations are shown once mentor and school both wrote their part.
"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from educam_portal.accounts.antwoord import nieuwe_link
from educam_portal.accounts.remmen import rem

from ..leeslink import leest, zoek
from ..leren import Kijker
from ..models import Leeslink
from ..services import leeslinks as diensten
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
    kijker = Kijker(overeenkomst, BUITENSTAANDER, set(), nu)
    context = {
        "overeenkomst": overeenkomst,
        "beeld": beeld(overeenkomst, kijker.vandaag),
        "evaluaties": kijker.kaarten(),
        "mag": kijker.mag,
    }
    return render(request, f"{SJABLOON}mijn.html", context)


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
