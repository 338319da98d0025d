"""Where a made letter lands (rules.md §3.2)."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from educam_portal.documenten import services as documenten

from ..documenten import BRIEF
from ..models import Brief


def leg_pdf_vast(*, brief: Brief, inhoud: bytes) -> Brief:
    """Store the PDF once; a second worker that arrives later finds the letter done and throws its copy away."""
    with transaction.atomic():
        vers = Brief.objects.select_for_update(of=("self",), no_key=True).get(pk=brief.pk)
        if vers.toestand == Brief.Toestand.KLAAR:
            return vers
        naam = f"{vers.get_soort_display().lower().replace(' ', '-')}-{vers.aanvraag.referentie}.pdf"
        vers.document = documenten.bewaar_bytes(
            inhoud=inhoud, bestandsnaam=naam, mime="application/pdf", soort=BRIEF, onderwerp=vers.aanvraag
        )
        vers.toestand, vers.fout, vers.lease_tot = Brief.Toestand.KLAAR, "", None
        vers.save()
    return vers


def noteer_mislukt(*, brief: Brief, fout: str, definitief: bool) -> None:
    """Write down why a letter could not be made; the sweep tries again unless it is final."""
    with transaction.atomic():
        vers = Brief.objects.select_for_update(of=("self",), no_key=True).get(pk=brief.pk)
        if vers.toestand == Brief.Toestand.KLAAR:
            return
        vers.pogingen += 1
        vers.fout = fout
        vers.toestand = Brief.Toestand.MISLUKT if definitief else Brief.Toestand.WACHT
        vers.lease_tot = timezone.now() + timedelta(minutes=min(60, 2**vers.pogingen))
        vers.save()
