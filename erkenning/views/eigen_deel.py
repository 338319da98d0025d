"""The pages where a mentor fills in the own part: by personal link without an account, or logged in (ux.md §3.3).

Opening a link changes nothing, so a mail scanner burns nothing. A link that ran out can be renewed by whoever holds it:
the new one goes to the same address.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from educam_portal.accounts.antwoord import nieuwe_link
from educam_portal.accounts.fouten import Geweigerd
from educam_portal.accounts.models import User
from educam_portal.accounts.remmen import met_bestand, rem
from educam_portal.accounts.toegang import Verzoek, vereist_mentor
from educam_portal.documenten.controle import limiet_mb
from educam_portal.documenten.fouten import OngeldigBestand
from educam_portal.parameters import duur
from mentoren.models import Mentor, Mentorvraag
from mentoren.services import vragen as vraagdiensten
from mentoren.toestanden import MentorToestand
from mentoren.vragen import zoek

from ..eigen_deel import EigenDeel, Uittrekselstand, eigen_deel
from ..forms.eigen_deel import EigenGegevensForm, EigenUittrekselForm
from ..services.concept import ligt_vast
from ..services.eigen_deel import laad_uittreksel_op, vul_eigen_deel_in

WOORD = {
    Uittrekselstand.GEVRAAGD: ("nog_te_doen", ""),
    Uittrekselstand.ONTVANGEN: ("klaar", "Ontvangen. EDUCAM kijkt het na. Tot dan kan je het vervangen."),
    Uittrekselstand.NAGEKEKEN: ("klaar", "EDUCAM heeft je uittreksel nagekeken."),
    Uittrekselstand.NIET_NODIG: ("klaar", "Nu niet nodig."),
}


@dataclass(frozen=True)
class Toegang:
    """Who is on the page, and by which way: the secret of the link, or an account."""

    mentor: Mentor
    door: User | None
    geheim: str = ""

    def adres(self, naam: str) -> str:
        if self.geheim:
            return reverse(f"eigen:link_{naam}" if naam != "start" else "eigen:link", args=[self.geheim])
        return reverse(f"eigen:{naam}", args=[self.mentor.pk])


View = Callable[[HttpRequest, Toegang], HttpResponse]


def aangemeld(view: View) -> Callable[..., HttpResponse]:
    """The mentor with an account, on an own row; 404 for anybody else's."""

    @vereist_mentor
    @never_cache
    @wraps(view)
    def beschermd(request: Verzoek, pk: int) -> HttpResponse:
        eigen = Mentor.objects.filter(persoon__user=request.user, toestand=MentorToestand.ACTIEF)
        mentor = get_object_or_404(eigen.select_related("persoon", "onderneming"), pk=pk)
        return view(request, Toegang(mentor, request.user))

    return beschermd


def met_link(view: View) -> Callable[..., HttpResponse]:
    """Whoever holds the link; a page that says what to do for one that ran out, was replaced or never existed."""

    @never_cache
    @wraps(view)
    def beschermd(request: HttpRequest, token: str) -> HttpResponse:
        vraag = zoek(token)
        if vraag is None or not vraag.werkt or vraag.verlopen(timezone.now()):
            return _vervallen(request, vraag, token)
        return view(request, Toegang(vraag.mentor, None, token))

    return beschermd


def _vervallen(request: HttpRequest, vraag: Mentorvraag | None, token: str) -> HttpResponse:
    """Names nobody: who holds an old link learns only that it is old. 404 when it was replaced or never existed."""
    status = 200 if vraag else 404
    return render(request, "erkenning/mentor/vervallen.html", {"vraag": vraag, "token": token}, status=status)


@require_POST
@rem("mentorlink_vernieuwen")
def vernieuwen(request: HttpRequest, token: str) -> HttpResponse:
    """A new link, to the address that had the old one, whoever presses the button."""
    vraag = zoek(token)
    if vraag is None:
        return _vervallen(request, None, token)
    if vraag.werkt and not vraag.verlopen(timezone.now()):
        return redirect("eigen:link", token=token)
    return nieuwe_link(
        request, lambda: vraagdiensten.vernieuw(vraag=vraag, op=timezone.now()), "erkenning/mentor/vernieuwd.html"
    )


def _start(request: HttpRequest, toegang: Toegang) -> HttpResponse:
    """What is asked, where it stands, and what comes afterwards."""
    vandaag = timezone.localdate()
    deel = eigen_deel(toegang.mentor, vandaag)
    context = _kop(toegang) | {
        "deel": deel,
        "groepen": [{"titel": "Wat we van jou vragen", "taken": _taken(deel, toegang)}],
        "binnen": duur("mentoropleiding", vandaag),
    }
    return render(request, "erkenning/mentor/start.html", context)


