"""One overeenkomst as school, werkgever, mentor and sociaal secretariaat see it, each what rules.md §2 lets them."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from educam_portal.accounts.toegang import Verzoek, vereist_aangemeld

from ..models import Overeenkomst
from ..stukken import roosterrijen
from ..toestanden import Wie
from .school.acties import knoppen
from .toegang_onderteken import tekenadres

# Pay and documents with the INSZ are not the mentor's (rules.md §2).
MET_LOON = {Wie.SCHOOL, Wie.WERKGEVER, Wie.SECRETARIAAT}


@vereist_aangemeld
def toon(request: Verzoek, ref: str) -> HttpResponse:
    """Where it stands, who signed, what was agreed, and the documents."""
    rijen = Overeenkomst.objects.for_user(request.user).select_related(*Overeenkomst.LEEST_MEE, "begeleider")
    overeenkomst = get_object_or_404(rijen, referentie=ref)
    rollen = overeenkomst.rollen_van(request.user)
    stuk = overeenkomst.stukken.select_related("document", "zegel__document").order_by("-versie").first()
    ondertekenaars = list(stuk.ondertekenaars.all()) if stuk else []
    wegen = {rij.pk: tekenadres(rij, rollen) for rij in ondertekenaars} if stuk and stuk.te_tekenen else {}
    context = {
        "overeenkomst": overeenkomst,
        "rollen": rollen,
        "met_loon": bool(rollen & MET_LOON),
        "stuk": stuk,
        "zegel": getattr(stuk, "zegel", None),
        "ondertekenaars": [{"rij": rij, "tekenen": wegen.get(rij.pk, "")} for rij in ondertekenaars],
        "getekend": sum(rij.getekend for rij in ondertekenaars),
        "competenties": list(overeenkomst.competenties.all()),
        "evaluaties": list(overeenkomst.evaluaties.all()),
        "rooster": roosterrijen(overeenkomst.rooster),
        "knoppen": knoppen(overeenkomst, request.user),
        "vandaag": timezone.localdate(),
    }
    return render(request, "overeenkomsten/detail.html", context)
