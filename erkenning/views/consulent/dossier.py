"""The dossier: identity bar, tabs that each stay cheap, checklist and what still stands in the way (ux.md §3.4)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.views.decorators.http import require_POST

from educam_portal.accounts.antwoord import met_melding
from educam_portal.accounts.remmen import rem
from educam_portal.accounts.toegang import vereist_consulent
from educam_portal.documenten.models import Document, Leeslog
from educam_portal.meldingen import draden, postvak
from educam_portal.meldingen.forms import DraadForm
from educam_portal.meldingen.models import Bericht, Draadbericht
from educam_portal.meldingen.services import berichten_over
from educam_portal.meldingen.uitgaand import niet_aangekomen, opnieuw_versturen
from educam_portal.organisaties.afwezigheden import stand
from educam_portal.organisaties.models import Afwezigheid
from educam_portal.termijnen import services as termijnen
from educam_portal.termijnen.klokken import Klok, klok
from educam_portal.workflow.diensten import tijdlijn
from educam_portal.workflow.models import Gebeurtenis
from mentoren.models import Uittreksel

from ... import documenten
from ...dossieroordeel import DossierOordeel, beoordeel_dossier
from ...forms.consulent import NotitieForm
from ...models import Aanvraag, Aanvulling, Bezoek
from ...ontvangers import werkgevers
from ...services import behandeling
from ...toestanden import LOPEND, Onderdeel, Toestand, Voorwaarde
from ...volledigheid import lijnen_van
from ..gebeurtenissen import leesbaar
from ..voortgang import uitkomst
from .acties import Knop, bezoek_knoppen, knoppen
from .basis import haal_dossier, teruggestuurd

TABS = (
    ("dossier", "Aanvraag"),
    ("bezoek", "Bezoek"),
    ("documenten", "Documenten"),
    ("notities", "Notities"),
    ("berichten", "Berichten"),
    ("tijdlijn", "Tijdlijn"),
)
# Where the anchors of `beslisbaar.Bezwaar` live.
BEZIG = (Bezoek.Toestand.VOORGESTELD, Bezoek.Toestand.VASTGELEGD)
ANKER_TAB = {"bezoek": "bezoek", "documenten": "documenten"}


def anker_url(aanvraag: Aanvraag, anker: str) -> str:
    """The place on the dossier's pages where this part is seen and mended."""
    return reverse(f"consulent:{ANKER_TAB.get(anker, 'dossier')}", args=[aanvraag.ref]) + f"#{anker}"


