"""The personal link of an invitation."""

from django.urls import reverse

from .geheime_link import hash_van, nieuw_zaad
from .geheime_link import token_van as _token_van
from .models import Uitnodiging

__all__ = ["hash_van", "link", "nieuw_zaad", "token_van", "zoek"]


def token_van(zaad: str) -> str:
    """The secret part of the link of an invitation."""
    return _token_van(zaad, "accounts.uitnodiging")


def zoek(token: str) -> Uitnodiging | None:
    return (
        Uitnodiging.objects.select_related("organisatie", "uitgenodigd_door").filter(token_hash=hash_van(token)).first()
    )


def link(uitnodiging: Uitnodiging, portal_url: str) -> str:
    """The full address for the mail."""
    return portal_url + reverse("organisatie:uitnodiging", args=[token_van(uitnodiging.zaad)])
