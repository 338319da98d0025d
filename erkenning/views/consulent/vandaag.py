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
    op_te_volgen = opvolging(request.user, vandaag_, wie_weg)
    dag.zet_plekken(lijst.getoond, (rij.erkenning for rij in op_te_volgen))
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
            "opvolging": op_te_volgen,
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


TITELS = {
    "te_laat": ("Te laat of vandaag", "exclamation-triangle"),
    "bel": ("Bel", "telephone"),
    "beslissen": ("Verslag klaar: beslis", "check2-square"),
    "verder": ("Doe verder", "pencil"),
    "nieuw": ("Nieuw", "inbox"),
    "wacht": (f"Wacht al meer dan {dag.STIL_DAGEN} dagen op de werkgever", "hourglass-split"),
}


def _groepen(lijst: dag.Daglijst) -> list[dict]:
    """The groups that hold something."""
    return [
        {"sleutel": sleutel, "titel": TITELS[sleutel][0], "icoon": TITELS[sleutel][1], "aantal": len(rijen),
         "dossiers": rijen[: dag.GETOOND]}
        for sleutel, rijen in lijst.groepen.items() if rijen
    ]  # fmt: skip
