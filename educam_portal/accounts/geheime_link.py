"""The secret of a personal link: derived from a stored seed, so it can be shown or mailed again without being stored."""

import hashlib
import secrets

from django.utils.crypto import salted_hmac


def nieuw_zaad() -> str:
    return secrets.token_hex(24)


def token_van(zaad: str, doel: str) -> str:
    """The secret part of a link for `doel`; without the portal's SECRET_KEY the stored seed says nothing."""
    return salted_hmac(doel, zaad, algorithm="sha256").hexdigest()


def hash_van(token: str) -> str:
    """What the database keeps to find the row again."""
    return hashlib.sha256(token.encode()).hexdigest()
