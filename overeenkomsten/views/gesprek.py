"""The thread of an overeenkomst, and swapping a day in it (rules.md §5)."""

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from educam_portal.accounts.antwoord import met_melding
from educam_portal.accounts.fouten import Geweigerd
from educam_portal.accounts.remmen import rem
from educam_portal.accounts.toegang import Verzoek, vereist_aangemeld
from educam_portal.meldingen import draden, postvak
from educam_portal.meldingen.forms import DraadForm

from ..contact import wie_belt
from ..forms.gesprek import RuilForm
from ..knelpunten import zichtbaar
from ..models import Dagruil, Overeenkomst
from ..services import gesprek as diensten
from ..services.bevragingen import deelnemer_van
from ..tabbladen import tabs
from ..toestanden import Toestand
from ..tonen import Blik, blik
from .basis import haal, probeer, toon


def _haal(request: Verzoek, ref: str) -> tuple[Overeenkomst, Blik]:
    """Within reach of who may read the thread: never the secretariaat, nor before the mentor was asked (rules.md §2)."""
    rij = haal(request, ref)
    kijk = blik(rij, request.user)
    if rij.voorgelegd_op is None or not kijk.leren:
        raise Http404
    return rij, kijk


@vereist_aangemeld
@rem("bericht")
def gesprek(request: Verzoek, ref: str) -> HttpResponse:
    """The thread with whom to call today and what was agreed about days; what stands on the screen counts as read."""
    rij, kijk = _haal(request, ref)
    mag = diensten.mag_schrijven(rij, request.user)
    if request.method == "POST" and not mag:
        raise Http404
    form = DraadForm(request.POST or None, request.FILES or None) if mag else None
    nu, user = timezone.now(), request.user
    postvak.gezien(rij, door=user, op=nu, nieuws=False, draad=True)
    if form is not None and form.is_valid():
        velden = form.cleaned_data
        diensten.schrijf(overeenkomst=rij, tekst=velden["tekst"], bestand=velden["bijlage"], door=user)
        messages.success(request, "Gelukt. De anderen krijgen bericht.")
        return redirect(f"{diensten.adres(rij)}#berichten")
    kant = diensten.kant_van(rij, user)
    draad = draden.draad(rij, voor=user, kant=kant)
    draden.lees(draad, door=user, op=nu)
    context = {
        "overeenkomst": rij,
        "kijk": kijk,
        "tabs": tabs(rij, replace(kijk, ongelezen=0), "gesprek"),
        "draad": draad,
        "form": form,
        "contact": wie_belt(rij, kijk, timezone.localdate(nu)),
        **_dagen(rij, request),
        **_dag20(rij, kijk, request),
        "knelpunten": zichtbaar(rij, school=kijk.school),
        "mag_melden": rij.mag(user, "knelpunt_melden"),
        "mag_gesprek": rij.mag(user, "knelpunt_gesprek"),
    }
    return toon(request, "gesprek", context, *([form] if form is not None else []))


def _dag20(overeenkomst: Overeenkomst, kijk: Blik, request: Verzoek) -> dict[str, Any]:
    """The answers around day 20, for school and mentor only, and whether this reader still has to answer."""
    rijen = list(overeenkomst.bevragingen.all()) if kijk.school or kijk.mentor else []
    eigen = deelnemer_van(overeenkomst, request.user) if overeenkomst.toestand == Toestand.LOPEND else None
    return {
        "bevragingen": rijen,
        "eigen_bevraging": next((rij for rij in rijen if rij.deelnemer == eigen and not rij.beantwoord_op), None),
    }


def _dagen(overeenkomst: Overeenkomst, request: Verzoek) -> dict[str, Any]:
    """The proposal that waits, and the days to come that differ from the timetable."""
    voorstel = overeenkomst.dagruilen.filter(stand=Dagruil.Stand.OPEN).select_related("voorgesteld_door").first()
    return {
        "voorstel": voorstel,
        "eigen_voorstel": voorstel is not None and voorstel.kant == diensten.kant_van(overeenkomst, request.user),
        "mag_ruilen": diensten.mag_ruilen(overeenkomst, request.user),
        "agendadagen": list(overeenkomst.agendadagen.filter(datum__gte=timezone.localdate())[:20]),
    }


@vereist_aangemeld
@rem("bericht")
def ruil(request: Verzoek, ref: str) -> HttpResponse:
    """Propose to swap two days."""
    rij, _ = _haal(request, ref)
    if not diensten.mag_ruilen(rij, request.user):
        raise Http404
    form = RuilForm(request.POST or None)
    if form.is_valid() and probeer(
        form,
        lambda: diensten.stel_ruil_voor(overeenkomst=rij, door=request.user, op=timezone.now(), **form.cleaned_data),
    ):
        messages.success(request, "Gelukt. Je voorstel staat in het gesprek; de andere kant zegt of het kan.")
        return redirect(diensten.adres(rij))
    return toon(request, "ruil", {"overeenkomst": rij, "form": form}, form)


@require_POST
@vereist_aangemeld
def ruil_antwoord(request: Verzoek, ref: str, pk: int) -> HttpResponse:
    """Agree with a swap, refuse it, or take the own one back."""
    rij, _ = _haal(request, ref)
    if not diensten.mag_ruilen(rij, request.user):
        raise Http404
    voorstel = get_object_or_404(rij.dagruilen.select_related("overeenkomst"), pk=pk)
    antwoord, wie = request.POST.get("antwoord", ""), {"ruil": voorstel, "door": request.user, "op": timezone.now()}

    def doe() -> None:
        if antwoord == "intrekken":
            diensten.trek_ruil_in(**wie)
        elif antwoord in ("ja", "nee"):
            diensten.beantwoord_ruil(akkoord=antwoord == "ja", **wie)
        else:
            raise Geweigerd("Kies een van de antwoorden bij het voorstel.")

    met_melding(request, doe, "Gelukt. Je antwoord staat in het gesprek.")
    return redirect(diensten.adres(rij))
