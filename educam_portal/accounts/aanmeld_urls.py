"""Logging in, signing up and the second factor (allauth), under Dutch paths with the names allauth knows."""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as herstel
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as passkey
from django.urls import path, re_path

from .antwoord import met_422

_adressen = [
    ("aanmelden/", account.login, "account_login"),
    ("afmelden/", account.logout, "account_logout"),
    ("account-gesloten/", account.account_inactive, "account_inactive"),
    ("registreren/", account.signup, "account_signup"),
    ("aanmelden/opnieuw/", account.reauthenticate, "account_reauthenticate"),
    ("aanmelden/code/", account.request_login_code, "account_request_login_code"),
    ("aanmelden/code/bevestigen/", account.confirm_login_code, "account_confirm_login_code"),
    ("mijn-gegevens/e-mail/", account.email, "account_email"),
    ("e-mail-bevestigen/", account.email_verification_sent, "account_email_verification_sent"),
    ("wachtwoord/wijzigen/", account.password_change, "account_change_password"),
    ("wachtwoord/instellen/", account.password_set, "account_set_password"),
    ("wachtwoord/vergeten/", account.password_reset, "account_reset_password"),
    ("wachtwoord/vergeten/verstuurd/", account.password_reset_done, "account_reset_password_done"),
    ("wachtwoord/nieuw/klaar/", account.password_reset_from_key_done, "account_reset_password_from_key_done"),
    ("tweede-factor/", mfa.index, "mfa_index"),
    ("tweede-factor/bevestigen/", mfa.authenticate, "mfa_authenticate"),
    ("tweede-factor/opnieuw/", mfa.reauthenticate, "mfa_reauthenticate"),
    ("tweede-factor/app/instellen/", totp.activate_totp, "mfa_activate_totp"),
    ("tweede-factor/app/verwijderen/", totp.deactivate_totp, "mfa_deactivate_totp"),
    ("tweede-factor/herstelcodes/", herstel.view_recovery_codes, "mfa_view_recovery_codes"),
    ("tweede-factor/herstelcodes/maken/", herstel.generate_recovery_codes, "mfa_generate_recovery_codes"),
    ("tweede-factor/herstelcodes/downloaden/", herstel.download_recovery_codes, "mfa_download_recovery_codes"),
    ("tweede-factor/passkeys/", passkey.list_webauthn, "mfa_list_webauthn"),
    ("tweede-factor/passkeys/toevoegen/", passkey.add_webauthn, "mfa_add_webauthn"),
    ("tweede-factor/passkeys/opnieuw/", passkey.reauthenticate_webauthn, "mfa_reauthenticate_webauthn"),
    ("tweede-factor/passkeys/<int:pk>/verwijderen/", passkey.remove_webauthn, "mfa_remove_webauthn"),
    ("tweede-factor/passkeys/<int:pk>/naam/", passkey.edit_webauthn, "mfa_edit_webauthn"),
    ("aanmelden/passkey/", passkey.login_webauthn, "mfa_login_webauthn"),
]

urlpatterns = [
    *(path(pad, met_422(view), name=naam) for pad, view, naam in _adressen),
    re_path(
        r"^wachtwoord/nieuw/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        met_422(account.password_reset_from_key),
        name="account_reset_password_from_key",
    ),
]
