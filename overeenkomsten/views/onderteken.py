"""The pages where a party reads what there is to sign, signs it, or says why not (rules.md §5, ux.md §3.6).

One set of pages for three ways: the personal link of who has no account, logged in for school and onderneming, and the
tablet of the school, where the lerende and the representative sign in turn.
"""

from typing import Any

from allauth.account.adapter import get_adapter
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from educam_portal.accounts.antwoord import nieuwe_link
from educam_portal.accounts.remmen import rem
from educam_portal.documenten.antwoord import als_bestand
from educam_portal.documenten.services import inhoud_voor_portaal

from ..forms.onderteken import EldersForm, OndertekenForm, WeigerForm
from ..niveaus import elders_te_tekenen, toegelaten
from ..services import elders as inname
from ..services import ondertekenen as diensten
from ..services.mailcode import controleer_code
from ..stukken import context as stukcontext
from ..stukken import te_lezen
from ..toestanden import Partij, StukStand, Wijze
from ..uitnodigen import aan_de_beurt, zoek
from ..wat_teken_je import in_het_kort
from .basis import probeer
from .mailcode import na_code, ontgrendeld
from .tekencode import codedeur
from .toegang_onderteken import OP_TABLET, SJABLOON, Toegang, met_account, met_link, opvolger, vervallen

STAPPEN = ("Wat teken je?", "Lees de {}", "Onderteken")


def _start(request: HttpRequest, toegang: Toegang) -> HttpResponse:
    """What this is about in eight lines; afterwards: that it is signed, and what comes next."""
    rij = toegang.rij
    if rij.getekend:
        return _toon(request, toegang, "klaar", **_daarna(toegang))
    if rij.geweigerd_op:
        return _toon(request, toegang, "geweigerd")
    return _toon(request, toegang, "wat", rijen=in_het_kort(rij.stuk))


def _daarna(toegang: Toegang) -> dict[str, Any]:
    stuk = toegang.rij.stuk
    anderen = aan_de_beurt(stuk) if stuk.stand == StukStand.OPEN else []
    volgende = next((ander for ander in anderen if ander.partij in OP_TABLET), None)
    return {
        "wachten_op": [rij.get_partij_display().lower() for rij in stuk.ondertekenaars.all() if not rij.getekend],
        "volgende": Toegang(volgende, Wijze.TABLET, toegang.door).adres("start")
        if volgende is not None and toegang.wijze == Wijze.TABLET
        else "",
    }


def _lezen(request: HttpRequest, toegang: Toegang) -> HttpResponse:
    return _toon(request, toegang, "lezen", **stukcontext(toegang.rij.stuk))


@require_safe
@na_code("pdf", codedeur)
def _pdf(request: HttpRequest, toegang: Toegang) -> HttpResponse:
    """Exactly the bytes that are signed; once everybody signed, the sealed document."""
    document = te_lezen(toegang.rij.stuk)
    return als_bestand(document, inhoud_voor_portaal(document), tonen=request.GET.get("inline") == "1")


def _tekenen(request: HttpRequest, toegang: Toegang) -> HttpResponse:
    if toegang.rij.getekend or toegang.rij.geweigerd_op:
        return redirect(toegang.adres("start"))
    stuk = toegang.rij.stuk
    elders = _mag_elders(toegang)
    if not toegelaten(toegang.wijze, stuk):
        messages.info(request, f"Deze {stuk.woord} teken je niet in het portaal. Vraag de school hoe het wel kan.")
        return redirect(toegang.adres("elders" if elders else "start"))
    form = OndertekenForm(
        request.POST if request.method == "POST" else None,
        wijze=toegang.wijze,
        met_code=_vraagt_code(request, toegang),
        naam=toegang.naam,
        woord=toegang.rij.stuk.woord,
        begeleider=str(toegang.door or ""),
    )
    if form.is_valid() and probeer(form, lambda: _zet_handtekening(request, toegang, form.cleaned_data)):
        messages.success(request, f"Gelukt. Je handtekening staat onder de {toegang.rij.stuk.woord}.")
        return redirect(toegang.adres("start"))
    return _toon(request, toegang, "tekenen", form=form, elders=toegang.adres("elders") if elders else "")


def _vraagt_code(request: HttpRequest, toegang: Toegang) -> bool:
    """By link, unless the code was entered to read the PDF."""
    return toegang.wijze == Wijze.LINK and not ontgrendeld(request, toegang.rij)


def _mag_elders(toegang: Toegang) -> bool:
    """A representative brings the file by the own link, never the school for them: only a name would tell who signed."""
    voor_ouder = toegang.wijze == Wijze.TABLET and toegang.rij.partij == Partij.VERTEGENWOORDIGER
    return elders_te_tekenen(toegang.rij.stuk) and not voor_ouder


