"""The door before what a personal link opens only for its addressee: a code that is mailed there (rules.md §5, ux.md §3.6).

A code that was right opens it in that browser, for that link, for a while.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import wraps

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from educam_portal.accounts.remmen import geremd_voor

from ..forms.onderteken import CodeForm
from ..services.mailcode import Codelink, controleer_code, stuur_code
from .basis import probeer

OPEN_GEDURENDE = timedelta(hours=1)
SLEUTEL = "tekencodes"
View = Callable[..., HttpResponse]


@dataclass(frozen=True)
class Codedeur:
    """The door of one link. `naar`: where one may want to go, and why a code is asked for that; `start` is among them."""

    link: Codelink
    adres: Callable[[str], str]
    naar: Mapping[str, str]
    boventitel: str
    titel: str = "Vul je code in"

    def openadres(self, naar: str) -> str:
        return f"{self.adres('openen')}?naar={naar}"


def ontgrendeld(request: HttpRequest, link: Codelink) -> bool:
    """Whether the code of this very link was entered in this browser not long ago."""
    tot = request.session.get(SLEUTEL, {}).get(link.token_hash)
    return tot is not None and timezone.now().timestamp() < tot


def _ontgrendel(request: HttpRequest, link: Codelink) -> None:
    nu = timezone.now()
    geldig = {sleutel: tot for sleutel, tot in request.session.get(SLEUTEL, {}).items() if tot > nu.timestamp()}
    request.session[SLEUTEL] = geldig | {link.token_hash: (nu + OPEN_GEDURENDE).timestamp()}


def na_code(naar: str, deur_van: Callable[..., Codedeur | None]) -> Callable[[View], View]:
    """Only after the code of the link. `deur_van` gets what the view gets; None = who comes this way is known already."""

    def verpak(view: View) -> View:
        @wraps(view)
        def beschermd(request: HttpRequest, *args) -> HttpResponse:
            deur = deur_van(*args)
            if deur is not None and not ontgrendeld(request, deur.link):
                return redirect(deur.openadres(naar))
            return view(request, *args)

        return beschermd

    return verpak


def vul_code_in(request: HttpRequest, deur: Codedeur) -> HttpResponse:
    """The page that asks the code; the right one leads to where one wanted to go."""
    naar = request.POST.get("naar", "") or request.GET.get("naar", "")
    naar = naar if naar in deur.naar else "start"
    form = CodeForm(request.POST if request.method == "POST" else None)
    nu = timezone.now()
    if form.is_valid() and probeer(
        form, lambda: controleer_code(link=deur.link, code=form.cleaned_data["code"], op=nu)
    ):
        _ontgrendel(request, deur.link)
        return redirect(deur.adres(naar))
    context = {
        "form": form, "deur": deur, "naar": naar, "waarom": deur.naar[naar],
        "start": deur.adres("start"), "code_adres": deur.adres("code"), "adres": deur.adres("openen"),
    }  # fmt: skip
    return render(request, "overeenkomsten/mailcode.html", context, status=422 if form.is_bound else 200)


def mail_code(request: HttpRequest, deur: Codedeur, daarna: str) -> HttpResponse:
    """A code to the address of the link, then to `daarna`; one link asks only so many, from however many addresses."""
    link = deur.link
    if te_veel := geremd_voor(request, "ondertekencode_per_link", f"{link._meta.model_name}{link.pk}"):
        return te_veel
    stuur_code(link=link, op=timezone.now())
    messages.success(request, f"We mailden een code naar {_verborgen(link.email)}. Kijk ook bij ongewenste mail.")
    return redirect(daarna)


def mail_code_om_te_openen(request: HttpRequest, deur: Codedeur) -> HttpResponse:
    """The button of the page that asks the code: back to that page, on the way to where one wanted to go."""
    naar = request.POST.get("naar", "")
    return mail_code(request, deur, deur.openadres(naar if naar in deur.naar else "start"))


def _verborgen(email: str) -> str:
    """Enough to know which mailbox, for who owns it."""
    naam, _, domein = email.partition("@")
    return f"{naam[:1]}•••@{domein}"