@dataclass
class Pagina:
    """One tab of one dossier, as one user sees it; everything is fetched when the template asks for it."""

    aanvraag: Aanvraag
    request: HttpRequest
    tab: str

    @cached_property
    def vandaag(self):
        return timezone.localdate()

    @cached_property
    def klok(self) -> Klok | None:
        """The clock of a dossier whose term stands still or has ended; a running one shows its own due date."""
        if self.aanvraag.vervalt_op:
            return None
        termijn = termijnen.van(self.aanvraag, "behandeling")
        return klok(termijn, self.vandaag) if termijn else None

    @cached_property
    def afwezig(self) -> Afwezigheid | None:
        """The absence of its consulent today."""
        return stand(self.vandaag).van(self.aanvraag.consulent_id)

    @cached_property
    def uitkomst(self) -> tuple[str, str, str] | None:
        """The badge of a decided dossier: erkend, or not."""
        return uitkomst(list(self.aanvraag.lijnen.all())) if self.aanvraag.toestand == Toestand.BESLIST else None

    @cached_property
    def lopend(self) -> bool:
        return self.aanvraag.toestand in LOPEND

    @cached_property
    def lijnen(self) -> list:
        return lijnen_van(self.aanvraag)

    @cached_property
    def oordeel(self) -> DossierOordeel:
        return beoordeel_dossier(self.aanvraag, self.lijnen, op=self.vandaag)

    @cached_property
    def bezwaren(self) -> list[dict[str, str]]:
        """What stands in the way of a decision, each with the address where it is mended."""
        return [
            {"zin": bezwaar.zin, "url": anker_url(self.aanvraag, bezwaar.anker)} for bezwaar in self.oordeel.bezwaren
        ]

    @cached_property
    def bezoek(self) -> Bezoek | None:
        """The visit that counts now: the one on offer, fixed or last done."""
        return (
            self.aanvraag.bezoeken.exclude(toestand=Bezoek.Toestand.GEANNULEERD)
            .select_related("consulent")
            .order_by("-pk")
            .first()
        )

    @cached_property
    def vraag(self) -> Aanvulling | None:
        """The open question to the werkgever."""
        if self.aanvraag.toestand != Toestand.AANVULLING_GEVRAAGD:
            return None
        return self.aanvraag.aanvullingen.filter(afloop=Aanvulling.Afloop.OPEN).select_related("gevraagd_door").first()

    @property
    def teruggestuurd(self) -> Gebeurtenis | None:
        return teruggestuurd(self.aanvraag, self.request.user, self.lijnen)

    @property
    def gevraagde_delen(self) -> list[str]:
        return [str(Onderdeel(deel).label) for deel in self.vraag.onderdelen] if self.vraag else []

    @cached_property
    def acties(self) -> list[Knop]:
        """The buttons, the most fitting one first; the transition table says which there are."""
        return knoppen(self.aanvraag, self.request.user, self.bezoek, self.vraag)

    @property
    def hoofdactie(self) -> Knop | None:
        return next((knop for knop in self.acties if knop.hoofd), None)

    @property
    def andere_acties(self) -> list[Knop]:
        return [knop for knop in self.acties if not knop.hoofd]

    @property
    def bezoekacties(self) -> list[Knop]:
        """The buttons that belong to the tab Bezoek, when no visit is open."""
        bezig = self.bezoek is not None and self.bezoek.toestand in BEZIG
        namen = {"sluiting_melden"} if bezig else {"bezoek_vastleggen", "bezoek_voorstellen", "sluiting_melden"}
        if not self.bezoek and not self.aanvraag.geen_bezoek_reden:
            namen.add("geen_bezoek_nodig")
        return [knop for knop in self.acties if knop.actie in namen]

    @property
    def mag_oordelen(self) -> bool:
        return self.aanvraag.mag(self.request.user, "oordeel_bewaren")

    @property
    def mag_noteren(self) -> bool:
        return self.aanvraag.mag(self.request.user, "notitie")

    @property
    def mentoren(self) -> list[dict[str, Any]]:
        """Each person once, with the opleidingen and every condition judged."""
        per_mentor: dict[int, dict[str, Any]] = {}
        for lijn in self.lijnen:
            for oordeel in self.oordeel.mentoren[lijn.pk]:
                mentor = oordeel.voorstel.mentor
                rij = per_mentor.setdefault(
                    mentor.pk, {"mentor": mentor, "opleidingen": [], "uitkomsten": oordeel.uitkomsten}
                )
                rij["opleidingen"].append(str(lijn.opleiding))
        return list(per_mentor.values())

    @cached_property
    def niet_aangekomen(self) -> list[Bericht]:
        """Mails about this dossier that did not reach somebody: on the tab that opens first, and at the thread."""
        return niet_aangekomen(self.aanvraag) if self.tab in ("dossier", "berichten") else []

    @cached_property
    def losse_stukken(self) -> dict[str, list[Document]]:
        """Files that nobody asked for: photos of the visit and what came with messages."""
        return documenten.losse_stukken(self.aanvraag)

    @property
    def tabs(self) -> list[dict[str, Any]]:
        return [
            {"label": label, "url": reverse(f"consulent:{naam}", args=[self.aanvraag.ref]), "actief": naam == self.tab}
            for naam, label in TABS
        ]


def toon(request: HttpRequest, ref: str, tab: str, status: int = 200, **context: Any) -> HttpResponse:
    """Render one tab of a dossier."""
    pagina = Pagina(haal_dossier(request.user, ref), request, tab)
    in_draad = tab == "berichten"
    postvak.gezien(pagina.aanvraag, door=request.user, op=timezone.now(), nieuws=not in_draad, draad=in_draad)
    context = {"pagina": pagina, "aanvraag": pagina.aanvraag} | {
        naam: waarde(pagina) if callable(waarde) else waarde for naam, waarde in context.items()
    }
    return render(request, f"erkenning/consulent/dossier_{tab}.html", context, status=status)


@vereist_consulent
def dossier(request: HttpRequest, ref: str) -> HttpResponse:
    """The aanvraag as the werkgever filed it, beside the judgement of EDUCAM."""
    return toon(request, ref, "dossier", voorwaarden=_voorwaarden)


def _voorwaarden(pagina: Pagina) -> list[dict[str, Any]]:
    """The four conditions: what the werkgever says, and what the consulent found."""
    aanvraag = pagina.aanvraag
    verklaard = {
        Voorwaarde.UITRUSTING: (aanvraag.uitrusting_ok, aanvraag.uitrusting_toelichting),
        Voorwaarde.DRAAGKRACHT: (aanvraag.draagkracht_ok, aanvraag.draagkracht_toelichting),
        Voorwaarde.VEROORDELINGEN: (aanvraag.veroordelingen_ok, aanvraag.veroordelingen_toelichting),
        Voorwaarde.MENTOR: (None, ""),
    }
    return [
        {
            "voorwaarde": voorwaarde,
            "verklaard": verklaard[voorwaarde][0],
            "toelichting": verklaard[voorwaarde][1],
            "oordeel": pagina.oordeel.antwoorden.get(voorwaarde),
        }
        for voorwaarde in Voorwaarde
    ]


@vereist_consulent
def bezoek(request: HttpRequest, ref: str) -> HttpResponse:
    """Every visit for this dossier, and the report."""
    return toon(
        request,
        ref,
        "bezoek",
        bezoeken=lambda pagina: [
            {"bezoek": rij, "knoppen": bezoek_knoppen(pagina.aanvraag, request.user, rij)}
            for rij in pagina.aanvraag.bezoeken.select_related("consulent").prefetch_related("momenten").order_by("-pk")
        ],
    )


