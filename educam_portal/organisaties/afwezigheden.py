"""Who is away on a day, and who follows the work meanwhile (rules.md §3.2, §7, §10)."""

from collections.abc import Iterable, Mapping
from copy import copy
from dataclasses import dataclass
from datetime import date
from operator import attrgetter

from educam_portal.accounts.models import User
from educam_portal.accounts.services import coordinatoren
from educam_portal.parameters import kopie

from .models import Afwezigheid, ContactKaart, Regio
from .regios import consulenten_van, contactkaart


@dataclass(frozen=True)
class Stand:
    """Everybody who is away on `op`; it answers for any number of dossiers. Its rows are shared: change nothing in them."""

    op: date
    per_user: Mapping[int, Afwezigheid]

    def van(self, user: User | int | None) -> Afwezigheid | None:
        """The absence of this person (or of this id) on that day."""
        pk = user.pk if isinstance(user, User) else user
        return self.per_user.get(pk) if pk is not None else None

    def vervangt(self, user: User) -> list[Afwezigheid]:
        """The absences for which this person stands in that day, by last day."""
        eigen = [afwezig for afwezig in self.per_user.values() if afwezig.vervanger_id == user.pk]
        return sorted(eigen, key=attrgetter("tot", "pk"))


def stand(op: date) -> Stand:
    """Who is away on `op`, as this process read it some seconds ago at most (`parameters.kopie`).

    Enough to show and to tell; what may not go wrong (two absences, a visit, a right) is asked of the database itself.
    """
    return Stand(op, {rij.user_id: rij for rij in kopie("afwezigheden", _alle) if rij.van <= op <= rij.tot})


def _alle() -> list[Afwezigheid]:
    return list(Afwezigheid.objects.actief().select_related("user", "vervanger").order_by("pk"))


def wie_volgt_op(user: User, op: date, wie_weg: Stand | None = None) -> list[User]:
    """Who acts for `user` on `op`: the person, else the replacement, else the coördinatoren (rules.md §7).

    Give `wie_weg` (`stand(op)`) to ask for many people with one query.
    """
    wie_weg = stand(op) if wie_weg is None else wie_weg
    afwezig = wie_weg.van(user)
    if afwezig is None:
        return [user]
    if afwezig.vervanger is not None and afwezig.vervanger.is_active:
        # Not the shared one: what somebody reads of a person (the memberships) stays with that person object.
        return [copy(afwezig.vervanger)]
    return leiding(op, wie_weg)


def leiding(op: date, wie_weg: Stand | None = None) -> list[User]:
    """The coördinatoren who are there on `op`; all of them when none is, so that nothing reaches nobody."""
    wie_weg = stand(op) if wie_weg is None else wie_weg
    alle = coordinatoren(op)
    return [user for user in alle if wie_weg.van(user) is None] or alle


def volgers_van(regios: Iterable[Regio], op: date) -> list[User]:
    """Who follows the work of these regions on `op`: their consulenten or who replaces them, else the coördinatoren."""
    wie_weg = stand(op)
    eigen = {user.pk: user for regio in regios for user in consulenten_van(regio, op)}
    volgers = {volger.pk: volger for user in eigen.values() for volger in wie_volgt_op(user, op, wie_weg)}
    return list(volgers.values()) or leiding(op, wie_weg)


def vervanging_voor(regio: Regio, op: date, consulent: User | None = None) -> Afwezigheid | None:
    """The absence because of which somebody else answers the phone for `regio` on `op`; None when nobody needs to.

    `consulent` is who handles the dossier in question; without one, all consulenten of the region must be away.
    """
    wie_weg = stand(op)
    if not wie_weg.per_user:
        return None
    afwezig = [wie_weg.van(user) for user in ([consulent] if consulent else consulenten_van(regio, op))]
    if None in afwezig:
        return None
    return next((een for een in afwezig if een is not None and een.vervanger is not None), None)


def kaart_voor_werkgever(regio: Regio, op: date, consulent: User | None = None) -> ContactKaart | None:
    """The contact card of `regio`, and on it who answers now when the consulent is away; as `vervanging_voor`."""
    kaart = copy(contactkaart(regio, op))
    if kaart is not None:
        kaart.vervanging = vervanging_voor(regio, op, consulent)
    return kaart
