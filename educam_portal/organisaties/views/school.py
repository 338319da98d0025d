"""Data and colleagues of a school."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from educam_portal.accounts.antwoord import met_melding
from educam_portal.accounts.fouten import Geweigerd
from educam_portal.accounts.models import Bron, Lidmaatschap, Rol, Uitnodiging
from educam_portal.accounts.remmen import rem
from educam_portal.accounts.toegang import Verzoek, vereist_school

from .. import services
from ..forms import UitnodigForm
from ..models import School


def school_van(request: Verzoek) -> School:
    """The school the user works for now, or the first of his or her schools."""
    mogelijk = request.user.organisaties_als(Rol.TRAJECTBEGELEIDER)
    scholen = list(
        School.objects.filter(organisatie__in=mogelijk).select_related("organisatie", "gemeente").order_by("naam")
    )
    actief = request.organisatie.pk if request.organisatie else None
    gekozen = next((s for s in scholen if s.organisatie_id == actief), scholen[0] if scholen else None)
    if gekozen is None:
        raise Http404
    return gekozen


def _leden(school: School):
    return (
        Lidmaatschap.objects.geldig()
        .filter(organisatie=school.organisatie, bron=Bron.LID)
        .select_related("user", "organisatie")
        .order_by("user__naam", "user__email")
    )


@vereist_school
@rem("uitnodigen")
def collegas(request: Verzoek) -> HttpResponse:
    """Data of the school, its people and invitations; POST invites a colleague."""
    school = school_van(request)
    form = UitnodigForm(request.POST or None, organisatie=school.organisatie)
    if form.is_valid():
        try:
            services.nodig_uit(
                organisatie=school.organisatie, door=request.user, op=timezone.now(), **form.cleaned_data
            )
        except Geweigerd as fout:
            form.add_error(None, fout.zin)
        else:
            messages.success(request, f"De uitnodiging is verstuurd naar {form.cleaned_data['email']}.")
            return redirect("school:collegas")
    context = {
        "school": school,
        "form": form,
        "leden": _leden(school),
        "uitnodigingen": Uitnodiging.objects.open().filter(organisatie=school.organisatie),
    }
    return render(request, "organisaties/school.html", context, status=422 if form.is_bound else 200)


@vereist_school
@require_POST
def lid_verwijderen(request: Verzoek, pk: int) -> HttpResponse:
    gekozen = get_object_or_404(_leden(school_van(request)), pk=pk)
    met_melding(
        request,
        lambda: services.verwijder_lid(lid=gekozen, door=request.user, op=timezone.now()),
        f"{gekozen.user} is geen lid meer.",
    )
    return redirect("accounts:start" if gekozen.user == request.user else "school:collegas")


@vereist_school
@require_POST
def uitnodiging_intrekken(request: Verzoek, pk: int) -> HttpResponse:
    school = school_van(request)
    gekozen = get_object_or_404(Uitnodiging.objects.filter(organisatie=school.organisatie), pk=pk)
    met_melding(
        request,
        lambda: services.trek_uitnodiging_in(uitnodiging=gekozen, door=request.user, op=timezone.now()),
        "De uitnodiging is ingetrokken.",
    )
    return redirect("school:collegas")
