"""Rotating PERSOON_SLEUTELS: the second factor of staff works on, and the old key can go."""

import logging
from io import StringIO

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from allauth.mfa.utils import decrypt
from cryptography.fernet import Fernet
from django.core.management import CommandError, call_command

from tests.fabrieken import UserFactory

pytestmark = pytest.mark.django_db
GEHEIM = "JBSWY3DPEHPK3PXP"


@pytest.fixture
def nick():
    """Somebody with an app, recovery codes and a passkey (which holds no secret of ours)."""
    user = UserFactory()
    TOTP.activate(user, GEHEIM)
    RecoveryCodes.activate(user)
    Authenticator.objects.create(user=user, type=Authenticator.Type.WEBAUTHN, data={"name": "telefoon"})
    return user


@pytest.fixture
def nieuwe_sleutel(settings) -> str:
    sleutel = Fernet.generate_key().decode()
    settings.PERSOON_SLEUTELS = [sleutel, *settings.PERSOON_SLEUTELS]
    return sleutel


def draai(*opties: str) -> str:
    uit = StringIO()
    call_command("sleutels_vernieuwen", *opties, stdout=uit)
    return next(regel for regel in uit.getvalue().splitlines() if regel.startswith("tweede stap:"))


def rij(user, soort) -> Authenticator:
    return Authenticator.objects.get(user=user, type=soort)


def test_after_rotation_the_old_key_can_go(nick, nieuwe_sleutel, settings):
    codes = RecoveryCodes(rij(nick, Authenticator.Type.RECOVERY_CODES)).get_unused_codes()
    assert "2 te vernieuwen" in draai("--droog")
    assert "2 vernieuwd, 0 al" in draai()
    settings.PERSOON_SLEUTELS = [nieuwe_sleutel]
    assert decrypt(rij(nick, Authenticator.Type.TOTP).data["secret"]) == GEHEIM
    assert RecoveryCodes(rij(nick, Authenticator.Type.RECOVERY_CODES)).get_unused_codes() == codes
    assert rij(nick, Authenticator.Type.WEBAUTHN).data == {"name": "telefoon"}
    assert "0 vernieuwd, 2 al" in draai()


def test_dry_changes_nothing(nick, nieuwe_sleutel, settings):
    draai("--droog")
    settings.PERSOON_SLEUTELS = settings.PERSOON_SLEUTELS[1:]
    assert decrypt(rij(nick, Authenticator.Type.TOTP).data["secret"]) == GEHEIM


def test_a_key_that_is_missing_is_said_aloud(nick, settings, caplog):
    settings.PERSOON_SLEUTELS = [Fernet.generate_key().decode()]
    with pytest.raises(CommandError, match="2 rijen"), caplog.at_level(logging.CRITICAL):
        draai()
