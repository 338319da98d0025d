"""Filling in an aanvraag, step by step; every step is saved on its own (rules.md §3.1, ux.md §1.1)."""

from functools import wraps
from typing import Any

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone

from educam_portal.accounts.toegang import vereist_werkgever
from educam_portal.organisaties.catalogus import zoek_opleidingen
from educam_portal.organisaties.forms import VestigingForm
from educam_portal.organisaties.models import Opleiding, Vestiging
from educam_portal.organisaties.services.vestigingen import vestiging_maken
from mentoren.drempels import drempels
from mentoren.models import Mentor
from mentoren.models.opleiding import rollen_bij_onderneming
from mentoren.services.vragen import vraag_mentor
from mentoren.toestanden import Wie as MentorWie

from ...bezetting import bezet_door
from ...forms import werkgever as forms
from ...models import Aanvraag
from ...services import concept
from ...toestanden import Toestand
from ...volledigheid import TITELS, Stap, lijnen_van
from .basis import gelukt, haal, kaart_van, kan_niet, probeer, toon

VOLGORDE = list(Stap)


def stap(deze: Stap):
    """Decorator of a step: fetch in scope, and send back to the aanvraag when this part is not open now.

    A page that was open when the part closed may still be sent: the service refuses, and what was typed stays.
    """

    def decorator(view):
        @vereist_werkgever
        @wraps(view)
        def beschermd(request: HttpRequest, ref: str, **kwargs: Any) -> HttpResponse:
            aanvraag = haal(request, ref)
            if kan_niet(request, aanvraag, "wijzigen") or (
                request.method != "POST" and deze not in concept.open_stappen(aanvraag)
            ):
                return redirect(aanvraag)
            request.stap = deze
            return view(request, aanvraag, **kwargs)

        return beschermd

    return decorator


def verder(request: HttpRequest, aanvraag: Aanvraag, adres: str = "", *, eerst: bool = False) -> HttpResponse:
    """Where to go after a save: back to the question or the check page, to the task list, or on to the next step.

    `adres` is the rest of this step. A question opened the whole step, so its rest comes first; with `eerst` it does
    also for who checks, because without it the save has no effect.
    """
    if "later" in request.POST:
        gelukt(request, "Bewaard. Je kan later verder gaan, ook op een ander toestel.")
        return redirect(aanvraag)
    if aanvraag.toestand != Toestand.CONCEPT:
        return redirect(adres) if adres else redirect("werkgever:aanvullen", ref=aanvraag.ref)
    if eerst:
        return redirect(adres)
    if request.GET.get("van") == "nakijken":
        return redirect("werkgever:nakijken", ref=aanvraag.ref)
    if adres:
        return redirect(adres)
    volgende = VOLGORDE.index(request.stap) + 1
    if volgende == len(VOLGORDE):
        return redirect("werkgever:nakijken", ref=aanvraag.ref)
    return redirect(f"werkgever:{VOLGORDE[volgende]}", ref=aanvraag.ref)


def kop(request: HttpRequest, aanvraag: Aanvraag) -> dict[str, Any]:
    """Step indicator and way back, the same on every step."""
    nummer = VOLGORDE.index(request.stap) + 1
    hierna = TITELS[VOLGORDE[nummer]] if nummer < len(VOLGORDE) else "Nakijken en indienen"
    return {
        "aanvraag": aanvraag,
        "nummer": nummer,
        "totaal": len(VOLGORDE),
        "staptitel": TITELS[request.stap],
        "hierna": hierna,
        "kaart": kaart_van(aanvraag),
        "aanvulling": aanvraag.aanvullingen.filter(afloop="").first() if aanvraag.toestand != "concept" else None,
    }


def van_nakijken(request: HttpRequest) -> str:
    """What keeps the way back to the check page in an address."""
    return "?van=nakijken" if request.GET.get("van") == "nakijken" else ""


def tussendoor(request: HttpRequest) -> bool:
    """Whether the page saves itself while somebody fills it in (static/js/formulier.js)."""
    return "X-Autosave" in request.headers


def bewaard(aanvraag: Aanvraag) -> JsonResponse:
    """The answer to such a save: the version that the next one starts from."""
    return JsonResponse({"versie": aanvraag.versie})


def _half(request: HttpRequest) -> bool:
    return tussendoor(request) or "later" in request.POST


def _nu() -> dict[str, Any]:
    return {"op": timezone.now()}


@stap(Stap.VESTIGING)
def vestiging(request: HttpRequest, aanvraag: Aanvraag) -> HttpResponse:
    form = forms.VestigingKeuzeForm(request.POST or None, aanvraag=aanvraag)
    if form.is_valid() and probeer(
        form,
        lambda: concept.kies_vestiging(
            aanvraag=aanvraag,
            vestiging=form.cleaned_data["vestiging"],
            versie=form.cleaned_data["versie"],
            door=request.user,
            **_nu(),
        ),
    ):
        return verder(request, aanvraag)
    if not form.is_bound and not form.fields["vestiging"].queryset.exists():
        return redirect("werkgever:vestiging_nieuw", ref=aanvraag.ref)
    return toon(request, "vestiging", {**kop(request, aanvraag), "form": form}, form)


