"""The deadline job on the schedule, and the work after a changed parameter; both harmless when repeated."""

from celery import shared_task
from django.utils import timezone

from . import herberekening
from .job import verwerk


@shared_task(name="termijnen.verwerk")
def verwerk_termijnen() -> int:
    """Do what is due today, with the daily message from DAGMAIL_VANAF on; gives the number of actions."""
    nu = timezone.now()
    return sum(1 for _ in verwerk(timezone.localdate(nu), nu=nu))


@shared_task(name="termijnen.herbereken")
def herbereken_termijnen(pk: int) -> None:
    """Let the open terms follow a changed parameter."""
    herberekening.werk(pk)


@shared_task(name="termijnen.veeg_herberekeningen")
def veeg_herberekeningen() -> None:
    """Pick up what never reached a worker, or whose worker died."""
    for pk in herberekening.wachtend(timezone.now()):
        herbereken_termijnen.delay(pk)
