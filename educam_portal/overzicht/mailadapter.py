"""allauth's mails go through the outbox: never sent inside a request, never a code or link in a stored text."""

from typing import Any
from urllib.parse import urlsplit

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.contrib.auth.hashers import make_password

from educam_portal import meldingen

from .notifications import soort_van

# What somebody could get in with. `password_reset_url` carries a token in the mail that resets a password.
GEHEIM = frozenset({"code", "key", "activate_url", "password_reset_url"})


class AccountAdapter(DefaultAccountAdapter):
    """Writes each mail as a Bericht; a template that hides whether an address is known does so here too."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "incorrect_code": "Deze code klopt niet. Gebruik de code uit de laatste mail.",
        "email_password_mismatch": (
            "Dit e-mailadres en dit wachtwoord horen niet bij elkaar. Probeer opnieuw, of vraag een code per mail."
        ),
        "too_many_login_attempts": "Dat was te vaak verkeerd. Wacht vijf minuten en probeer opnieuw.",
        "rate_limited": "Dat ging te snel na elkaar. Wacht een minuut en probeer opnieuw.",
        "enter_current_password": "Vul je huidige wachtwoord in.",
        "incorrect_password": "Dit wachtwoord klopt niet. Probeer opnieuw.",
        "same_as_current": "Dit is hetzelfde als nu. Kies iets anders.",
    }

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Write the mail of allauth's template pair; secrets wait in the cache for 15 minutes until it is sent."""
        waarden = {naam: self._op_portaal(naam, waarde) for naam, waarde in context.items()}
        geheim = {naam: str(waarde) for naam, waarde in waarden.items() if naam in GEHEIM and waarde}
        meldingen.stuur(
            soort_van(template_prefix),
            dossier=None,
            aan=[email],
            gegevens={naam: waarde for naam, waarde in waarden.items() if naam not in geheim} | {"email": email},
            geheim=meldingen.bewaar_kort(geheim) if geheim else None,
            sjabloon=template_prefix,
        )

    def send_account_already_exists_mail(self, email: str) -> None:
        """As long as signing up takes: hashing a password is what makes it slow, and a quick answer would tell."""
        make_password(email)
        super().send_account_already_exists_mail(email)

    @staticmethod
    def _op_portaal(naam: str, waarde: Any) -> Any:
        """Links start at PORTAL_URL, never at the host a request claims to be for."""
        if not naam.endswith("_url") or not isinstance(waarde, str):
            return waarde
        delen = urlsplit(waarde)
        return f"{settings.PORTAL_URL}{delen.path}" + (f"?{delen.query}" if delen.query else "")
