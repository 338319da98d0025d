"""The page of a colleague who helps the mentor, behind a personal link (rules.md §5).

Opening it changes nothing, so a mail scanner burns nothing. It shows the plan and what this colleague saw, no more.
"""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from educam_portal.accounts.antwoord import nieuwe_link
from educam_portal.accounts.remmen import rem

from ..forms.leren import CompetentiesForm
from ..mentorhulp import zoek
from ..models import Mentorhulp
from ..services import mentorhulp as diensten
from ..toestanden import Plek
from .basis import probeer

SJABLOON = "overeenkomsten/leren/"


@rem("mentorhulp")
@never_cache
def start(request: HttpRequest, token: str) -> HttpResponse:
    """The competences of the workplace, with what this colleague saw last; a POST proposes to the mentor."""
    hulp = zoek(token)
    if hulp is None or not hulp.helpt or hulp.verlopen(timezone.now()):
        return _vervallen(request, hulp, token)
    form = CompetentiesForm(
        request.POST or None,
        competenties=hulp.overeenkomst.competenties.exclude(plek=Plek.LESSEN),
        nu={rij.competentie_id: rij for rij in hulp.voorstellen.all()},
    )
    if form.is_valid() and probeer(
        form,
        lambda: diensten.stel_voor(
            hulp=hulp, op_dag=form.cleaned_data["op_dag"], niveaus=form.cleaned_data["niveaus"], op=timezone.now()
        ),
    ):
        messages.success(request, "Doorgegeven. De mentor kijkt het na. Je kan later opnieuw aanduiden met deze link.")
        return redirect("helpen:start", token=token)
    context = {"hulp": hulp, "overeenkomst": hulp.overeenkomst, "form": form}
    return render(request, f"{SJABLOON}helpen.html", context, status=422 if form.is_bound and form.errors else 200)


@require_POST
@rem("mentorlink_vernieuwen")
def vernieuwen(request: HttpRequest, token: str) -> HttpResponse:
    """A new link, to the address that had the old one, whoever presses the button."""
    hulp = zoek(token)
    if hulp is None:
        return _vervallen(request, None, token)
    if hulp.helpt and not hulp.verlopen(timezone.now()):
        return redirect("helpen:start", token=token)
    return nieuwe_link(
        request, lambda: diensten.vernieuw(hulp=hulp, op=timezone.now()), f"{SJABLOON}link_vernieuwd.html"
    )


def _vervallen(request: HttpRequest, hulp: Mentorhulp | None, token: str) -> HttpResponse:
    """Names nobody: who holds an old link learns only that it is old. 404 when it was replaced or never existed."""
    context = {"nodig": hulp is not None and hulp.helpt, "token": token}
    return render(request, f"{SJABLOON}link_vervallen.html", context, status=200 if hulp else 404)
