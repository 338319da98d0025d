"""The secret of an invitation link: derived, so it can be put in a mail again without ever being stored."""

import hashlib
import secrets

from django.urls import reverse
from django.utils.crypto import salted_hmac

from .models import Uitnodiging


def nieuw_zaad() -> str:
    return secrets.token_hex(24)


def token_van(zaad: str) -> str:
    """The secret part of the link; without the portal's SECRET_KEY the stored seed says nothing."""
    return salted_hmac("accounts.uitnodiging", zaad, algorithm="sha256").hexdigest()


def hash_van(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def zoek(token: str) -> Uitnodiging | None:
    return (
        Uitnodiging.objects.select_related("organisatie", "uitgenodigd_door").filter(token_hash=hash_van(token)).first()
    )


def link(uitnodiging: Uitnodiging, portal_url: str) -> str:
    """The full address for the mail."""
    return portal_url + reverse("organisatie:uitnodiging", args=[token_van(uitnodiging.zaad)])
