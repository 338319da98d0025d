"""The work list: tabs with counters, filters in the address, deadline first (ux.md §3.4)."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from educam_portal.accounts.bladzijden import GeteldePaginator, toon_aantal
from educam_portal.accounts.toegang import vereist_consulent
from educam_portal.organisaties.afwezigheden import stand
from educam_portal.termijnen.klokken import klok, termijnen_van

from ... import werklijst as lijst
from ...forms.consulent import WerklijstForm
from ...toestanden import LOPEND, STATUS, Toestand
from ..voortgang import uitkomst


@vereist_consulent
def werklijst(request: HttpRequest) -> HttpResponse:
    """All dossiers within reach, one tab at a time; ten queries at most, whatever the number of rows."""
    nu = timezone.now()
    keuzes = lijst.keuzes(request.user)
    form = WerklijstForm(request.GET or None, keuzes=keuzes)
    filters = form.filters()
    tab = request.GET.get("tab", "")
    if tab not in lijst.TABS:
        # A search looks everywhere: who types a number of a closed dossier must find it.
        tab = "alles" if filters.get("q") else "te_doen"
    rijen, weinig = lijst.gefilterd(lijst.behandelbaar(request.user), filters, nu)
    aantallen = lijst.tel_tabs(rijen, nu, user=request.user, weinig=weinig)
    # First which ones: what a row shows is worked out for those only.
    in_tab = lijst.met_data(lijst.in_tab(rijen, tab, nu))
    gesorteerd = lijst.gesorteerd(in_tab, request.GET.get("sorteer", ""), tab).values_list("pk", flat=True)
    pagina = GeteldePaginator(gesorteerd, lijst.PER_BLADZIJDE, aantal=aantallen[tab]).get_page(
        request.GET.get("pagina")
    )
    dossiers = lijst.op_bladzijde(pagina)
    _zet_klokken(dossiers, nu)
    wie_weg = stand(timezone.localdate(nu))
    for dossier in dossiers:
        dossier.afwezig = wie_weg.van(dossier.consulent_id) if dossier.toestand in LOPEND else None
        dossier.uitkomst = uitkomst(dossier.lijnen.all()) if dossier.toestand == Toestand.BESLIST else None
    return render(
        request,
        "erkenning/consulent/werklijst.html",
        {
            "filters": form,
            "eigen_afwezig": wie_weg.van(request.user),
            "filters_open": bool(set(filters) - {"q"}),
            "tabs": _tabs(request, tab, aantallen),
            "tab": lijst.TABS[tab],
            "uitleg": lijst.TABS.values(),
            "chips": _chips(request, filters, keuzes),
            "pagina": pagina,
            "dossiers": dossiers,
            "standaard": lijst.STANDAARD.get(tab, "termijn"),
        },
    )


def _zet_klokken(dossiers: list, nu) -> None:
    """Give every row that stands still its days left; the running ones carry their due date themselves."""
    stil = lijst.gepauzeerde(dossiers)
    termijnen = termijnen_van(stil, "behandeling")
    for dossier in dossiers:
        dossier.stil = False
        dossier.rest = None
    for dossier in stil:
        dossier.stil = True
        if termijn := termijnen.get(dossier.pk):
            dossier.rest = klok(termijn, timezone.localdate(nu)).dagen_over


def _tabs(request: HttpRequest, actief: str, aantallen: dict[str, int]) -> list[dict[str, Any]]:
    vraag = request.GET.copy()
    for weg in ("pagina", "sorteer"):
        vraag.pop(weg, None)
    rijen = []
    for sleutel, tab in lijst.TABS.items():
        if sleutel == "bevestiging" and not aantallen[sleutel] and actief != sleutel:
            continue
        vraag["tab"] = sleutel
        rijen.append(
            {
                "label": tab.label,
                "url": f"?{vraag.urlencode()}",
                "aantal": toon_aantal(aantallen[sleutel]),
                "actief": sleutel == actief,
            }
        )
    return rijen


def _chips(request: HttpRequest, filters: dict[str, str], keuzes: lijst.Keuzes) -> list[dict[str, str]]:
    """One chip per active filter, with the address of the list without it."""
    chips = []
    for naam, waarde in filters.items():
        vraag = request.GET.copy()
        for weg in (naam, "pagina"):
            vraag.pop(weg, None)
        chips.append({"label": _label(naam, waarde, keuzes), "url": f"?{vraag.urlencode()}"})
    return chips


def _label(naam: str, waarde: str, keuzes: lijst.Keuzes) -> str:
    match naam:
        case "q":
            return f"Zoek: {waarde}"
        case "status":
            return f"Status: {STATUS[waarde].consulent}"
        case "te_laat":
            return "Te laat"
        case "loopt":
            return "Loopt nog"
        case "consulent":
            return "Nog niet toegewezen" if waarde == "niemand" else f"Consulent: {keuzes.label(naam, waarde)}"
    return str(keuzes.label(naam, waarde))