def _taken(deel: EigenDeel, toegang: Toegang) -> list[dict[str, str]]:
    gegevens = {
        "titel": "Je gegevens",
        "status": "klaar",
        "hint": "Ze liggen vast. Klopt er iets niet? Zeg het je werkgever.",
    }
    if deel.gegevens_open:
        zelf = deel.mentor.zelf_ingevuld_op is not None
        gegevens |= {
            "status": "klaar" if zelf else "nog_te_doen",
            "url": toegang.adres("gegevens"),
            "hint": "" if zelf else "Kijk na wat je werkgever invulde, en vul aan. Vijf minuten.",
        }
    status, hint = WOORD[deel.uittreksel]
    uittreksel = {"titel": "Je uittreksel strafregister", "status": status, "hint": hint}
    if deel.uittreksel_open:
        uittreksel |= {"url": toegang.adres("uittreksel"), "hint": hint or "Je werkgever krijgt het niet te zien."}
    return [gegevens, uittreksel]


def _gegevens(request: HttpRequest, toegang: Toegang) -> HttpResponse:
    deel = eigen_deel(toegang.mentor, timezone.localdate())
    if not deel.gegevens_open and request.method != "POST":
        messages.warning(request, "Je gegevens liggen nu vast. Klopt er iets niet? Laat het je werkgever weten.")
        return redirect(toegang.adres("start"))
    form = EigenGegevensForm(
        request.POST if request.method == "POST" else None, mentor=toegang.mentor, vast=ligt_vast(toegang.mentor)
    )

    def bewaar() -> None:
        vul_eigen_deel_in(
            mentor=toegang.mentor,
            persoon=form.persoon(),
            gegevens=form.mentor(),
            door=toegang.door,
            op=timezone.now(),
        )

    if form.is_valid() and _probeer(form, bewaar):
        messages.success(request, "Gelukt. Je gegevens zijn bewaard.")
        return redirect(toegang.adres("start"))
    return _toon(request, toegang, "gegevens", form)


def _uittreksel(request: HttpRequest, toegang: Toegang) -> HttpResponse:
    deel = eigen_deel(toegang.mentor, timezone.localdate())
    if not deel.uittreksel_open and request.method != "POST":
        messages.warning(request, "We hebben nu geen uittreksel van je nodig.")
        return redirect(toegang.adres("start"))
    form = EigenUittrekselForm(
        request.POST if request.method == "POST" else None, request.FILES if request.method == "POST" else None
    )

    def bewaar() -> None:
        bestand = form.cleaned_data["bestand"]
        laad_uittreksel_op(mentor=toegang.mentor, bestand=bestand, door=toegang.door, op=timezone.now())

    if form.is_valid() and _probeer(form, bewaar):
        messages.success(request, "Gelukt. We kregen je uittreksel. Alleen EDUCAM kan het openen.")
        return redirect(toegang.adres("start"))
    return _toon(request, toegang, "uittreksel", form, ontvangen=deel.uittreksel == Uittrekselstand.ONTVANGEN)


def _probeer(form: forms.Form, actie: Callable[[], None]) -> bool:
    try:
        actie()
    except (Geweigerd, OngeldigBestand) as fout:
        form.add_error(None, fout.zin)
        return False
    return True


def _toon(request: HttpRequest, toegang: Toegang, sjabloon: str, form: forms.Form, **meer: Any) -> HttpResponse:
    context = _kop(toegang) | {"form": form, "terug": toegang.adres("start"), "max_mb": limiet_mb()} | meer
    status = 422 if form.is_bound and form.errors else 200
    return render(request, f"erkenning/mentor/{sjabloon}.html", context, status=status)


def _kop(toegang: Toegang) -> dict[str, Any]:
    return {"mentor": toegang.mentor, "met_link": bool(toegang.geheim)}


start, link = aangemeld(_start), met_link(_start)
# Each save tells the werkgevers of it.
_bewaren = rem("mentorlink_gegevens")
gegevens, link_gegevens = _bewaren(aangemeld(_gegevens)), _bewaren(met_link(_gegevens))
_opladen = rem("opladen", als=met_bestand)
uittreksel, link_uittreksel = _opladen(aangemeld(_uittreksel)), _opladen(met_link(_uittreksel))
