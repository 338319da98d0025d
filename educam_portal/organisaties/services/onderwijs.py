"""School holidays and who offers which opleiding, kept by the coördinator (rules.md §2, §5)."""

from datetime import date
from typing import TypeVar

from django.db import transaction
from django.db.models import Q

from educam_portal.accounts.fouten import Geweigerd
from educam_portal.accounts.models import User

from ..models import Aanbod, Opleiding, School, Schoolvakantie

# A holiday that is longer than the summer is a mistake in the year.
LANGSTE_VAKANTIE = 70
Rij = TypeVar("Rij", Schoolvakantie, Aanbod)


@transaction.atomic
def zet_schoolvakantie(
    *, naam: str, van: date, tot: date, bron: str, door: User, vakantie: Schoolvakantie | None = None
) -> Schoolvakantie:
    """Add a school holiday, or change `vakantie`. Two never overlap: a day would be free twice.

    Raises Geweigerd for days that do not fit, and who is no coördinator.
    """
    _mag(door)
    if tot < van:
        raise Geweigerd("De laatste dag ligt vóór de eerste dag.")
    if (tot - van).days >= LANGSTE_VAKANTIE:
        raise Geweigerd(f"Een schoolvakantie duurt minder dan {LANGSTE_VAKANTIE} dagen. Kijk de jaren na.")
    # Held together: two coördinatoren who add one wait for each other.
    list(Schoolvakantie.objects.select_for_update(of=("self",), no_key=True).order_by("pk").values_list("pk"))
    if vakantie is not None:
        vakantie = _vers(Schoolvakantie, vakantie, "Deze schoolvakantie is intussen gewist.")
    andere = Schoolvakantie.objects.tussen(van, tot).exclude(pk__in=_zelf(vakantie)).first()
    if andere is not None:
        raise Geweigerd(f"Deze dagen overlappen met een andere schoolvakantie: {andere}.")
    rij = vakantie or Schoolvakantie()
    rij.naam, rij.van, rij.tot, rij.bron = naam, van, tot, bron
    return _bewaar(rij, door)


@transaction.atomic
def wis_schoolvakantie(*, vakantie: Schoolvakantie, door: User) -> None:
    """Take a school holiday away. Raises Geweigerd when it is gone already, and who is no coördinator."""
    _mag(door)
    _wis(_vers(Schoolvakantie, vakantie, "Deze schoolvakantie is al gewist."), door)


@transaction.atomic
def zet_aanbod(
    *,
    school: School,
    opleiding: Opleiding,
    geldig_van: date,
    geldig_tot: date | None,
    door: User,
    aanbod: Aanbod | None = None,
) -> Aanbod:
    """Say that `school` offers `opleiding` between these days, or change `aanbod`.

    Raises Geweigerd when it is offered then already, for an end before its begin, and who is no coördinator.
    """
    _mag(door)
    if geldig_tot is not None and geldig_tot < geldig_van:
        raise Geweigerd("De laatste dag ligt vóór de eerste dag.")
    School.objects.select_for_update(of=("self",), no_key=True).get(pk=school.pk)
    if aanbod is not None:
        aanbod = _vers(Aanbod, aanbod, "Dit aanbod is intussen gewist.")
    zelfde = Aanbod.objects.filter(school=school, opleiding=opleiding).exclude(pk__in=_zelf(aanbod))
    if geldig_tot is not None:
        zelfde = zelfde.filter(geldig_van__lte=geldig_tot)
    if zelfde.filter(Q(geldig_tot=None) | Q(geldig_tot__gte=geldig_van)).exists():
        raise Geweigerd(f"{school} biedt {opleiding} in deze tijd al aan.")
    rij = aanbod or Aanbod()
    rij.school, rij.opleiding, rij.geldig_van, rij.geldig_tot = school, opleiding, geldig_van, geldig_tot
    return _bewaar(rij, door)


@transaction.atomic
def wis_aanbod(*, aanbod: Aanbod, door: User) -> None:
    """Take away what was never offered; what stopped gets a last day. Raises Geweigerd as `wis_schoolvakantie`."""
    _mag(door)
    _wis(_vers(Aanbod, aanbod, "Dit aanbod is al gewist."), door)


def _mag(door: User) -> None:
    if not door.is_coordinator:
        raise Geweigerd("Alleen een coördinator wijzigt deze lijst.")


def _zelf(rij: Schoolvakantie | Aanbod | None) -> list[int]:
    return [] if rij is None else [rij.pk]


def _vers(soort: type[Rij], rij: Rij, weg: str) -> Rij:
    vers = soort.objects.select_for_update(of=("self",), no_key=True).filter(pk=rij.pk).first()
    if vers is None:
        raise Geweigerd(weg)
    return vers


def _bewaar(rij: Rij, door: User) -> Rij:
    rij._history_user = door  # type: ignore[attr-defined]  # simple_history reads it
    rij.save()
    return rij


def _wis(rij: Schoolvakantie | Aanbod, door: User) -> None:
    rij._history_user = door  # type: ignore[union-attr]  # simple_history reads it
    rij.delete()
