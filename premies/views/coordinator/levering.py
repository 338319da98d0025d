"""A batch for the department: making it, how far it is, its files, and the replies to it."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from educam_portal.accounts.antwoord import met_melding
from educam_portal.accounts.fouten import Geweigerd
from educam_portal.accounts.remmen import met_bestand, rem
from educam_portal.accounts.toegang import Verzoek, vereist_coordinator
from educam_portal.documenten.fouten import OngeldigBestand
from educam_portal.documenten.services import leesbare

from ...coordinatorform import AntwoordForm, LeveringForm
from ...models import Antwoordlezing, Levering
from ...services.antwoorden import begin_antwoord
from ...services.leveren import begin_levering, leverbare_jaren


@vereist_coordinator
@require_POST
def maken(request: Verzoek) -> HttpResponse:
    form = LeveringForm(request.POST, jaren=list(leverbare_jaren(timezone.localdate())))
    gemaakt: list[Levering] = []

    def maak() -> None:
        if not form.is_valid():
            raise Geweigerd("Van dit schooljaar is er niets om door te geven. Kies een ander.")
        jaar = int(form.cleaned_data["schooljaar"])
        gemaakt.append(begin_levering(jaar=jaar, door=request.user, op=timezone.now()))

    if met_melding(request, maak, "We maken de levering. Je mag deze bladzijde sluiten."):
        return redirect("premiebeheer:levering", ref=gemaakt[0].referentie)
    return redirect("premiebeheer:overzicht")


@rem("opladen", als=met_bestand)
@vereist_coordinator
def levering(request: Verzoek, ref: str) -> HttpResponse:
    """Its progress and files; a POST uploads a reply."""
    rijen = Levering.objects.for_user(request.user).select_related("gemaakt_door", "json", "xlsx").met_aantallen()
    rij = get_object_or_404(rijen, referentie=ref)
    form = AntwoordForm(*((request.POST, request.FILES) if request.method == "POST" else ()))
    if form.is_valid():
        try:
            lezing = begin_antwoord(
                levering=rij, inhoud=form.cleaned_data["bestand"].read(), bestandsnaam=form.cleaned_data["bestand"].name,
                door=request.user, op=timezone.now(),
            )  # fmt: skip
        except (Geweigerd, OngeldigBestand) as fout:
            form.add_error("bestand", fout.zin)
        else:
            return redirect("premiebeheer:antwoord", pk=lezing.pk)
    context = {
        "levering": rij,
        "blijft": rij.totaal - rij.aantal,
        "bestanden": leesbare([een for een in (rij.xlsx, rij.json) if een], request.user),
        "lezingen": rij.lezingen.select_related("door", "antwoord").order_by("-pk")[:20],
        "form": form,
    }
    return render(request, "premies/coordinator/levering.html", context, status=422 if form.is_bound else 200)


@vereist_coordinator
def antwoord(request: Verzoek, pk: int) -> HttpResponse:
    """How far the reading of a reply is, and what came of it."""
    leveringen = Levering.objects.for_user(request.user)
    rijen = Antwoordlezing.objects.filter(levering__in=leveringen)
    lezing = get_object_or_404(rijen.select_related("levering", "door", "antwoord__ingelezen_door", "document"), pk=pk)
    return render(request, "premies/coordinator/antwoord.html", {"lezing": lezing})
