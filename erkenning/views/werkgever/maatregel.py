"""A measure as the onderneming reads it: what, why, and until when an appeal is possible (rules.md §3.3)."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from educam_portal.accounts.toegang import vereist_werkgever
from educam_portal.organisaties.regios import contactkaart
from educam_portal.termijnen import services as termijnen

from ...models import Maatregel


@vereist_werkgever
def maatregel(request: HttpRequest, pk: int) -> HttpResponse:
    """Only those of the own onderneming (rules.md §2)."""
    rij = get_object_or_404(
        Maatregel.objects.van_werkgever(request.user).select_related(
            "erkenning__opleiding",
            "erkenning__vestiging__onderneming",
            "erkenning__vestiging__regio",
            "vestiging__onderneming",
            "vestiging__regio",
            "onderneming",
            "mentor__persoon",
        ),
        pk=pk,
    )
    termijn = termijnen.van(rij, "beroep_maatregel")
    plek = rij.plek
    return render(
        request,
        "erkenning/werkgever/maatregel.html",
        {
            "maatregel": rij,
            "brief": rij.brief,
            "termijn": termijn,
            "voorbij": bool(termijn and termijn.vervalt_op and termijn.vervalt_op < timezone.localdate()),
            "geraakt": list(rij.geraakt.select_related("opleiding", "vestiging__gemeente")),
            "beroepen": list(rij.beroepen.all()),
            "kaart": contactkaart(plek.regio, timezone.localdate()) if plek else None,
        },
    )
