"""Recording who may sign for an onderneming (rules.md §5): its verantwoordelijke says so, and takes it back."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from educam_portal.accounts.fouten import Geweigerd
from educam_portal.accounts.models import Bereik, Bron, Lidmaatschap, User
from educam_portal.organisaties.bevoegd import is_verantwoordelijke
from educam_portal.organisaties.models import Onderneming

from ..models import Tekenbevoegde

AL_VASTGELEGD = "Deze persoon mag al tekenen voor je onderneming."


def geldig(onderneming_id: int) -> QuerySet[Tekenbevoegde]:
    """Who may bind the onderneming now: recorded, and still one of its own; who left signs nothing more for it."""
    rijen = Tekenbevoegde.objects.filter(onderneming=onderneming_id, ingetrokken_op=None)
    return rijen.filter(user__in=_leden(onderneming_id).values("user"))


def _leden(onderneming_id: int) -> QuerySet[Lidmaatschap]:
    return Lidmaatschap.objects.geldig().filter(
        organisatie__onderneming=onderneming_id,
        rol__in=["verantwoordelijke", "medewerker"],
        bron=Bron.LID,
        bereik=Bereik.ALLES,
    )


def kandidaten(onderneming: Onderneming) -> list[User]:
    """Its own members who act for it and are not recorded yet; who only holds a machtiging binds nobody."""
    leden = _leden(onderneming.pk)
    al = Tekenbevoegde.objects.filter(onderneming=onderneming, ingetrokken_op=None).values("user")
    return list(User.objects.filter(pk__in=leden.values("user")).exclude(pk__in=al).order_by("naam", "pk"))


def leg_vast(*, onderneming: Onderneming, user: User, functie: str, door: User, op: datetime) -> Tekenbevoegde:
    """Record that `user` may bind the onderneming. Raises Geweigerd for who is no member, or is recorded already."""
    functie = functie.strip()
    if not is_verantwoordelijke(door, onderneming.organisatie):
        raise Geweigerd("Alleen een verantwoordelijke legt vast wie mag tekenen.")
    if not functie:
        raise Geweigerd("Schrijf in welke functie deze persoon tekent.")
    if user not in kandidaten(onderneming):
        raise Geweigerd("Kies een collega uit de lijst.")
    try:
        with transaction.atomic():
            return Tekenbevoegde.objects.create(
                onderneming=onderneming, user=user, functie=functie, vastgelegd_door=door, vastgelegd_op=op
            )
    except IntegrityError as fout:
        raise Geweigerd(AL_VASTGELEGD) from fout


def trek_in(*, tekenbevoegde: Tekenbevoegde, door: User, op: datetime) -> None:
    """From now on this person signs no more; what was signed stays. Raises Geweigerd for who is not responsible."""
    if not is_verantwoordelijke(door, tekenbevoegde.onderneming.organisatie):
        raise Geweigerd("Alleen een verantwoordelijke legt vast wie mag tekenen.")
    with transaction.atomic():
        rijen = Tekenbevoegde.objects.select_for_update(of=("self",), no_key=True)
        rij = rijen.filter(pk=tekenbevoegde.pk, ingetrokken_op=None).first()
        if rij is not None:
            rij.ingetrokken_op = op
            rij.save(update_fields=["ingetrokken_op"])
