"""A vestiging that closes or moves. What hangs on it is for the higher floors, which call this (erkenning)."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from educam_portal.accounts.fouten import Geweigerd
from educam_portal.accounts.models import WERKGEVERS, Bereik, Bron, Rol, User
from educam_portal.workflow.diensten import noteer

from ..models import Gemeente, Vestiging
from .vestigingen import bewaar

ADRES = ("straat", "huisnummer", "bus", "postcode")


def mag_sluiten_of_verhuizen(user: User, vestiging: Vestiging) -> bool:
    """Who files for the onderneming, the consulent of its region, and a coördinator; not who only helps with a concept."""
    if user.is_coordinator:
        return True
    return any(
        (lid.rol == Rol.CONSULENT and lid.organisatie_id == vestiging.regio.organisatie_id)
        or (
            lid.rol in WERKGEVERS
            and lid.organisatie_id == vestiging.onderneming.organisatie_id
            and lid.bereik in (Bereik.ALLES, Bereik.AANVRAGEN)
            and lid.bron != Bron.HULP
        )
        for lid in user.lidmaatschappen_nu
    )


def controleer(vestiging: Vestiging, reden: str, door: User) -> None:
    """Raises Geweigerd without a reason, for who may not, and for a vestiging that is closed."""
    if not mag_sluiten_of_verhuizen(door, vestiging):
        raise Geweigerd("Dit mag je niet doen bij deze vestiging.")
    if vestiging.gesloten_op is not None:
        raise Geweigerd(f"{vestiging.naam} is al gesloten vanaf {vestiging.gesloten_op:%d/%m/%Y}.")
    if not reden.strip():
        raise Geweigerd("Schrijf waarom.")


@transaction.atomic
def vestiging_sluiten(*, vestiging: Vestiging, vanaf: date, reden: str, door: User, op: datetime) -> Vestiging:
    """Record that a location is closed from `vanaf` on, a day within a year from today, before or after."""
    rij = _vergrendeld(vestiging)
    controleer(rij, reden, door)
    if abs((vanaf - timezone.localdate(op)).days) > 366:
        raise Geweigerd("Kies een dag die hoogstens een jaar van vandaag ligt.")
    rij.gesloten_op, rij.gesloten_reden = vanaf, reden.strip()
    rij._history_user = door  # type: ignore[attr-defined]  # simple_history reads it
    rij.save()
    noteer(rij.onderneming, "vestiging_gesloten", door=door, op=op, tekst=f"{rij.naam}: {reden.strip()}")
    return rij


@transaction.atomic
def vestiging_verhuizen(
    *,
    vestiging: Vestiging,
    sinds: date,
    reden: str,
    door: User,
    op: datetime,
    nummer: str | None,
    gemeente: Gemeente | None = None,
    **adres: str,
) -> Vestiging:
    """Give a location another address; gemeente and region follow from the postcode (rules.md §10).

    Raises Geweigerd as `vestiging_wijzigen`, for a day still to come, and when it is the address it had.
    """
    rij = _vergrendeld(vestiging)
    controleer(rij, reden, door)
    if onbekend := set(adres) - set(ADRES):
        raise TypeError(f"Geen deel van een adres: {sorted(onbekend)}")
    if sinds > timezone.localdate(op):
        raise Geweigerd("Meld de verhuis op de dag zelf of later. Tot dan klopt het oude adres.")
    was = rij.adres
    nieuw = bewaar(
        rij, door=door, op=op, nummer=nummer, gemeente=gemeente, velden=adres, actie="verhuisd", op_slot=False
    )
    if nieuw.adres == was:
        raise Geweigerd("Dit is het adres dat we al kennen. Vul het nieuwe adres in.")
    return nieuw


def _vergrendeld(vestiging: Vestiging) -> Vestiging:
    rijen = Vestiging.objects.select_for_update(of=("self",), no_key=True)
    return rijen.select_related("onderneming", "gemeente", "regio").get(pk=vestiging.pk)
