"""Background work of this floor: takes ids, safe to run twice (architecture.md §2)."""

import logging

from celery import shared_task
from django.utils import timezone

from .models import Premie

log = logging.getLogger(__name__)


@shared_task(name="premies.herbekijk")
def herbekijk() -> None:
    """Judge the claims that time, or a change for many at once, may have changed; nothing else is touched.

    A person at a time, each in a transaction of its own; one that fails stops no other.
    """
    from .services.beoordelen import beoordeel

    op = timezone.now()
    rijen = Premie.objects.aan_de_beurt(timezone.localdate(op)).order_by("persoonsnummer")
    for persoon in rijen.values_list("persoonsnummer", flat=True).distinct().iterator(chunk_size=500):
        try:
            beoordeel(persoonsnummer=persoon, aanleiding=None, op=op)
        except Exception:
            log.exception("de premies van persoonsnummer %s bleven staan", persoon)


@shared_task(name="premies.ruim_op")
def ruim_op() -> None:
    """Lists of an export that were read long ago, and account numbers that no claim needs any longer."""
    from .services import prestatielijsten, rekeningen

    prestatielijsten.wis_oude(op=timezone.now())
    rekeningen.wis_oude(op=timezone.now())


@shared_task(name="premies.maak_levering")
def maak_levering(levering_id: int) -> None:
    """Hand over the claims of a batch and write its files."""
    from .services.leveren import maak

    maak(levering_id)


@shared_task(name="premies.lees_antwoord")
def lees_antwoord(lezing_id: int) -> None:
    """Read one reply of the department."""
    from .services.antwoorden import lees

    lees(lezing_id)


@shared_task(name="premies.veeg")
def veeg() -> None:
    """Pick up batches and replies whose worker died or whose job never reached the broker."""
    from .services import antwoorden, leveren

    nu = timezone.now()
    for pk in leveren.wachtend(nu):
        maak_levering.delay(pk)
    for pk in antwoorden.wachtend(nu):
        lees_antwoord.delay(pk)
