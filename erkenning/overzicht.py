"""What everybody may know about erkenningen: where one can learn today, the free places, how fast EDUCAM decides.

Read-only. The list itself is always live; the counts on the map come from a snapshot of a few minutes old, so that a
page costs the same with a hundred or a hundred thousand vestigingen (quality.md, budgets).
"""

import math
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.core.cache import cache
from django.db.models import Count, Exists, OuterRef, Prefetch, Q
from django.utils import timezone

from educam_portal.organisaties.afstand import afstand_km
from educam_portal.organisaties.models import Gemeente, Opleiding, Postcode, Vestiging, VestigingQuerySet

from .models import Aanvraag, Erkenning
from .toestanden import Toestand

STAND_SECONDEN = 300
STRAAL_KM = 15
MIN_BESLISSINGEN = 20

Bezetting = Callable[[list[int]], dict[int, int]]
_bezetting: list[Bezetting] = []


# --- free places ----------------------------------------------------------------------------------------------------
def registreer_bezetting(functie: Bezetting) -> None:
    """A higher floor tells how many places are taken: ids of erkenningen in, {id: places taken} out."""
    if functie not in _bezetting:
        _bezetting.append(functie)


def vrije_plaatsen_per(erkenningen: Iterable[Erkenning]) -> dict[int, int]:
    """Free places = places − running overeenkomsten, never below zero (rules.md §3.1): {erkenning id: number}."""
    vrij = {erkenning.pk: erkenning.plaatsen for erkenning in erkenningen}
    for functie in _bezetting:
        for pk, bezet in functie(list(vrij)).items():
            vrij[pk] -= bezet
    return {pk: max(aantal, 0) for pk, aantal in vrij.items()}


def vrije_plaatsen(erkenning: Erkenning) -> int:
    """Free places of one erkenning; use `vrije_plaatsen_per` for a list."""
    return vrije_plaatsen_per([erkenning])[erkenning.pk]


# --- the snapshot behind filters and map ------------------------------------------------------------------------------
@dataclass(frozen=True)
class Plek:
    """A gemeente as the map needs it."""

    nis: str
    naam: str
    gebied: str
    lat: float
    lon: float


@dataclass(frozen=True)
class Stand:
    """Recognised vestigingen per gemeente, and the words to filter by."""

    plekken: dict[str, Plek]
    totaal: dict[str, int]
    per_opleiding: dict[tuple[str, int], int]
    opleidingen: dict[str, tuple[int, str]]

    @property
    def gebieden(self) -> list[str]:
        return sorted({plek.gebied for plek in self.plekken.values()})

    def zoek_gemeente(self, tekst: str) -> Plek | None:
        """The gemeente with this name, whatever capitals or accents somebody types."""
        gezocht = kaal(tekst)
        if not gezocht:
            return None
        return next((plek for plek in self.plekken.values() if kaal(plek.naam) == gezocht), None)

    def rond(self, midden: Plek, km: float) -> set[str]:
        """NIS codes of the gemeenten whose centre lies within `km` of the centre of `midden`, itself included."""
        return {nis for nis, plek in self.plekken.items() if afstand_km(midden, plek) <= km}


def kaal(tekst: str) -> str:
    """Lower case without accents, spaces and dashes, to compare names of gemeenten."""
    ontleed = unicodedata.normalize("NFKD", tekst.casefold())
    return "".join(teken for teken in ontleed if teken.isalnum())


def stand(op: date | None = None) -> Stand:
    """The snapshot of `op` (today by default), at most `STAND_SECONDEN` old. Read it once a request and pass it on."""
    op = op or timezone.localdate()
    sleutel = f"publiek.stand.{op:%Y%m%d}"
    bewaard = cache.get(sleutel)
    if bewaard is None:
        geldig = Erkenning.objects.geldig(op).order_by()
        per_opleiding = geldig.values_list("vestiging__gemeente", "opleiding").annotate(
            aantal=Count("vestiging", distinct=True)
        )
        totaal = geldig.values_list("vestiging__gemeente").annotate(aantal=Count("vestiging", distinct=True))
        velden = ("nis", "naam", "gebied", "lat", "lon")
        bewaard = Stand(
            plekken={rij[0]: Plek(*rij) for rij in Gemeente.objects.values_list(*velden)},
            totaal=dict(totaal),
            per_opleiding={(nis, opleiding): aantal for nis, opleiding, aantal in per_opleiding},
            opleidingen={
                code: (pk, titel)
                for code, pk, titel in Opleiding.objects.filter(
                    Q(pk__in=geldig.values("opleiding")) | Q(pk__in=Opleiding.objects.geldig(op).values("pk"))
                ).values_list("code", "pk", "titel")
            },
        )
        cache.set(sleutel, bewaard, STAND_SECONDEN)
    return bewaard


