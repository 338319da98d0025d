"""Reading a list of lerenden: the upload, the example, and the press that takes it over (rules.md §5)."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from educam_portal.accounts.antwoord import met_melding
from educam_portal.accounts.fouten import Geweigerd
from educam_portal.accounts.remmen import met_bestand, rem
from educam_portal.accounts.toegang import Verzoek, vereist_school
from educam_portal.documenten.fouten import OngeldigBestand

from ...forms.inlezen import InlezenForm
from ...inlezen import KOLOMMEN, voorbeeld
from ...models import Groepswerk
from ...services import groep
from ...services.inlezen import begin_inlezen
from .basis import probeer, school_van, toon
from .groep import haal_werk


@rem("opladen", als=met_bestand)
@vereist_school
def inlezen(request: Verzoek) -> HttpResponse:
    school = school_van(request)
    form = InlezenForm(*((request.POST, request.FILES) if request.method == "POST" else ()), school=school)
    gemaakt: list[Groepswerk] = []
    if form.is_valid() and probeer(form, lambda: gemaakt.append(_begin(request, form))):
        return redirect(gemaakt[0])
    return toon(request, "inlezen", {"form": form, "kolommen": [namen[0] for namen in KOLOMMEN.values()]}, form)


def _begin(request: Verzoek, form: Any) -> Groepswerk:
    bestand = form.cleaned_data["bestand"]
    bestand.seek(0)
    try:
        return begin_inlezen(
            school=school_van(request),
            inhoud=bestand.read(),
            bestandsnaam=bestand.name,
            standaard=form.standaard(),
            sjabloon=form.cleaned_data["sjabloon"],
            door=request.user,
            op=timezone.now(),
        )
    except OngeldigBestand as fout:
        raise Geweigerd(fout.zin) from fout


@vereist_school
def voorbeeldbestand(request: Verzoek) -> HttpResponse:
    antwoord = HttpResponse(voorbeeld(), content_type="text/csv; charset=utf-8")
    antwoord["Content-Disposition"] = 'attachment; filename="lerenden-voorbeeld.csv"'
    return antwoord


@vereist_school
@require_POST
def overnemen(request: Verzoek, pk: int) -> HttpResponse:
    werk = haal_werk(request, pk)
    met_melding(
        request,
        lambda: groep.neem_over(werk=werk, door=request.user, op=timezone.now()),
        "We nemen de lijst over. Je mag deze bladzijde sluiten.",
    )
    return redirect(werk)
