"""Background work of this floor: takes ids, safe to run twice (architecture.md §2)."""

from celery import shared_task
from django.utils import timezone

from educam_portal.documenten import maakwerk

from .models import Brief


@shared_task(name="erkenning.maak_brief")
def maak_brief(brief_id: int) -> None:
    """Render one letter as a tagged PDF."""
    from .pdf import render
    from .services.brieven import leg_pdf_vast

    maakwerk.maak(Brief, brief_id, druk=render, leg_vast=leg_pdf_vast)


@shared_task(name="erkenning.veeg_brieven")
def veeg_brieven() -> None:
    """Pick up letters whose worker died or whose job never reached the broker."""
    for pk in maakwerk.wachtend(Brief, timezone.now()):
        maak_brief.delay(pk)
