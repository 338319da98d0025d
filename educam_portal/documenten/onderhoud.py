"""The nightly work: what has passed its term goes, and the storage holds no more than the rows say."""

import logging
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from itertools import islice
from typing import TypeVar

from dateutil.relativedelta import relativedelta
from django.apps import apps
from django.conf import settings
from django.db.models import ExpressionWrapper, F, Model, QuerySet, TextField, Value
from django.utils import timezone

from educam_portal import parameters

from . import opslag, sleutels
from .fouten import BestandOntbreekt
from .models import Document, Leeslog
from .persoonsnummers import VersleuteldVeld
from .services import wis

log = logging.getLogger(__name__)
M = TypeVar("M", bound=Model)
PER_KEER = 200
# A file is written before its row is committed, so a young file without a row may still get one.
WEES_NA = timedelta(hours=24)
_IN_TIJD: dict[str, Callable[[int], relativedelta]] = {
    "dagen": lambda aantal: relativedelta(days=aantal),
    "werkdagen": lambda aantal: relativedelta(days=aantal),
    "maanden": lambda aantal: relativedelta(months=aantal),
    "jaren": lambda aantal: relativedelta(years=aantal),
}


def wis_vervallen(op: date) -> int:
    """Erase every document whose last day (`bewaren_tot`) lies before `op`; returns how many. Safe to repeat.

    One that fails is logged and left for the next night; the others go on.
    """
    gewist = 0
    for rij in _per_keer(Document.objects.filter(gewist_op=None, bewaren_tot__lt=op)):
        try:
            gewist += wis(rij, reden="bewaartermijn voorbij", verstreken_op=op)
        except Exception:
            log.exception("document %s kon niet gewist worden", rij.pk)
    return gewist


def wis_leeslog(op: date) -> int:
    """Delete lines of the read log older than parameter `bewaring_leeslog` (rules.md §11); returns how many."""
    termijn = parameters.duur("bewaring_leeslog", op)
    grens = op - _IN_TIJD[termijn.eenheid](termijn.aantal)
    oud = Leeslog.objects.filter(op__date__lt=grens).order_by("pk")
    gewist = 0
    while ids := list(oud.values_list("pk", flat=True)[:PER_KEER]):
        gewist += Leeslog.objects.filter(pk__in=ids).delete()[0]
    return gewist


def ruim_wezen(nu: datetime) -> int:
    """Delete stored files that no living document points to, a day after they were written; returns how many.

    They come from a rolled-back transaction, from a process that stopped between commit and deletion, or from a
    deleted row.
    """
    namen, verwijderd = opslag.alle(), 0
    while keer := list(islice(namen, PER_KEER)):
        levend = set(Document.objects.filter(opslagnaam__in=keer, gewist_op=None).values_list("opslagnaam", flat=True))
        for naam in keer:
            if naam not in levend and opslag.geschreven_op(naam) < nu - WEES_NA:
                opslag.verwijder(naam)
                verwijderd += 1
    return verwijderd


def vernieuw_sleutels(droog: bool) -> sleutels.Vernieuwing:
    """Encrypt the key of every document with the newest key of the environment; with `droog` only count."""
    uitslag = sleutels.Vernieuwing()
    for rij in _per_keer(Document.objects.exclude(sleutel="").only("pk", "sleutel")):
        try:
            nieuw = sleutels.vernieuw(rij.sleutel)
        except BestandOntbreekt:
            log.error("document %s: geen sleutel opent deze rij", rij.pk)
            uitslag.onleesbaar += 1
            continue
        if nieuw is None:
            uitslag.al_nieuw += 1
        elif droog:
            uitslag.vernieuwd += 1
        else:
            # Only while the old key still stands there: a document erased meanwhile must not get a key again.
            uitslag.vernieuwd += Document.objects.filter(pk=rij.pk, sleutel=rij.sleutel).update(sleutel=nieuw)
    return uitslag


def vernieuw_nummers(droog: bool) -> sleutels.Vernieuwing:
    """Encrypt every personal number, of whatever model, with the newest key; with `droog` only count."""
    uitslag = sleutels.Vernieuwing()
    for model in apps.get_models():
        for veld in model._meta.concrete_fields:
            if isinstance(veld, VersleuteldVeld):
                _vernieuw_veld(model, veld.attname, uitslag, droog)
    return uitslag


def _vernieuw_veld(model: type[Model], veld: str, uitslag: sleutels.Vernieuwing, droog: bool) -> None:
    # The text as it is stored: read through the field it would be opened. A history has nothing to say here, the
    # number stays what it was.
    rijen = model._base_manager.annotate(opgeslagen=ExpressionWrapper(F(veld), output_field=TextField()))
    for rij in _per_keer(rijen.filter(**{f"{veld}__isnull": False}).exclude(opgeslagen="").only("pk")):
        tekst = vars(rij)["opgeslagen"]
        try:
            nieuw = sleutels.vernieuw_met(settings.PERSOON_SLEUTELS, tekst)
        except BestandOntbreekt:
            log.error("%s %s: geen sleutel opent deze rij", model._meta.label, rij.pk)
            uitslag.onleesbaar += 1
            continue
        if nieuw is None:
            uitslag.al_nieuw += 1
        elif droog:
            uitslag.vernieuwd += 1
        else:
            # Only while the same text still stands there: a number that was changed meanwhile must not come back.
            zelfde = rijen.filter(pk=rij.pk, opgeslagen=tekst)
            uitslag.vernieuwd += zelfde.update(**{veld: Value(nieuw, output_field=TextField())})


def _per_keer(rijen: QuerySet[M]) -> Iterator[M]:
    """`rijen` in the order of their key, a batch in memory at a time, each row once whatever happens to it."""
    rijen = rijen.order_by("pk")
    keer = list(rijen[:PER_KEER])
    while keer:
        yield from keer
        keer = list(rijen.filter(pk__gt=keer[-1].pk)[:PER_KEER])


def onderhoud(nu: datetime) -> dict[str, int]:
    """All of it, as the nightly task does; returns the counts for the log."""
    vandaag = timezone.localdate(nu)
    return {"gewist": wis_vervallen(vandaag), "leeslog": wis_leeslog(vandaag), "wezen": ruim_wezen(nu)}
