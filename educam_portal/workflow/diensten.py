"""The one door per change, and the timeline it writes (architecture.md §3)."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any, TypeVar

from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.db.models import QuerySet

from educam_portal.accounts.fouten import Geweigerd
from educam_portal.accounts.models import User

from .models import Gebeurtenis

M = TypeVar("M", bound=models.Model)
# The column of a transition table for what the portal does by itself, because something else happened.
PORTAAL = "portaal"


@contextmanager
def perform(
    dossier: M,
    actie: str,
    *,
    door: User | None,
    op: datetime,
    reden: str = "",
    gegevens: dict[str, Any] | None = None,
) -> Iterator[M]:
    """Carry out one transition: lock, re-read, check edge, role and guard, let the body change, save, write history.

    `dossier` names the row; the body gets a fresh, locked copy and works on that. `op` is an aware moment. `door` None =
    the portal itself, which may only what the table gives to `portaal`. A row whose table leaves the target open (a tuple)
    needs the body to set `toestand` itself. Raises Geweigerd with a sentence for the user when somebody else was first,
    when `door` may not, or when a guard objects; nothing is changed then.
    Source: architecture.md §3 (one door per change), rules.md §3.2.
    """
    with transaction.atomic():
        vers = vergrendel(dossier)
        zaak: Any = vers  # every model with transitions has OVERGANGEN, rollen_van and toestand
        rollen = {PORTAAL} if door is None else zaak.rollen_van(door)
        rij = zaak.OVERGANGEN.controleer(actie, vers, rollen=rollen, op=op)
        van = zaak.toestand
        yield vers
        doelen = rij.doelen(van)
        if len(doelen) == 1:
            zaak.toestand = doelen[0]
        elif zaak.toestand not in doelen:
            raise ValueError(f"{actie} moet eindigen op een van {doelen}, niet op {zaak.toestand}.")
        zaak._change_reason = reden[:100] or actie
        zaak._history_user = door
        vers.save()
        intern = rij.intern or zaak.toestand in rij.intern_naar
        noteer(vers, actie, door=door, op=op, tekst=reden, van=van, intern=intern, gegevens=gegevens)


def vergrendel(dossier: M) -> M:
    """A fresh copy of the row, locked until the end of the transaction.

    Raises Geweigerd when it was erased since it was read: a concept whose term has passed.
    """
    model: type[M] = type(dossier)
    rijen = model._default_manager.select_for_update(of=("self",), no_key=True)
    # What nearly every change to this model reads comes along; only the row itself is locked.
    if leest_mee := getattr(model, "LEEST_MEE", ()):
        rijen = rijen.select_related(*leest_mee)
    # `first` would sort the one row that there is, and `get` reads as a query per row where one save locks it twice.
    vers = next(iter(rijen.filter(pk=dossier.pk).order_by()[:1]), None)
    if vers is None:
        raise Geweigerd("Dit dossier bestaat niet meer: het is intussen gewist. Begin een nieuw.")
    return vers


def noteer(
    dossier: models.Model,
    actie: str,
    *,
    door: User | None,
    op: datetime,
    tekst: str = "",
    van: str = "",
    intern: bool = False,
    gegevens: dict[str, Any] | None = None,
) -> Gebeurtenis:
    """Write one event on the timeline of `dossier`; `door` None = the portal itself."""
    return Gebeurtenis.objects.create(
        onderwerp=dossier,
        actie=actie,
        van=van,
        naar=getattr(dossier, "toestand", ""),
        door=door,
        op=op,
        tekst=tekst,
        intern=intern,
        gegevens=gegevens or {},
    )


def tijdlijn(dossier: models.Model, *, voor: User) -> QuerySet[Gebeurtenis]:
    """What happened to `dossier`, newest first; internal events only for EDUCAM."""
    soort = ContentType.objects.get_for_model(dossier)
    alles = Gebeurtenis.objects.filter(onderwerp_type=soort, onderwerp_id=str(dossier.pk)).select_related("door")
    return alles if voor.is_educam else alles.filter(intern=False)
