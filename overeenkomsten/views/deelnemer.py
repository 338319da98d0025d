"""The page of the lerende, or of a mentor without an account, behind a personal link (rules.md §2, §5).

Opening it changes nothing, so a mail scanner burns nothing.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache

from educam_portal.accounts.remmen import rem

from ..contact import wie_bel_je
from ..deelnemers import zoek
from ..forms.bevraging import BevragingForm
from ..forms.gesprek import KnelpuntForm
from ..knelpunten import van_melder
from ..models import Deelnemerlink
from ..services import bevragingen, knelpunten
from ..toestanden import Deelnemer
from .basis import probeer, toon

View = Callable[[HttpRequest, Deelnemerlink, str], HttpResponse]


def met_link(view: View) -> Callable[..., HttpResponse]:
    """Whoever holds a link that works; a page that names nobody for one that does not."""

    @never_cache
    @wraps(view)
    def beschermd(request: HttpRequest, token: str) -> HttpResponse:
        link = zoek(token)
        if link is None:
            return render(request, "overeenkomsten/deelnemer/vervallen.html", status=404)
        return view(request, link, token)

    return beschermd


@met_link
def start(request: HttpRequest, link: Deelnemerlink, token: str) -> HttpResponse:
    """Whom to call today, the days that differ, the questions that wait, and what one reported."""
    overeenkomst, vandaag = link.overeenkomst, timezone.localdate()
    context = {
        "contact": wie_bel_je(overeenkomst, vandaag),
        "bevraging": overeenkomst.bevragingen.filter(deelnemer=link.deelnemer).first(),
        "agendadagen": list(overeenkomst.agendadagen.filter(datum__gte=vandaag)[:20]),
        "knelpunten": van_melder(overeenkomst, link.deelnemer),
    }
    return _toon(request, link, token, "start", **context)


@rem("deelnemer")
@met_link
def knelpunt(request: HttpRequest, link: Deelnemerlink, token: str) -> HttpResponse:
    """Say what does not go well."""
    form = KnelpuntForm(request.POST or None)
    nu = timezone.now()
    if form.is_valid() and probeer(
        form, lambda: knelpunten.meld_met_link(link=link, omschrijving=form.cleaned_data["omschrijving"], op=nu)
    ):
        messages.success(request, "Gelukt. De trajectbegeleider leest het en plant een gesprek.")
        return redirect("deelnemer:start", token=token)
    return _toon(request, link, token, "knelpunt", form)


@rem("deelnemer")
@met_link
def hoe_gaat_het(request: HttpRequest, link: Deelnemerlink, token: str) -> HttpResponse:
    """The three questions; once answered, or before they are asked, back to the page."""
    bevraging = link.overeenkomst.bevragingen.filter(deelnemer=link.deelnemer).select_related("overeenkomst").first()
    if bevraging is None or bevraging.beantwoord_op:
        return redirect("deelnemer:start", token=token)
    form = BevragingForm(request.POST or None, deelnemer=link.deelnemer)
    nu = timezone.now()
    if form.is_valid() and probeer(
        form,
        lambda: bevragingen.beantwoord(bevraging=bevraging, antwoorden=form.cleaned_data, door=None, op=nu),
    ):
        messages.success(request, "Bedankt voor je antwoorden.")
        return redirect("deelnemer:start", token=token)
    return _toon(request, link, token, "hoe_gaat_het", form)


def _toon(
    request: HttpRequest, link: Deelnemerlink, token: str, sjabloon: str, form: Any = None, **meer: Any
) -> HttpResponse:
    context = {
        "overeenkomst": link.overeenkomst,
        "token": token,
        "form": form,
        "voor_lerende": link.deelnemer == Deelnemer.LERENDE,
        **meer,
    }
    return toon(request, f"deelnemer/{sjabloon}", context, *([form] if form is not None else []))
