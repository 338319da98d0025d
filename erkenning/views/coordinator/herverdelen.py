"""Handing a pile of dossiers to a colleague (rules.md §2: the coördinator reassigns everything)."""

from django.contrib import messages
from django.db.models import F
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from educam_portal.accounts.fouten import Geweigerd
from educam_portal.accounts.models import User
from educam_portal.accounts.services import coordinatoren
from educam_portal.accounts.toegang import vereist_coordinator
from educam_portal.organisaties.regios import alle_consulenten

from ...coordinatie import NIEMAND
from ...forms.coordinator import HerverdelenForm
from ...models import Aanvraag
from ...services import behandeling
from ...werklijst import behandelbaar

# One page, one transaction: a larger pile goes in two.
HOOGSTENS = 50


@vereist_coordinator
def herverdelen(request: HttpRequest, van: str) -> HttpResponse:
    """`van`: the id of the user whose open dossiers are shown, or `niemand`."""
    eigenaar = None if van == NIEMAND else _eigenaar(van)
    rijen = list(
        behandelbaar(request.user)
        .open()
        .filter(consulent=eigenaar)
        .select_related("onderneming", "vestiging__gemeente", "regio__organisatie")
        .order_by(F("vervalt_op").asc(nulls_last=True), "pk")[: HOOGSTENS + 1]
    )
    # A consulent takes only dossiers of an own region; the service says so when the pile is of several.
    regios = {rij.regio for rij in rijen if rij.regio}
    collegas = {user.pk: user for user in [*alle_consulenten(regios=regios), *coordinatoren()]}
    if eigenaar is not None:
        collegas.pop(eigenaar.pk, None)
    gestuurd = request.POST if request.method == "POST" else None
    form = HerverdelenForm(gestuurd, dossiers=rijen[:HOOGSTENS], collegas=list(collegas.values()))
    if form.is_valid():
        gegevens = form.cleaned_data
        try:
            gegeven = behandeling.herverdelen(
                aanvragen=gegevens["dossiers"],
                consulent=gegevens["aan"],
                door=request.user,
                op=timezone.now(),
                reden=gegevens["reden"],
            )
        except Geweigerd as fout:
            form.add_error(None, fout.zin)
        else:
            messages.success(request, _gelukt(gegeven, gegevens["aan"]))
            return redirect("coordinator:overzicht")
    return render(
        request,
        "erkenning/coordinator/herverdelen.html",
        {"form": form, "eigenaar": eigenaar, "meer": len(rijen) > HOOGSTENS, "rijen": form.rijen},
        status=422 if form.is_bound else 200,
    )


def _eigenaar(van: str) -> User:
    user = User.objects.filter(pk=int(van)).first() if van.isdecimal() and len(van) < 19 else None
    if user is None or not (user.is_educam or Aanvraag.objects.open().filter(consulent=user).exists()):
        raise Http404
    return user


def _gelukt(gegeven: list[Aanvraag], aan: User) -> str:
    if len(gegeven) == 1:
        return f"Gelukt. {aan} behandelt nu dossier {gegeven[0].ref}."
    return f"Gelukt. {aan} behandelt nu {len(gegeven)} dossiers. Wie ze had, kreeg een mail."
