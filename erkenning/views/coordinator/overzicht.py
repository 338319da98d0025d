"""The coördinator's first screen: what is late, what must be confirmed, and who has how much (rules.md §2, ux.md §3.7)."""

from datetime import date, timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from educam_portal.accounts.bladzijden import toon_aantal
from educam_portal.accounts.toegang import vereist_coordinator

from ... import coordinatie, werklijst
from ...daglijst import scores
from ...models import Aanvraag

HOOGSTENS = 10


@vereist_coordinator
def overzicht(request: HttpRequest) -> HttpResponse:
    """All regions, the late ones first."""
    nu = timezone.now()
    vandaag = timezone.localdate(nu)
    aantallen = coordinatie.cijfers(request.user, nu)
    deze_maand = vandaag.replace(day=1)
    vorige_laatste = deze_maand - timedelta(days=1)
    vorige_maand = vorige_laatste.replace(day=1)
    return render(
        request,
        "erkenning/coordinator/overzicht.html",
        {
            "vandaag": vandaag,
            "tegels": _tegels(aantallen),
            "scores": _scores({"Deze maand": (deze_maand, vandaag), "Vorige maand": (vorige_maand, vorige_laatste)}),
            "te_laat": werklijst.met_details(coordinatie.te_laat(vandaag)).order_by("vervalt_op", "pk")[:HOOGSTENS],
            "meer_te_laat": aantallen["te_laat"] > HOOGSTENS,
            "te_bevestigen": coordinatie.te_bevestigen()
            .select_related("onderneming", "vestiging__gemeente", "beslist_door")
            .order_by("vervalt_op", "pk")[:HOOGSTENS],
            "meer_te_bevestigen": aantallen["bevestigen"] > HOOGSTENS,
            "lasten": coordinatie.lasten(vandaag),
        },
    )


def _tegels(aantallen: dict[str, int]) -> list[dict]:
    """The figures on top; each leads to the list behind it."""
    lijst = reverse("consulent:werklijst")
    rijen = [
        ("te_laat", "te laat", f"{lijst}?tab=alles&te_laat=on", "exclamation-triangle"),
        ("bevestigen", "weigering te bevestigen", f"{lijst}?tab=bevestiging", "person-check"),
        ("vermeldingen", "vermelding te beoordelen", reverse("consulent:vandaag"), "shield-check"),
        ("niet_toegewezen", "niet toegewezen", f"{lijst}?tab=alles&loopt=on&consulent=niemand", "person-plus"),
        ("mails", "mails mislukt in 7 dagen", reverse("uitgaand:lijst"), "envelope"),
        ("open", "open", f"{lijst}?tab=alles&loopt=on", "inbox"),
    ]
    return [
        {
            "sleutel": sleutel,
            "label": label,
            "aantal": toon_aantal(aantallen[sleutel]),
            "url": url,
            "icoon": icoon,
            "dringend": sleutel != "open" and aantallen[sleutel] > 0,
        }
        for sleutel, label, url, icoon in rijen
    ]


def _scores(perioden: dict[str, tuple[date, date]]) -> list[dict]:
    gevonden = scores(Aanvraag.objects.all(), *perioden.values())
    return [{"titel": titel, "score": score} for titel, score in zip(perioden, gevonden, strict=True)]