@na_code("elders", codedeur)
def _elders(request: HttpRequest, toegang: Toegang) -> HttpResponse:
    """Our PDF, signed elsewhere with eID or itsme: bring it back, and read what came of it."""
    rij = toegang.rij
    if rij.getekend or rij.geweigerd_op:
        return redirect(toegang.adres("start"))
    if not _mag_elders(toegang):
        messages.info(request, f"Elders tekenen kan niet voor deze {rij.stuk.woord}.")
        return redirect(toegang.adres("start"))
    form = EldersForm(*((request.POST, request.FILES) if request.method == "POST" else ()))

    def neem_in() -> None:
        bestand = form.cleaned_data["bestand"]
        inname.neem_in(ondertekenaar=rij, bestand=bestand, door=toegang.door, op=timezone.now())

    if form.is_valid() and probeer(form, neem_in):
        return redirect(toegang.adres("elders"))
    return _toon(request, toegang, "elders", form=form, bestand=rij.bestanden.first())


def _zet_handtekening(request: HttpRequest, toegang: Toegang, velden: dict[str, Any]) -> None:
    nu = timezone.now()
    if "code" in velden:
        controleer_code(link=toegang.rij, code=velden["code"], op=nu)
    bewijs = diensten.Bewijs(
        wijze=toegang.wijze,
        getypte_naam=velden["naam"],
        ip=get_adapter().get_client_ip(request),
        toestel=request.headers.get("User-Agent", ""),
        identiteit_door=toegang.door if toegang.wijze == Wijze.TABLET else None,
    )
    diensten.onderteken(ondertekenaar=toegang.rij, bewijs=bewijs, door=toegang.door, op=nu)


def _niet(request: HttpRequest, toegang: Toegang) -> HttpResponse:
    if toegang.rij.getekend or toegang.rij.geweigerd_op:
        return redirect(toegang.adres("start"))
    return _zeg_waarom(request, toegang)


@na_code("niet", codedeur)
def _zeg_waarom(request: HttpRequest, toegang: Toegang) -> HttpResponse:
    form = WeigerForm(request.POST if request.method == "POST" else None)

    def weiger() -> None:
        # At the table of the school it is the lerende who answers; who holds the tablet is the witness.
        wie = {"door": None, "getuige": toegang.door} if toegang.wijze == Wijze.TABLET else {"door": toegang.door}
        diensten.weiger(ondertekenaar=toegang.rij, reden=form.cleaned_data["reden"], op=timezone.now(), **wie)

    if form.is_valid() and probeer(form, weiger):
        messages.success(request, "Gelukt. De school weet dat je niet tekent, en waarom.")
        return redirect(toegang.adres("start"))
    return _toon(request, toegang, "niet", form=form)


@require_POST
@rem("ondertekenlink_vernieuwen")
def vernieuwen(request: HttpRequest, token: str) -> HttpResponse:
    """A new link to what this party still has to sign, to the address that had the old one, whoever presses."""
    rij = zoek(token)
    nodig = opvolger(rij) if rij is not None else None
    if rij is None or nodig is None:
        return vervallen(request, rij, token, None)
    if nodig.pk == rij.pk and not rij.verlopen(timezone.now()):
        return redirect("onderteken:link", token=token)
    return nieuwe_link(
        request,
        lambda: diensten.vernieuw_link(ondertekenaar=nodig, op=timezone.now()),
        f"{SJABLOON}vernieuwd.html",
    )


def _toon(request: HttpRequest, toegang: Toegang, sjabloon: str, **meer: Any) -> HttpResponse:
    form = meer.get("form")
    rij = toegang.rij
    context = {
        "toegang": toegang,
        "rij": rij,
        "ovk": rij.stuk.gegevens,
        "adres": {naam: toegang.adres(naam) for naam in ("start", "lezen", "pdf", "tekenen", "niet", "elders")},
        "code_adres": toegang.adres("code") if form is not None and "code" in form.fields else "",
        "voor_lerende": rij.partij == Partij.LERENDE,
        "stappen": [stap.format(rij.stuk.woord) for stap in STAPPEN],
    }
    status = 422 if form is not None and form.is_bound and form.errors else 200
    return render(request, f"{SJABLOON}{sjabloon}.html", context | meer, status=status)


start, link = met_account(_start), met_link(_start)
lezen, link_lezen = met_account(_lezen), met_link(_lezen)
pdf, link_pdf = met_account(_pdf), met_link(_pdf)
_proberen, _opladen = rem("ondertekenen"), rem("opladen")
tekenen, link_tekenen = _proberen(met_account(_tekenen)), _proberen(met_link(_tekenen))
elders, link_elders = _opladen(met_account(_elders)), _opladen(met_link(_elders))
niet, link_niet = _proberen(met_account(_niet)), _proberen(met_link(_niet))
