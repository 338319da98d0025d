"""What a werkgever sees first: what to do now, what runs, what is recognised (ux.md §3.2)."""

from datetime import date

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef, Prefetch, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from educam_portal.accounts.fouten import Geweigerd
from educam_portal.accounts.models import WERKGEVERS, Bereik, Organisatie, User
from educam_portal.accounts.remmen import rem
from educam_portal.accounts.toegang import vereist_werkgever, vereist_werkgever_of_nieuw
from educam_portal.organisaties.afwezigheden import kaart_voor_werkgever
from educam_portal.organisaties.models import Onderneming
from educam_portal.termijnen.klokken import klok, open_vervaldag, termijnen_van
from educam_portal.termijnen.lijst import lopend_voor
from educam_portal.termijnen.register import soort_termijn
from mentoren.aanduiden import MENTOROPLEIDING
from mentoren.models import Inschrijving, Mentor
from mentoren.models.opleiding import rollen_bij_onderneming
from mentoren.stand import met_opleiding, standen
from mentoren.toestanden import Inschrijfstand
from mentoren.toestanden import Wie as MentorWie

from ...acties import Actie, van_andere_vloeren
from ...models import Aanvraag, AanvraagLijn, Aanvulling, Bezoek, Erkenning, Mentorvoorstel
from ...services import concept
from ...services.mentorwissel import MENTOR_VERVANGEN
from ...toestanden import LOPEND, Toestand
from ...verlenging import in_de_tijd
from ..voortgang import einde, stappen_van, uitkomst
from .basis import toon

HOOGSTENS_ACTIES = 5
BEROEPEN = ("beroep", "beroep_maatregel")


def onderneming_van(request: HttpRequest) -> Onderneming | None:
    """The onderneming the user works for now, or the first of them; None for a machtiging that opens no aanvragen."""
    bereik = (Bereik.ALLES, Bereik.AANVRAGEN, Bereik.LEZEN)
    ondernemingen = {
        lid.organisatie_id
        for lid in request.user.lidmaatschappen_nu
        if lid.organisatie.soort == Organisatie.Soort.ONDERNEMING
    }
    eigen = request.user.organisaties_als(*WERKGEVERS, bereik=bereik) & ondernemingen
    actief = request.organisatie
    if actief and actief.pk in eigen:
        eigen = {actief.pk}
    return Onderneming.objects.filter(organisatie__in=eigen).select_related("organisatie").order_by("pk").first()


def _onderneming_of_404(request: HttpRequest) -> Onderneming:
    onderneming = onderneming_van(request)
    if onderneming is None:
        raise Http404
    return onderneming


