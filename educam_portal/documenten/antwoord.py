"""A stored file as an answer: never sniffed, never cached, under a closed policy."""

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from .models import Document
from .soorten import PDF

_CSP_DICHT = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox"
# Chromium shows no PDF in a sandboxed page or under default-src 'none': its viewer is itself a page with styles.
_CSP_PDF = "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"


def als_bestand(document: Document, inhoud: bytes, *, tonen: bool) -> HttpResponse:
    """`inhoud` as a download; with `tonen` the browser may show it."""
    antwoord = HttpResponse(inhoud, content_type=document.mime)
    antwoord["Content-Disposition"] = content_disposition_header(not tonen, document.bestandsnaam) or "attachment"
    antwoord["Content-Security-Policy"] = _CSP_PDF if tonen and document.mime == PDF.mime else _CSP_DICHT
    antwoord["X-Content-Type-Options"] = "nosniff"
    antwoord["Cross-Origin-Resource-Policy"] = "same-origin"
    antwoord["Cache-Control"] = "private, no-store"
    antwoord["X-Robots-Tag"] = "noindex"
    return antwoord
