"""Close an account and give back access after a lost second factor (quality.md Security)."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from educam_portal.accounts import services as accounts
from educam_portal.accounts.fouten import Geweigerd
from educam_portal.accounts.models import Bron, User
from educam_portal.accounts.toegang import is_beheerder
from educam_portal.meldingen import stuur
from educam_portal.workflow.diensten import noteer
from educam_portal.workflow.feiten import meld

from ..feiten import GEBRUIKER_GEDEACTIVEERD
from .afwezigheden import pas_afwezigheden_aan


@transaction.atomic
def deactiveer_gebruiker(*, user: User, door: User, op: datetime, reden: str = "") -> User:
    """Close the account of somebody who left: sessions end, memberships stop, higher floors hand over the work.

    By a coördinator or beheerder; a coördinator's account only by another coördinator. An onderneming whose last
    responsible leaves this way is answered for by its consulent. Raises Geweigerd otherwise.
    """
    user = User.objects.select_for_update(of=("self",), no_key=True).get(pk=user.pk)
    if not (door.is_coordinator or is_beheerder(door)):
        raise Geweigerd("Alleen een coördinator of beheerder sluit een account.")
    if user == door:
        raise Geweigerd("Je kan je eigen account niet sluiten. Vraag het aan een andere coördinator.")
    if user.is_coordinator and not door.is_coordinator:
        raise Geweigerd("Alleen een coördinator sluit het account van een coördinator.")
    if not user.is_active:
        raise Geweigerd("Dit account is al gesloten.")
    rollen = sorted({(lid.rol, lid.organisatie_id) for lid in user.lidmaatschappen_nu if lid.bron == Bron.LID})
    accounts.sluit_account(user, op=timezone.localdate(op))
    pas_afwezigheden_aan(user=user, door=door, op=op)
    noteer(user, "account_gesloten", door=door, op=op, tekst=reden, intern=True)
    meld(GEBRUIKER_GEDEACTIVEERD, user=user, rollen=rollen, door=door, op=op)
    return user


@transaction.atomic
def reset_tweede_factor(*, user: User, door: User, op: datetime, reden: str) -> int:
    """Remove a lost second factor so that the person can set up a new one; returns how many were removed.

    Only by a coördinator, for somebody else, with a reason; logged, and the person is told by mail.
    """
    if not door.is_coordinator or user == door:
        raise Geweigerd("Alleen een andere coördinator wist een verloren tweede stap.")
    if not reden.strip():
        raise Geweigerd("Schrijf op hoe je nakeek dat deze persoon zelf om de reset vraagt.")
    aantal = accounts.wis_tweede_factor(user)
    if not aantal:
        raise Geweigerd("Deze persoon heeft geen tweede stap ingesteld.")
    noteer(user, "tweede_factor_gewist", door=door, op=op, tekst=reden, intern=True)
    stuur("tweede_factor_gewist", dossier=None, aan=[user], gegevens={"door": str(door)})
    return aantal
