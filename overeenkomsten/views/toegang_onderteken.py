"""Who may open the pages to sign, and what they see when there is nothing to sign: link, account, tablet (rules.md §5).

Opening a link changes nothing, so a mail scanner burns nothing.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache

from educam_portal.accounts.models import User
from educam_portal.accounts.toegang import Verzoek, vereist_aangemeld

from ..models import Ondertekenaar, Overeenkomst
from ..services.ondertekenen import ROL
from ..stukken import open_stuk
from ..toestanden import Partij, StukSoort, StukStand, Wie, Wijze
from ..uitnodigen import leest_na, zoek

# Who signs at the table of the school; the others sign logged in.
OP_TABLET = (Partij.LERENDE, Partij.VERTEGENWOORDIGER)
SJABLOON = "overeenkomsten/onderteken/"


@dataclass(frozen=True)
class Toegang:
    """Which party is on the page, and by which way: the secret of the link, or an account."""

    rij: Ondertekenaar
    wijze: Wijze
    door: User | None = None
    geheim: str = ""

    @property
    def naam(self) -> str:
        """The person who types it: for an organisation whoever is logged in."""
        if self.wijze == Wijze.AANGEMELD and self.door is not None:
            return str(self.door)
        return self.rij.naam

    @property
    def terug(self) -> str:
        """The page of the overeenkomst it is about; who came by a link has none."""
        if self.door is None:
            return ""
        stuk = self.rij.stuk
        naam = "detail" if stuk.soort == StukSoort.OVEREENKOMST else "verloop"
        return reverse(f"overeenkomst:{naam}", args=[stuk.overeenkomst.referentie])

    def adres(self, naam: str) -> str:
        if self.geheim:
            return reverse("onderteken:link" if naam == "start" else f"onderteken:link_{naam}", args=[self.geheim])
        return reverse(f"onderteken:{naam}", args=[self.wijze.value, self.rij.pk])


View = Callable[[HttpRequest, Toegang], HttpResponse]


def met_account(view: View) -> Callable[..., HttpResponse]:
    """Logged in for school or onderneming, or the school with the lerende at the table; 404 for anybody else."""

    @vereist_aangemeld
    @never_cache
    @wraps(view)
    def beschermd(request: Verzoek, wijze: str, pk: int) -> HttpResponse:
        if wijze not in (Wijze.AANGEMELD, Wijze.TABLET):
            raise Http404
        rijen = Ondertekenaar.objects.filter(stuk__overeenkomst__in=Overeenkomst.objects.for_user(request.user))
        mee = [f"stuk__overeenkomst__{veld}" for veld in Overeenkomst.LEEST_MEE]
        rij = get_object_or_404(rijen.select_related("stuk__document", "user", *mee), pk=pk)
        rollen = rij.stuk.overeenkomst.rollen_van(request.user)
        partij = Partij(rij.partij)
        mag = ROL.get(partij) in rollen if wijze == Wijze.AANGEMELD else partij in OP_TABLET and Wie.SCHOOL in rollen
        if not mag:
            raise Http404
        return _open(request, view, Toegang(rij, Wijze(wijze), request.user))

    return beschermd


def met_link(view: View) -> Callable[..., HttpResponse]:
    """Whoever holds the link; a page that says what to do for one that ran out, was replaced or never existed."""

    @never_cache
    @wraps(view)
    def beschermd(request: HttpRequest, token: str) -> HttpResponse:
        rij = zoek(token)
        if rij is None or (rij.verlopen(timezone.now()) and rij.stuk.stand != StukStand.VERVALLEN):
            return vervallen(request, rij, token, opvolger(rij) if rij else None)
        return _open(request, view, Toegang(rij, Wijze.LINK, geheim=token))

    return beschermd


def vervallen(request: HttpRequest, rij: Ondertekenaar | None, token: str, nodig: Ondertekenaar | None) -> HttpResponse:
    """Names nobody: who holds an old link learns only that it is old. 404 when it was replaced or never existed.

    `nodig` is the row whose link this party needs now, as `opvolger` finds it.
    """
    context = {"nodig": nodig is not None, "token": token}
    return render(request, f"{SJABLOON}vervallen.html", context, status=200 if rij else 404)


def opvolger(rij: Ondertekenaar) -> Ondertekenaar | None:
    """The row whose link this party needs: what it still has to sign, at the same address, or what everybody signed."""
    if leest_na(rij, timezone.localdate()):
        return rij
    stuk = open_stuk(rij.stuk.overeenkomst, rij.stuk.soort)
    if stuk is None:
        return None
    zelfde = stuk.ondertekenaars.filter(partij=rij.partij, getekend_op=None, geweigerd_op=None)
    return zelfde.filter(email=rij.email).exclude(email="").first()


def tekenadres(rij: Ondertekenaar, rollen: set[Wie]) -> str:
    """Where somebody with these roles lets this party sign; empty when that is not theirs, or done."""
    if rij.getekend or rij.geweigerd_op:
        return ""
    if ROL.get(Partij(rij.partij)) in rollen:
        return Toegang(rij, Wijze.AANGEMELD).adres("start")
    if Wie.SCHOOL in rollen and rij.partij in OP_TABLET:
        return Toegang(rij, Wijze.TABLET).adres("start")
    return ""


def _open(request: HttpRequest, view: View, toegang: Toegang) -> HttpResponse:
    """The page, or the one that says that this version is no longer, or not yet, there to sign."""
    stuk = toegang.rij.stuk
    if not stuk.gegevens:
        raise Http404  # erased: nothing is left to show (rules.md §11)
    if toegang.geheim and stuk.stand == StukStand.ONDERTEKEND and not leest_na(toegang.rij, timezone.localdate()):
        return vervallen(request, toegang.rij, toegang.geheim, opvolger(toegang.rij))
    if stuk.stand == StukStand.VERVALLEN:
        return render(request, f"{SJABLOON}gewijzigd.html", _nieuwste(toegang))
    if stuk.document_id is None:
        return render(request, f"{SJABLOON}nog_niet.html", {"toegang": toegang})
    return view(request, toegang)


def _nieuwste(toegang: Toegang) -> dict[str, object]:
    """An outdated version is never signed: with an account one goes on to the newest, a link is mailed anew."""
    context: dict[str, object] = {"toegang": toegang, "naar": "", "nodig": False}
    if toegang.geheim:
        return context | {"token": toegang.geheim, "nodig": opvolger(toegang.rij) is not None}
    stuk = open_stuk(toegang.rij.stuk.overeenkomst, toegang.rij.stuk.soort)
    nieuw = stuk.ondertekenaars.filter(partij=toegang.rij.partij).first() if stuk else None
    if nieuw is not None:
        context["naar"] = Toegang(nieuw, toegang.wijze, toegang.door).adres("start")
    return context
