"""Where a made attest lands (rules.md §4)."""

from educam_portal.documenten import maakwerk

from ..documenten import ATTEST
from ..models import Attest


def leg_pdf_vast(attest: Attest, inhoud: bytes) -> Attest:
    """Keep the PDF with the person, whose it stays at every onderneming."""
    naam = f"attest-mentoropleiding-{attest.voltooid_op:%Y-%m-%d}.pdf"
    return maakwerk.leg_pdf_vast(attest, inhoud, bestandsnaam=naam, soort=ATTEST, onderwerp=attest.persoon)
