"""Where a made letter lands (rules.md §3.2)."""

from django.utils import timezone

from educam_portal.documenten import maakwerk

from ..documenten import BRIEF
from ..models import Brief


def leg_pdf_vast(brief: Brief, inhoud: bytes) -> Brief:
    """Keep the PDF with the dossier, under the name people save it by."""
    onderwerp = brief.aanvraag or brief.maatregel
    assert onderwerp is not None  # the constraint holds it
    merk = brief.aanvraag.referentie if brief.aanvraag else f"{timezone.localdate(brief.aangemaakt_op):%Y%m%d}"
    naam = f"{brief.get_soort_display().lower().replace(' ', '-')}-{merk}.pdf"
    return maakwerk.leg_pdf_vast(brief, inhoud, bestandsnaam=naam, soort=BRIEF, onderwerp=onderwerp)
