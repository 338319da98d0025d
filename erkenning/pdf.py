"""A letter as PDF. Imported by the Celery worker only: the web process never loads WeasyPrint."""

from educam_portal.documenten.drukwerk import druk

from .brieven import SJABLONEN, context
from .models import Brief


def render(brief: Brief) -> bytes:
    """The letter as a tagged Dutch PDF, from its stored snapshot alone."""
    return druk(SJABLONEN[Brief.Soort(brief.soort)], context(brief.soort, brief.gegevens))
