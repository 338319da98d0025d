"""Letters as PDF/UA by WeasyPrint. Imported by the Celery worker only: the web process never loads WeasyPrint."""

from collections.abc import Mapping
from typing import Any

from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from weasyprint import CSS, HTML
from weasyprint.urls import URLFetcher


def druk(sjabloon: str, context: Mapping[str, Any]) -> bytes:
    """The template as a tagged Dutch PDF; nothing is fetched from a network or disk."""
    html = render_to_string(sjabloon, dict(context))
    alleen_ingebed = URLFetcher(allowed_protocols=["data"], allow_redirects=False)
    stijl = CSS(filename=finders.find("css/brief.css"))
    return HTML(string=html, url_fetcher=alleen_ingebed).write_pdf(stylesheets=[stijl], pdf_variant="pdf/ua-1")
