"""Where a made letter lands (rules.md §3.2)."""

from educam_portal.documenten import maakwerk

from ..documenten import BRIEF
from ..models import Brief


def leg_pdf_vast(brief: Brief, inhoud: bytes) -> Brief:
    """Keep the PDF with the dossier, under the name people save it by."""
    naam = f"{brief.get_soort_display().lower().replace(' ', '-')}-{brief.aanvraag.referentie}.pdf"
    return maakwerk.leg_pdf_vast(brief, inhoud, bestandsnaam=naam, soort=BRIEF, onderwerp=brief.aanvraag)
