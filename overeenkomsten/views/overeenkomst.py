"""The page of one overeenkomst for school, werkgever, mentor and sociaal secretariaat, and the mentor's answers."""

from datetime import date

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from educam_portal.accounts.toegang import Verzoek, vereist_aangemeld
from educam_portal.meldingen import postvak
from educam_portal.organisaties.bevoegd import is_verantwoordelijke
from educam_portal.organisaties.nummers import masker_insz
from educam_portal.termijnen.klokken import open_voor
from educam_portal.termijnen.models import Termijn
from educam_portal.termijnen.register import soort_termijn
from educam_portal.workflow.diensten import tijdlijn

from ..contact import wie_belt
from ..deadlines import CONCEPT, EINDE, ONDERTEKENING, REGISTRATIE, RSZ_WIJZIGING
from ..forms.werkgever import PlanForm
from ..kosten import kostenblad, vraag_van
from ..models import Ondertekenaar, Overeenkomst, Schorsing
from ..services.concept import beantwoord_plan
from ..services.handtekening import tekenbevoegdheid
from ..services.verplichtingen import STARTKLAAR, dimona_type, standen
from ..stukken import roosterrijen
from ..tabbladen import heeft_kosten, tabs
from ..toestanden import GETEKEND, StukSoort, StukStand, Toestand, Wie, Wijze
from ..tonen import (
    TITELS,
    aan_zet,
    blik,
    proefdag,
    samenvatting,
    verplichtingen_van,
)
from .basis import haal, probeer, toon
from .school.acties import knoppen
from .school.papier import papier_kan
from .toegang_onderteken import tekenadres

OP_DE_PAGINA = (CONCEPT, ONDERTEKENING, STARTKLAAR, REGISTRATIE, RSZ_WIJZIGING, EINDE)
ANTWOORDEN = (Wie.MENTOR, Wie.WERKGEVER)


@vereist_aangemeld
def detail(request: Verzoek, ref: str) -> HttpResponse:
    """Where it is, whose turn it is, by when; each reader sees what rules.md §2 lets that role see."""
    rij = haal(request, ref)
    vandaag = timezone.localdate()
    kijk = blik(rij, request.user)
    postvak.gezien(rij, door=request.user, op=timezone.now())
    stukken = list(rij.stukken.exclude(stand=StukStand.VERVALLEN).select_related("document", "zegel__document"))
    stuk = next((een for een in stukken if een.soort == StukSoort.OVEREENKOMST), None)
    ondertekenaars = (
        list(Ondertekenaar.objects.filter(stuk=stuk).select_related("bewijs", "geweigerd_getuige")) if stuk else []
    )
    voor, lopend = (
        verplichtingen_van(rij.verplichtingen.select_related("bewijs")) if rij.toestand in GETEKEND else ([], [])
    )
    te_doen = sum(not stand.in_orde for stand in standen(voor))
    nummer = rij.lerende.persoonsnummer
    rollen, proef = rij.rollen_van(request.user), proefdag(rij, vandaag)
    vinkt = rij.mag(request.user, "verplichting_afvinken")
    wegen = [tekenadres(een, rollen) if stuk and stuk.te_tekenen else "" for een in ondertekenaars]
    eigen = next((weg for weg in wegen if f"/{Wijze.AANGEMELD}/" in weg), "")
    context = {
        "overeenkomst": rij,
        "kijk": kijk,
        "tabs": tabs(rij, kijk, "detail"),
        "aan_zet": aan_zet(rij, ondertekenaars, te_doen, stil=_stil(rij, vandaag), zelf=vinkt),
        "termijnen": _termijnen(rij),
        "feiten": samenvatting(rij, kijk, masker_insz(nummer.nummer) if nummer else ""),
        "contact": wie_belt(rij, kijk, vandaag) if rij.toestand in (Toestand.ONDERTEKEND, Toestand.LOPEND) else None,
        "stuk": stuk,
        "wacht_op_handtekening": [een.woord for een in stukken if een.stand == StukStand.OPEN and een != stuk],
        "zegel": getattr(stuk, "zegel", None),
        "ondertekenaars": list(zip(ondertekenaars, wegen, strict=True)),
        "eigen_handtekening": eigen,
        **(_bevoegd(rij, request) if eigen and Wie.WERKGEVER in rollen else {}),
        "bewijzen": {rij.bewijs_id: rij.bewijs for rij in ondertekenaars if rij.bewijs},
        "papier": bool(stuk and stuk.te_tekenen and rij.mag(request.user, "papier_opladen") and papier_kan(stuk)),
        "aantal_getekend": sum(een.getekend for een in ondertekenaars),
        "voor": voor,
        "lopend": lopend,
        "lopend_open": any(een.gedaan_op is None for een in lopend),
        "te_doen": te_doen,
        "te_beginnen": rij.toestand == Toestand.ONDERTEKEND or proef,
        "mag_vinken": vinkt,
        "mag_plan": _mag_plan(rij, request),
        "minderjarig": rij.start is not None and rij.lerende.minderjarig(rij.start),
        "dimona": dimona_type(rij) if rij.start else "",
        "proef": proef,
        "rooster": roosterrijen(rij.rooster),
        "competenties": rij.competenties.all() if kijk.leren else [],
        "evaluaties": rij.evaluaties.all() if kijk.leren else [],
        "gebeurtenissen": tijdlijn(rij, voor=request.user).filter(intern=False) if kijk.leren else [],
        "knoppen": knoppen(rij, request.user),
        "titels": TITELS,
    }
    return toon(request, "detail", context)


