"""The year of a lerende: for everybody around the overeenkomst, and for whoever holds its private address (rules.md §2)."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from educam_portal.accounts.antwoord import met_melding
from educam_portal.accounts.remmen import rem
from educam_portal.accounts.toegang import Verzoek, vereist_aangemeld

from .. import jaarkalender
from ..models import Overeenkomst
from ..services import kalender as diensten
from ..tabbladen import tabs
from ..tonen import blik
from .basis import haal, toon


def _haal(request: Verzoek, ref: str) -> Overeenkomst:
    rij = haal(request, ref)
    if not jaarkalender.te_tonen(rij):
        raise Http404
    return rij


def _jaar(overeenkomst: Overeenkomst, gevraagd: str | None) -> int:
    """The schooljaar that was asked for, when it is one of the overeenkomst; else the one of today."""
    keuze = {str(jaar): jaar for jaar in jaarkalender.jaren(overeenkomst)}
    return keuze.get(gevraagd or "") or jaarkalender.huidig_jaar(overeenkomst, timezone.localdate())


def _context(overeenkomst: Overeenkomst, jaar: int) -> dict[str, Any]:
    return jaarkalender.context(jaarkalender.momentopname(overeenkomst, jaar)) | {
        "overeenkomst": overeenkomst,
        "jaar": jaar,
        "jaren": jaarkalender.jaren(overeenkomst),
    }


def jaar_van(request: HttpRequest, overeenkomst: Overeenkomst) -> dict[str, Any]:
    """What a page without account shows of the schooljaar that was asked for."""
    return _context(overeenkomst, _jaar(overeenkomst, request.GET.get("jaar")))


@vereist_aangemeld
def kalender(request: Verzoek, ref: str) -> HttpResponse:
    """One schooljaar, its paper and its address."""
    rij = _haal(request, ref)
    kijk = blik(rij, request.user)
    jaar = _jaar(rij, request.GET.get("jaar"))
    blad = rij.kalenderbladen.filter(jaar=jaar).select_related("document").first()
    link = getattr(rij, "kalenderlink", None)
    context = _context(rij, jaar) | {
        "kijk": kijk,
        "tabs": tabs(rij, kijk, "kalender"),
        "papier": blad,
        "link": jaarkalender.adres(link) if link else "",
        "feed": jaarkalender.adres(link, "feed") if link else "",
        "mag_delen": bool(rij.rollen_van(request.user)),
    }
    return toon(request, "kalender/jaar", context)


def _met_rol(request: Verzoek, ref: str) -> Overeenkomst:
    """Whoever may only look makes no address and no paper."""
    rij = _haal(request, ref)
    if not rij.rollen_van(request.user):
        raise Http404
    return rij


def _terug(overeenkomst: Overeenkomst, jaar: int | str = "") -> HttpResponse:
    vraag = f"?jaar={jaar}" if jaar else ""
    return redirect(reverse("overeenkomst:kalender", args=[overeenkomst.referentie]) + vraag)


@require_POST
@rem("kalender")
@vereist_aangemeld
def afdrukken(request: Verzoek, ref: str) -> HttpResponse:
    """Have the schooljaar printed on one A4."""
    rij = _met_rol(request, ref)
    jaar = _jaar(rij, request.POST.get("jaar"))
    blad = diensten.maak_blad(overeenkomst=rij, jaar=jaar, op=timezone.now())
    if blad.document_id is None:
        messages.success(request, "We maken de pdf. Ze staat hier over een minuut.")
    else:
        messages.info(request, "De pdf hieronder is nog juist.")
    return _terug(rij, jaar)


@require_POST
@vereist_aangemeld
def adres(request: Verzoek, ref: str) -> HttpResponse:
    """A private address, or a new one."""
    rij = _met_rol(request, ref)
    had_adres = hasattr(rij, "kalenderlink")
    diensten.vernieuw_link(overeenkomst=rij, op=timezone.now())
    vorig = " Het vorige werkt niet meer." if had_adres else ""
    messages.success(request, f"Gelukt. De kalender heeft een nieuw adres.{vorig}")
    return _terug(rij)


@require_POST
@rem("kalender")
@vereist_aangemeld
def mailen(request: Verzoek, ref: str) -> HttpResponse:
    """The address to the lerende."""
    rij = _met_rol(request, ref)
    met_melding(
        request,
        lambda: diensten.stuur_link(overeenkomst=rij, op=timezone.now()),
        "De lerende krijgt een mail met de kalender.",
    )
    return _terug(rij)


# --- without account ------------------------------------------------------------------------------------------------


@require_safe
@never_cache
def pagina(request: HttpRequest, token: str) -> HttpResponse:
    """The year behind its private address; it names no lerende."""
    rij = jaarkalender.zoek(token)
    if rij is None:
        return render(request, "overeenkomsten/kalender/weg.html", status=404)
    feed = reverse("kalender:feed", args=[token])
    return render(request, "overeenkomsten/kalender/link.html", jaar_van(request, rij) | {"feed": feed})


@require_safe
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """The same for a calendar program."""
    rij = jaarkalender.zoek(token)
    if rij is None:
        raise Http404
    antwoord = HttpResponse(jaarkalender.feed(rij, timezone.now()), content_type="text/calendar; charset=utf-8")
    antwoord["Content-Disposition"] = 'inline; filename="duaal-leren.ics"'
    antwoord["Cache-Control"] = "private, max-age=900"
    antwoord["X-Robots-Tag"] = "noindex"
    return antwoord
