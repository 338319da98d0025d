"""Background work of this floor: takes ids, safe to run twice (architecture.md §2)."""

from celery import shared_task
from django.utils import timezone


@shared_task(name="premies.herbekijk")
def herbekijk() -> None:
    """Judge the claims that a fact, time, or a change for many at once may have changed; nothing else is touched."""
    from .services.herbekijken import herbekijk_alles

    herbekijk_alles()


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
