"""Back to where somebody was, and never to another site."""

from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme


def terugadres(request: HttpRequest, gevraagd: str | None, anders: str) -> str:
    """The page of the portal that was asked for; any other address gives `anders`."""
    adres = gevraagd or ""
    eigen = url_has_allowed_host_and_scheme(
        adres, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return adres if adres.startswith("/") and eigen else anders
