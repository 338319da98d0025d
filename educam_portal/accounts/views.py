"""Start, own data, and switching organisation."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from . import actief
from .forms import ProfielForm
from .terug import terugadres
from .toegang import Verzoek, vereist_aangemeld


@vereist_aangemeld
def start(request: Verzoek) -> HttpResponse:
    """To the first screen of the role; without any membership to the question whom one works for."""
    return redirect(actief.eerste_scherm(request.user, request.organisatie) or "organisatie:mijn")


@vereist_aangemeld
def profiel(request: Verzoek) -> HttpResponse:
    form = ProfielForm(request.POST or None, instance=request.user)
    if form.is_valid():
        form.save()
        messages.success(request, "Je gegevens zijn bewaard.")
        return redirect("accounts:profiel")
    return render(request, "accounts/profiel.html", {"form": form}, status=422 if form.is_bound else 200)


@vereist_aangemeld
@require_POST
def wissel(request: Verzoek) -> HttpResponse:
    """Work for another organisation from now on; only one's own can be chosen."""
    gekozen = next((o for o in actief.organisaties(request.user) if str(o.pk) == request.POST.get("organisatie")), None)
    if gekozen is None:
        raise Http404
    request.session[actief.SESSIE_SLEUTEL] = gekozen.pk
    volgende = terugadres(request, request.POST.get("volgende"), "")
    return redirect(volgende or actief.eerste_scherm(request.user, gekozen) or "organisatie:mijn")
