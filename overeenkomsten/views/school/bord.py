"""The first screen of a school: every lerende with the overeenkomst, and what waits for whom (ux.md §3.5)."""

from typing import Any

from django.core.paginator import Page
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from educam_portal.accounts.bladzijden import BegrensdePaginator
from educam_portal.accounts.toegang import Verzoek, vereist_school

from ... import bord as lijst
from ...bordvraag import rijen
from ...forms.bord import KEUZES, BordForm
from ...forms.groep import GroepKeuzeForm
from ...models import Lerende


@vereist_school
def bord(request: Verzoek) -> HttpResponse:
    """Ten queries at most, whatever the number of rows."""
    form = BordForm(request.GET or None)
    filters = form.filters()
    pagina = BegrensdePaginator(rijen(request.user, filters), lijst.PER_BLADZIJDE).get_page(request.GET.get("pagina"))
    context = {
        "filters": form,
        "chips": _chips(request, form, filters),
        "filters_open": bool(set(filters) - {"q"}),
        "pagina": pagina,
        "rijen": lijst.met_details(pagina, timezone.localdate()),
        "begint": not filters and _leeg(pagina) and not Lerende.objects.for_user(request.user).exists(),
        "groep": GroepKeuzeForm(),
        "filterwaarden": filters,
    }
    return render(request, "overeenkomsten/school/bord.html", context)


@vereist_school
def lerenden(request: Verzoek) -> HttpResponse:
    """Everybody of the school, by name."""
    q = request.GET.get("q", "").replace("\0", "").strip()[:80]
    gevonden = Lerende.objects.for_user(request.user).select_related("opleiding", "begeleider")
    for woord in q.split():
        gevonden = gevonden.filter(naam__icontains=woord) | gevonden.filter(voornaam__icontains=woord)
    pagina = BegrensdePaginator(gevonden, lijst.PER_BLADZIJDE).get_page(request.GET.get("pagina"))
    context = {"q": q, "pagina": pagina, "vandaag": timezone.localdate()}
    return render(request, "overeenkomsten/school/lerenden.html", context)


def _leeg(pagina: Page) -> bool:
    return not pagina.object_list


def _chips(request: Verzoek, form: BordForm, filters: dict[str, str]) -> list[dict[str, Any]]:
    """One chip per active filter, with the address of the board without it."""
    chips, jaren = [], dict(form.fields["schooljaar"].choices)
    for naam, waarde in filters.items():
        vraag = request.GET.copy()
        for weg in (naam, "pagina"):
            vraag.pop(weg, None)
        vast = {"q": f"Zoek: {waarde}", "wie": "Die ik begeleid", "wacht": "Wacht op de school"}
        if naam == "schooljaar":
            label = f"Schooljaar {jaren[waarde]}" if waarde.isdecimal() else jaren[waarde]
        else:
            label = vast.get(naam) or dict(KEUZES)[waarde]
        chips.append({"label": label, "url": f"?{vraag.urlencode()}"})
    return chips
