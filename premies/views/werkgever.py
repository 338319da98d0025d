"""What a werkgever or sociaal secretariaat sees of the premiums, and the days they tell (rules.md §2, §6; ux.md §3.2)."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from educam_portal.accounts.fouten import Geweigerd
from educam_portal.accounts.toegang import Verzoek, vereist_werkgever
from educam_portal.organisaties.afwezigheden import kaart_voor_werkgever
from educam_portal.organisaties.gekozen import gekozen_onderneming, rollen_bij
from educam_portal.organisaties.models import ContactKaart, Onderneming
from educam_portal.organisaties.nummers import masker_iban
from educam_portal.parameters import Duur, duur
from mentoren.aanbod import keuzes, komende
from overeenkomsten.models.overeenkomst import LEES_SCOPES as OVEREENKOMST_SCOPES
from overeenkomsten.views.basis import probeer

from ..forms import DagenForm
from ..models import Premie, Prestatie, Toestemming
from ..models.premie import LEES_SCOPES, ondernemingen_van, wie_bij
from ..overzicht import met_balk, toestemming_voor
from ..regels import premieregels
from ..rules import Uitkomst, Voorwaardecode, schooljaar
from ..services import presteren
from ..toestanden import TE_BEOORDELEN, Wie
from ..tonen import balk, regels_van, verloop, voorstel, wat_nu

PER_BLADZIJDE = 25
LEEST = (
    "onderneming__organisatie",
    "overeenkomst__lerende",
    "overeenkomst__opleiding",
    "overeenkomst__school",
    "overeenkomst__vestiging__gemeente",
    "overeenkomst__vestiging__regio",
    "overeenkomst__mentor__persoon",
    "levering",
)
DAGEN = "#dagen"


def toon(request: Verzoek, sjabloon: str, context: dict[str, Any], *form: Form) -> HttpResponse:
    fout = any(een.is_bound and een.errors for een in form)
    return render(request, f"premies/werkgever/{sjabloon}.html", context, status=422 if fout else 200)


def geldende(onderneming: Onderneming) -> Toestemming | None:
    return Toestemming.objects.filter(onderneming=onderneming, ingetrokken_op=None).first()


def termijn_toestemming() -> Duur:
    return duur("toestemming_premie", timezone.localdate())


def _mag_handelen(request: Verzoek, organisatie_id: int) -> bool:
    """Who may only read acts on nothing (rules.md §2)."""
    return bool(wie_bij(request.user, organisatie_id))


@vereist_werkgever
def lijst(request: Verzoek) -> HttpResponse:
    """Every claim of the onderneming, by schooljaar; and whether there is consent."""
    onderneming = gekozen_onderneming(request, LEES_SCOPES)
    eigen = Premie.objects.for_user(request.user).filter(onderneming=onderneming)
    jaren = sorted(set(eigen.order_by().values_list("schooljaar", flat=True).distinct()), reverse=True)
    gekozen = next((jaar for jaar in jaren if str(jaar) == request.GET.get("schooljaar")), None)
    rijen = eigen.filter(schooljaar=gekozen) if gekozen else eigen
    pagina = Paginator(rijen.select_related(*LEEST).order_by("-schooljaar", "start", "pk"), PER_BLADZIJDE).get_page(
        request.GET.get("pagina")
    )
    toestemming = geldende(onderneming)
    bladzijde = list(pagina)
    tabs = [
        {"label": "Alle schooljaren", "url": request.path, "actief": gekozen is None},
        *({"label": f"{jaar}-{jaar + 1}", "url": f"?schooljaar={jaar}", "actief": jaar == gekozen} for jaar in jaren),
    ]
    context = {
        "onderneming": onderneming,
        "pagina": pagina,
        "rijen": [(rij, gewerkt, *wat_nu(rij)) for rij, gewerkt in met_balk(bladzijde, onderneming)],
        "tabs": tabs if len(jaren) > 1 else [],
        "toestemming": toestemming,
        "rekening": masker_iban(toestemming.iban) if toestemming else "",
        "termijn": termijn_toestemming(),
        "uiterlijk": None if toestemming else toestemming_voor(eigen),
        "contact": _contact(bladzijde[0]) if bladzijde else None,
        "mag": _mag_handelen(request, onderneming.organisatie_id),
    }
    return toon(request, "lijst", context)


def _contact(premie: Premie) -> ContactKaart | None:
    """The sectorconsulent of the vestiging, and who answers meanwhile (rules.md §10)."""
    vestiging = premie.overeenkomst.vestiging
    return kaart_voor_werkgever(vestiging.regio, timezone.localdate()) if vestiging and vestiging.regio else None


# --- one claim --------------------------------------------------------------------------------------------------


def _haal(request: Verzoek, ref: str) -> Premie:
    """The claim within the user's reach, or 404 (rules.md §2)."""
    eigen = Premie.objects.filter(onderneming__organisatie__in=ondernemingen_van(request.user))
    return get_object_or_404(eigen.select_related(*LEEST), referentie=ref)


