"""A vestiging that closes or moves, for the werkgever and for EDUCAM: what it touches first, then the button."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from educam_portal.accounts.fouten import Geweigerd
from educam_portal.accounts.models import User
from educam_portal.accounts.toegang import vereist_consulent, vereist_werkgever
from educam_portal.organisaties.models import Vestiging
from educam_portal.organisaties.services.verhuis import mag_sluiten_of_verhuizen
from educam_portal.workflow import impact

from ..forms.vestigingen import SluitForm, VerhuisForm
from ..impact import SLUITING, VERHUIS
from ..services import vestigingen as diensten
from .consulent.bedrijven import eigen_vestigingen


def _van_werkgever(user: User, pk: int) -> Vestiging:
    """Of the own onderneming, for who may file for it."""
    eigen = {lid.organisatie_id for lid in user.lidmaatschappen_nu}
    rijen = Vestiging.objects.for_user(user).filter(onderneming__organisatie__in=eigen)
    return _mag(get_object_or_404(_mee(rijen), pk=pk), user)


def _van_educam(user: User, pk: int) -> Vestiging:
    """In the own and replaced regions, or any for a coördinator."""
    return _mag(get_object_or_404(_mee(eigen_vestigingen(user)), pk=pk), user)


def _mee(rijen):
    return rijen.select_related("onderneming", "gemeente", "regio")


def _mag(vestiging: Vestiging, user: User) -> Vestiging:
    if not mag_sluiten_of_verhuizen(user, vestiging):
        raise Http404
    return vestiging


@vereist_werkgever
def sluiten(request: HttpRequest, pk: int) -> HttpResponse:
    return _sluit(request, _van_werkgever(request.user, pk), _WERKGEVER)


@vereist_consulent
def sluiten_educam(request: HttpRequest, pk: int) -> HttpResponse:
    return _sluit(request, _van_educam(request.user, pk), _EDUCAM)


@vereist_werkgever
def verhuizen(request: HttpRequest, pk: int) -> HttpResponse:
    return _verhuis(request, _van_werkgever(request.user, pk), _WERKGEVER)


@vereist_consulent
def verhuizen_educam(request: HttpRequest, pk: int) -> HttpResponse:
    return _verhuis(request, _van_educam(request.user, pk), _EDUCAM)


_WERKGEVER = {"basis": "base.html", "links": False}
_EDUCAM = {"basis": "erkenning/consulent/basis.html", "links": True}


def _sluit(request: HttpRequest, vestiging: Vestiging, wie: dict[str, Any]) -> HttpResponse:
    form = SluitForm(request.POST or None)
    woorden = {
        "titel": f"Sluit {vestiging.naam}",
        "uitleg": "Haar erkenningen eindigen op die dag en haar lopende aanvragen stoppen meteen. Dat kan niet terug.",
        "knop": "Sluit deze vestiging",
        "gevolgen": impact.van(vestiging, bij=SLUITING),
    }
    return _pagina(request, vestiging, form, diensten.sluiten, "De sluiting is gemeld.", wie | woorden)


def _verhuis(request: HttpRequest, vestiging: Vestiging, wie: dict[str, Any]) -> HttpResponse:
    form = VerhuisForm(request.POST or None, instance=vestiging)
    woorden = {
        "titel": f"{vestiging.naam} is verhuisd",
        "uitleg": f"Het adres is nu {vestiging.adres}. Ligt het nieuwe in een andere streek, dan volgt de "
        "sectorconsulent van daar alles op.",
        "knop": "Bewaar het nieuwe adres",
        "gevolgen": impact.van(vestiging, bij=VERHUIS),
    }
    return _pagina(request, vestiging, form, diensten.verhuizen, "Het nieuwe adres is bewaard.", wie | woorden)


def _pagina(
    request: HttpRequest, vestiging: Vestiging, form: forms.BaseForm, dienst: Any, gelukt: str, context: dict[str, Any]
) -> HttpResponse:
    terug = (
        reverse("consulent:bedrijf", args=[vestiging.onderneming_id])
        if context["links"]
        else reverse("organisatie:vestigingen")
    )
    if vestiging.gesloten_op is not None:
        messages.warning(request, f"{vestiging.naam} is al gesloten.")
        return redirect(terug)
    if form.is_valid():
        gegevens = form.velden() if isinstance(form, VerhuisForm) else form.cleaned_data
        try:
            dienst(vestiging=vestiging, door=request.user, op=timezone.now(), **gegevens)
        except Geweigerd as fout:
            form.add_error(None, fout.zin)
        else:
            messages.success(request, f"Gelukt. {gelukt}")
            return redirect(terug)
    context |= {"vestiging": vestiging, "form": form, "terug": terug}
    status = 422 if form.is_bound else 200
    return render(request, "erkenning/vestiging_actie.html", context, status=status)
