"""What a bezoeker may know beforehand: whether there is a premie, how much, and what to do by when (rules.md §2, §6)."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from ..rules import schooljaar, schooljaar_van
from ..simulatie import simuleer
from ..simulatieform import PremieForm
from ..simulatiezinnen import blad, kop


def premie(request: HttpRequest) -> HttpResponse:
    """The questions and the outcome on one address that can be shared; nothing is stored."""
    vandaag = timezone.localdate()
    jaar_einde = schooljaar(schooljaar_van(vandaag)).tot
    form = PremieForm(request.GET or None, initial={"start": vandaag, "einde": jaar_einde})
    context: dict[str, Any] = {"form": form}
    if form.is_bound and form.is_valid():
        uitslag = simuleer(form.vraag(), vandaag)
        context |= {"uitslag": uitslag, "kop": kop(uitslag), "jaren": list(map(blad, uitslag.jaren))}
    return render(request, "publiek/premie.html", context, status=422 if form.is_bound and form.errors else 200)
