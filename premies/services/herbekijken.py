"""Judging again whatever is due: by a fact that was told, by another parameter, by the passing of time (rules.md §6)."""

import logging
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from uuid import uuid4

from django.core.cache import cache
from django.db.models import Case, Min, Value, When
from django.utils import timezone

from ..models import Premie
from ..toestanden import Aanleiding
from .beoordelen import beoordeel

log = logging.getLogger(__name__)
SLOT = "premies.herbekijken"
# A run that died leaves the others waiting no longer than this; one that lives says so with every person.
LEASE = 60
PER_KEER = 100
# A person for whom facts keep coming does not keep the others waiting.
KEREN = 10


def herbekijk_alles() -> None:
    """A person at a time, each in a transaction of its own; one that fails stops no other.

    One run at a time: every fact asks for one, and whoever finds another busy leaves it the work. What was told meanwhile
    is looked for once more when the place is free again: then nothing can have been missed.
    """
    keren: Counter[int] = Counter()
    while _personen(_klaar(keren)):
        with _alleen() as mijn_beurt:
            if mijn_beurt is None:
                return
            while personen := _personen(_klaar(keren)):
                for persoon in personen:
                    cache.set(SLOT, mijn_beurt, LEASE)
                    keren[persoon] += 1
                    _herbekijk(persoon, keren)


def _klaar(keren: Counter[int]) -> set[int]:
    """Whom this run leaves alone: judged so often that something keeps asking, the next run looks again."""
    return {persoon for persoon, aantal in keren.items() if aantal >= KEREN}


def _herbekijk(persoon: int, keren: Counter[int]) -> None:
    try:
        beoordeel(persoonsnummer=persoon, aanleiding=None, op=timezone.now(), zo_nodig=True)
    except Exception:
        log.exception("de premies van persoonsnummer %s bleven staan", persoon)
        keren[persoon] = KEREN


def _personen(behalve: set[int]) -> list[int]:
    """The next ones that are due: what a fact asked before what a parameter or time did, which is often many at once."""
    rijen = Premie.objects.aan_de_beurt(timezone.localdate()).exclude(persoonsnummer__in=behalve)
    velen = When(herbekijk_om__in=["", Aanleiding.PARAMETER], then=Value(1))
    volgorde = rijen.order_by().values("persoonsnummer").annotate(later=Min(Case(velen, default=Value(0))))
    return list(volgorde.order_by("later", "persoonsnummer").values_list("persoonsnummer", flat=True)[:PER_KEER])


@contextmanager
def _alleen() -> Iterator[str | None]:
    """The mark of this run while it is the only one; None when another one is busy."""
    merk = uuid4().hex
    if not cache.add(SLOT, merk, LEASE):
        yield None
        return
    try:
        yield merk
    finally:
        # Not the mark of a run that took over because this one was silent for too long.
        if cache.get(SLOT) == merk:
            cache.delete(SLOT)
