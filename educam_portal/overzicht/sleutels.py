"""Rotation of what is encrypted with PERSOON_SLEUTELS: the secrets of the second factor (accounts/mfa_adapter.py)."""

import logging

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db import transaction

from educam_portal.documenten.fouten import BestandOntbreekt
from educam_portal.documenten.sleutels import Vernieuwing, vernieuw_met

log = logging.getLogger(__name__)
# What allauth encrypts: the secret of an authenticator app, the seed of the recovery codes. A passkey holds no secret.
VELDEN = ("secret", "seed")


def vernieuw_tweede_factor(droog: bool) -> Vernieuwing:
    """Encrypt every second factor with the newest key; with `droog` only count. Safe to run twice."""
    uitslag = Vernieuwing()
    for pk in (
        Authenticator.objects.exclude(type=Authenticator.Type.WEBAUTHN).order_by("pk").values_list("pk", flat=True)
    ):
        with transaction.atomic():
            # Locked: a recovery code that is used meanwhile writes the same row.
            rij = Authenticator.objects.select_for_update(of=("self",), no_key=True).filter(pk=pk).first()
            if rij is not None:
                _vernieuw(rij, uitslag, droog)
    return uitslag


def _vernieuw(rij: Authenticator, uitslag: Vernieuwing, droog: bool) -> None:
    try:
        nieuw = {
            veld: vers
            for veld in VELDEN
            if veld in rij.data and (vers := vernieuw_met(settings.PERSOON_SLEUTELS, rij.data[veld])) is not None
        }
    except BestandOntbreekt:
        log.error("tweede stap %s: geen sleutel opent deze rij", rij.pk)
        uitslag.onleesbaar += 1
        return
    if not nieuw:
        uitslag.al_nieuw += 1
        return
    uitslag.vernieuwd += 1
    if not droog:
        rij.data |= nieuw
        rij.save(update_fields=["data"])
