"""Where a lerende of a school may learn: recognised vestigingen with a free place, nearest first (rules.md §2, §3.1)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from educam_portal.organisaties.afstand import Punt, afstand_km
from educam_portal.organisaties.models import Gemeente, Opleiding, Vestiging
from erkenning.models import AanvraagLijn, Erkenning, LijnMentor
from erkenning.overzicht import vrije_plaatsen_per
from erkenning.toestanden import LOPEND
from mentoren.models import Aanduiding, Mentor

# More than this nobody reads: who wants another one gives its number.
HOOGSTENS = 25


@dataclass(frozen=True)
class Plek:
    """One recognised vestiging: free places, and kilometres from where was asked (None without a place to measure from)."""

    vestiging: Vestiging
    vrij: int
    km: int | None

    def __str__(self) -> str:
        vrij = "volzet" if not self.vrij else f"{self.vrij} {'plaats' if self.vrij == 1 else 'plaatsen'} vrij"
        ver = "" if self.km is None else f", {self.km} km"
        return f"{self.vestiging.naam}, {self.vestiging.postcode} {self.vestiging.gemeente} ({vrij}{ver})"


def erkende_plekken(opleiding: Opleiding, vandaag: date, bij: Punt | None, naam: str = "") -> list[Plek]:
    """Those recognised today for `opleiding`, with a free place first and then the nearest. Three queries."""
    rijen = Erkenning.objects.geldig(vandaag).filter(opleiding=opleiding).select_related("vestiging__gemeente")
    for woord in naam.split():
        rijen = rijen.filter(Q(vestiging__naam__icontains=woord) | Q(vestiging__gemeente__naam__icontains=woord))
    erkenningen = list(rijen.order_by("vestiging__naam", "pk"))
    vrij = vrije_plaatsen_per(erkenningen)
    plekken = {
        rij.vestiging_id: Plek(
            rij.vestiging, vrij[rij.pk], round(afstand_km(bij, rij.vestiging.gemeente)) if bij is not None else None
        )
        for rij in erkenningen
    }
    return sorted(plekken.values(), key=lambda plek: (not plek.vrij, plek.km or 0, plek.vestiging.naam))


def op_de_kaart(plekken: Iterable[Plek]) -> list[tuple[Gemeente, int]]:
    """How many of these there are per gemeente: the dots of a map."""
    per_gemeente: dict[str, tuple[Gemeente, int]] = {}
    for plek in plekken:
        gemeente = plek.vestiging.gemeente
        _, aantal = per_gemeente.get(gemeente.pk, (gemeente, 0))
        per_gemeente[gemeente.pk] = (gemeente, aantal + 1)
    return list(per_gemeente.values())


def op_nummer(nummer: str, opleiding: Opleiding, vandaag: date) -> Vestiging | None:
    """The vestiging with this number, when a draft may name it."""
    return _te_kiezen(opleiding, vandaag).filter(nummer=nummer).first()


def te_gebruiken(vestiging: Vestiging, opleiding: Opleiding, vandaag: date) -> bool:
    """Whether a draft may name this vestiging."""
    return _te_kiezen(opleiding, vandaag).filter(pk=vestiging.pk).exists()


def _te_kiezen(opleiding: Opleiding, vandaag: date) -> QuerySet[Vestiging]:
    """Recognised for `opleiding`, or asked for it: a draft may wait (rules.md §5)."""
    erkend = Erkenning.objects.geldig(vandaag).filter(opleiding=opleiding).values("vestiging")
    gevraagd = AanvraagLijn.objects.filter(opleiding=opleiding, open=True, aanvraag__toestand__in=LOPEND)
    return Vestiging.objects.filter(Q(pk__in=erkend) | Q(pk__in=gevraagd.values("aanvraag__vestiging")))


def mentoren_van(vestiging_id: int, opleiding_id: int, op: date) -> QuerySet[Mentor]:
    """Who is designated there for that opleiding on `op`, or proposed while the aanvraag runs."""
    aangeduid = Aanduiding.objects.lopend(op).filter(vestiging=vestiging_id, opleiding=opleiding_id)
    voorgesteld = LijnMentor.objects.filter(
        lijn__opleiding=opleiding_id, lijn__open=True, lijn__aanvraag__vestiging=vestiging_id,
        lijn__aanvraag__toestand__in=LOPEND,
    )  # fmt: skip
    return (
        Mentor.objects.filter(Q(pk__in=aangeduid.values("mentor")) | Q(pk__in=voorgesteld.values("mentor")))
        .select_related("persoon")
        .order_by("persoon__naam", "pk")
    )