@stap(Stap.VESTIGING)
def vestiging_nieuw(request: HttpRequest, aanvraag: Aanvraag) -> HttpResponse:
    """A vestiging the portal does not know yet: its number, or "weet ik niet" and the address."""
    form = VestigingForm(request.POST or None, instance=Vestiging(naam=aanvraag.onderneming.naam))

    @transaction.atomic
    def maak() -> None:
        nieuw = vestiging_maken(onderneming=aanvraag.onderneming, door=request.user, **_nu(), **form.velden())
        concept.kies_vestiging(aanvraag=aanvraag, vestiging=nieuw, door=request.user, **_nu())

    if form.is_valid() and probeer(form, maak):
        return verder(request, aanvraag)
    return toon(request, "vestiging_nieuw", {**kop(request, aanvraag), "form": form}, form)


@stap(Stap.OPLEIDINGEN)
def opleidingen(request: HttpRequest, aanvraag: Aanvraag) -> HttpResponse:
    """Search by any usual word, tick, save. Searching keeps what was ticked."""
    vandaag = timezone.localdate()
    zoekt = "zoek" in request.POST
    zoekterm = "" if request.POST.get("zoek") == "alle" else request.POST.get("zoekterm", "").strip()[:80]
    alle = list(Opleiding.objects.geldig(vandaag).order_by("titel"))
    if request.method == "POST":
        aangevinkt = set(request.POST.getlist("opleidingen"))
    else:
        gekozen = aanvraag.lijnen.filter(toestand="gevraagd").values_list("opleiding_id", flat=True)
        aangevinkt = {str(pk) for pk in gekozen}
    gevonden = zoek_opleidingen(zoekterm, vandaag) if zoekterm else alle
    zichtbaar = alle
    if zoekterm and zoekt:
        zichtbaar = gevonden + [
            opleiding for opleiding in alle if str(opleiding.pk) in aangevinkt - {str(o.pk) for o in gevonden}
        ]
    if request.method == "POST" and not zoekt:
        form = forms.OpleidingenForm(request.POST, aanvraag=aanvraag, zichtbaar=alle)
        if form.is_valid() and probeer(form, lambda: _bewaar_opleidingen(request, aanvraag, form)):
            return verder(request, aanvraag, reverse("werkgever:plaatsen", args=[aanvraag.ref]))
    else:
        form = forms.OpleidingenForm(aanvraag=aanvraag, zichtbaar=zichtbaar, initial={"opleidingen": list(aangevinkt)})
    context = {
        "form": form,
        "zoekterm": zoekterm if zoekt else "",
        "gevonden": len(gevonden),
        "zoekt": zoekt and zoekterm,
        "vervolgt": True,
    }
    return toon(request, "opleidingen", kop(request, aanvraag) | context, form)


def _bewaar_opleidingen(request: HttpRequest, aanvraag: Aanvraag, form: forms.OpleidingenForm) -> None:
    """Save what was ticked; an opleiding that was there keeps its places."""
    concept.kies_opleidingen(
        aanvraag=aanvraag,
        plaatsen=dict.fromkeys(form.cleaned_data["opleidingen"]),
        versie=form.cleaned_data["versie"],
        door=request.user,
        **_nu(),
    )


@stap(Stap.OPLEIDINGEN)
def plaatsen(request: HttpRequest, aanvraag: Aanvraag) -> HttpResponse:
    lijnen = lijnen_van(aanvraag)
    if not lijnen:
        return redirect("werkgever:opleidingen", ref=aanvraag.ref)
    form = forms.PlaatsenForm(request.POST or None, aanvraag=aanvraag, lijnen=lijnen)
    if form.is_valid() and probeer(
        form,
        lambda: concept.kies_opleidingen(
            aanvraag=aanvraag,
            plaatsen=form.plaatsen(),
            versie=form.cleaned_data["versie"],
            door=request.user,
            **_nu(),
        ),
    ):
        return verder(request, aanvraag)
    bezet = bezet_door(aanvraag, lijnen, op=timezone.localdate())
    return toon(request, "plaatsen", {**kop(request, aanvraag), "form": form, "bezet": bezet}, form)


