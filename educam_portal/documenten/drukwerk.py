"""Letters as PDF/UA by WeasyPrint. Imported by the Celery worker only: the web process never loads WeasyPrint."""

from collections.abc import Mapping, Sequence
from io import BytesIO
from typing import Any

from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from weasyprint import CSS, HTML, Attachment
from weasyprint.urls import URLFetcher


def druk(sjabloon: str, context: Mapping[str, Any], *, bijlagen: Sequence[tuple[str, bytes]] = ()) -> bytes:
    """The template as a tagged Dutch PDF, `bijlagen` (name, content) inside it; nothing is fetched from elsewhere."""
    html = render_to_string(sjabloon, dict(context))
    alleen_ingebed = URLFetcher(allowed_protocols=["data"], allow_redirects=False)
    stijl = CSS(filename=finders.find("css/brief.css"))
    mee = [
        Attachment(file_obj=BytesIO(inhoud), name=naam, description=naam, relationship="Source")
        for naam, inhoud in bijlagen
    ]
    document = HTML(string=html, url_fetcher=alleen_ingebed)
    return document.write_pdf(stylesheets=[stijl], pdf_variant="pdf/ua-1", attachments=mee)
