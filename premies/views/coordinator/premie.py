"""One claim as the coördinator sees it: initials, without INSZ or IBAN (rules.md §2)."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from educam_portal.accounts.fouten import Geweigerd
from educam_portal.accounts.toegang import Verzoek, vereist_coordinator
from overeenkomsten.toestanden import BINDEND

from ...coordinatorform import HIER, EerdereForm
from ...models import EerderePremie, Premie
from ...services.eerdere import noteer_eerdere
from ...toestanden import TE_BEOORDELEN
from ...tonen import TEKEN, verloop, voorwaarden_van
from ...zinnen import TITELS

LEEST = (
    "onderneming",
    "overeenkomst__lerende",
    "overeenkomst__opleiding",
    "overeenkomst__vestiging__regio",
    "levering",
)


@vereist_coordinator
def premie(request: Verzoek, ref: str) -> HttpResponse:
    """A POST notes what the lerende had before."""
    rij = get_object_or_404(Premie.objects.for_user(request.user).select_related(*LEEST), referentie=ref)
    form = EerdereForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and _noteer(request, rij, form):
        messages.success(request, "Gelukt. De premies van deze lerende zijn opnieuw bekeken.")
        return redirect(rij.coordinator_url)
    eerdere = EerderePremie.objects.filter(persoonsnummer=rij.persoonsnummer_id, persoonsnummer__isnull=False)
    context = {
        "premie": rij,
        "loopt": rij.overeenkomst.toestand in BINDEND,
        "voorwaarden": [
            {"titel": TITELS[een.code], "teken": TEKEN[een.uitkomst], "uiterlijk": een.uiterlijk}
            for een in voorwaarden_van(rij.voorwaarden)
        ],
        "eerdere": eerdere.select_related("onderneming", "ingevoerd_door"),
        "verloop": verloop(rij.beoordelingen.all()),
        "noteren": rij.persoonsnummer_id is not None and rij.toestand in TE_BEOORDELEN,
        "form": form,
    }
    return render(request, "premies/coordinator/premie.html", context, status=422 if form.is_bound else 200)


def _noteer(request: Verzoek, rij: Premie, form: EerdereForm) -> bool:
    gegeven = form.cleaned_data
    try:
        noteer_eerdere(
            premie=rij, aantal=gegeven["aantal"], hier=gegeven["waar"] == HIER, bron=gegeven["bron"],
            door=request.user, op=timezone.now(),
        )  # fmt: skip
    except Geweigerd as fout:
        form.add_error(None, fout.zin)
        return False
    return True
