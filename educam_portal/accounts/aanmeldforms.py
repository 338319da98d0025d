"""allauth's own forms, with error texts that say what to do, per field (ux.md §2.5)."""

from typing import Any

from allauth.account import forms as allauth
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse

from .models import User

FOUT_EMAIL = {
    "required": "Vul je e-mailadres in.",
    "invalid": "Dit e-mailadres klopt niet. Schrijf het zo: naam@bedrijf.be.",
}
FOUTEN = {
    "email": FOUT_EMAIL,
    "login": FOUT_EMAIL,
    "password": {"required": "Vul je wachtwoord in."},
    "oldpassword": {"required": "Vul je huidige wachtwoord in."},
    "password1": {"required": "Kies een wachtwoord."},
    "password2": {"required": "Vul je nieuwe wachtwoord nog eens in."},
    "code": {"required": "Vul de code uit de mail in."},
}


class Woorden:
    """Mixin for a form of allauth: the fields it has get the texts of `fouten`."""

    fields: dict[str, Any]
    fouten = FOUTEN

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for naam, fouten in self.fouten.items():
            if naam in self.fields:
                self.fields[naam].error_messages.update(fouten)
                for validator in self.fields[naam].validators:
                    if getattr(validator, "code", "") == "invalid" and "invalid" in fouten:
                        validator.message = fouten["invalid"]


class Aanmelden(Woorden, allauth.LoginForm):
    """Log in with a password."""


class Registreren(Woorden, allauth.SignupForm):
    """Make an account."""

    def try_save(self, request: HttpRequest) -> tuple[User | None, HttpResponse | None]:
        """Two who sign up with one address at once: the second meets what anybody meets whose address is known."""
        try:
            with transaction.atomic():
                return super().try_save(request)
        except IntegrityError:
            self.account_already_exists = True
            return super().try_save(request)


class CodeVragen(Woorden, allauth.RequestLoginCodeForm):
    """Ask for a code by mail."""


class CodeBevestigen(Woorden, allauth.ConfirmLoginCodeForm):
    """Log in with that code."""


class EmailBevestigen(Woorden, allauth.ConfirmEmailVerificationCodeForm):
    """Confirm an address with the code mailed to it."""


class WachtwoordVergeten(Woorden, allauth.ResetPasswordForm):
    """Ask for a new password."""


class EmailWijzigen(Woorden, allauth.ChangeEmailForm):
    """Correct the address while it is not confirmed yet."""


class EmailToevoegen(Woorden, allauth.AddEmailForm):
    """Take another address."""


class OpnieuwAanmelden(Woorden, allauth.ReauthenticateForm):
    """Give the password once more before something that matters."""


class WachtwoordWijzigen(Woorden, allauth.ChangePasswordForm):
    """Choose another password."""


class WachtwoordInstellen(Woorden, allauth.SetPasswordForm):
    """Choose a first password."""


class WachtwoordNieuw(Woorden, allauth.ResetPasswordKeyForm):
    """Choose a new password through the link in the mail."""