def _haal_in_te_vullen(request: Verzoek, ref: str) -> Premie:
    """One whose days the user may tell; who may only look finds no such page."""
    premie = _haal(request, ref)
    if not premie.rollen_van(request.user) & {Wie.WERKGEVER, Wie.SECRETARIAAT} or premie.persoonsnummer_id is None:
        raise Http404
    return premie


def _prestaties(premie: Premie) -> list[Prestatie]:
    """What is known of the lerende at this onderneming in this schooljaar."""
    rijen = Prestatie.objects.filter(persoonsnummer=premie.persoonsnummer_id, onderneming=premie.onderneming_id)
    return list(rijen.raakt(*schooljaar(premie.schooljaar)).order_by("van", "tot"))


@vereist_werkgever
def detail(request: Verzoek, ref: str) -> HttpResponse:
    """Where one claim stands, why, and what to do by when."""
    premie = _haal(request, ref)
    nu, vandaag = timezone.now(), timezone.localdate()
    prestaties = _prestaties(premie)
    gewerkt = balk(premie, prestaties, vandaag)
    regels = regels_van(premie, geldende(premie.onderneming), gewerkt)
    open_ = {een.voorwaarde.code: een for een in regels if een.doe}
    opleiding = open_.get(Voorwaardecode.MENTOROPLEIDING)
    vestiging = premie.overeenkomst.vestiging
    sessies = (
        keuzes(komende(nu), vanaf=[vestiging.gemeente], uiterlijk=opleiding.voorwaarde.uiterlijk)
        if opleiding and vestiging
        else []
    )
    mag = bool(premie.rollen_van(request.user) & {Wie.WERKGEVER, Wie.SECRETARIAAT})
    invullen = mag and premie.toestand in TE_BEOORDELEN and premie.persoonsnummer_id is not None
    context = {
        "premie": premie,
        "regels": regels,
        "te_kijken": [een for een in regels if een.voorwaarde.uitkomst != Uitkomst.VOLDAAN],
        "in_orde": [een for een in regels if een.voorwaarde.uitkomst == Uitkomst.VOLDAAN],
        "te_doen": sorted(open_.values(), key=lambda een: (een.uiterlijk or date.min, een.voorwaarde.code)),
        "opleiding": opleiding,
        "sessies": sessies,
        "mag": mag,
        "balk": gewerkt,
        "prestaties": prestaties,
        "voorstel": voorstel(premie, prestaties, vandaag) if invullen else None,
        "invullen": invullen,
        "leest_overeenkomst": premie.onderneming.organisatie_id in rollen_bij(request.user, OVEREENKOMST_SCOPES),
        "maximum": premieregels(premie.schooljaar, premie.start).maximum,
        "verloop": verloop(premie.beoordelingen.all()),
        "contact": _contact(premie),
    }
    return toon(request, "detail", context)


@vereist_werkgever
def dagen(request: Verzoek, ref: str) -> HttpResponse:
    """Tell a period in which the lerende worked; the proposal on the page of the claim sends the same form."""
    premie = _haal_in_te_vullen(request, ref)
    form = DagenForm(request.POST or None)
    if form.is_valid() and probeer(
        form,
        lambda: presteren.voeg_prestatie_toe(premie=premie, door=request.user, op=timezone.now(), **form.cleaned_data),
    ):
        messages.success(request, "De gewerkte dagen zijn bewaard. We bekeken de premie opnieuw.")
        return redirect(premie.get_absolute_url() + DAGEN)
    context = {"premie": premie, "form": form, "jaar": schooljaar(premie.schooljaar)}
    return toon(request, "dagen", context, form)


@vereist_werkgever
@require_POST
def dagen_wissen(request: Verzoek, ref: str, pk: int) -> HttpResponse:
    """A period that is not right."""
    premie = _haal_in_te_vullen(request, ref)
    rij = get_object_or_404(
        Prestatie, persoonsnummer=premie.persoonsnummer_id, onderneming=premie.onderneming_id, pk=pk
    )
    try:
        presteren.wis_prestatie(premie=premie, prestatie=rij, door=request.user, op=timezone.now())
    except Geweigerd as fout:
        messages.error(request, fout.zin)
    else:
        messages.success(request, "De dagen zijn gewist. We bekeken de premie opnieuw.")
    return redirect(premie.get_absolute_url() + DAGEN)
