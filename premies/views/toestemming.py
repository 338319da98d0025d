"""Consent and account number, once per onderneming: given, changed, withdrawn (rules.md §2, §6; ux.md §3.2)."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from educam_portal.accounts.toegang import Verzoek, vereist_werkgever
from educam_portal.organisaties.gekozen import gekozen_onderneming, was_een_ander
from educam_portal.organisaties.nummers import masker_iban
from overeenkomsten.views.basis import probeer

from ..forms import RekeningForm, ToestemmingForm
from ..models import Premie
from ..models.premie import SCOPES
from ..services import toestemmen
from .werkgever import geldende, termijn_toestemming, toon


def _formulier(
    request: Verzoek, sjabloon: str, form: Form, dienst: Callable[..., object], gelukt: str, **context: Any
) -> HttpResponse:
    """The three pages have one shape: a form about this onderneming, one service, a sentence, back to the premiums."""
    onderneming = context["onderneming"]
    if was_een_ander(request, onderneming):
        return redirect(request.path)
    if form.is_valid() and probeer(
        form,
        lambda: dienst(onderneming=onderneming, door=request.user, op=timezone.now(), **form.cleaned_data),
    ):
        messages.success(request, gelukt)
        return redirect("premie:lijst")
    return toon(request, sjabloon, {**context, "form": form}, form)


@vereist_werkgever
def toestemming(request: Verzoek) -> HttpResponse:
    """Give consent with the account number; a second time there is nothing to give."""
    onderneming = gekozen_onderneming(request, SCOPES)
    if request.method != "POST" and geldende(onderneming):
        return redirect("premie:lijst")
    return _formulier(
        request, "toestemming", ToestemmingForm(request.POST or None), toestemmen.geef_toestemming,
        "Je toestemming is bewaard. We bekeken je premies opnieuw.", onderneming=onderneming,
    )  # fmt: skip


@vereist_werkgever
def rekening(request: Verzoek) -> HttpResponse:
    """Another account number; the consent stays."""
    onderneming = gekozen_onderneming(request, SCOPES)
    if (geldend := geldende(onderneming)) is None:
        return redirect("premie:toestemming")
    return _formulier(
        request, "rekening", RekeningForm(request.POST or None), toestemmen.wijzig_iban,
        "Het nieuwe rekeningnummer is bewaard.", onderneming=onderneming, rekening=masker_iban(geldend.iban),
    )  # fmt: skip


@vereist_werkgever
def intrekken(request: Verzoek) -> HttpResponse:
    """Withdraw the consent, after reading what that means."""
    onderneming = gekozen_onderneming(request, SCOPES)
    if (geldend := geldende(onderneming)) is None:
        return redirect("premie:toestemming")
    geraakt = Premie.objects.for_user(request.user).filter(onderneming=onderneming).te_beoordelen().count()
    return _formulier(
        request, "intrekken", Form(request.POST or None), toestemmen.trek_toestemming_in,
        "De toestemming is ingetrokken.", onderneming=onderneming, geraakt=geraakt, toestemming=geldend,
        termijn=termijn_toestemming(),
    )  # fmt: skip
