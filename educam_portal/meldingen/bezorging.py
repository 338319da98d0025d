"""Delivery: claim with a lease, send, record. A message goes out once, and every failure says why.

A worker claims a row with one UPDATE, so of two workers one wins. A worker that dies leaves a lease that runs out, then
the sweep tries again. Between "the server took it" and "we wrote that down" a crash can send a second copy: it carries
the same Message-ID, so mailboxes can see it is the same one.
"""

import logging
import smtplib
from datetime import datetime, timedelta
from enum import StrEnum

from django.conf import settings
from django.db.models import F, Q
from django.utils import timezone

from educam_portal.meldingen import geheimen
from educam_portal.meldingen.mail import stel_samen
from educam_portal.meldingen.models import Bericht

logger = logging.getLogger(__name__)
LEASE = timedelta(minutes=5)
EERSTE_WACHT = timedelta(minutes=1)
LANGSTE_WACHT = timedelta(hours=2)
OPGEVEN_NA = timedelta(days=5)
PARTIJ = 100
ONTVANGER_VRAAGT_TIJD = r"^4[0-9][0-9] "
DEMO_DOMEIN = "example.be"


class Uitkomst(StrEnum):
    VERZONDEN = "verzonden"
    UITGESTELD = "uitgesteld"
    SERVER_WEG = "server_weg"
    MISLUKT = "mislukt"
    NIET_AAN_DE_BEURT = "niet_aan_de_beurt"


class Geweigerd(Exception):
    """Trying again is of no use; the text is what people read."""


def te_verzenden(nu: datetime):
    """Rows that are due at `nu` and not in the hands of a worker."""
    return Bericht.objects.filter(
        Q(lease_tot=None) | Q(lease_tot__lt=nu), toestand=Bericht.Toestand.WACHT, volgende_poging__lte=nu
    )


def claim(bericht_id: int, nu: datetime) -> Bericht | None:
    """Take the row until `nu` + LEASE; None when another worker has it, or it is sent or not due yet."""
    gewonnen = te_verzenden(nu).filter(pk=bericht_id).update(lease_tot=nu + LEASE, pogingen=F("pogingen") + 1)
    return Bericht.objects.select_related("aan").get(pk=bericht_id) if gewonnen else None


def lever(bericht_id: int, *, nu: datetime | None = None) -> Uitkomst:
    """Deliver one message if it is due; records the outcome and the answer of the server."""
    nu = nu or timezone.now()
    bericht = claim(bericht_id, nu)
    if bericht is None:
        return Uitkomst.NIET_AAN_DE_BEURT
    try:
        _verzend(bericht)
    except (Geweigerd, geheimen.GeheimVervallen) as fout:
        return _mislukt(bericht, nu, str(fout))
    except smtplib.SMTPRecipientsRefused as fout:
        code, antwoord = next(iter(fout.recipients.values()))
        return _antwoord(bericht, nu, code, antwoord)
    except smtplib.SMTPDataError as fout:
        return _antwoord(bericht, nu, fout.smtp_code, fout.smtp_error)
    except OSError as fout:
        # Down, slow, refusing our log-in or our sender: the fault is not with this message, so it waits.
        _uitgesteld(bericht, nu, f"{type(fout).__name__}: {fout}")
        return Uitkomst.SERVER_WEG
    except Exception as fout:
        logger.exception("Bericht %s kon niet samengesteld of verzonden worden", bericht.pk)
        return _uitgesteld(bericht, nu, f"{type(fout).__name__}: {fout}")
    # Sent is sent, also when the server took longer than our lease.
    Bericht.objects.filter(pk=bericht.pk).update(
        toestand=Bericht.Toestand.VERZONDEN, verzonden_op=timezone.now(), lease_tot=None, fout=""
    )
    geheimen.ruim_op(bericht.gegevens.get("geheim"))
    return Uitkomst.VERZONDEN


def veeg(*, nu: datetime | None = None, partij: int = PARTIJ) -> int:
    """Deliver up to `partij` due messages, oldest first; stops when the server is away. Gives how many were sent."""
    nu = nu or timezone.now()
    verzonden = 0
    for bericht_id in te_verzenden(nu).order_by("volgende_poging", "pk").values_list("pk", flat=True)[:partij]:
        uitkomst = lever(bericht_id, nu=nu)
        verzonden += uitkomst is Uitkomst.VERZONDEN
        if uitkomst is Uitkomst.SERVER_WEG:
            break
    return verzonden


def staat_vast(nu: datetime, *, langer_dan: timedelta) -> bool:
    """Whether a message waits longer than that at `nu`: nobody picked it up, or the mail server keeps failing us.

    Each failure moves the next attempt on, so that alone tells nothing. A mailbox that is full (4xx) asks for time
    itself; that says nothing about the portal.
    """
    grens = nu - langer_dan
    niet_opgepakt = Q(volgende_poging__lt=grens)
    geprobeerd = Q(opnieuw_op=None, aangemaakt_op__lt=grens) | Q(opnieuw_op__lt=grens)
    mislukt = geprobeerd & ~Q(fout="") & ~Q(fout__regex=ONTVANGER_VRAAGT_TIJD)
    return Bericht.objects.filter(niet_opgepakt | mislukt, toestand=Bericht.Toestand.WACHT).exists()


def wachttijd(poging: int) -> timedelta:
    """How long to wait after attempt number `poging` (from 1): 1, 2, 4 … minutes, at most two hours."""
    return min(EERSTE_WACHT * 2 ** min(poging - 1, 20), LANGSTE_WACHT)


def _verzend(bericht: Bericht) -> None:
    if settings.DEMO and not bericht.adres.lower().endswith(f"@{DEMO_DOMEIN}"):
        raise Geweigerd(f"Niet verzonden in demo: alleen adressen op {DEMO_DOMEIN} krijgen mail.")
    tekst = geheimen.vul_in(bericht.tekst, bericht.gegevens.get("geheim"))
    stel_samen(bericht, tekst).send()


def _antwoord(bericht: Bericht, nu: datetime, code: int, antwoord: bytes | str) -> Uitkomst:
    zin = antwoord.decode(errors="replace") if isinstance(antwoord, bytes) else antwoord
    if 500 <= code < 600:
        return _mislukt(bericht, nu, f"{code} {zin}")
    return _uitgesteld(bericht, nu, f"{code} {zin}")


def _uitgesteld(bericht: Bericht, nu: datetime, fout: str) -> Uitkomst:
    if nu - bericht.in_de_rij_sinds > OPGEVEN_NA:
        return _mislukt(bericht, nu, f"Na {OPGEVEN_NA.days} dagen opgegeven. {fout}")
    _noteer(bericht, fout, volgende_poging=nu + wachttijd(bericht.pogingen))
    return Uitkomst.UITGESTELD


def _mislukt(bericht: Bericht, nu: datetime, fout: str) -> Uitkomst:
    _noteer(bericht, fout, toestand=Bericht.Toestand.MISLUKT, mislukt_op=nu)
    logger.warning("Bericht %s (%s) is definitief niet verzonden", bericht.pk, bericht.soort)
    return Uitkomst.MISLUKT


def _noteer(bericht: Bericht, fout: str, **velden) -> None:
    # Only while the lease is still ours: a worker that woke up late may not undo what another one did.
    Bericht.objects.filter(pk=bericht.pk, lease_tot=bericht.lease_tot).update(
        lease_tot=None, fout=fout[:1000], **velden
    )
