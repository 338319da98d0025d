"""What people want mailed at once, once a day, or not at all, per group of messages."""

from collections.abc import Collection, Mapping
from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef, Subquery

from educam_portal.accounts.fouten import Geweigerd
from educam_portal.accounts.models import Lidmaatschap, User
from educam_portal.accounts.publiek import ROLLEN, publieken

from . import register
from .models import Voorkeur
from .register import EDUCAM, GROEPEN, SoortBericht, Wijze

ROLLEN_EDUCAM = [rol for publiek in EDUCAM for rol in ROLLEN[publiek]]


def wijzen(soort: SoortBericht, users: Collection[User]) -> dict[int, Wijze]:
    """How a message of this kind leaves for each of these users, by primary key; one query, none for a fixed group."""
    vast = GROEPEN[soort.groep].vast
    if vast is not None or not users:
        return {user.pk: vast for user in users if vast is not None}
    keuze = Subquery(Voorkeur.objects.filter(user=OuterRef("pk"), groep=soort.groep).values("wijze")[:1])
    educam = Exists(Lidmaatschap.objects.geldig().filter(user=OuterRef("pk"), rol__in=ROLLEN_EDUCAM))
    rijen = User.objects.filter(pk__in=[user.pk for user in users]).values_list("pk", keuze, educam)
    return {pk: register.wijze(soort, gekozen, EDUCAM if is_educam else ()) for pk, gekozen, is_educam in rijen}


def huidige(user: User) -> dict[str, Wijze]:
    """For every group that `user` may see: what was chosen, or the default."""
    wie = publieken(user.lidmaatschappen_nu)
    gekozen = dict(Voorkeur.objects.filter(user=user).values_list("groep", "wijze"))
    uit = {}
    for groep in register.groepen_voor(wie):
        wijze = gekozen.get(groep.naam)
        uit[groep.naam] = Wijze(wijze) if wijze in register.keuzes(groep) else groep.standaard(wie)
    return uit


def bewaar(*, user: User, keuzes: Mapping[str, str], op: datetime) -> None:
    """Keep the choices that differ from what counts now; they hold for messages from now on.

    Raises Geweigerd for a group that is not for `user` and for a way that its group does not offer (rules.md §7).
    """
    nu = huidige(user)
    with transaction.atomic():
        for naam, wijze in keuzes.items():
            if naam not in nu:
                raise Geweigerd("Deze keuze bestaat niet. Laad de pagina opnieuw.")
            if wijze not in register.keuzes(GROEPEN[naam]):
                raise Geweigerd(f"“{GROEPEN[naam].label}” kan niet op die manier. Kies een van de andere.")
            if wijze != nu[naam]:
                Voorkeur.objects.update_or_create(user=user, groep=naam, defaults={"wijze": wijze, "gekozen_op": op})
