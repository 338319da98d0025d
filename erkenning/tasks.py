"""Background work of this floor: takes ids, safe to run twice (architecture.md §2)."""

from datetime import timedelta

from celery import shared_task
from django.db.models import Q
from django.utils import timezone

from .models import Brief

LEASE = timedelta(minutes=3)
MAX_POGINGEN = 8


@shared_task(name="erkenning.maak_brief")
def maak_brief(brief_id: int) -> None:
    """Render one letter as a tagged PDF. The lease keeps two workers apart; a failure is written on the row."""
    from .pdf import render
    from .services.brieven import leg_pdf_vast, noteer_mislukt

    nu = timezone.now()
    vrij = Q(lease_tot=None) | Q(lease_tot__lt=nu)
    genomen = Brief.objects.filter(vrij, pk=brief_id, toestand=Brief.Toestand.WACHT).update(lease_tot=nu + LEASE)
    if not genomen:
        return
    brief = Brief.objects.select_related("aanvraag").get(pk=brief_id)
    try:
        leg_pdf_vast(brief=brief, inhoud=render(brief))
    except Exception as fout:
        noteer_mislukt(brief=brief, fout=repr(fout), definitief=brief.pogingen + 1 >= MAX_POGINGEN)
        raise


@shared_task(name="erkenning.veeg_brieven")
def veeg_brieven() -> None:
    """Pick up letters whose worker died or whose job never reached the broker."""
    nu = timezone.now()
    wachtend = Brief.objects.filter(
        Q(lease_tot=None, aangemaakt_op__lt=nu - timedelta(minutes=1)) | Q(lease_tot__lt=nu),
        toestand=Brief.Toestand.WACHT,
    )
    for pk in wachtend.order_by("pk").values_list("pk", flat=True)[:50]:
        maak_brief.delay(pk)
