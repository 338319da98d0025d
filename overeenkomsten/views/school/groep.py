"""How far the work for many rows is, and what came of each (architecture.md §3, long work)."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from educam_portal.accounts.antwoord import met_melding
from educam_portal.accounts.toegang import Verzoek, vereist_school

from ...models import Groepsregel, Groepswerk
from ...services import groep
from .basis import toon


@vereist_school
def groepswerk(request: Verzoek, pk: int) -> HttpResponse:
    """Two queries for the work, whatever the number of rows."""
    werk = _haal(request, pk)
    regels = list(werk.regels.select_related("overeenkomst"))
    stand = Groepsregel.Stand
    context = {
        "werk": werk,
        "regels": regels,
        "totaal": len(regels),
        "gedaan": sum(regel.stand != stand.WACHT for regel in regels),
        "gelukt": sum(regel.stand == stand.GELUKT for regel in regels),
        "niet": sum(regel.stand == stand.NIET for regel in regels),
    }
    return toon(request, "groepswerk", context)


@vereist_school
@require_POST
def stoppen(request: Verzoek, pk: int) -> HttpResponse:
    werk = _haal(request, pk)
    met_melding(
        request,
        lambda: groep.stop(werk=werk, door=request.user, op=timezone.now()),
        "Gestopt. Wat al gedaan was, blijft zo.",
    )
    return redirect("school:groepswerk", pk=werk.pk)


def _haal(request: Verzoek, pk: int) -> Groepswerk:
    return get_object_or_404(Groepswerk.objects.for_user(request.user).select_related("door"), pk=pk)
