"""All claims together: totals and funnel per schooljaar, the list with its filters, and the same as a file."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import content_disposition_header

from educam_portal.accounts.bladzijden import BegrensdePaginator
from educam_portal.accounts.toegang import Verzoek, vereist_coordinator
from educam_portal.documenten.rekenblad import MIME, als_csv

from ... import cijfers
from ...coordinatorform import LeveringForm, PremieFilterForm
from ...models import Levering, Premie
from ...rules import schooljaar_van
from ...services.leveren import leverbare_jaren

PER_BLADZIJDE = 50
KOP = (
    "Nummer", "Schooljaar", "Onderneming", "Ondernemingsnummer", "Regio", "Lerende", "Opleiding", "Overeenkomst", "Soort",
    "Toestand", "Recht", "Bedrag", "Levering", "Beslist op", "Reden", "Uitbetaald op",
)  # fmt: skip


@vereist_coordinator
def overzicht(request: Verzoek) -> HttpResponse:
    """Three queries for the figures and the batches, whatever there is."""
    jaren = cijfers.jaarcijfers()
    gekozen = _gekozen(jaren, request.GET.get("schooljaar", ""))
    leverbaar = leverbare_jaren(timezone.localdate())
    context = {
        "jaren": jaren,
        "gekozen": gekozen,
        "leveringen": Levering.objects.for_user(request.user).select_related("gemaakt_door").met_aantallen()[:20],
        "leverbaar": [(f"{jaar}-{jaar + 1}", aantal) for jaar, aantal in leverbaar.items()],
        "form": LeveringForm(jaren=list(leverbaar)),
    }
    return render(request, "premies/coordinator/overzicht.html", context)


def _gekozen(jaren: list[cijfers.Jaarcijfers], gevraagd: str) -> cijfers.Jaarcijfers | None:
    """The one asked for; else that of today, or the newest that is over."""
    per_jaar = {str(een.jaar): een for een in jaren}
    nu = schooljaar_van(timezone.localdate())
    begonnen = [een for een in jaren if een.jaar <= nu]
    return per_jaar.get(gevraagd) or next(iter(begonnen or jaren), None)


@vereist_coordinator
def lijst(request: Verzoek) -> HttpResponse:
    form, rijen = _gefilterd(request)
    filters = form.filters()
    rijen = rijen.select_related("onderneming", "overeenkomst__lerende", "overeenkomst__opleiding", "levering")
    context = {
        "filters": form,
        "filters_open": bool(set(filters) - {"q"}),
        "gefilterd": bool(filters),
        "chips": [{"label": form.label(naam, een), "url": _zonder(request, naam)} for naam, een in filters.items()],
        "pagina": BegrensdePaginator(rijen, PER_BLADZIJDE).get_page(request.GET.get("pagina")),
    }
    return render(request, "premies/coordinator/lijst.html", context)


def _zonder(request: Verzoek, naam: str) -> str:
    """The address of the list without one of its filters."""
    vraag = request.GET.copy()
    for weg in (naam, "pagina"):
        vraag.pop(weg, None)
    return f"?{vraag.urlencode()}"


def _gefilterd(request: Verzoek):
    jaren = list(Premie.objects.order_by("-schooljaar").values_list("schooljaar", flat=True).distinct())
    form = PremieFilterForm(request.GET, jaren=jaren)
    return form, cijfers.gezocht(Premie.objects.for_user(request.user), form.filters()).order_by("-schooljaar", "pk")


@vereist_coordinator
def uitvoer(request: Verzoek) -> HttpResponse:
    """What the list shows, all of it: initials and no INSZ or IBAN, as on the screen (rules.md §2, §9)."""
    _, rijen = _gefilterd(request)
    rijen = rijen.select_related(
        "onderneming", "overeenkomst__lerende", "overeenkomst__opleiding", "overeenkomst__vestiging__regio", "levering"
    )
    antwoord = HttpResponse(
        als_csv(KOP, map(_rij, rijen.iterator(chunk_size=1000))), content_type=f"{MIME}; charset=utf-8"
    )
    antwoord["Content-Disposition"] = content_disposition_header(True, "premies.csv") or "attachment"
    antwoord["Cache-Control"] = "private, no-store"
    return antwoord


def _rij(premie: Premie) -> tuple:
    overeenkomst = premie.overeenkomst
    assert overeenkomst.vestiging is not None
    return (
        premie.referentie, premie.schooljaar_tekst, premie.onderneming.naam, premie.onderneming.nummer,
        overeenkomst.vestiging.regio, overeenkomst.lerende.initialen, overeenkomst.opleiding.titel, overeenkomst.referentie,
        overeenkomst.soort, premie.get_toestand_display(), premie.get_recht_display(),
        str(premie.bedrag).replace(".", ","), premie.levering, premie.beslist_op, premie.reden, premie.uitbetaald_op,
    )  # fmt: skip
