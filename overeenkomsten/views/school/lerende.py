"""Adding and changing a lerende (rules.md §5, §9). The personal number is never shown whole again."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from educam_portal.accounts.toegang import Verzoek, vereist_school

from ...forms.lerende import LerendeForm
from ...models import Lerende
from ...services.lerenden import nieuwe_lerende, wijzig_lerende
from .basis import haal_lerende, probeer, school_van, toon


@vereist_school
def nieuw(request: Verzoek) -> HttpResponse:
    form = LerendeForm(request.POST or None)
    school = school_van(request)
    gemaakt: list[Lerende] = []
    if form.is_valid() and probeer(
        form,
        lambda: gemaakt.append(
            nieuwe_lerende(
                school=school,
                velden=form.velden(),
                insz=form.cleaned_data["insz"],
                vertegenwoordiger=form.vertegenwoordiger(),
                door=request.user,
                op=timezone.now(),
            )
        ),
    ):
        messages.success(request, f"{form.cleaned_data['voornaam']} {form.cleaned_data['naam']} is toegevoegd.")
        if "verder" in request.POST:
            return redirect(f"{reverse('school:overeenkomst_nieuw')}?lerende={gemaakt[0].pk}")
        return redirect("school:lerenden")
    return toon(request, "lerende", {"form": form, "school": school, "terug": reverse("school:lerenden")}, form)


@vereist_school
def lerende(request: Verzoek, pk: int) -> HttpResponse:
    rij = haal_lerende(request, pk)
    # Who came from the draft goes back to it.
    van = request.GET.get("van", "").replace("\0", "")
    concept = rij.overeenkomsten.filter(referentie=van).first() if van else None
    terug = reverse("school:overeenkomst", args=[concept.referentie]) if concept else reverse("school:lerenden")
    form = LerendeForm(request.POST or None, lerende=rij)
    if form.is_valid() and probeer(
        form,
        lambda: wijzig_lerende(
            lerende=rij,
            velden=form.velden(),
            insz=form.cleaned_data["insz"],
            vertegenwoordiger=form.vertegenwoordiger(),
            door=request.user,
        ),
    ):
        messages.success(request, f"De gegevens van {form.cleaned_data['voornaam']} zijn bewaard.")
        return redirect(terug)
    return toon(request, "lerende", {"form": form, "lerende": rij, "terug": terug, "concept": concept}, form)
