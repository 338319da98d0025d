"""The first screen of the day (ux.md §3.4)."""

from datetime import date, timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.formats import date_format

from educam_portal.accounts.toegang import vereist_consulent
from educam_portal.organisaties.afwezigheden import stand
from educam_portal.termijnen.rules import plus_werkdagen

from ... import coordinatie
from ... import daglijst as dag
from ...models import Bezoek
from ...opvolging import opvolging


@vereist_consulent
def vandaag(request: HttpRequest) -> HttpResponse:
    """What waits for this consulent, the most urgent first, beside the visits of today and tomorrow."""
    nu = timezone.now()
    vandaag_ = timezone.localdate(nu)
    straks = plus_werkdagen(vandaag_, 1)
    wie_weg = stand(vandaag_)
    bezoeken = dag.bezoeken(request.user, vandaag_, straks, wie_weg)
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
            "wacht": coordinatie.wacht_op(request.user, vandaag_),
            "opvolging": opvolging(request.user, vandaag_, wie_weg),
            "nazichten": dag.nazichten(request.user),
            "bezoekdagen": bezoekdagen(bezoeken, vandaag_, straks),
            "score": dag.eigen_score(request.user, vandaag_),
        },
    )


def bezoekdagen(bezoeken: list[Bezoek], vandaag_: date, straks: date) -> list[tuple[str, list[Bezoek]]]:
    """Today, the next working day, and a day in between on which there is a visit: on a Friday one looks at Monday."""
    per_dag: dict[date, list[Bezoek]] = {vandaag_: [], straks: []}
    for bezoek in bezoeken:
        per_dag.setdefault(timezone.localdate(bezoek.begint_op), []).append(bezoek)
    namen = {vandaag_: "Vandaag", vandaag_ + timedelta(days=1): "Morgen"}
    return [(namen.get(op) or date_format(op, "l j F").capitalize(), rijen) for op, rijen in sorted(per_dag.items())]


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