@stap(Stap.ACTIVITEITEN)
def activiteiten(request: HttpRequest, aanvraag: Aanvraag, lijn: int | None = None) -> HttpResponse:
    """One page per opleiding; without one, the first that is not complete."""
    lijnen = lijnen_van(aanvraag)
    if not lijnen:
        return redirect("werkgever:opleidingen", ref=aanvraag.ref)
    if lijn is None:
        eerste = next((x for x in lijnen if not all(rij.antwoord for rij in x.activiteiten.all())), lijnen[0])
        return redirect("werkgever:activiteiten_lijn", ref=aanvraag.ref, lijn=eerste.pk)
    plaats = next((index for index, x in enumerate(lijnen) if x.pk == lijn), None)
    if plaats is None:
        raise Http404
    form = forms.ActiviteitenForm(request.POST or None, aanvraag=aanvraag, lijn=lijnen[plaats])
    if form.is_valid() and probeer(
        form,
        lambda: concept.vul_activiteiten(
            aanvraag=aanvraag,
            antwoorden=form.antwoorden(),
            versie=form.cleaned_data["versie"],
            door=request.user,
            **_nu(),
        ),
    ):
        if tussendoor(request):
            return bewaard(aanvraag)
        hierna = lijnen[plaats + 1 :]
        adres = reverse("werkgever:activiteiten_lijn", args=[aanvraag.ref, hierna[0].pk]) if hierna else ""
        return verder(request, aanvraag, adres)
    context = {
        "form": form,
        "lijn": lijnen[plaats],
        "lijn_nummer": plaats + 1,
        "lijn_totaal": len(lijnen),
        "autosave": request.path,
        "vervolgt": plaats + 1 < len(lijnen),
    }
    return toon(request, "activiteiten", kop(request, aanvraag) | context, form)


@stap(Stap.MENTOREN)
def mentoren(request: HttpRequest, aanvraag: Aanvraag) -> HttpResponse:
    """Who stands for which opleiding; the first mentor is added on a page of its own."""
    lijnen = lijnen_van(aanvraag)
    if not lijnen:
        return redirect("werkgever:opleidingen", ref=aanvraag.ref)
    eigen = list(
        aanvraag.onderneming.mentoren.filter(vertrokken_op=None)
        .select_related("persoon", "vraag")
        .order_by("persoon__naam", "persoon__voornaam", "pk")
    )
    if not eigen:
        return redirect(reverse("werkgever:mentor_nieuw", args=[aanvraag.ref]) + van_nakijken(request))
    form = forms.MentorKeuzeForm(request.POST or None, aanvraag=aanvraag, lijnen=lijnen, mentoren=eigen)
    if form.is_valid() and probeer(
        form,
        lambda: concept.kies_mentoren(
            aanvraag=aanvraag, keuze=form.keuze(), versie=form.cleaned_data["versie"], door=request.user, **_nu()
        ),
    ):
        return verder(request, aanvraag)
    context = {"form": form, "mentoren": eigen, "grenzen": drempels(timezone.localdate())}
    return toon(request, "mentoren", kop(request, aanvraag) | context, form)


@stap(Stap.MENTOREN)
def mentor(request: HttpRequest, aanvraag: Aanvraag, pk: int | None = None) -> HttpResponse:
    """Add a mentor, or correct one of the own onderneming."""
    eigen = Mentor.objects.filter(onderneming=aanvraag.onderneming).select_related("persoon")
    bestaand = get_object_or_404(eigen, pk=pk) if pk is not None else None
    vraagt = "vraag_mentor" in request.POST
    form = forms.MentorForm(request.POST or None, aanvraag=aanvraag, mentor=bestaand, vraagt=vraagt)

    @transaction.atomic
    def bewaar() -> None:
        bewaard = concept.bewaar_mentor(
            aanvraag=aanvraag,
            persoon=form.persoon(),
            gegevens=form.mentor(),
            mentor=bestaand,
            versie=form.cleaned_data["versie"],
            door=request.user,
            **_nu(),
        )
        if vraagt:
            vraag_mentor(mentor=bewaard, email=bewaard.email, door=request.user, **_nu())

    if form.is_valid() and probeer(form, bewaar):
        if vraagt:
            gelukt(request, f"We stuurden een link naar {form.cleaned_data['email']}.")
        adres = reverse("werkgever:mentoren", args=[aanvraag.ref]) + (van_nakijken(request) if bestaand is None else "")
        return verder(request, aanvraag, adres, eerst=bestaand is None)
    context = {"form": form, "mentor": bestaand, "vervolgt": True, "kan_vragen": mag_vragen(request, aanvraag)}
    return toon(request, "mentor", kop(request, aanvraag) | context, form)


def mag_vragen(request: HttpRequest, aanvraag: Aanvraag) -> bool:
    """Whether this user may send the mentor a personal link: the onderneming itself, not a consulent who helps."""
    return MentorWie.WERKGEVER in rollen_bij_onderneming(aanvraag.onderneming, request.user)


@stap(Stap.VOORWAARDEN)
def voorwaarden(request: HttpRequest, aanvraag: Aanvraag) -> HttpResponse:
    form = forms.VoorwaardenForm(request.POST or None, aanvraag=aanvraag, half=_half(request))
    if form.is_valid() and probeer(
        form,
        lambda: concept.bewaar_voorwaarden(
            aanvraag=aanvraag,
            antwoorden=form.antwoorden(),
            versie=form.cleaned_data["versie"],
            door=request.user,
            **_nu(),
        ),
    ):
        return bewaard(aanvraag) if tussendoor(request) else verder(request, aanvraag)
    return toon(request, "voorwaarden", {**kop(request, aanvraag), "form": form, "autosave": request.path}, form)
