"""The letter of a measure as it would go, read before the press that sends it (ux.md §3.4; rules.md §3.3)."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from educam_portal.accounts.fouten import Geweigerd
from educam_portal.workflow.views import Actie

from ... import brieven
from ...forms.versie import verborgen
from ...models import Brief, Maatregel

# The buttons below the letter; without either, it is the first page that was sent.
BEVESTIG, WIJZIG = "bevestig", "wijzig"


def op_proef(neem: Callable[[], Maatregel]) -> dict[str, Any]:
    """What the letter of this measure would say; the measure is taken and undone, so nobody hears of it.

    Raises as the service: what would be refused is refused before anybody reads a letter.
    """
    with transaction.atomic():
        gegevens = neem().brief.gegevens
        transaction.set_rollback(True)
    return gegevens


def toon_brief(request: HttpRequest, form: forms.Form, gegevens: dict[str, Any], knop: str) -> HttpResponse:
    """The letter between two bars that ask for the last word."""
    context = brieven.context(Brief.Soort.MAATREGEL, gegevens) | {
        "voorbeeld": True,
        "verborgen": verborgen(form),
        "knop": knop,
        "hier": request.path,
    }
    return render(request, "erkenning/consulent/maatregel_voorbeeld.html", context)


class MetVoorbeeld(Actie):
    """A measure in two steps: choose, read the letter, confirm with `bevestigknop`."""

    knop = "Bekijk de brief"
    bevestigknop = ""
    gevaar = True

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        stap = request.POST.get("stap")
        if stap == BEVESTIG:
            return super().post(request, *args, **kwargs)
        if stap == WIJZIG:
            return self.toon(self.maak_form(request.POST))
        form = self.maak_form(request.POST)
        if not form.is_valid():
            return self.toon(form, status=422)
        try:
            gegevens = op_proef(lambda: self.uitvoeren(form.cleaned_data))
        except Geweigerd as fout:
            return self.geweigerd(form, fout)
        return toon_brief(request, form, gegevens, self.bevestigknop)
