"""Whom a mentor follows (rules.md §2; ux.md §3.3)."""

from django.http import HttpResponse

from educam_portal.accounts.toegang import Verzoek, vereist_mentor

from ..tonen import mijn_leerlingen
from .basis import toon


@vereist_mentor
def leerlingen(request: Verzoek) -> HttpResponse:
    """The own lerenden with their school, who starts first on top; a plan to answer has its button here."""
    return toon(request, "leerlingen", {"leerlingen": mijn_leerlingen(request.user)})
