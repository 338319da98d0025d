"""The code that goes with a personal link: asked before the PDF is opened, and to sign (rules.md §5, ux.md §3.6).

The PDF holds the rijksregisternummer, so that whoever was forwarded a mail must not get at it. A code that was right opens
it in that browser, for that link, for a while.
"""

from collections.abc import Callable
from datetime import timedelta
from functools import wraps

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from educam_portal.accounts.remmen import geremd_voor, rem

from ..forms.onderteken import CodeForm
from ..models import Ondertekenaar
from ..services import ondertekenen as diensten
from ..toestanden import StukStand
from .basis import probeer
from .toegang_onderteken import SJABLOON, Toegang, View, met_link

OPEN_GEDURENDE = timedelta(hours=1)
SLEUTEL = "tekencodes"
# Where one wanted to go when the code was asked, and what the page says it is for; without it the first page.
NAAR = {
    "start": "",
    "pdf": "Dan open je de {} als PDF.",
    "elders": "Dan kan je de {} bewaren om ze elders te tekenen.",
}


def ontgrendeld(request: HttpRequest, rij: Ondertekenaar) -> bool:
    """Whether the code of this very link was entered in this browser not long ago."""
    tot = request.session.get(SLEUTEL, {}).get(rij.token_hash)
    return tot is not None and timezone.now().timestamp() < tot


def _ontgrendel(request: HttpRequest, rij: Ondertekenaar) -> None:
    nu = timezone.now()
    geldig = {sleutel: tot for sleutel, tot in request.session.get(SLEUTEL, {}).items() if tot > nu.timestamp()}
    request.session[SLEUTEL] = geldig | {rij.token_hash: (nu + OPEN_GEDURENDE).timestamp()}


def na_code(naar: str) -> Callable[[View], View]:
    """By link only after its code; who has an account or sits at the table of the school is known already."""

    def verpak(view: View) -> View:
        @wraps(view)
        def beschermd(request: HttpRequest, toegang: Toegang) -> HttpResponse:
            if toegang.geheim and not ontgrendeld(request, toegang.rij):
                return redirect(openadres(toegang, naar))
            return view(request, toegang)

        return beschermd

    return verpak


def openadres(toegang: Toegang, naar: str) -> str:
    return f"{toegang.adres('openen')}?naar={naar}"


def _openen(request: HttpRequest, toegang: Toegang) -> HttpResponse:
    naar = request.POST.get("naar", "") or request.GET.get("naar", "")
    naar = naar if naar in NAAR else "start"
    form = CodeForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and probeer(form, lambda: _controleer(toegang, form.cleaned_data["code"])):
        _ontgrendel(request, toegang.rij)
        return redirect(toegang.adres(naar))
    context = {
        "form": form, "toegang": toegang, "ovk": toegang.rij.stuk.gegevens, "naar": naar,
        "waarvoor": NAAR[naar].format(toegang.rij.stuk.woord),
        "start": toegang.adres("start"), "code_adres": toegang.adres("code"), "adres": toegang.adres("openen"),
    }  # fmt: skip
    return render(request, f"{SJABLOON}openen.html", context, status=422 if form.is_bound else 200)


def _controleer(toegang: Toegang, code: str) -> None:
    diensten.controleer_code(ondertekenaar=toegang.rij, code=code, op=timezone.now())


openen = rem("ondertekenen")(met_link(_openen))


@require_POST
@rem("ondertekencode")
@met_link
def code(request: HttpRequest, toegang: Toegang) -> HttpResponse:
    """A code to the address of the link; to sign, or to open the PDF, also afterwards."""
    rij, naar = toegang.rij, request.POST.get("naar", "")
    te_tekenen = not rij.getekend and not rij.geweigerd_op and rij.stuk.stand == StukStand.OPEN
    if naar not in NAAR and not te_tekenen:
        return redirect(toegang.adres("start"))
    if te_veel := geremd_voor(request, "ondertekencode_per_link", f"o{rij.pk}"):
        return te_veel
    diensten.stuur_code(ondertekenaar=rij, op=timezone.now())
    messages.success(request, f"We mailden een code naar {_verborgen(rij.email)}. Kijk ook bij ongewenste mail.")
    return redirect(openadres(toegang, naar) if naar in NAAR else toegang.adres("tekenen"))


def _verborgen(email: str) -> str:
    """Enough to know which mailbox, for who owns it."""
    naam, _, domein = email.partition("@")
    return f"{naam[:1]}•••@{domein}"
