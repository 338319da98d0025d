"""Celery: deliver one message, sweep up what got stuck, tell what failed. All may run twice."""

from celery import shared_task
from django.utils import timezone

from educam_portal.meldingen import bezorging


@shared_task(name="meldingen.lever")
def lever(bericht_id: int) -> str:
    """Try to deliver this message now; nothing happens when it is sent, claimed or not due yet."""
    return bezorging.lever(bericht_id)


@shared_task(name="meldingen.veeg")
def veeg() -> int:
    """Deliver what is due and unclaimed: retries, crashed workers, an unreachable broker. Gives how many were sent."""
    return bezorging.veeg()


@shared_task(name="meldingen.meld_storingen")
def meld_storingen() -> int:
    """Tell the beheerders what failed since the last time, at most once a day. Gives how many were told."""
    # Imported here: the services of this floor import the tasks above.
    from educam_portal.meldingen import storingen

    return len(storingen.meld(timezone.now()))
