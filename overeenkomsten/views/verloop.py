"""The tab "Wijzigingen en einde" of an overeenkomst: what waits for signatures, and stopping (rules.md §5)."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from educam_portal.accounts.toegang import Verzoek, View, vereist_aangemeld
from educam_portal.workflow.views import Actie

from ..models import Overeenkomst, Stuk
from ..oordeel import wankelt
from ..services import einde as diensten
from ..tabbladen import heeft_leren, tabs
from ..tekentermijn import uiterlijk
from ..toestanden import StukSoort, StukStand, Toestand, Wie
from ..tonen import Blik, blik
from .basis import haal
from .school.papier import papier_kan
from .toegang_onderteken import tekenadres


@vereist_aangemeld
def verloop(request: Verzoek, ref: str) -> HttpResponse:
    """What waits for signatures, what was agreed since, how it stopped, and what the reader may do."""
    rij = haal(request, ref)
    kijk = blik(rij, request.user)
    if not heeft_leren(rij, kijk):
        raise Http404
    rollen = rij.rollen_van(request.user)
    schorsingen = list(rij.schorsingen.select_related("document"))
    stukken = _stukken(rij, rollen)
    gevraagd = [een["stuk"] for een in stukken if een["einde"] and een["einde"].ingetrokken_op is None]
    stopt = any(stuk.stand == StukStand.OPEN for stuk in gevraagd)
    context = {
        "overeenkomst": rij,
        "kijk": kijk,
        "tabs": tabs(rij, kijk, "verloop"),
        "stukken": stukken,
        "schorsingen": schorsingen,
        "wankelt": wankelt(rij, timezone.now()) if rij.toestand in NOG_BINDEND and not rij.einde_feitelijk else [],
        "mag_hervatten": rij.mag(request.user, "hervatten"),
        "knoppen": _knoppen(rij, request, stil=any(een.tot is None for een in schorsingen), stopt=bool(gevraagd)),
        "vraag_de_school": rij.toestand in NOG_BINDEND and not kijk.school and not rij.einde_feitelijk and not stopt,
        "proef_tot": diensten.proef_tot(rij),
    }
    return render(request, "overeenkomsten/verloop/verloop.html", context)


def _stukken(overeenkomst: Overeenkomst, rollen: set[Wie]) -> list[dict[str, Any]]:
    """Each document about it, newest first: what it does, who signed it, and where the reader signs or takes it back."""
    rijen = overeenkomst.stukken.exclude(soort=StukSoort.OVEREENKOMST)
    rijen = rijen.select_related("document", "zegel__document", "beeindiging", "addendum")
    return [_stuk(stuk, overeenkomst, rollen) for stuk in rijen.prefetch_related("ondertekenaars__geweigerd_getuige")]


def _stuk(stuk: Stuk, overeenkomst: Overeenkomst, rollen: set[Wie]) -> dict[str, Any]:
    open_ = stuk.stand == StukStand.OPEN
    tekenaars = list(stuk.ondertekenaars.all())
    wegen = [tekenadres(een, rollen) if stuk.te_tekenen else "" for een in tekenaars]
    zegel = getattr(stuk, "zegel", None)
    ref, addendum = overeenkomst.referentie, stuk.soort == StukSoort.ADDENDUM
    als = Wie.SCHOOL if addendum else stuk.beeindiging.gemeld_als
    soort = "addendum" if addendum else "einde"
    return {
        "stuk": stuk,
        "addendum": stuk.addendum if addendum else None,
        "einde": None if addendum else stuk.beeindiging,
        "ondertekenaars": list(zip(tekenaars, wegen, strict=True)),
        "getekend": sum(een.getekend for een in tekenaars),
        "uiterlijk": uiterlijk(stuk, overeenkomst) if open_ and len(tekenaars) > 1 else None,
        "document": zegel.document if zegel and zegel.document else stuk.document,
        "intrekken": reverse(f"overeenkomst:{soort}_intrekken", args=[ref]) if open_ and als in rollen else "",
        "herinneren": reverse(f"overeenkomst:{soort}_herinneren", args=[ref])
        if stuk.te_tekenen and Wie.SCHOOL in rollen
        else "",
        "papier": reverse("school:papier", args=[stuk.pk])
        if stuk.te_tekenen and Wie.SCHOOL in rollen and papier_kan(stuk)
        else "",
    }


NOG_BINDEND = (Toestand.ONDERTEKEND, Toestand.LOPEND)
# Row of the table → name of its first page and its words, in the order of the buttons.
BEGIN = {
    "addendum_voorstellen": ("wijzigen", "Wijzig iets aan de overeenkomst"),
    "schorsen": ("schorsen", "Meld een schorsing"),
    "beeindiging_voorstellen": ("stoppen", "Stop de overeenkomst"),
}


def _knoppen(overeenkomst: Overeenkomst, request: Verzoek, *, stil: bool, stopt: bool) -> list[tuple[str, str]]:
    """(label, address) of what the reader may begin now.

    Once its end was asked (`stopt`), that alone is settled first; while it stands still (`stil`) one ends that
    suspension first.
    """
    return [
        (label, reverse(f"overeenkomst:{naam}", args=[overeenkomst.referentie]))
        for actie, (naam, label) in BEGIN.items()
        if overeenkomst.mag(request.user, actie) and not (stil if actie == "schorsen" else stopt)
    ]


class VerloopActie(Actie):
    """One action on an overeenkomst by school or werkgever; who may only look finds no such page."""

    sjabloon = "overeenkomsten/verloop/actie.html"
    zaak: Overeenkomst

    def bereid_voor(self) -> None:
        self.zaak = haal(self.request, self.kwargs["ref"])
        self.rollen = self.zaak.rollen_van(self.request.user)
        if not self.rollen & set(self.zaak.OVERGANGEN[self.actie].wie):
            raise Http404

    def wie(self) -> dict[str, Any]:
        return {"overeenkomst": self.zaak, "door": self.request.user, "op": self.nu}

    def vast(self) -> dict[str, Any]:
        return {"overeenkomst": self.zaak}

    def terug_url(self) -> str:
        kijk: Blik = blik(self.zaak, self.request.user)
        if heeft_leren(self.zaak, kijk):
            return reverse("overeenkomst:verloop", args=[self.zaak.referentie])
        return self.zaak.get_absolute_url()


# Name, address under that of the overeenkomst, view.
DEUREN: tuple[tuple[str, str, View], ...] = (("verloop", "wijzigingen/", verloop),)
