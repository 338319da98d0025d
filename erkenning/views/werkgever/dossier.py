"""The dossier of an aanvraag for the werkgever: where is it, whose turn is it, by when (ux.md §0)."""

from django.contrib import messages
from django.db.models import Prefetch, Q, prefetch_related_objects
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.views.decorators.http import require_POST

from educam_portal.accounts.fouten import Geweigerd
from educam_portal.accounts.remmen import rem
from educam_portal.accounts.toegang import vereist_werkgever
from educam_portal.meldingen import draden, postvak
from educam_portal.meldingen.forms import DraadForm
from educam_portal.meldingen.models import Draadbericht
from educam_portal.termijnen import services as termijnen
from educam_portal.termijnen.klokken import klok, laatste_vervaldag
from educam_portal.workflow.diensten import tijdlijn

from ...documenten import vakken
from ...forms import werkgever as forms
from ...models import Aanvraag, AanvraagLijn, Bezoek, Brief, Maatregel
from ...ontvangers import behandelaars
from ...services import afsluiten, behandeling, bezoek, concept, hulp
from ...toestanden import LOPEND, STAND, Toestand, Wie
from ...toestanden import Stand as ErkendStand
from ...verlenging import in_de_tijd
from ...volledigheid import Stand, lijnen_met_bezet, lijnen_van, taken
from ..gebeurtenissen import leesbaar
from ..voortgang import aan_zet, stappen_van, uitkomst
from .basis import gelukt, haal, kaart_van, kan_niet, probeer, toon, wie_behandelt
from .indienen import samenvatting

STATUS_TAAK = {Stand.KLAAR: "klaar", Stand.BEZIG: "bezig", Stand.TE_DOEN: "nog_te_doen", Stand.KAN_NIET: "kan_nog_niet"}


@vereist_werkgever
def aanvraag(request: HttpRequest, ref: str) -> HttpResponse:
    """A concept shows its task list, everything else its dossier."""
    gevonden = haal(request, ref, beroep_tot=laatste_vervaldag(Aanvraag, "pk", "beroep"))
    if ref != gevonden.ref:
        return redirect(gevonden)
    is_concept = gevonden.toestand == Toestand.CONCEPT
    postvak.gezien(gevonden, door=request.user, op=timezone.now(), draad=not is_concept)
    return _takenlijst(request, gevonden) if is_concept else _dossier(request, gevonden)


def _takenlijst(request: HttpRequest, dossier: Aanvraag) -> HttpResponse:
    vandaag = timezone.localdate()
    stand = lijnen_met_bezet(dossier, vandaag)
    lijst = taken(dossier, op=vandaag, stand=stand)
    rijen = [
        {
            "titel": taak.titel,
            "status": STATUS_TAAK[taak.stand],
            "url": "" if taak.stand == Stand.KAN_NIET else reverse(f"werkgever:{taak.stap}", args=[dossier.ref]),
            "hint": "Kies eerst je opleidingen." if taak.stand == Stand.KAN_NIET else next(iter(taak.waarschuwt), ""),
        }
        for taak in lijst
    ]
    klaar = all(taak.klaar for taak in lijst)
    nakijken = {
        "titel": "Nakijken en indienen",
        "status": "nog_te_doen" if klaar else "kan_nog_niet",
        "url": reverse("werkgever:nakijken", args=[dossier.ref]),
        "hint": "" if klaar else "Je mag al nakijken; indienen kan zodra alles klaar is.",
    }
    groepen = [
        {"titel": "Je werkplek", "taken": rijen[:3]},
        {"titel": "Mensen en papieren", "taken": rijen[3:]},
        {"titel": "Indienen", "taken": [nakijken]},
    ]
    context = {
        "aanvraag": dossier,
        "verlengt": min((lijn.verlengt.geldig_tot for lijn in stand[0] if lijn.verlengt), default=None),
        "groepen": groepen,
        "aantal_klaar": sum(taak.stand == Stand.KLAAR for taak in lijst),
        "aantal": len(lijst),
        "kaart": kaart_van(dossier),
        "helpers": hulp.helpers(dossier),
        "acties": dossier.OVERGANGEN.acties(dossier.toestand, dossier.rollen_van(request.user)),
    }
    return toon(request, "takenlijst", context)


