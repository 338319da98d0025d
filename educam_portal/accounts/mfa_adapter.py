"""The second factor: its secrets encrypted with the portal's keys for personal data, its refusals in plain Dutch."""

from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings


class MFAAdapter(DefaultMFAAdapter):
    error_messages = {
        "add_email_blocked": "Je hebt een tweede stap ingesteld. Zet die eerst uit, dan kan je een ander adres kiezen.",
        "cannot_delete_authenticator": "Deze stap kan je niet uitzetten.",
        "cannot_generate_recovery_codes": "Stel eerst een app of een passkey in. Daarna kan je reservecodes maken.",
        "incorrect_code": "Deze code klopt niet. Neem de code die nu in je app staat, of een reservecode.",
        "unverified_email": "Bevestig eerst je e-mailadres. Daarna kan je een tweede stap instellen.",
    }

    def encrypt(self, text: str) -> str:
        return _sleutels().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _sleutels().decrypt(encrypted_text.encode()).decode()


def _sleutels() -> MultiFernet:
    return MultiFernet([Fernet(sleutel) for sleutel in settings.PERSOON_SLEUTELS])