# --- searching ------------------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Zoekvraag:
    """What a visitor asks of the list. `bij` is the NIS code of the gemeente around which the places must lie."""

    q: str = ""
    opleiding: str = ""
    gebied: str = ""
    bij: str = ""

    def nissen(self, bron: Stand) -> set[str] | None:
        """The gemeenten that gebied and `bij` leave, None when every gemeente will do."""
        if not self.gebied and not self.bij:
            return None
        gekozen = set(bron.plekken)
        if self.gebied:
            gekozen = {nis for nis in gekozen if bron.plekken[nis].gebied == self.gebied}
        if self.bij:
            gekozen &= bron.rond(bron.plekken[self.bij], STRAAL_KM)
        return gekozen


def zoek_vestigingen(vraag: Zoekvraag, bron: Stand, op: date | None = None) -> VestigingQuerySet:
    """Vestigingen recognised on `op` that fit, by name, each with its `geldige_erkenningen` (rules.md §3.3)."""
    op = op or timezone.localdate()
    geldig = Erkenning.objects.geldig(op)
    passend = geldig.filter(vestiging=OuterRef("pk"))
    if vraag.opleiding:
        passend = passend.filter(opleiding=bron.opleidingen[vraag.opleiding][0])
    rijen = Vestiging.objects.filter(Exists(passend))
    nissen = vraag.nissen(bron)
    if nissen is not None:
        rijen = rijen.filter(gemeente__in=nissen)
    if vraag.q.isdigit():
        rijen = rijen.filter(postcode__startswith=vraag.q)
    elif vraag.q:
        gemeente = bron.zoek_gemeente(vraag.q)
        naam = Q(naam__icontains=vraag.q)
        rijen = rijen.filter(naam | Q(gemeente=gemeente.nis) if gemeente else naam)
    lijnen = geldig.select_related("opleiding").order_by("opleiding__titel")
    return (
        rijen.select_related("gemeente")
        .prefetch_related(Prefetch("erkenningen", queryset=lijnen, to_attr="geldige_erkenningen"))
        .order_by("naam", "pk")
    )


def aantallen_per_gemeente(vraag: Zoekvraag, bron: Stand) -> dict[Plek, int]:
    """Recognised vestigingen per gemeente for the map: opleiding, gebied, `bij` and a gemeente in `q` count."""
    nissen = vraag.nissen(bron)
    if gemeente := bron.zoek_gemeente(vraag.q):
        nissen = {gemeente.nis} if nissen is None else nissen & {gemeente.nis}
    if vraag.opleiding:
        gezocht = bron.opleidingen[vraag.opleiding][0]
        telling = {nis: aantal for (nis, opleiding), aantal in bron.per_opleiding.items() if opleiding == gezocht}
    else:
        telling = bron.totaal
    return {bron.plekken[nis]: n for nis, n in sorted(telling.items()) if nissen is None or nis in nissen}


def gemeente_van(tekst: str, bron: Stand) -> Plek | None:
    """The gemeente that somebody means with its name or its postcode; the first one for a postcode with two."""
    tekst = tekst.strip()
    if not tekst.isdigit():
        return bron.zoek_gemeente(tekst)
    rij = Postcode.objects.geldig().filter(postcode=tekst).order_by("gemeente__naam").values_list("gemeente").first()
    return bron.plekken[rij[0]] if rij else None


# --- figures ------------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Stiptheid:
    """How many of the decisions of one month came within the term, pauses not taken off."""

    maand: date
    binnen: int
    totaal: int

    @property
    def procent(self) -> int:
        return math.floor(100 * self.binnen / self.totaal)


def stiptheid_vorige_maand(op: date, termijn_dagen: int) -> Stiptheid | None:
    """The figure of the month before `op`; None while fewer than twenty decisions would make it say nothing."""
    tot = op.replace(day=1)
    van = (tot - timedelta(days=1)).replace(day=1)
    sleutel = f"publiek.stiptheid.{op:%Y%m%d}.{termijn_dagen}"
    telling = cache.get(sleutel)
    if telling is None:
        beslist = Aanvraag.objects.filter(toestand=Toestand.BESLIST, beslist_op__gte=van, beslist_op__lt=tot)
        dagen = [
            (beslist_op - timezone.localdate(ingediend_op)).days
            for ingediend_op, beslist_op in beslist.values_list("ingediend_op", "beslist_op")
            if beslist_op and ingediend_op
        ]
        telling = (sum(n <= termijn_dagen for n in dagen), len(dagen))
        cache.set(sleutel, telling, 3600)
    binnen, totaal = telling
    return Stiptheid(van, binnen, totaal) if totaal >= MIN_BESLISSINGEN else None
