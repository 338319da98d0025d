"""Slow down who tries many look-ups in a row (quality.md, Security)."""

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.http import HttpRequest


def te_vaak(request: HttpRequest, actie: str, *, aantal: int, seconden: int) -> bool:
    """Whether this address did `actie` more than `aantal` times within a window of `seconden`; counts this time too."""
    sleutel = f"rem.{actie}.{get_adapter().get_client_ip(request)}"
    if cache.add(sleutel, 1, seconden):
        return False
    try:
        return cache.incr(sleutel) > aantal
    except ValueError:  # the window closed between the two calls
        return False
