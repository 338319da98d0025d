"""The overeenkomsten of an onderneming, and who may sign for it (rules.md §2, §5; ux.md §3.2)."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from educam_portal.accounts.bladzijden import BegrensdePaginator, aantal
from educam_portal.accounts.fouten import Geweigerd
from educam_portal.accounts.toegang import Verzoek, vereist_werkgever
from educam_portal.organisaties.bevoegd import is_verantwoordelijke
from educam_portal.organisaties.gekozen import gekozen_onderneming, was_een_ander
from educam_portal.organisaties.models import Onderneming

from ..forms.werkgever import TekenbevoegdeForm
from ..models import Ondertekenaar, Overeenkomst, Tekenbevoegde, Verplichting
from ..models.overeenkomst import LEES_SCOPES
from ..services import tekenbevoegden as diensten
from ..toestanden import StukStand
from ..tonen import TE_DOEN
from .basis import probeer, toon

PER_BLADZIJDE = 25


@vereist_werkgever
def lijst(request: Verzoek) -> HttpResponse:
    """Every overeenkomst of the onderneming that the school showed, the last to start first."""
    onderneming = gekozen_onderneming(request, LEES_SCOPES)
    tekenen = Ondertekenaar.objects.filter(stuk__stand=StukStand.OPEN)
    rijen = (
        Overeenkomst.objects.for_user(request.user)
        .filter(vestiging__onderneming=onderneming)
        # What several rows share is read once for all of them; joins to each would take longer to plan than to run.
        .select_related("lerende", "mentor__persoon")
        .prefetch_related("opleiding", "school", "vestiging__gemeente")
        .annotate(
            gevraagd=aantal(tekenen, "stuk__overeenkomst"),
            getekend=aantal(tekenen.filter(getekend_op__isnull=False), "stuk__overeenkomst"),
            te_doen=aantal(Verplichting.objects.filter(TE_DOEN), "overeenkomst"),
        )
        .met_schorsing(timezone.localdate())
        .order_by("-start", "-pk")
    )
    pagina = BegrensdePaginator(rijen, PER_BLADZIJDE).get_page(request.GET.get("pagina"))
    context = {
        "onderneming": onderneming,
        "pagina": pagina,
        "verantwoordelijke": is_verantwoordelijke(request.user, onderneming.organisatie),
    }
    return toon(request, "werkgever/lijst", context)


@vereist_werkgever
def tekenbevoegden(request: Verzoek) -> HttpResponse:
    """Who may sign for the onderneming; its verantwoordelijke records and withdraws."""
    onderneming = _verantwoordelijk(request)
    if was_een_ander(request, onderneming):
        return redirect("overeenkomst:tekenbevoegden")
    form = TekenbevoegdeForm(request.POST or None, kandidaten=diensten.kandidaten(onderneming))
    if form.is_valid() and probeer(
        form,
        lambda: diensten.leg_vast(
            onderneming=onderneming,
            user=form.cleaned_data["wie"],
            functie=form.cleaned_data["functie"],
            door=request.user,
            op=timezone.now(),
        ),
    ):
        messages.success(request, f"{form.cleaned_data['wie']} mag nu tekenen voor {onderneming}.")
        return redirect("overeenkomst:tekenbevoegden")
    context = {"onderneming": onderneming, "bevoegden": _lopend(onderneming), "form": form}
    return toon(request, "werkgever/tekenbevoegden", context, form)


@vereist_werkgever
@require_POST
def intrekken(request: Verzoek, pk: int) -> HttpResponse:
    """This person signs no more."""
    rij = get_object_or_404(_lopend(_verantwoordelijk(request)), pk=pk)
    try:
        diensten.trek_in(tekenbevoegde=rij, door=request.user, op=timezone.now())
    except Geweigerd as fout:
        messages.error(request, fout.zin)
    else:
        messages.success(request, f"{rij.user} tekent niet meer voor je onderneming.")
    return redirect("overeenkomst:tekenbevoegden")


def _verantwoordelijk(request: Verzoek) -> Onderneming:
    onderneming = gekozen_onderneming(request, LEES_SCOPES)
    if not is_verantwoordelijke(request.user, onderneming.organisatie):
        raise Http404
    return onderneming


def _lopend(onderneming: Onderneming):
    rijen = Tekenbevoegde.objects.filter(onderneming=onderneming, ingetrokken_op=None)
    return rijen.select_related("user", "vastgelegd_door", "onderneming__organisatie").order_by("pk")