@vereist_werkgever_of_nieuw
def overzicht(request: HttpRequest) -> HttpResponse:
    onderneming = onderneming_van(request)
    if onderneming is None:
        return redirect("organisatie:mijn")
    vandaag = timezone.localdate()
    aanvragen = list(
        Aanvraag.objects.for_user(request.user)
        .filter(onderneming=onderneming, toestand__in=[Toestand.CONCEPT, *LOPEND])
        .select_related("vestiging__gemeente", "vestiging__regio", "regio", "consulent")
        .prefetch_related(
            Prefetch("lijnen", AanvraagLijn.objects.filter(toestand="gevraagd").select_related("opleiding")),
            Prefetch("aanvullingen", Aanvulling.objects.filter(afloop=""), to_attr="open_vragen"),
            Prefetch("bezoeken", Bezoek.objects.exclude(toestand="geannuleerd").order_by("begint_op")),
        )
        .order_by("-gewijzigd_op")[:20]
    )
    erkenningen = list(
        Erkenning.objects.filter(
            # One that ends on a later day, because its vestiging closes then, counts until that day.
            Q(opgeheven_op=None) | Q(opgeheven_op__gt=vandaag),
            vestiging__onderneming=onderneming,
            geldig_tot__gte=vandaag,
            # Each leads to its dossier: who only helps with a concept does not reach that.
            lijn__aanvraag__in=Aanvraag.objects.for_user(request.user),
        )
        .met_verlenging()
        .annotate(
            begonnen=Exists(AanvraagLijn.objects.filter(verlengt=OuterRef("pk"), aanvraag__toestand="concept")),
            mentor_voor=open_vervaldag(Erkenning, "pk", MENTOR_VERVANGEN),
            wacht_op_educam=Exists(Mentorvoorstel.objects.filter(erkenning=OuterRef("pk"), besluit="")),
        )
        .select_related("vestiging__gemeente", "vestiging__regio", "opleiding", "lijn__aanvraag")
        .order_by("geldig_tot", "pk")[:50]
    )
    mag_wijzigen = concept.mag_starten(request.user, onderneming)
    for erkenning in erkenningen:
        klaar = erkenning.begonnen or erkenning.verlengd or erkenning.verlenging_ref or erkenning.vestiging.gesloten_op
        erkenning.te_verlengen = mag_wijzigen and not klaar and in_de_tijd(erkenning, vandaag)
    klokken = termijnen_van(aanvragen, "behandeling")
    for aanvraag in aanvragen:
        aanvraag.klok = klok(klokken[aanvraag.pk], vandaag) if aanvraag.pk in klokken else None
        aanvraag.stappen, aanvraag.huidig = stappen_van(aanvraag)
    eigen = [a.regio or (a.vestiging.regio if a.vestiging else None) for a in aanvragen]
    regios = [regio for regio in eigen if regio] or [e.vestiging.regio for e in erkenningen]
    # Who was refused or withdrew must still find the file, and whom to call.
    vorige = None
    if not aanvragen and not erkenningen:
        eerdere = Aanvraag.objects.for_user(request.user).filter(onderneming=onderneming).select_related("regio")
        vorige = eerdere.order_by("-pk").first()
        regios = [vorige.regio] if vorige and vorige.regio else []
    context = {
        "onderneming": onderneming,
        "vorige": vorige,
        "acties": _acties(onderneming, aanvragen, erkenningen, request.user)[:HOOGSTENS_ACTIES],
        "aanvragen": aanvragen,
        "erkenningen": erkenningen,
        "mag_wijzigen": mag_wijzigen,
        "kaart": kaart_voor_werkgever(regios[0], vandaag) if regios else None,
    }
    return toon(request, "overzicht", context)


def _acties(
    onderneming: Onderneming, aanvragen: list[Aanvraag], erkenningen: list[Erkenning], user: User
) -> list[Actie]:
    """What only the werkgever can do now, most urgent first."""
    acties = [*_beroepen(onderneming, user), *van_andere_vloeren(onderneming, user)]
    for erkenning in erkenningen:
        if erkenning.mentor_voor and not erkenning.wacht_op_educam:
            waar, url = str(erkenning), reverse("werkgever:mentor_voorstellen", args=[erkenning.pk])
            acties.append(Actie("Duid een andere mentor aan", waar, "Kies een mentor", url, erkenning.mentor_voor))
    for aanvraag in aanvragen:
        waar, ref = str(aanvraag.vestiging or onderneming), aanvraag.referentie or ""
        if aanvraag.toestand == Toestand.AANVULLING_GEVRAAGD and aanvraag.open_vragen:
            vraag = aanvraag.open_vragen[0]
            url = reverse("werkgever:aanvullen", args=[aanvraag.ref])
            acties.append(Actie("Vul je aanvraag aan", waar, "Vul aan", url, vraag.uiterlijk, ref))
        for bezoek in aanvraag.bezoeken.all():
            if bezoek.toestand == Bezoek.Toestand.VOORGESTELD:
                url = reverse("werkgever:bezoek", args=[bezoek.token])
                acties.append(Actie("Kies een moment voor het bezoek", waar, "Kies een moment", url, ref=ref, nu=True))
        if aanvraag.toestand == Toestand.CONCEPT:
            url = aanvraag.get_absolute_url()
            acties.append(Actie("Werk je aanvraag af", waar, "Ga verder", url))
    # One renewal takes along everything of its vestiging; the first to end stands first.
    for erkenning in {rij.vestiging_id: rij for rij in reversed(erkenningen) if rij.te_verlengen}.values():
        url, waar = reverse("werkgever:verlengen", args=[erkenning.pk]), str(erkenning.vestiging)
        acties.append(Actie("Verleng je erkenning", waar, "Verleng", url, erkenning.geldig_tot))
    ingeschreven = Inschrijving.objects.filter(persoon=OuterRef("persoon"), toestand=Inschrijfstand.INGESCHREVEN)
    mentoren = (
        Mentor.objects.filter(onderneming=onderneming, persoon__mentoropleiding_op=None, vertrokken_op=None)
        .annotate(opleiding_voor=open_vervaldag(Mentor, "pk", MENTOROPLEIDING))
        .exclude(opleiding_voor=None)
        .exclude(Exists(ingeschreven))
        .select_related("persoon")
        .order_by("opleiding_voor", "pk")[:HOOGSTENS_ACTIES]
    )
    for mentor in mentoren:
        tekst = f"{mentor} volgt één keer de tweedaagse opleiding bij EDUCAM."
        url = reverse("werkgever:mentoren_lijst")
        acties.append(Actie("Plan de mentoropleiding", tekst, "Kies een sessie", url, mentor.opleiding_voor))
    return sorted(acties, key=lambda actie: (not actie.nu, actie.voor or date.max))


