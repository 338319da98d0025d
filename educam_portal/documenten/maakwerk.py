"""A PDF that the portal makes from a stored snapshot: the row is its own job row, with a lease (architecture.md §4).

A model inherits `Maakwerk`; its Celery task calls `maak`, and a sweep starts that task again for `wachtend` rows, so that
a killed worker, a broker that was away or a full disk never loses a letter.
"""

import hashlib
import json
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, TypeVar

from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone

LEASE = timedelta(minutes=3)
MAX_POGINGEN = 8
LANGSTE_WACHT = timedelta(minutes=60)
PARTIJ = 50


class Maakwerk(models.Model):
    """What is to be made (`gegevens`), what came of it (`document`), and whose hands it is in now (`lease_tot`)."""

    class Toestand(models.TextChoices):
        WACHT = "wacht", "Wordt gemaakt"
        KLAAR = "klaar", "Klaar"
        MISLUKT = "mislukt", "Mislukt"

    gegevens = models.JSONField("momentopname")
    sha256 = models.CharField("SHA-256 van de momentopname", max_length=64)
    document = models.ForeignKey(
        "documenten.Document", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    toestand = models.CharField(max_length=10, choices=Toestand, default=Toestand.WACHT, db_index=True)
    pogingen = models.PositiveSmallIntegerField(default=0)
    lease_tot = models.DateTimeField(null=True, blank=True)
    fout = models.TextField(blank=True)
    aangemaakt_op = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=~Q(toestand="klaar") | Q(document__isnull=False), name="%(class)s_klaar_heeft_document"
            )
        ]


M = TypeVar("M", bound=Maakwerk)
T = TypeVar("T")


def vingerafdruk(gegevens: dict[str, Any]) -> str:
    """SHA-256 of a snapshot in a canonical form."""
    return hashlib.sha256(json.dumps(gegevens, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def maak_na_commit(taak: Any, rij: models.Model) -> None:
    """Start `taak` for this row as soon as the caller's change is committed."""
    # A broker that is down must not undo that change: the sweep finds the row again.
    transaction.on_commit(lambda: taak.apply_async(args=[rij.pk], retry=False), robust=True)


def neem(rijen: models.QuerySet[Any], *, eerst: bool = False, lease: timedelta = LEASE) -> bool:
    """Take work of many rows, or hold it a little longer; False when it is done, or (`eerst`) when somebody else has it."""
    nu = timezone.now()
    if eerst:
        rijen = rijen.filter(Q(lease_tot=None) | Q(lease_tot__lt=nu))
    return bool(rijen.update(lease_tot=nu + lease))


def verlaten(rijen: models.QuerySet[Any], nu: datetime, *, sinds: str = "aangemaakt_op") -> list[int]:
    """Of work that is not done: whose worker died or whose job never reached the broker, the oldest first."""
    nooit_begonnen = Q(("lease_tot", None), (f"{sinds}__lt", nu - timedelta(minutes=1)))
    rijen = rijen.filter(nooit_begonnen | Q(lease_tot__lt=nu))
    return list(rijen.order_by("pk").values_list("pk", flat=True)[:PARTIJ])


def maak(model: type[M], pk: int, *, druk: Callable[[M], T], leg_vast: Callable[[M, T], object]) -> None:
    """Make one row: take it, print it, store it. Whatever goes wrong is written on the row, and raised for the log."""
    nu = timezone.now()
    vrij = Q(lease_tot=None) | Q(lease_tot__lt=nu)
    rijen = model._default_manager.filter(pk=pk)
    if not rijen.filter(vrij, toestand=Maakwerk.Toestand.WACHT).update(lease_tot=nu + LEASE):
        return
    rij = rijen.get()
    try:
        leg_vast(rij, druk(rij))
    except Exception as fout:
        _noteer_mislukt(rij, repr(fout))
        raise


def leg_pdf_vast(rij: M, inhoud: bytes, *, bestandsnaam: str, soort: str, onderwerp: models.Model) -> M:
    """Store the PDF once; a second worker that arrives later finds the row done and throws its copy away."""
    from .services import bewaar_bytes

    with transaction.atomic():
        vers = type(rij)._default_manager.select_for_update(of=("self",), no_key=True).get(pk=rij.pk)
        if vers.toestand != Maakwerk.Toestand.KLAAR:
            vers.document = bewaar_bytes(
                inhoud=inhoud, bestandsnaam=bestandsnaam, mime="application/pdf", soort=soort, onderwerp=onderwerp
            )
            vers.toestand, vers.fout, vers.lease_tot = Maakwerk.Toestand.KLAAR, "", None
            vers.save()
    return vers


def wachtend(model: type[Maakwerk], nu: datetime) -> list[int]:
    """Rows whose worker died or whose job never reached the broker, the oldest first."""
    return verlaten(model._default_manager.filter(toestand=Maakwerk.Toestand.WACHT), nu)


def opgegeven(model: type[M], van: datetime, tot: datetime) -> list[M]:
    """Rows that were given up after `van`, up to and including `tot`, and that nobody tried again since."""
    # The last failure wrote a lease of the longest wait.
    rijen = model._default_manager.filter(toestand=Maakwerk.Toestand.MISLUKT)
    return list(rijen.filter(lease_tot__gt=van + LANGSTE_WACHT, lease_tot__lte=tot + LANGSTE_WACHT).order_by("pk"))


def _noteer_mislukt(rij: Maakwerk, fout: str) -> None:
    """Write down why it could not be made; the sweep tries again, unless that was tried often enough."""
    with transaction.atomic():
        vers = type(rij)._default_manager.select_for_update(of=("self",), no_key=True).get(pk=rij.pk)
        if vers.toestand == Maakwerk.Toestand.KLAAR:
            return
        vers.pogingen += 1
        vers.fout = fout
        genoeg = vers.pogingen >= MAX_POGINGEN
        vers.toestand = Maakwerk.Toestand.MISLUKT if genoeg else Maakwerk.Toestand.WACHT
        vers.lease_tot = timezone.now() + min(LANGSTE_WACHT, timedelta(minutes=2**vers.pogingen))
        vers.save()