def _dossier(request: HttpRequest, dossier: Aanvraag) -> HttpResponse:
    """Fifteen queries at most: what this state does not show is not read."""
    vandaag = timezone.localdate()
    loopt = dossier.toestand in LOPEND
    beslist = dossier.toestand == Toestand.BESLIST
    termijn = termijnen.van(dossier, "behandeling") if loopt else None
    prefetch_related_objects([dossier], Prefetch("bezoeken", Bezoek.objects.select_related("consulent")))
    bezoeken = [b for b in dossier.bezoeken.all() if b.toestand != Bezoek.Toestand.GEANNULEERD]
    stappen, huidig = stappen_van(dossier)
    lijnen = lijnen_van(dossier)
    erkend = [lijn for lijn in lijnen if lijn.toestand == AanvraagLijn.Toestand.ERKEND]
    geweigerd = [lijn for lijn in lijnen if lijn.toestand == AanvraagLijn.Toestand.GEWEIGERD]
    rollen = dossier.rollen_van(request.user)
    draad = _draad(dossier, request)
    draden.lees(draad, door=request.user, op=timezone.now())
    kaart = kaart_van(dossier)
    vraag = getattr(dossier, "open_vraag", None) if dossier.toestand == Toestand.AANVULLING_GEVRAAGD else None
    context = {
        "aanvraag": dossier,
        "klok": klok(termijn, vandaag) if termijn else None,
        "beroep_tot": dossier.beroep_tot if geweigerd else None,
        "beroep_voorbij": bool(dossier.beroep_tot and dossier.beroep_tot < vandaag),
        "gestopt": dossier.toestand in (Toestand.INGETROKKEN, Toestand.ZONDER_GEVOLG),
        "stappen": stappen,
        "huidig": huidig,
        "loopt": loopt,
        "beslist": beslist,
        "lijnen": lijnen,
        "erkend": erkend,
        # The page behind the link says so when a renewal was asked for already.
        "verlengbaar": {lijn.erkenning.pk for lijn in erkend if in_de_tijd(lijn.erkenning, vandaag)}
        if Wie.WERKGEVER in rollen
        else set(),
        "maatregelen": list(
            Maatregel.objects.van_werkgever(request.user)
            .filter(Q(erkenning__lijn__aanvraag=dossier) | Q(geraakt__lijn__aanvraag=dossier))
            .distinct()
        )
        if erkend
        else [],
        "openbaar": any(lijn.erkenning.stand(vandaag) is STAND[ErkendStand.GELDIG] for lijn in erkend),
        "geweigerd": geweigerd,
        "brieven": dossier.brieven.select_related("document", "erkenning__opleiding")
        if beslist
        else Brief.objects.none(),
        "vraag": vraag,
        "bezoeken": bezoeken,
        "voorstellen": [b for b in bezoeken if b.toestand == Bezoek.Toestand.VOORGESTELD]
        if dossier.toestand in LOPEND
        else [],
        "acties": dossier.OVERGANGEN.acties(dossier.toestand, rollen),
        "mag_kopieren": concept.mag_starten(request.user, dossier.onderneming),
        "kaarten": samenvatting(dossier, lijnen, vakken(dossier, lijnen, vandaag), wijzigen=False),
        "draad": draad,
        "form_bericht": DraadForm() if mag_schrijven(dossier, request) else None,
        # On this side of the table nobody sees what EDUCAM keeps for itself, also a consulent who is a member here.
        "gebeurtenissen": leesbaar(tijdlijn(dossier, voor=request.user).filter(intern=False)),
        "kaart": kaart,
        "aan_zet": aan_zet(dossier, wie_behandelt(dossier, kaart), bezoeken),
        "uitkomst": uitkomst(lijnen) if beslist else None,
    }
    return toon(request, "dossier", context)


def mag_schrijven(dossier: Aanvraag, request: HttpRequest) -> bool:
    """Who acts for the onderneming writes; a machtiging to read, or help with a concept, does not."""
    return dossier.toestand != Toestand.CONCEPT and Wie.WERKGEVER in dossier.rollen_van(request.user)


def _draad(dossier: Aanvraag, request: HttpRequest) -> list[Draadbericht]:
    return [bericht for bericht in draden.draad(dossier, voor=request.user) if not bericht.intern]


@vereist_werkgever
@rem("bericht")
def bericht(request: HttpRequest, ref: str) -> HttpResponse:
    """Write to the consulent in the thread of the dossier; who may only read (rules.md §2) does not."""
    dossier = haal(request, ref)
    if not mag_schrijven(dossier, request):
        raise Http404
    form = DraadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        draden.plaats(
            dossier,
            auteur=request.user,
            tekst=form.cleaned_data["tekst"],
            bestand=form.cleaned_data["bijlage"],
            aan=behandelaars(dossier),
            url=dossier.consulent_url,
            titel=str(dossier.ref),
        )
        gelukt(request, "Je bericht is verstuurd.")
        return redirect(dossier.get_absolute_url() + "#berichten")
    return toon(request, "bericht", {"aanvraag": dossier, "form": form}, form)


