"""The page of a sociaal secretariaat behind its personal link: the pack, and "geregeld" (rules.md §5.1).

Opening it changes nothing, so a mail scanner burns nothing. It names nobody once it ran out. The files hold the
rijksregisternummer: they open after the code that is mailed to the address of the link. A link that the werkgever hands
over itself has no address, and opens no file.
"""

from collections.abc import Callable
from functools import wraps

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from educam_portal.accounts.antwoord import nieuwe_link
from educam_portal.accounts.fouten import Geweigerd
from educam_portal.accounts.remmen import rem
from educam_portal.documenten.antwoord import als_bestand
from educam_portal.documenten.services import inhoud_voor_portaal

from ..forms.secretariaat import GeregeldForm
from ..models import Pakket
from ..pakket import TE_REGELEN, context, opvolger, zoek
from ..services import pakketten as diensten
from ..services.verplichtingen import te_regelen
from ..tonen import verplichtingen_van
from .mailcode import Codedeur, mail_code_om_te_openen, na_code, vul_code_in

SJABLOON = "overeenkomsten/secretariaat/"
WAAROM = "In de bestanden staat een rijksregisternummer. Daarom vragen we eerst een code."
NAAR = {"start": WAAROM, "pdf": f"{WAAROM} Dan download je de pdf.", "csv": f"{WAAROM} Dan download je de csv."}
View = Callable[[HttpRequest, Pakket, str], HttpResponse]


def met_link(view: View) -> Callable[..., HttpResponse]:
    """Whoever holds a link that works; a page that says what to do for one that does not."""

    @never_cache
    @wraps(view)
    def beschermd(request: HttpRequest, token: str) -> HttpResponse:
        pakket = zoek(token)
        if pakket is None or not pakket.werkt(timezone.now()):
            return _vervallen(request, pakket, token)
        return view(request, pakket, token)

    return beschermd


def _vervallen(request: HttpRequest, pakket: Pakket | None, token: str) -> HttpResponse:
    nodig = pakket is not None and opvolger(pakket) is not None
    return render(
        request, f"{SJABLOON}vervallen.html", {"nodig": nodig, "token": token}, status=200 if pakket else 404
    )  # fmt: skip


@rem("secretariaat")
@met_link
def start(request: HttpRequest, pakket: Pakket, token: str) -> HttpResponse:
    """What there is to arrange; a POST ticks what is."""
    overeenkomst, gegevens = pakket.overeenkomst, context(pakket)
    loopt = overeenkomst.toestand in TE_REGELEN
    open_ = list(te_regelen(overeenkomst)) if loopt else []
    form = GeregeldForm(request.POST or None, rijen=open_, dimona=pakket.gegevens["dimona_type"])
    if loopt and form.is_valid():
        try:
            wat = diensten.noteer_geregeld(pakket=pakket, op=timezone.now(), **form.cleaned_data)
        except Geweigerd as fout:
            form.add_error(None, fout.zin)
        else:
            messages.success(request, f"Genoteerd: {', '.join(wat)}. De werkgever krijgt bericht.")
            return redirect("secretariaat:start", token=token)
    voor, lopend = verplichtingen_van(overeenkomst.verplichtingen.all())
    alles = {
        **gegevens,
        "token": token,
        "form": form if open_ else None,
        "loopt": loopt,
        "gedaan": [rij for rij in (*voor, *lopend) if rij.gedaan_op and rij.nodig],
        "medisch_open": any(rij.soort == "medisch" and rij.nodig and rij.gedaan_op is None for rij in voor),
    }
    return render(request, f"{SJABLOON}link.html", alles, status=422 if form.is_bound and form.errors else 200)


def _deur(pakket: Pakket, token: str) -> Codedeur:
    return Codedeur(
        link=pakket,
        adres=lambda naam: reverse(f"secretariaat:{naam}", args=[token]),
        naar=NAAR,
        boventitel=f"Voor {pakket.naam} · {pakket.gegevens['referentie']}",
        titel="Vul de code in voor het pakket",
    )


def met_mailadres(view: View) -> View:
    """Only where there is an address to mail a code to; else back to the page, that says where the files are."""

    @wraps(view)
    def beschermd(request: HttpRequest, pakket: Pakket, token: str) -> HttpResponse:
        return view(request, pakket, token) if pakket.email else redirect("secretariaat:start", token=token)

    return beschermd


@rem("ondertekenen")
@met_link
@met_mailadres
def openen(request: HttpRequest, pakket: Pakket, token: str) -> HttpResponse:
    return vul_code_in(request, _deur(pakket, token))


@require_POST
@rem("ondertekencode")
@met_link
@met_mailadres
def code(request: HttpRequest, pakket: Pakket, token: str) -> HttpResponse:
    """A code to the address of the link."""
    return mail_code_om_te_openen(request, _deur(pakket, token))


@require_safe
@met_link
@met_mailadres
@na_code("pdf", _deur)
def pdf(request: HttpRequest, pakket: Pakket, token: str) -> HttpResponse:
    """The pack on paper."""
    return _bestand(pakket.document)


@require_safe
@met_link
@met_mailadres
@na_code("csv", _deur)
def csv(request: HttpRequest, pakket: Pakket, token: str) -> HttpResponse:
    """The same for a program."""
    return _bestand(pakket.csv)


def _bestand(document) -> HttpResponse:
    if document is None or document.gewist_op is not None:
        raise Http404
    return als_bestand(document, inhoud_voor_portaal(document), tonen=False)


@require_POST
@rem("secretariaatlink_vernieuwen")
def vernieuwen(request: HttpRequest, token: str) -> HttpResponse:
    """A new link to the address that had the old one, whoever presses."""
    pakket = zoek(token)
    if pakket is not None and pakket.werkt(timezone.now()):
        return redirect("secretariaat:start", token=token)
    nodig = opvolger(pakket) if pakket is not None else None
    if nodig is None:
        return _vervallen(request, pakket, token)
    return nieuwe_link(
        request,
        lambda: diensten.vernieuw_link(pakket=nodig, op=timezone.now()),
        f"{SJABLOON}vernieuwd.html",
    )
