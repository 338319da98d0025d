"""Background work of this floor: takes ids, safe to run twice (architecture.md §2)."""

from celery import shared_task
from django.utils import timezone

from educam_portal.documenten import maakwerk

from .models import Attest


@shared_task(name="mentoren.maak_attest")
def maak_attest(attest_id: int) -> None:
    """Render one attest as a tagged PDF."""
    from .pdf import render
    from .services.attesten import leg_pdf_vast

    maakwerk.maak(Attest, attest_id, druk=render, leg_vast=leg_pdf_vast)


@shared_task(name="mentoren.veeg_attesten")
def veeg_attesten() -> None:
    """Pick up attests whose worker died or whose job never reached the broker."""
    for pk in maakwerk.wachtend(Attest, timezone.now()):
        maak_attest.delay(pk)


@shared_task(name="mentoren.sluit_wachtlijsten")
def sluit_wachtlijsten() -> None:
    """A session that has begun has no waiting list any more; who still stood on it hears that."""
    from .services import inschrijvingen

    inschrijvingen.sluit_wachtlijsten(op=timezone.now())
