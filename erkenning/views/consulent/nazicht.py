"""A visit that is owed at a vestiging that moved: write down what was seen (rules.md §3.3)."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from educam_portal.accounts.fouten import Geweigerd
from educam_portal.accounts.toegang import vereist_consulent

from ...forms.vestigingen import NazichtForm
from ...models import Nazicht
from ...services.vestigingen import nazicht_afronden
from .bedrijven import eigen_vestigingen


@vereist_consulent
def nazicht(request: HttpRequest, pk: int) -> HttpResponse:
    """In the own and replaced regions, or any for a coördinator (rules.md §2)."""
    rij = get_object_or_404(
        Nazicht.objects.filter(vestiging__in=eigen_vestigingen(request.user)).select_related(
            "vestiging__onderneming", "vestiging__gemeente"
        ),
        pk=pk,
    )
    if rij.afgerond_op is not None and request.method != "POST":
        messages.info(request, "Dit bezoek is al opgeschreven.")
        return redirect("consulent:bedrijf", pk=rij.vestiging.onderneming_id)
    form = NazichtForm(request.POST or None)
    if form.is_valid():
        try:
            nazicht_afronden(nazicht=rij, door=request.user, op=timezone.now(), **form.cleaned_data)
        except Geweigerd as fout:
            form.add_error(None, fout.zin)
        else:
            messages.success(request, "Gelukt. Het bezoek staat bij de onderneming.")
            return redirect("consulent:bedrijf", pk=rij.vestiging.onderneming_id)
    context = {"nazicht": rij, "form": form}
    return render(request, "erkenning/consulent/nazicht.html", context, status=422 if form.is_bound else 200)
