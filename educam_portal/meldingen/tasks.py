"""Celery: deliver one message, and sweep up what got stuck. Both may run twice."""

from celery import shared_task

from educam_portal.meldingen import bezorging


@shared_task(name="meldingen.lever")
def lever(bericht_id: int) -> str:
    """Try to deliver this message now; nothing happens when it is sent, claimed or not due yet."""
    return bezorging.lever(bericht_id)


@shared_task(name="meldingen.veeg")
def veeg() -> int:
    """Deliver what is due and unclaimed: retries, crashed workers, an unreachable broker. Gives how many were sent."""
    return bezorging.veeg()
