"""The first screen of the day (ux.md §3.4)."""

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from educam_portal.accounts.toegang import vereist_consulent
from educam_portal.organisaties.afwezigheden import stand

from ... import daglijst as dag


@vereist_consulent
def vandaag(request: HttpRequest) -> HttpResponse:
    """What waits for this consulent, the most urgent first, beside the visits of today and tomorrow."""
    nu = timezone.now()
    vandaag_ = timezone.localdate(nu)
    morgen = vandaag_ + timedelta(days=1)
    wie_weg = stand(vandaag_)
    bezoeken = dag.bezoeken(request.user, vandaag_, morgen, wie_weg)
    lijst = dag.daglijst(request.user, nu, wie_weg)
    return render(
        request,
        "erkenning/consulent/vandaag.html",
        {
            "vandaag": vandaag_,
            "eigen_afwezig": wie_weg.van(request.user),
            "vervangt": wie_weg.vervangt(request.user),
            "dag": lijst,
            "groepen": _groepen(lijst),
            "bezoekdagen": [
                (titel, [b for b in bezoeken if timezone.localdate(b.begint_op) == op])
                for titel, op in (("Vandaag", vandaag_), ("Morgen", morgen))
            ],
            "score": dag.eigen_score(request.user, vandaag_),
        },
    )


def _groepen(lijst: dag.Daglijst) -> list[dict]:
    """The groups that hold something, in the order in which they are worked through."""
    rijen = [
        {
            "sleutel": "te_laat",
            "titel": "Te laat of vandaag",
            "icoon": "exclamation-triangle",
            "dossiers": lijst.te_laat,
        },
        {"sleutel": "bel", "titel": "Bel", "icoon": "telephone", "dossiers": lijst.bel},
        {
            "sleutel": "beslissen",
            "titel": "Verslag klaar: beslis",
            "icoon": "check2-square",
            "dossiers": lijst.beslissen,
        },
        {"sleutel": "verder", "titel": "Doe verder", "icoon": "pencil", "dossiers": lijst.verder},
        {"sleutel": "nieuw", "titel": "Nieuw", "icoon": "inbox", "dossiers": lijst.nieuw},
        {
            "sleutel": "wacht",
            "titel": f"Wacht al meer dan {dag.STIL_DAGEN} dagen op de werkgever",
            "icoon": "hourglass-split",
            "dossiers": lijst.wacht_lang,
        },
    ]
    return [groep for groep in rijen if groep["dossiers"]]
