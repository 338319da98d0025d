"""The deadline job on the schedule: hourly, harmless when repeated."""

from celery import shared_task
from django.utils import timezone

from .job import verwerk


@shared_task(name="termijnen.verwerk")
def verwerk_termijnen() -> int:
    """Do what is due today; gives the number of actions."""
    return sum(1 for _ in verwerk(timezone.localdate()))
