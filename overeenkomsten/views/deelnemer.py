"""The page of the lerende, or of a mentor without an account, behind a personal link (rules.md §2, §5).

Opening it changes nothing, so a mail scanner burns nothing.
"""

from collections.abc import Callable
from functools import partial, wraps
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from educam_portal.accounts.remmen import rem

from ..contact import wie_bel_je
from ..deelnemers import WERKT, zoek, zoek_van_lerende
from ..forms.bevraging import BevragingForm
from ..forms.gesprek import KnelpuntForm
from ..jaarkalender import te_tonen
from ..jaarkalender import token as kalendertoken
from ..knelpunten import voor_deelnemer
from ..models import Deelnemerlink
from ..services import bevragingen, knelpunten
from ..stukken import getekende_stukken
from ..toestanden import Deelnemer
from .basis import probeer, toon
from .kalender import jaar_van
from .mijnleren import wat_de_lerende_leest

View = Callable[..., HttpResponse]


def met_link(view: View, *, zoek: Callable[[str], Deelnemerlink | None] = zoek) -> Callable[..., HttpResponse]:
    """Whoever holds a link that works; a page that names nobody for one that does not."""

    @never_cache
    @wraps(view)
    def beschermd(request: HttpRequest, token: str, **rest) -> HttpResponse:
        link = zoek(token)
        if link is None:
            return render(request, "overeenkomsten/deelnemer/vervallen.html", status=404)
        return view(request, link, token, **rest)

    return beschermd


def _zoek_ook_van_vroeger(geheim: str) -> Deelnemerlink | None:
    return zoek(geheim) or zoek_van_lerende(geheim)


@partial(met_link, zoek=_zoek_ook_van_vroeger)
def start(request: HttpRequest, link: Deelnemerlink, token: str) -> HttpResponse:
    """Whom to call today, the days that differ, the questions that wait, and what one reported.

    Once the overeenkomst is over, what was signed.
    """
    overeenkomst, vandaag = link.overeenkomst, timezone.localdate()
    voor_lerende = link.deelnemer == Deelnemer.LERENDE
    stukken = list(getekende_stukken(overeenkomst)) if voor_lerende else []
    if overeenkomst.toestand not in WERKT:
        return _toon(request, link, token, "voorbij", stukken=stukken)
    context = {
        "contact": wie_bel_je(overeenkomst, vandaag),
        "bevraging": overeenkomst.bevragingen.filter(deelnemer=link.deelnemer).first(),
        "stil": overeenkomst.schorsingen.op_dag(vandaag).first(),
        "agendadagen": list(overeenkomst.agendadagen.filter(datum__gte=vandaag)[:20]),
        "knelpunten": voor_deelnemer(overeenkomst, link.deelnemer),
        "heeft_kalender": te_tonen(overeenkomst),
        "stukken": stukken,
    }
    return _toon(request, link, token, "start", **context)


@require_safe
@met_link
def kalender(request: HttpRequest, link: Deelnemerlink, token: str) -> HttpResponse:
    """The own year, so that one link is enough."""
    rij = link.overeenkomst
    if not te_tonen(rij):
        return redirect("deelnemer:start", token=token)
    adres = getattr(rij, "kalenderlink", None)
    feed = reverse("kalender:feed", args=[kalendertoken(adres)]) if adres else ""
    return _toon(request, link, token, "kalender", **jaar_van(request, rij), feed=feed)


@require_safe
@met_link
def leren(request: HttpRequest, link: Deelnemerlink, token: str) -> HttpResponse:
    """The own progress (rules.md §2), as behind its own link; not for a mentor, who evaluates with an account."""
    if link.deelnemer != Deelnemer.LERENDE:
        return redirect("deelnemer:start", token=token)
    return _toon(request, link, token, "leren", **wat_de_lerende_leest(link.overeenkomst))


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
        "deelnemer": link.deelnemer,
        "voor_lerende": link.deelnemer == Deelnemer.LERENDE,
        **meer,
    }
    return toon(request, f"deelnemer/{sjabloon}", context, *([form] if form is not None else []))
