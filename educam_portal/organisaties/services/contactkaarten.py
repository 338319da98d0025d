"""The contact card of a region: who to call, kept by the coördinator, from a day on (rules.md §10)."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from educam_portal.accounts.fouten import Geweigerd
from educam_portal.accounts.models import User

from ..models import ContactKaart, Regio

DAG = timedelta(days=1)


@transaction.atomic
def zet_contactkaart(
    *, regio: Regio, naam: str, email: str, telefoon: str, vanaf: date, door: User, op: datetime
) -> ContactKaart:
    """Show this card for `regio` from `vanaf` on; the one before it ends the day before, a later one stays.

    A card that begins the same day is corrected. Raises Geweigerd for a day in the past, and who is no coördinator.
    """
    _mag(door)
    if vanaf < timezone.localdate(op):
        raise Geweigerd("Kies een dag vanaf vandaag. Wat al getoond werd, verandert niet meer.")
    rijen = _vergrendel(regio)
    later = rijen.filter(geldig_van__gt=vanaf).order_by("geldig_van").first()
    tot = later.geldig_van - DAG if later else None
    for vorige in rijen.filter(Q(geldig_tot=None) | Q(geldig_tot__gte=vanaf), geldig_van__lt=vanaf):
        vorige.geldig_tot = vanaf - DAG
        _bewaar(vorige, door)
    kaart = rijen.filter(geldig_van=vanaf).first() or ContactKaart(regio=regio, geldig_van=vanaf)
    kaart.naam, kaart.email, kaart.telefoon, kaart.geldig_tot = naam, email, telefoon, tot
    _bewaar(kaart, door)
    return kaart


@transaction.atomic
def trek_contactkaart_in(*, kaart: ContactKaart, door: User, op: datetime) -> None:
    """A card that has yet to begin does not; the one before it goes on. Raises Geweigerd for one that was shown."""
    _mag(door)
    rijen = _vergrendel(kaart.regio)
    vers = rijen.filter(pk=kaart.pk).first()
    if vers is None:
        raise Geweigerd("Deze kaart is al ingetrokken.")
    if vers.geldig_van <= timezone.localdate(op):
        raise Geweigerd("Deze kaart wordt al getoond. Maak een nieuwe, met een latere dag.")
    for vorige in rijen.filter(geldig_tot=vers.geldig_van - DAG):
        vorige.geldig_tot = vers.geldig_tot
        _bewaar(vorige, door)
    vers._history_user = door
    vers.delete()


def _mag(door: User) -> None:
    if not door.is_coordinator:
        raise Geweigerd("Alleen een coördinator wijzigt de contactkaarten.")


def _vergrendel(regio: Regio):
    """The cards of a region, held: two coördinatoren who change them wait for each other."""
    Regio.objects.select_for_update(of=("self",), no_key=True).get(pk=regio.pk)
    return ContactKaart.objects.filter(regio=regio)


def _bewaar(kaart: ContactKaart, door: User) -> None:
    kaart._history_user = door  # type: ignore[attr-defined]  # simple_history reads it
    kaart.save()
