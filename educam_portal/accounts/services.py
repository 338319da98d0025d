"""Accounts and memberships: the few writes every floor above shares (architecture.md §1)."""

from datetime import date, timedelta
from importlib import import_module

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from .models import Bereik, Bron, Lidmaatschap, Organisatie, Rol, User


def maak_gebruiker(
    *, email: str, naam: str = "", telefoon: str = "", wachtwoord: str | None = None, bevestigd: bool = True
) -> User:
    """A new account, with the address already verified when `bevestigd` (then log-in by code works at once).

    Without `wachtwoord` only a mailed code or a passkey opens it.
    """
    with transaction.atomic():
        user = User.objects.create_user(email, wachtwoord, naam=naam, telefoon=telefoon)
        EmailAddress.objects.create(user=user, email=user.email, verified=bevestigd, primary=True)
    return user


def vergeet_lidmaatschappen(user: User) -> None:
    """Let this user object read its memberships again; they are kept for the length of a request."""
    user.__dict__.pop("lidmaatschappen_nu", None)


def geef_lidmaatschap(
    *,
    user: User,
    organisatie: Organisatie,
    rol: str,
    bereik: str = Bereik.ALLES,
    bron: str = Bron.LID,
    van: date | None = None,
    tot: date | None = None,
) -> Lidmaatschap:
    """The membership from `van` (today by default) through `tot`; an open-ended one that exists is returned."""
    sleutel = {"user": user, "organisatie": organisatie, "rol": rol, "bereik": bereik, "bron": bron}
    van = van or timezone.localdate()
    if tot is None:
        lid, _ = Lidmaatschap.objects.get_or_create(**sleutel, tot=None, defaults={"van": van})
    else:
        lid = Lidmaatschap.objects.create(**sleutel, van=van, tot=tot)
    vergeet_lidmaatschappen(user)
    return lid


def beeindig_lidmaatschap(lid: Lidmaatschap, *, op: date) -> None:
    """End a membership before `op`: it does not count any more on that day. One that began that day disappears."""
    if lid.van >= op:
        lid.delete()
    else:
        lid.tot = op - timedelta(days=1)
        lid.save(update_fields=["tot"])
    vergeet_lidmaatschappen(lid.user)


def is_laatste(lid: Lidmaatschap, *, op: date) -> bool:
    """True when nobody else has this role as a member of the organisation on `op`."""
    anderen = Lidmaatschap.objects.geldig(op).filter(
        organisatie=lid.organisatie_id, rol=lid.rol, bron=Bron.LID, bereik=Bereik.ALLES
    )
    return not anderen.exclude(user=lid.user_id).exists()


def educam() -> Organisatie:
    """The organisation that coördinatoren and beheerders belong to."""
    organisatie, _ = Organisatie.objects.get_or_create(
        soort=Organisatie.Soort.EDUCAM, sleutel="educam", defaults={"naam": "EDUCAM"}
    )
    return organisatie


def coordinatoren(op: date | None = None) -> list[User]:
    """Active coördinatoren on `op` (today by default), each once."""
    leden = Lidmaatschap.objects.geldig(op).filter(rol=Rol.COORDINATOR)
    return list(User.objects.filter(pk__in=leden.values("user")).order_by("pk"))


def beheerders(op: date | None = None) -> list[User]:
    """Who administers the portal on `op` (today by default), each once; as `toegang.is_beheerder` says."""
    leden = Lidmaatschap.objects.geldig(op).filter(rol=Rol.BEHEERDER)
    rijen = User.objects.filter(Q(pk__in=leden.values("user")) | Q(is_superuser=True), is_active=True)
    return list(rijen.order_by("pk"))


def beeindig_sessies(user: User) -> int:
    """Log the user out everywhere; returns how many sessions ended. Walks over all live sessions: rarely needed."""
    aantal = 0
    for sessie in Session.objects.filter(expire_date__gt=timezone.now()).iterator():
        if sessie.get_decoded().get(SESSION_KEY) == str(user.pk):
            _verwijder_sessie(sessie.session_key)
            aantal += 1
    return aantal


def _verwijder_sessie(sleutel: str) -> None:
    # Through the configured store, so that a cached copy goes too.
    import_module(settings.SESSION_ENGINE).SessionStore(sleutel).delete()


def sluit_account(user: User, *, op: date) -> None:
    """Close an account: nothing opens any more, sessions end at once, memberships stop, the password is gone.

    The caller decides whether this may happen and what becomes of the work.
    """
    with transaction.atomic():
        user.is_active = False
        # A new unusable password also changes the hash every live session is checked against.
        user.set_unusable_password()
        user.save(update_fields=["is_active", "password"])
        for lid in user.lidmaatschappen.filter(tot=None) | user.lidmaatschappen.filter(tot__gte=op):
            beeindig_lidmaatschap(lid, op=op)
        beeindig_sessies(user)
    vergeet_lidmaatschappen(user)


def wis_tweede_factor(user: User) -> int:
    """Remove authenticator app, passkeys and recovery codes and end the sessions; returns how many were removed."""
    with transaction.atomic():
        aantal, _ = Authenticator.objects.filter(user=user).delete()
        beeindig_sessies(user)
    return aantal
