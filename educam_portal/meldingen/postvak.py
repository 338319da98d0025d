"""The inbox: what somebody still has to read, and marking it read. Reading is the only change a GET may make."""

from datetime import datetime

from django.db import models, transaction

from educam_portal.accounts.bladzijden import BegrensdeTelling
from educam_portal.accounts.models import User
from educam_portal.meldingen import opstellen
from educam_portal.meldingen.models import Bericht, BerichtQuerySet

# The menu says "99+" from here on; counting stops, so that the number costs the same for any inbox.
HOOGSTENS = 99
# The kind that tells of a message in a thread; who reads the thread has read it.
IN_DRAAD = "nieuw_bericht"
# Where the user of a request carries the number, read together with the user (accounts/backend.py).
VELD = "ongelezen_berichten"


def telling(user_id: int) -> BegrensdeTelling:
    """The unread messages of somebody, counted no further than one past `HOOGSTENS`."""
    return BegrensdeTelling(Bericht.objects.filter(aan=user_id, postvak=True).ongelezen(), HOOGSTENS)


def ongelezen(user: User) -> int:
    """How many messages are unread, at most one more than `HOOGSTENS`; no query for the user of a request."""
    if getattr(user, VELD, None) is None:
        rijen = User.objects.filter(pk=user.pk).values_list(telling(user.pk), flat=True)
        setattr(user, VELD, rijen.first() or 0)
    return getattr(user, VELD)


def toon_aantal(aantal: int) -> str:
    """`12`, or `99+` where counting stopped."""
    return f"{HOOGSTENS}+" if aantal > HOOGSTENS else str(aantal)


def _lees(rijen: BerichtQuerySet, user: User, op: datetime) -> int:
    """Mark unread rows of this user as read; a number that counting stopped at is counted anew when it is asked again."""
    aantal = rijen.filter(gelezen_op=None).update(gelezen_op=op)
    geteld = getattr(user, VELD, None)
    if aantal and geteld is not None:
        setattr(user, VELD, None if geteld > HOOGSTENS else max(0, geteld - aantal))
    return aantal


def lees(bericht: Bericht, *, door: User, op: datetime) -> None:
    """The person it is for opened it; the first time counts."""
    if bericht.gelezen_op is None:
        _lees(Bericht.objects.filter(pk=bericht.pk), door, op)
        bericht.gelezen_op = op


def lees_alles(user: User, *, tot: int, op: datetime) -> int:
    """Everything up to and including message `tot`, the newest that was on the screen; gives how many were unread."""
    return _lees(Bericht.objects.for_user(user).filter(pk__lte=tot), user, op)


def gezien(dossier: models.Model, *, door: User, op: datetime, nieuws: bool = True, draad: bool = False) -> None:
    """`door` opened a page that shows what messages about this dossier tell: its news, its thread, or both.

    At most one statement; none for the user of a request who has nothing unread.
    """
    if not ongelezen(door):
        return
    rijen = Bericht.objects.for_user(door).filter(**opstellen.onderwerp(dossier))
    if not draad:
        rijen = rijen.exclude(soort=IN_DRAAD)
    if not nieuws:
        rijen = rijen.filter(soort=IN_DRAAD)
    _lees(rijen, door, op)


def nieuw_in_draad(dossier: models.Model, *, voor: User) -> int:
    """How many messages in this thread `voor` was told of and did not read; no query when there is nothing unread."""
    if not ongelezen(voor):
        return 0
    rijen = Bericht.objects.for_user(voor).filter(**opstellen.onderwerp(dossier), soort=IN_DRAAD)
    return rijen.ongelezen().count()


def wis(dossier: models.Model) -> None:
    """Erase what messages about this dossier say (rules.md §11); that one went, when and to whom stays."""
    with transaction.atomic():
        rijen = Bericht.objects.filter(**opstellen.onderwerp(dossier))
        # The daily message that told about it names it too, beside others.
        Bericht.objects.filter(pk__in=rijen.exclude(dagmail=None).values("dagmail")).update(titel="gewist", tekst="")
        rijen.filter(toestand=Bericht.Toestand.DAGMAIL).update(toestand=Bericht.Toestand.PORTAAL)
        rijen.update(titel="gewist", tekst="", over="", gegevens={}, bijlagen=[], postvak=False)