def _beroepen(onderneming: Onderneming, user: User) -> list[Actie]:
    """Decisions against which the onderneming can still appeal; the term of one that it appealed against is over."""
    if not concept.mag_starten(user, onderneming):
        return []
    acties = []
    for termijn in lopend_voor(onderneming.organisatie, BEROEPEN, aantal=HOOGSTENS_ACTIES):
        soort = soort_termijn(termijn.soort)
        tekst = f"{soort.titel(termijn)}. Ga je niet akkoord? Je onderneming kan in beroep gaan."
        url = soort.url(termijn, user)
        acties.append(Actie("Lees de beslissing van EDUCAM", tekst, "Lees de beslissing", url, termijn.vervalt_op))
    return acties


@vereist_werkgever
def aanvragen(request: HttpRequest) -> HttpResponse:
    """Every aanvraag of the onderneming, newest first."""
    onderneming = _onderneming_of_404(request)
    rijen = (
        Aanvraag.objects.for_user(request.user)
        .filter(onderneming=onderneming)
        .select_related("vestiging__gemeente")
        .prefetch_related(Prefetch("lijnen", AanvraagLijn.objects.select_related("opleiding", "erkenning")))
        .order_by("-gewijzigd_op", "-pk")
    )
    pagina = Paginator(rijen, 25).get_page(request.GET.get("pagina"))
    for aanvraag in pagina:
        aanvraag.einde = einde(aanvraag.lijnen.all())
        aanvraag.uitkomst = uitkomst(list(aanvraag.lijnen.all())) if aanvraag.toestand == Toestand.BESLIST else None
    return toon(request, "aanvragen", {"onderneming": onderneming, "pagina": pagina})


@vereist_werkgever_of_nieuw
@rem("aanvraag")
def nieuw(request: HttpRequest) -> HttpResponse:
    """Explain what is coming and how long it takes; the concept exists from the first click on."""
    onderneming = onderneming_van(request)
    if onderneming is None:
        return redirect("organisatie:mijn")
    concepten = Aanvraag.objects.for_user(request.user).filter(onderneming=onderneming, toestand=Toestand.CONCEPT)
    if request.method == "POST":
        try:
            aanvraag = concept.nieuw(onderneming=onderneming, door=request.user, op=timezone.now())
        except Geweigerd as fout:
            messages.error(request, fout.zin)
            return redirect("werkgever:overzicht")
        return redirect("werkgever:vestiging", ref=aanvraag.ref)
    return toon(request, "nieuw", {"onderneming": onderneming, "concepten": concepten.order_by("-gewijzigd_op")[:5]})


@vereist_werkgever
def mentoren(request: HttpRequest) -> HttpResponse:
    """The mentoren of the onderneming with where they are designated and their training term."""
    onderneming = _onderneming_of_404(request)
    eigen = met_opleiding(Mentor.objects.filter(onderneming=onderneming))
    rijen = list(eigen.order_by("persoon__naam", "persoon__voornaam", "pk")[:200])
    opleiding = standen(rijen, request.user, timezone.now())
    for mentor in rijen:
        mentor.opleiding = opleiding[mentor.pk]
    mag_toevoegen = MentorWie.WERKGEVER in rollen_bij_onderneming(onderneming, request.user)
    context = {"onderneming": onderneming, "mentoren": rijen, "mag_toevoegen": mag_toevoegen}
    return toon(request, "mentoren_lijst", context)
