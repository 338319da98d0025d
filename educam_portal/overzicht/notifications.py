"""The account mails of allauth as kinds of message: always at once, and never in the inbox with their code or link."""

from educam_portal.meldingen.notifications import ACCOUNT
from educam_portal.meldingen.register import IEDEREEN, SoortBericht, registreer

# Every template pair of allauth's account app, by its name; the ones we word ourselves stand in templates/account.
SJABLONEN = (
    "account_already_exists",
    "email_changed",
    "email_confirm",
    "email_confirmation",
    "email_confirmation_signup",
    "email_deleted",
    "login_code",
    "password_changed",
    "password_reset",
    "password_reset_code",
    "password_reset_key",
    "password_set",
    "unknown_account",
    # the second factor
    "recovery_codes_generated",
    "totp_activated",
    "totp_deactivated",
    "webauthn_added",
    "webauthn_removed",
)


def soort_van(sjabloon: str) -> str:
    """The kind of the template pair `account/email/login_code`: `account_login_code`."""
    return f"account_{sjabloon.rpartition('/')[2]}"


def registreer_alles() -> None:
    """Called once at start-up."""
    registreer(
        *(
            SoortBericht(
                naam=soort_van(naam), label="Mail over je account", groep=ACCOUNT, publiek=IEDEREEN, postvak=False
            )
            for naam in SJABLONEN
        )
    )
