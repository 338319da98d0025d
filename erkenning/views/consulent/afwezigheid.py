"""Being away: report it, change it, come back; and what work it touches (rules.md §10)."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from educam_portal.accounts.antwoord import met_melding
from educam_portal.accounts.fouten import Geweigerd
from educam_portal.accounts.toegang import Verzoek, vereist_consulent
from educam_portal.organisaties import services
from educam_portal.organisaties.models import Afwezigheid
from educam_portal.organisaties.regios import behandelaars
from educam_portal.workflow.diensten import tijdlijn

from ...forms.afwezigheid import MeldForm, WijzigForm
from ...vervanging import met_aantallen, werk

VOORBIJ = 10


@vereist_consulent
def afwezigheid(request: Verzoek) -> HttpResponse:
    """One's own absences, and the form to report one."""
    vandaag = timezone.localdate()
    collegas = behandelaars(vandaag)
    form = MeldForm(request.POST or None, user=request.user, collegas=collegas, zelf=True)
    if form.is_valid():
        try:
            nieuw = services.meld_afwezigheid(
                user=request.user, door=request.user, op=timezone.now(), **form.cleaned_data
            )
        except Geweigerd as fout:
            form.add_error(None, fout.zin)
        else:
            messages.success(request, "Gelukt. Je afwezigheid is gemeld. Kijk hieronder wat er in die dagen staat.")
            return redirect("consulent:afwezigheid_een", pk=nieuw.pk)
    eigen = Afwezigheid.objects.filter(user=request.user).select_related("user", "vervanger")
    context = {
        "form": form,
        "komend": met_aantallen(eigen.actief().filter(tot__gte=vandaag)).order_by("van", "pk"),
        "voorbij": eigen.exclude(ingetrokken_op=None, tot__gte=vandaag).order_by("-van", "-pk")[:VOORBIJ],
        "vandaag": vandaag,
    }
    return render(request, "erkenning/consulent/afwezigheid.html", context, status=422 if form.is_bound else 200)


@vereist_consulent
def een(request: Verzoek, pk: int) -> HttpResponse:
    """One absence: the work it touches, other days or another replacement. A coördinator opens everybody's."""
    rij = _haal(request, pk)
    vandaag = timezone.localdate()
    loopt = rij.ingetrokken_op is None and rij.tot >= vandaag
    form = None
    if loopt:
        form = WijzigForm(
            request.POST or None,
            afwezigheid=rij,
            begonnen=rij.van < vandaag,
            collegas=behandelaars(vandaag),
            zelf=rij.user == request.user,
        )
        if form.is_valid():
            try:
                services.wijzig_afwezigheid(afwezigheid=rij, door=request.user, op=timezone.now(), **form.cleaned_data)
            except Geweigerd as fout:
                form.add_error(None, fout.zin)
            else:
                messages.success(request, "Gelukt. De afwezigheid is aangepast.")
                return redirect("consulent:afwezigheid_een", pk=pk)
    context = {
        "afwezig": rij,
        "form": form,
        "loopt": loopt,
        "begonnen": rij.van < vandaag,
        "werk": werk(rij, vandaag) if loopt else None,
        "gebeurtenissen": tijdlijn(rij, voor=request.user)[:20],
        "terug": _terug(request, rij),
        "zelf": rij.user == request.user,
    }
    fout = form is not None and form.is_bound
    return render(request, "erkenning/consulent/afwezigheid_een.html", context, status=422 if fout else 200)


@vereist_consulent
@require_POST
def stoppen(request: Verzoek, pk: int) -> HttpResponse:
    """It does not happen, or the person is back today."""
    rij = _haal(request, pk)
    met_melding(
        request,
        lambda: services.trek_afwezigheid_in(afwezigheid=rij, door=request.user, op=timezone.now()),
        "De afwezigheid is gestopt. Vanaf nu vervangt niemand meer.",
    )
    return redirect(_terug(request, rij))


def _haal(request: Verzoek, pk: int) -> Afwezigheid:
    return get_object_or_404(Afwezigheid.objects.for_user(request.user).select_related("user", "vervanger"), pk=pk)


def _terug(request: Verzoek, rij: Afwezigheid) -> str:
    return reverse("consulent:afwezigheid" if rij.user == request.user else "coordinator:afwezigheden")
