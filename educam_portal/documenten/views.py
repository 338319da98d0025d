"""The only door to a stored file."""

import logging
import uuid
from typing import cast

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from educam_portal.accounts.models import User

from .antwoord import als_bestand
from .fouten import BestandOntbreekt, GeenToegang
from .models import Document
from .services import lees
from .soorten import FOTOS, PDF

log = logging.getLogger(__name__)
_FOTO_MIMES = frozenset(soort.mime for soort in FOTOS)


@login_required
@require_safe
def bestand(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The file as a download; with `?inline=1` a photo, or a letter that the portal made itself, is shown.

    404 when it does not exist, is erased, is lost, or is not for this user.
    """
    document = get_object_or_404(Document, pk=pk)
    try:
        inhoud = lees(document, door=cast(User, request.user))
    except GeenToegang as fout:
        raise Http404 from fout
    except BestandOntbreekt as fout:
        log.error("document %s kan niet gelezen worden: %s", document.pk, fout)
        raise Http404 from fout
    tonen = request.GET.get("inline") == "1" and mag_getoond(document)
    return als_bestand(document, inhoud, tonen=tonen)


def mag_getoond(document: Document) -> bool:
    """Whether the browser may show it instead of saving it: photos, and PDFs made here that are not sensitive."""
    return document.mime in _FOTO_MIMES or (
        document.mime == PDF.mime and document.gegenereerd and not document.gevoelig
    )
