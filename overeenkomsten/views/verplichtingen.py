"""Ticking the obligations of an overeenkomst, by the werkgever or the sociaal secretariaat (rules.md §5.1)."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from educam_portal.accounts.fouten import Geweigerd
from educam_portal.accounts.remmen import met_bestand, rem
from educam_portal.accounts.toegang import Verzoek, vereist_aangemeld

from ..eerste_dag import punten
from ..forms.werkgever import AfvinkForm, LopendeForm
from ..models import Overeenkomst
from ..pakket import TE_REGELEN
from ..services import verplichtingen as diensten
from ..toestanden import Verplichtingsoort, Wie
from ..tonen import UITLEG, blik
from .basis import haal, probeer, toon

LIJST = "#verplichtingen"


def haal_te_vinken(request: Verzoek, ref: str) -> Overeenkomst:
    """Within reach, and the user may tick; who may only look finds no such page."""
    rij = haal(request, ref)
    if not rij.rollen_van(request.user) & {Wie.WERKGEVER, Wie.SECRETARIAAT}:
        raise Http404
    return rij


def _terug(overeenkomst: Overeenkomst) -> HttpResponse:
    return redirect(overeenkomst.get_absolute_url() + LIJST)


@rem("opladen", als=met_bestand)
@vereist_aangemeld
def afvinken(request: Verzoek, ref: str, soort: str) -> HttpResponse:
    """When it was done and by whom; of a medisch onderzoek also the outcome."""
    rij = haal_te_vinken(request, ref)
    verplichting = get_object_or_404(rij.verplichtingen.select_related("overeenkomst"), soort=soort)
    form = AfvinkForm(
        request.POST or None,
        request.FILES or None,
        medisch=soort == Verplichtingsoort.MEDISCH,
        initial={"naam": str(request.user)},
    )
    if form.is_valid() and probeer(
        form,
        lambda: diensten.vink_af(verplichting=verplichting, door=request.user, op=timezone.now(), **form.cleaned_data),
    ):
        messages.success(request, f"{verplichting} is afgevinkt.")
        return _terug(rij)
    context = {
        "overeenkomst": rij,
        "verplichting": verplichting,
        "uitleg": UITLEG[soort],
        "form": form,
        "dimona": diensten.dimona_type(rij) if soort == Verplichtingsoort.DIMONA else "",
    }
    return toon(request, "afvinken", context, form)


@vereist_aangemeld
def lopende(request: Verzoek, ref: str) -> HttpResponse:
    """ "Mijn sociaal secretariaat doet dit": everything that runs on, at once."""
    rij = haal_te_vinken(request, ref)
    form = LopendeForm(request.POST or None)
    if form.is_valid() and probeer(
        form,
        lambda: diensten.sluit_lopende(overeenkomst=rij, door=request.user, op=timezone.now(), **form.cleaned_data),
    ):
        messages.success(request, "We weten wie dit doet. Je krijgt er geen vragen meer over.")
        return _terug(rij)
    return toon(request, "lopende", {"overeenkomst": rij, "form": form}, form)


@vereist_aangemeld
@require_POST
def terug(request: Verzoek, ref: str, soort: str) -> HttpResponse:
    """Take a tick back."""
    rij = haal_te_vinken(request, ref)
    verplichting = get_object_or_404(rij.verplichtingen.select_related("overeenkomst"), soort=soort)
    try:
        diensten.ontvink(verplichting=verplichting, door=request.user, op=timezone.now())
    except Geweigerd as fout:
        messages.error(request, fout.zin)
    else:
        messages.success(request, f"{verplichting} staat weer open.")
    return _terug(rij)


@vereist_aangemeld
@require_POST
def medisch(request: Verzoek, ref: str) -> HttpResponse:
    """The werkgever says whether the risk analysis asks an examination of an adult."""
    rij = haal_te_vinken(request, ref)
    try:
        diensten.zet_medisch_nodig(
            overeenkomst=rij, nodig=request.POST.get("nodig") == "ja", door=request.user, op=timezone.now()
        )
    except Geweigerd as fout:
        messages.error(request, fout.zin)
    else:
        messages.success(request, "Je antwoord over het medisch onderzoek is bewaard.")
    return _terug(rij)


@vereist_aangemeld
def eerste_dag(request: Verzoek, ref: str) -> HttpResponse:
    """The list to print, for who works with the lerende; a sociaal secretariaat finds no such page."""
    rij = haal(request, ref)
    kijk = blik(rij, request.user)
    if not kijk.leren or rij.toestand not in TE_REGELEN:
        raise Http404
    delen = punten(rij, met_verplichtingen=kijk.verplichtingen)
    return toon(request, "eerste_dag", {"overeenkomst": rij, "delen": delen})
