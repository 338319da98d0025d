"""What failed since the last time, told once a day to whoever administers the portal (architecture.md §5, open-forms).

Never when nothing failed, never twice on a day, and never about itself: what tells of failures may fail too, and that
would go on for ever. Each of the floors above may add what it gave up.
"""

from collections.abc import Callable
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone

from educam_portal.accounts.services import beheerders
from educam_portal.accounts.tekst import een_regel

from .models import Bericht, Storingsmelding
from .services import stuur
from .uitgaand import label, mislukt_sinds

SOORT = "storingen"
DAG = timedelta(days=1)
# After a longer silence of the job the older ones still stand on the screen of the outbox.
HOOGSTENS_TERUG = timedelta(days=7)
REGELS = 20
ANTWOORD = 120

# What was given up after the first moment, up to and including the second: one line each, without contents of dossiers.
Bron = Callable[[datetime, datetime], list[str]]
_bronnen: list[Bron] = []


def registreer_bron(bron: Bron) -> None:
    """Let a higher floor tell what it gave up."""
    _bronnen.append(bron)


def meld(nu: datetime) -> list[Bericht]:
    """Tell the beheerders what failed since the last message; gives what was written, nothing when that is done today."""
    ontvangers = beheerders(timezone.localdate(nu))
    regels = _regels(_sinds(nu), nu) if ontvangers else []
    if not regels:
        return []
    try:
        with transaction.atomic():
            Storingsmelding.objects.create(op=timezone.localdate(nu), tot=nu, aantal=len(regels))
            gegevens = {"aantal": len(regels), "regels": regels[:REGELS], "meer": max(0, len(regels) - REGELS)}
            return stuur("storingen", dossier=None, aan=ontvangers, gegevens=gegevens)
    except IntegrityError:
        # Today's message is written already, perhaps this very moment by another worker.
        return []


def _sinds(nu: datetime) -> datetime:
    vorige = Storingsmelding.objects.order_by("-op").values_list("tot", flat=True).first()
    return max(vorige or nu - DAG, nu - HOOGSTENS_TERUG)


def _regels(van: datetime, tot: datetime) -> list[str]:
    mislukt = mislukt_sinds(van).filter(mislukt_op__lte=tot).exclude(soort=SOORT).order_by("-mislukt_op", "-pk")
    regels = [
        f"{label(soort)} aan {adres}: {een_regel(fout)[:ANTWOORD]}"
        for soort, adres, fout in mislukt.values_list("soort", "adres", "fout")
    ]
    return regels + [regel for bron in _bronnen for regel in bron(van, tot)]
