"""The forms of the second factor, with error texts that say what to do (ux.md §2.5)."""

from allauth.mfa.base import forms as basis
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as passkey

from . import aanmeldforms


class Woorden(aanmeldforms.Woorden):
    """Mixin as for logging in, with the texts of the second factor."""

    fouten = {"code": {"required": "Vul de code in."}, "name": {"required": "Geef je passkey een naam."}}


class CodeGeven(Woorden, basis.AuthenticateForm):
    """The code from the app, or a spare one, while logging in."""


class CodeOpnieuw(Woorden, basis.ReauthenticateForm):
    """The same before something that matters."""


class AppInstellen(Woorden, totp.ActivateTOTPForm):
    """The first code from a new app."""


class PasskeyNoemen(Woorden, passkey.EditWebAuthnForm):
    """Another name for a passkey."""
