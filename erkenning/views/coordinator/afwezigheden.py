"""Who is away when, over the coming weeks, and who stands in (rules.md §2: the coördinator sets absences)."""

from collections import defaultdict
from datetime import date, timedelta

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from educam_portal.accounts.fouten import Geweigerd
from educam_portal.accounts.models import User
from educam_portal.accounts.toegang import Verzoek, vereist_coordinator
from educam_portal.organisaties import services
from educam_portal.organisaties.models import Afwezigheid
from educam_portal.organisaties.regios import behandelaars

from ...forms.afwezigheid import MeldVoorForm
from ...vervanging import met_aantallen

WEKEN = 8
WEEK = timedelta(days=7)
VOORBIJ = 20


@vereist_coordinator
def afwezigheden(request: Verzoek) -> HttpResponse:
    """The coming eight weeks at a glance, everything to come, and what is over."""
    vandaag = timezone.localdate()
    rijen = Afwezigheid.objects.select_related("user", "vervanger")
    komend = list(met_aantallen(rijen.actief().filter(tot__gte=vandaag)).order_by("van", "pk"))
    maandagen = [vandaag - timedelta(days=vandaag.weekday()) + n * WEEK for n in range(WEKEN)]
    context = {
        "vandaag": vandaag,
        "weken": [{"maandag": maandag, "nummer": maandag.isocalendar().week} for maandag in maandagen],
        "rooster": _rooster(behandelaars(vandaag), komend, maandagen),
        "komend": komend,
        "voorbij": rijen.exclude(ingetrokken_op=None, tot__gte=vandaag).order_by("-van", "-pk")[:VOORBIJ],
    }
    return render(request, "erkenning/coordinator/afwezigheden.html", context)


def _rooster(mensen: list[User], komend: list[Afwezigheid], maandagen: list[date]) -> list[dict]:
    """Per colleague the absences of each week."""
    per_user: dict[int, list[Afwezigheid]] = defaultdict(list)
    for afwezig in komend:
        per_user[afwezig.user_id].append(afwezig)
    return [
        {
            "user": user,
            "vrij": not any(een.van < maandagen[-1] + WEEK for een in per_user[user.pk]),
            "weken": [
                {
                    "nummer": maandag.isocalendar().week,
                    "rijen": [een for een in per_user[user.pk] if een.van < maandag + WEEK and een.tot >= maandag],
                }
                for maandag in maandagen
            ],
        }
        for user in mensen
    ]


@vereist_coordinator
def nieuw(request: Verzoek) -> HttpResponse:
    """Report it for a colleague."""
    form = MeldVoorForm(request.POST or None, collegas=behandelaars())
    if form.is_valid():
        try:
            rij = services.meld_afwezigheid(door=request.user, op=timezone.now(), **form.cleaned_data)
        except Geweigerd as fout:
            form.add_error(None, fout.zin)
        else:
            messages.success(request, f"Gelukt. De afwezigheid van {rij.user} is gemeld.")
            return redirect("consulent:afwezigheid_een", pk=rij.pk)
    context = {"form": form}
    return render(
        request, "erkenning/coordinator/afwezigheid_nieuw.html", context, status=422 if form.is_bound else 200
    )
