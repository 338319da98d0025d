"""The attest as PDF. Imported by the Celery worker only: the web process never loads WeasyPrint."""

from educam_portal.documenten.drukwerk import druk

from .attesten import SJABLOON, context
from .models import Attest


def render(attest: Attest) -> bytes:
    """The attest as a tagged Dutch PDF, from its stored snapshot alone."""
    return druk(SJABLOON, context(attest.gegevens))