@vereist_werkgever
def aanvullen(request: HttpRequest, ref: str) -> HttpResponse:
    """The question of the consulent, the parts that are open, and one tick that everything is done."""
    dossier = haal(request, ref)
    vraag = dossier.aanvullingen.select_related("gevraagd_door").first()
    if vraag is None or kan_niet(request, dossier, "aanvullen"):
        return redirect(dossier)
    form = forms.AanvullenForm(request.POST or None)
    if form.is_valid() and probeer(
        form,
        lambda: behandeling.aanvullen(
            aanvraag=dossier, door=request.user, op=timezone.now(), antwoord=form.cleaned_data["antwoord"]
        ),
    ):
        gelukt(request, "Je aanvulling is ingediend. De termijn van je consulent loopt weer.")
        return redirect(dossier)
    open_delen = concept.open_stappen(dossier)
    delen = [taak for taak in taken(dossier, op=timezone.localdate()) if taak.stap in open_delen]
    context = {"aanvraag": dossier, "vraag": vraag, "form": form, "delen": delen, "kaart": kaart_van(dossier)}
    return toon(request, "aanvullen", context, form)


@vereist_werkgever
@require_POST
@rem("hulp")
def hulp_regelen(request: HttpRequest, ref: str) -> HttpResponse:
    """Ask the consulent to help with this concept, or stop that again."""
    dossier = haal(request, ref)
    try:
        if "stop" in request.POST:
            hulp.hulp_stoppen(aanvraag=dossier, door=request.user, op=timezone.now())
            gelukt(request, "Je consulent kan je concept niet meer aanpassen.")
        else:
            consulent = hulp.hulp_vragen(aanvraag=dossier, door=request.user, op=timezone.now())
            gelukt(request, f"{consulent} kan nu meekijken en helpt je verder. Alleen jij kan indienen.")
    except Geweigerd as fout:
        messages.error(request, str(fout))
    return redirect(dossier)


@vereist_werkgever
def intrekken(request: HttpRequest, ref: str) -> HttpResponse:
    dossier = haal(request, ref)
    if kan_niet(request, dossier, "intrekken"):
        return redirect(dossier)
    form = forms.RedenForm(request.POST or None)
    is_concept = dossier.toestand == Toestand.CONCEPT
    if (
        request.method == "POST"
        and form.is_valid()
        and probeer(
            form,
            lambda: afsluiten.intrekken(
                aanvraag=dossier, door=request.user, op=timezone.now(), reden=form.cleaned_data["reden"]
            ),
        )
    ):
        gelukt(request, "Je concept is weg." if is_concept else "Je aanvraag is ingetrokken.")
        return redirect("werkgever:overzicht")
    return toon(request, "intrekken", {"aanvraag": dossier, "form": form}, form)


@vereist_werkgever
def schrappen(request: HttpRequest, ref: str, lijn: int) -> HttpResponse:
    """Drop one opleiding, after a confirmation."""
    dossier = haal(request, ref)
    doel = get_object_or_404(dossier.lijnen.filter(toestand="gevraagd").select_related("opleiding"), pk=lijn)
    if kan_niet(request, dossier, "opleiding_schrappen"):
        return redirect(dossier)
    form = forms.RedenForm(request.POST or None)
    if (
        request.method == "POST"
        and form.is_valid()
        and probeer(
            form,
            lambda: afsluiten.opleiding_schrappen(aanvraag=dossier, lijn=doel, door=request.user, op=timezone.now()),
        )
    ):
        gelukt(request, f"{doel.opleiding} staat niet meer in je aanvraag.")
        return redirect(dossier)
    return toon(request, "schrappen", {"aanvraag": dossier, "lijn": doel, "form": form}, form)


@vereist_werkgever
@rem("aanvraag")
def kopieren(request: HttpRequest, ref: str) -> HttpResponse:
    """Start a new concept with the same answers, for another vestiging or after an ending without decision."""
    dossier = haal(request, ref)
    if not concept.mag_starten(request.user, dossier.onderneming):
        raise Http404
    form = forms.KopieForm(request.POST or None, aanvraag=dossier)
    if request.method == "POST" and form.is_valid():
        try:
            kopie = concept.kopieer(
                aanvraag=dossier, vestiging=form.cleaned_data["vestiging"], door=request.user, op=timezone.now()
            )
        except Geweigerd as fout:
            form.add_error(None, str(fout))
        else:
            gelukt(request, "Je kopie staat klaar. Kijk de antwoorden na.")
            return redirect(kopie)
    return toon(request, "kopieren", {"aanvraag": dossier, "form": form}, form)


@vereist_werkgever
def sluiting(request: HttpRequest, ref: str) -> HttpResponse:
    """Report that the garage is closed for a while; the term moves along."""
    dossier = haal(request, ref)
    if kan_niet(request, dossier, "sluiting_melden"):
        return redirect(dossier)
    form = forms.SluitingForm(request.POST or None)
    if form.is_valid() and probeer(
        form,
        lambda: bezoek.sluiting_melden(
            aanvraag=dossier, tot=form.cleaned_data["tot"], door=request.user, op=timezone.now()
        ),
    ):
        tot = date_format(form.cleaned_data["tot"], "j F Y")
        messages.success(request, f"We weten dat je gesloten bent tot en met {tot}. De termijn schuift mee op.")
        return redirect(dossier)
    return toon(request, "sluiting", {"aanvraag": dossier, "form": form}, form)