@vereist_consulent
def stukken(request: HttpRequest, ref: str) -> HttpResponse:
    """Every file of the dossier: what was asked, letters, photos, what came with messages, and who opened a 596.2."""
    return toon(request, ref, "documenten", **_STUKKEN)


def _gelezen(pagina: Pagina) -> list[Leeslog]:
    """Who opened a 596.2 of one of the mentoren, newest first."""
    mentoren = {voorstel.mentor_id for lijn in pagina.lijnen for voorstel in lijn.mentoren.all()}
    bestanden = Uittreksel.objects.filter(mentor__in=mentoren, document__isnull=False).values("document")
    return list(Leeslog.objects.filter(document__in=bestanden).select_related("user")[:20])


_STUKKEN = {
    "vakken": lambda pagina: documenten.vakken(pagina.aanvraag, pagina.lijnen, pagina.vandaag),
    "gelezen": _gelezen,
    "brieven": lambda pagina: list(
        pagina.aanvraag.brieven.select_related("document", "erkenning__opleiding").order_by("-versie", "soort", "pk")
    ),
    "fotos": lambda pagina: pagina.losse_stukken[documenten.VERSLAGFOTO],
    "bijlagen": lambda pagina: pagina.losse_stukken[documenten.DRAADBIJLAGE],
}


@vereist_consulent
def notities(request: HttpRequest, ref: str) -> HttpResponse:
    """Notes between colleagues; the werkgever never sees them."""
    form = NotitieForm(request.POST or None)
    if request.method == "POST":
        aanvraag = haal_dossier(request.user, ref)
        if form.is_valid():
            behandeling.notitie(
                aanvraag=aanvraag, door=request.user, op=timezone.now(), tekst=form.cleaned_data["tekst"]
            )
            messages.success(request, "Gelukt. Je notitie staat in het dossier.")
            return redirect("consulent:notities", ref=aanvraag.ref)
    return toon(
        request,
        ref,
        "notities",
        status=422 if form.is_bound else 200,
        form=form,
        notities=lambda pagina: list(_alles(pagina).filter(actie="notitie")),
    )


@vereist_consulent
@rem("bericht")
def berichten(request: HttpRequest, ref: str) -> HttpResponse:
    """The thread with the werkgever; an answer is mailed to everybody of the onderneming who follows aanvragen."""
    form = DraadForm(request.POST or None, request.FILES or None, intern=True)
    if request.method == "POST":
        aanvraag = haal_dossier(request.user, ref)
        if form.is_valid():
            intern = form.cleaned_data["intern"]
            draden.plaats(
                aanvraag,
                auteur=request.user,
                tekst=form.cleaned_data["tekst"],
                intern=intern,
                bestand=form.cleaned_data["bijlage"],
                aan=werkgevers(aanvraag),
                url=aanvraag.get_absolute_url(),
                titel=f"{aanvraag.onderneming} ({aanvraag.ref})",
            )
            zin = "Alleen EDUCAM ziet je bericht." if intern else "De werkgever krijgt een mail dat er een bericht is."
            messages.success(request, f"Gelukt. {zin}")
            return redirect("consulent:berichten", ref=aanvraag.ref)
    return toon(
        request,
        ref,
        "berichten",
        status=422 if form.is_bound else 200,
        form=form,
        draad=_draad,
    )


def _draad(pagina: Pagina) -> list[Draadbericht]:
    """The thread; what the werkgever wrote and stands on the screen counts as read."""
    berichten = draden.draad(pagina.aanvraag, voor=pagina.request.user)
    draden.lees(berichten, door=pagina.request.user, op=timezone.now())
    return berichten


@vereist_consulent
def verloop(request: HttpRequest, ref: str) -> HttpResponse:
    """Everything that happened, newest first."""
    return toon(request, ref, "tijdlijn", gebeurtenissen=lambda pagina: leesbaar(_eenmaal(_alles(pagina)[:300])))


def _alles(pagina: Pagina) -> QuerySet[Gebeurtenis]:
    return tijdlijn(pagina.aanvraag, voor=pagina.request.user)


def _eenmaal(gebeurtenissen: Iterable[Gebeurtenis]) -> Iterator[Gebeurtenis]:
    """A report that keeps saving itself stands there once in a row."""
    vorige = None
    for gebeurtenis in gebeurtenissen:
        sleutel = (gebeurtenis.actie, gebeurtenis.door_id)
        if gebeurtenis.actie != "verslag_bewaren" or sleutel != vorige:
            yield gebeurtenis
        vorige = sleutel


@require_POST
@vereist_consulent
def mail_opnieuw(request: HttpRequest, ref: str, pk: int) -> HttpResponse:
    """Send a mail about this dossier again that did not arrive; what it says is not shown."""
    aanvraag = haal_dossier(request.user, ref)
    bericht = get_object_or_404(berichten_over(aanvraag), pk=pk)
    met_melding(
        request,
        lambda: opnieuw_versturen(bericht=bericht, door=request.user, op=timezone.now()),
        "De mail staat opnieuw klaar. Ze vertrekt binnen een minuut.",
    )
    return redirect("consulent:dossier", ref=aanvraag.ref)
