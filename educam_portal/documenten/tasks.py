import logging

from celery import shared_task
from django.utils import timezone

from . import onderhoud

log = logging.getLogger(__name__)


@shared_task(name="documenten.wis_vervallen")
def wis_vervallen() -> None:
    """Erase what has passed its term, old lines of the read log and files without a row; safe to run twice."""
    aantallen = onderhoud.onderhoud(timezone.now())
    log.info("documenten: %s", ", ".join(f"{naam} {aantal}" for naam, aantal in aantallen.items()))
