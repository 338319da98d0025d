"""Rows for who needs no log-in, for logging in itself, and for the demo."""

from .rij import bladzijde, openbaar

# Logged in already: allauth sends on to the start page.
NIET_MEER_NODIG = {"anoniem": 200, "aangemeld": 302}
# Who set up an app or a passkey proves again who he or she is; for who did not, there is nothing here.
ALLEEN_MET_TWEEDE_FACTOR = {"aangemeld": 404, "coordinator": 302}

PUBLIEK = [
    openbaar("publiek:start", iedereen=200),
    openbaar("publiek:check", iedereen=200),
    openbaar("publiek:voorbereiden", iedereen=200),
    openbaar("publiek:leerwerkplekken", iedereen=200),
    openbaar("publiek:leerwerkplek", "vestiging.pk", iedereen=200),
    openbaar("publiek:leerwerkplek", "vestiging_elders.pk", iedereen=404),
    openbaar("publiek:consulenten", iedereen=200),
    openbaar("publiek:controleer", iedereen=200),
    openbaar("publiek:controle", "erkenning.code", iedereen=200),
    openbaar("publiek:controle", "=bcdfghjkmnpq", iedereen=404),
    openbaar("publiek:hoe_werkt_het", iedereen=200),
    openbaar("publiek:aanbieders", iedereen=200),
    openbaar("publiek:wie_zoek_je", iedereen=200),
    openbaar("publiek:kosten", iedereen=200),
    openbaar("publiek:premie", iedereen=200),
    openbaar("publiek:opleidingen", iedereen=200),
    openbaar("publiek:privacy", iedereen=200),
    openbaar("publiek:toegankelijkheid", iedereen=200),
    openbaar("publiek:contact", iedereen=200),
    openbaar("publiek:nieuw", iedereen=200),
    openbaar("publiek:robots", iedereen=200),
    openbaar("publiek:api", iedereen=200),
    openbaar("api:api-root", iedereen=200),
    openbaar("api:openapi-json", iedereen=200),
    openbaar("api:leerwerkplekken", iedereen=200),
    # For a program that posts JSON; what it gets is told by tests/publiek/test_api.py.
    openbaar("api:premie", iedereen=405),
    openbaar("api:kosten", iedereen=405),
    openbaar("gezond", iedereen=200),
    openbaar("levend", iedereen=200),
    openbaar("vormgids", iedereen=200),
    openbaar("postbus:lijst", iedereen=200),
    openbaar("postbus:brief", "mail.naam", iedereen=200),
    openbaar("postbus:eml", "mail.naam", iedereen=200),
]

ACCOUNT = [
    openbaar("account_login", **NIET_MEER_NODIG),
    openbaar("account_logout", anoniem=302, aangemeld=200),
    openbaar("account_inactive", iedereen=200),
    openbaar("account_signup", **NIET_MEER_NODIG),
    openbaar("account_reauthenticate", aangemeld=200),
    openbaar("account_request_login_code", **NIET_MEER_NODIG),
    openbaar("account_confirm_login_code", iedereen=302),
    openbaar("account_email", aangemeld=200),
    openbaar("account_email_verification_sent", iedereen=302),
    openbaar("account_change_password", aangemeld=200),
    openbaar("account_set_password", aangemeld=302),
    openbaar("account_reset_password", iedereen=200),
    openbaar("account_reset_password_done", iedereen=200),
    openbaar("account_reset_password_from_key_done", iedereen=200),
    openbaar("account_reset_password_from_key", "=1 =set-password", iedereen=200),
    openbaar("mfa_index", aangemeld=200),
    openbaar("mfa_authenticate", iedereen=302),
    openbaar("mfa_reauthenticate", aangemeld=302, coordinator=200),
    openbaar("mfa_activate_totp", aangemeld=302),
    openbaar("mfa_deactivate_totp", **ALLEEN_MET_TWEEDE_FACTOR),
    openbaar("mfa_view_recovery_codes", **ALLEEN_MET_TWEEDE_FACTOR),
    openbaar("mfa_generate_recovery_codes", aangemeld=302),
    openbaar("mfa_download_recovery_codes", **ALLEEN_MET_TWEEDE_FACTOR),
    openbaar("mfa_list_webauthn", aangemeld=200),
    openbaar("mfa_add_webauthn", aangemeld=302),
    openbaar("mfa_reauthenticate_webauthn", aangemeld=302),
    openbaar("mfa_remove_webauthn", "passkey.pk", aangemeld=302),
    openbaar("mfa_edit_webauthn", "passkey.pk", aangemeld=302),
    openbaar("mfa_login_webauthn", iedereen=302),
    bladzijde("accounts:start", aangemeld=302),
    bladzijde("accounts:profiel", aangemeld=200),
]

TABEL = [*PUBLIEK, *ACCOUNT]
