"""Doing something with several overeenkomsten at once, how far it is, and what came of each (architecture.md §3)."""

from typing import Any

from django.contrib import messages
from django.db.models import Count, Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from educam_portal.accounts.antwoord import met_melding
from educam_portal.accounts.toegang import Verzoek, vereist_school

from ... import bordvraag
from ...forms.bord import BordForm
from ...forms.groep import ACTIES, GroepForm
from ...models import Groepsregel, Groepswerk, Lerende, Overeenkomst
from ...services import groep
from ...transitions import OVEREENKOMST
from .basis import collegas_van, probeer, toon

UITLEG = {
    Groepswerk.Soort.VOORLEGGEN: "Elke mentor krijgt een bericht en zegt per competentie of het kan. Daarna kan je versturen.",
    Groepswerk.Soort.VERSTUREN: "Iedereen die tekent, krijgt een eigen link. Wat nog niet klaar is, blijft liggen.",
    Groepswerk.Soort.HERINNEREN: "Wie nog niet tekende, krijgt opnieuw een mail met een eigen link.",
    Groepswerk.Soort.AFDRUKKEN: "We maken één pdf, in deze volgorde.",
    Groepswerk.Soort.OVERDRAGEN: "Je collega krijgt één mail met de namen, en voortaan de berichten over deze lerenden.",
}


@vereist_school
def nieuw(request: Verzoek) -> HttpResponse:
    """What was ticked on the board, or the whole list of it: look once more, and start."""
    gegeven = request.POST if request.method == "POST" else request.GET
    try:
        actie = Groepswerk.Soort(gegeven.get("actie", ""))
        titel = ACTIES[actie]
    except (ValueError, KeyError):
        return redirect("school:start")
    rijen, zonder = _gekozen(request, gegeven, actie)
    if not rijen and not zonder:
        messages.info(
            request,
            "In deze lijst is er nu geen overeenkomst waarmee dat kan."
            if "alles" in gegeven
            else "Vink eerst aan met welke overeenkomsten je iets wil doen.",
        )
        return redirect("school:start")
    school = rijen[0].school if rijen else zonder[0].school
    form = GroepForm(request.POST if request.method == "POST" else None, actie=actie, collegas=collegas_van(school))
    gemaakt: list[Groepswerk] = []
    if form.is_valid() and probeer(
        form,
        lambda: gemaakt.append(
            groep.begin_groepswerk(
                school=school,
                soort=actie,
                rijen=[
                    *(groep.Rij(str(rij.lerende), lerende=rij.lerende, overeenkomst=rij) for rij in rijen),
                    *(groep.Rij(str(rij), lerende=rij, gegevens={groep.ZONDER: True}) for rij in zonder),
                ],
                gegevens=form.gegevens(),
                door=request.user,
                op=timezone.now(),
            )
        ),
    ):
        return redirect(gemaakt[0])
    context = {
        "form": form, "rijen": rijen, "zonder": zonder, "aantal": len(rijen) + len(zonder), "actie": actie,
        "titel": titel, "uitleg": UITLEG[actie],
    }  # fmt: skip
    return toon(request, "groep_nieuw", context, form)


def _gekozen(request: Verzoek, gegeven: Any, actie: str) -> tuple[list[Overeenkomst], list[Lerende]]:
    """Those named that are of one school of the user, and the lerenden without one where they can be handed over.

    More than fit are left out, and that is shown by their number.
    """
    eigen = Lerende.objects.for_user(request.user)
    rijen = Overeenkomst.objects.for_user(request.user).filter(lerende__in=eigen.values("pk"))
    if "alles" in gegeven:
        paren = list(_hele_lijst(request, gegeven, actie)[: groep.HOOGSTENS])
        rijen = rijen.filter(pk__in=[pk for _, pk in paren if pk])
        alleen = [lerende for lerende, pk in paren if not pk]
    else:
        rijen = rijen.filter(
            referentie__in=[ref.replace("\0", "") for ref in gegeven.getlist("ref")[: groep.HOOGSTENS]]
        )
        alleen = [int(pk) for pk in gegeven.getlist("lerende")[: groep.HOOGSTENS] if pk.isdecimal() and len(pk) < 19]
    gevonden = list(
        rijen.met_schorsing(timezone.localdate())
        .select_related("school__organisatie", "lerende", "opleiding")
        .order_by("lerende__naam", "lerende__voornaam", "pk")
    )
    zonder: list[Lerende] = []
    if actie == Groepswerk.Soort.OVERDRAGEN and alleen:
        zonder = list(eigen.filter(pk__in=alleen).select_related("school__organisatie", "opleiding"))
    school = next((rij.school_id for rij in (*gevonden, *zonder)), None)
    return [rij for rij in gevonden if rij.school_id == school], [rij for rij in zonder if rij.school_id == school]


def _hele_lijst(request: Verzoek, gegeven: Any, actie: str) -> QuerySet[Any, tuple[int, int | None]]:
    """Of the whole board only what the table lets it be done with: nobody unticks the others one by one."""
    rijen = bordvraag.rijen(request.user, BordForm(gegeven).filters())
    if actie == Groepswerk.Soort.AFDRUKKEN:
        return rijen.exclude(ovk=None)
    kan = Q(ovk__toestand__in=OVEREENKOMST[actie].van)
    if actie == Groepswerk.Soort.OVERDRAGEN:
        kan |= Q(ovk=None)
    rijen = rijen.filter(kan)
    return rijen.filter(ovk__plan_beantwoord_op=None) if actie == Groepswerk.Soort.VOORLEGGEN else rijen


@vereist_school
def lijst(request: Verzoek) -> HttpResponse:
    """What was asked lately, newest first."""
    rijen = Groepswerk.objects.for_user(request.user).select_related("door").annotate(aantal=Count("regels"))
    return toon(request, "groepswerken", {"werken": rijen.order_by("-pk")[:50]})


@vereist_school
def groepswerk(request: Verzoek, pk: int) -> HttpResponse:
    """Two queries for the work, whatever the number of rows."""
    werk = haal_werk(request, pk)
    regels = list(werk.regels.select_related("overeenkomst"))
    stand = Groepsregel.Stand
    context = {
        "werk": werk,
        "regels": regels,
        "totaal": len(regels),
        "gedaan": sum(regel.stand != stand.WACHT for regel in regels),
        "gelukt": sum(regel.stand == stand.GELUKT for regel in regels),
        "niet": sum(regel.stand == stand.NIET for regel in regels),
        "wacht": sum(regel.stand == stand.WACHT for regel in regels),
        "nakijken": werk.stap == Groepswerk.Stap.NAKIJKEN and werk.klaar_op is None,
    }
    return toon(request, "groepswerk", context)


@vereist_school
@require_POST
def stoppen(request: Verzoek, pk: int) -> HttpResponse:
    werk = haal_werk(request, pk)
    met_melding(
        request,
        lambda: groep.stop(werk=werk, door=request.user, op=timezone.now()),
        "Gestopt. Wat al gedaan was, blijft zo.",
    )
    return redirect("school:groepswerk", pk=werk.pk)


def haal_werk(request: Verzoek, pk: int) -> Groepswerk:
    return get_object_or_404(Groepswerk.objects.for_user(request.user).select_related("door", "document"), pk=pk)