def _stil(overeenkomst: Overeenkomst, vandaag: date) -> Schorsing | None:
    """The suspension of today."""
    if overeenkomst.toestand != Toestand.LOPEND or not overeenkomst.geschorst:
        return None
    return overeenkomst.schorsingen.op_dag(vandaag).first()


def _termijnen(overeenkomst: Overeenkomst) -> list[tuple[str, Termijn]]:
    """What runs for it, soonest first, by name; the 30 days have a counter of their own."""
    open_ = open_voor(Overeenkomst.objects.filter(pk=overeenkomst.pk), *OP_DE_PAGINA)
    return [(soort_termijn(rij.soort).label, rij) for rij in open_.order_by("vervalt_op", "pk")]


def _bevoegd(overeenkomst: Overeenkomst, request: Verzoek) -> dict[str, bool]:
    """Whether the onderneming is bound when this reader signs, and whether the reader says who may (rules.md §5)."""
    assert overeenkomst.vestiging is not None  # there is something to sign
    return {
        "niet_bevoegd": tekenbevoegdheid(overeenkomst, request.user) is None,
        "legt_vast": is_verantwoordelijke(request.user, overeenkomst.vestiging.onderneming.organisatie),
    }


def _mag_plan(overeenkomst: Overeenkomst, request: Verzoek) -> bool:
    return overeenkomst.mag(request.user, "plan_beantwoorden") and overeenkomst.voorgelegd_op is not None


@vereist_aangemeld
def plan(request: Verzoek, ref: str) -> HttpResponse:
    """The mentor, or the werkgever, says of each competence whether it can be learned on the workplace."""
    rij = haal(request, ref)
    if not rij.rollen_van(request.user).intersection(ANTWOORDEN):
        raise Http404
    if not _mag_plan(rij, request):
        messages.info(request, "Dit plan moet nu niet beantwoord worden.")
        return redirect(rij)
    form = PlanForm(request.POST or None, competenties=rij.competenties.all())
    if form.is_valid() and probeer(
        form,
        lambda: beantwoord_plan(overeenkomst=rij, antwoorden=form.antwoorden(), door=request.user, op=timezone.now()),
    ):
        klaar = all(antwoord for antwoord, _ in form.antwoorden().values())
        messages.success(request, "Je antwoorden zijn bij de school." if klaar else "Bewaard. Vul de rest later aan.")
        return redirect(rij)
    return toon(request, "plan", {"overeenkomst": rij, "form": form}, form)


@vereist_aangemeld
def kosten(request: Verzoek, ref: str) -> HttpResponse:
    """What this lerende costs the werkgever, month by month; for who sees pay (rules.md §2, §5.2)."""
    rij = haal(request, ref)
    kijk = blik(rij, request.user)
    if not heeft_kosten(rij, kijk):
        raise Http404
    context = {"overeenkomst": rij, "kijk": kijk, "tabs": tabs(rij, kijk, "kosten"), **kostenblad(vraag_van(rij))}
    return toon(request, "kosten", context)
