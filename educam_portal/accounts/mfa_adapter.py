"""Secrets of the second factor are encrypted at rest with the portal's keys for personal data."""

from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings


class MFAAdapter(DefaultMFAAdapter):
    def encrypt(self, text: str) -> str:
        return _sleutels().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _sleutels().decrypt(encrypted_text.encode()).decode()


def _sleutels() -> MultiFernet:
    return MultiFernet([Fernet(sleutel) for sleutel in settings.PERSOON_SLEUTELS])
