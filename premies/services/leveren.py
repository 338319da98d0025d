"""The batch of claims for the department: each claim in exactly one (rules.md §6).

A worker hands them over a person at a time, each judged once more under the lock of that person, and then writes the
files. Killed halfway it goes on where it was: what was handed over points at its batch, the rest is still klaar.
"""

import hashlib
import logging
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import OperationalError, transaction
from django.db.models import Count, F
from django.utils import timezone

from educam_portal.accounts.fouten import Geweigerd
from educam_portal.accounts.models import User
from educam_portal.documenten.maakwerk import maak_na_commit, neem, verlaten
from educam_portal.documenten.models import Document
from educam_portal.documenten.rekenblad import MIME_XLSX, als_xlsx
from educam_portal.documenten.services import bewaar_bytes
from educam_portal.parameters import duur
from educam_portal.termijnen.rules import na_termijn
from educam_portal.workflow.diensten import perform, vergrendel
from educam_portal.workflow.nummering import volgende
from overeenkomsten.models import Persoonsnummer

from .. import formaat
from ..documenten import LEVERING
from ..models import Levering, LeveringTeller, Premie, PremieQuerySet
from ..rules import schooljaar, schooljaar_van
from ..toestanden import Toestand
from .beoordelen import beoordeel
from .rekeningen import leg_vast, rekeningen_van

log = logging.getLogger(__name__)


def leverbaar(jaar: int) -> PremieQuerySet:
    """The claims of a schooljaar that wait to be handed over; of who was erased nothing can be."""
    return Premie.objects.filter(schooljaar=jaar, toestand=Toestand.KLAAR, persoonsnummer__isnull=False)


def leverbare_jaren(vandaag: date) -> dict[int, int]:
    """The schooljaren that are over and have claims to hand over, the newest first, and how many."""
    klaar = Premie.objects.filter(toestand=Toestand.KLAAR, persoonsnummer__isnull=False)
    rijen = klaar.filter(schooljaar__lt=schooljaar_van(vandaag)).order_by("-schooljaar")
    return dict(rijen.values_list("schooljaar").annotate(Count("pk")))


def begin_levering(*, jaar: int, door: User, op: datetime) -> Levering:
    """Write down that the batch is to be made; a worker makes it after commit. Raises Geweigerd with the reason why not."""
    from ..tasks import maak_levering

    if not door.is_coordinator:
        raise Geweigerd("Alleen een coördinator geeft premies door aan het departement.")
    vandaag = timezone.localdate(op)
    laatste = schooljaar(jaar).tot
    if vandaag <= laatste:
        raise Geweigerd(f"Het schooljaar is nog bezig. Je kan het doorgeven vanaf de dag na {laatste:%d/%m/%Y}.")
    with transaction.atomic():
        # The row of the numbers is the lock: who comes second sees here what the first one began.
        referentie = volgende(LeveringTeller, vandaag.year, voorvoegsel="PRL")
        if Levering.objects.filter(schooljaar=jaar, klaar_op=None).exists():
            raise Geweigerd("Er wordt al een levering van dit schooljaar gemaakt. Wacht tot die klaar is.")
        totaal = leverbaar(jaar).count()
        if not totaal:
            raise Geweigerd("Er is geen enkele premie van dit schooljaar klaar om door te geven.")
        levering = Levering.objects.create(
            referentie=referentie, schooljaar=jaar, gemaakt_door=door, gemaakt_op=op, totaal=totaal
        )
        maak_na_commit(maak_levering, levering)
    return levering


def maak(pk: int, *, op: datetime | None = None) -> None:
    """Hand over what is klaar and write the files. Safe to run twice: who comes second finds the lease taken.

    `op` when it happened at another moment than now.
    """
    rijen = Levering.objects.filter(pk=pk, klaar_op=None)
    if not neem(rijen, eerst=True):
        return
    levering = Levering.objects.select_related("gemaakt_door").get(pk=pk)
    klaar = leverbaar(levering.schooljaar)
    # After a worker that was killed: what it did stays counted, what is left is counted anew.
    rijen.update(totaal=F("gedaan") + klaar.count())
    for persoon in list(klaar.order_by("persoonsnummer").values_list("persoonsnummer", flat=True).distinct()):
        if not neem(rijen):
            return
        try:
            _geef_door(levering, persoon, op or timezone.now())
        except OperationalError:
            # The database was away or busy: the sweep comes back for it.
            raise
        except Exception:
            # The claim stays klaar, for the next batch; the page says how many did not come along.
            log.exception("persoonsnummer %s ging niet mee in %s", persoon, levering)
    _schrijf(levering, op or timezone.now())


def wachtend(nu: datetime) -> list[int]:
    return verlaten(Levering.objects.filter(klaar_op=None), nu, sinds="gemaakt_op")


def _geef_door(levering: Levering, persoon: int, op: datetime) -> None:
    """The claims of one person: judged once more, so that nothing that changed meanwhile is handed over."""
    with transaction.atomic():
        # Before the person, as whoever reads a reply does. Once its files are written, nothing comes in any more.
        if vergrendel(levering).klaar_op is not None:
            return
        nummer = vergrendel(Persoonsnummer(pk=persoon)).nummer
        klaar = leverbaar(levering.schooljaar).filter(persoonsnummer=persoon)
        bekeken = klaar.count()
        beoordeel(persoonsnummer=persoon, aanleiding=None, op=op)
        premies = list(klaar.order_by("pk"))
        leg_vast(levering, premies)
        for premie in premies:
            if not nummer:
                raise Geweigerd(f"{premie.referentie}: het persoonsnummer is niet leesbaar.")
            with perform(premie, "doorgeven", door=levering.gemaakt_door, op=op) as vers:
                vers.levering, vers.herbekijk_op, vers.herbekijk_om = levering, None, ""
        Levering.objects.filter(pk=levering.pk).update(gedaan=F("gedaan") + bekeken)


def _schrijf(levering: Levering, op: datetime) -> None:
    """The files, once: a second worker that arrives later finds them there."""
    with transaction.atomic():
        vers = vergrendel(levering)
        if vers.klaar_op is not None:
            return
        bestand = als_bestand(vers)
        inhoud = formaat.canoniek(bestand)
        vers.json = _bewaar(vers, inhoud, "json", "application/json")
        vers.xlsx = _bewaar(vers, _als_xlsx(bestand), "xlsx", MIME_XLSX)
        vers.sha256 = hashlib.sha256(inhoud).hexdigest()
        vers.klaar_op, vers.lease_tot, vers.gedaan = op, None, vers.totaal
        vers.save()


def als_bestand(levering: Levering) -> dict[str, Any]:
    """What is handed over: the one place where INSZ and IBAN leave the portal for the department (rules.md §2)."""
    premies = list(
        # Who was erased since it was handed over cannot be named any more.
        Premie.objects.filter(levering=levering, persoonsnummer__isnull=False)
        .select_related("persoonsnummer", "onderneming", "overeenkomst__lerende")
        .order_by("referentie")
    )
    rekeningen = rekeningen_van(levering)
    kop = {
        "formaat": formaat.LEVERING,
        "levering": levering.referentie,
        "schooljaar": levering.schooljaar_tekst,
        "gemaakt_op": timezone.localdate(levering.gemaakt_op).isoformat(),
        "totaal": str(sum((premie.bedrag for premie in premies), Decimal("0.00"))),
    }
    return formaat.verzegeld(kop, [_rij(premie, rekeningen[premie.onderneming_id]) for premie in premies])


def _rij(premie: Premie, iban: str) -> dict[str, Any]:
    overeenkomst = premie.overeenkomst
    assert premie.persoonsnummer and overeenkomst.start and overeenkomst.laatste_dag and overeenkomst.geregistreerd_op
    return {
        "referentie": premie.referentie,
        "insz": str(premie.persoonsnummer.nummer),
        "voornaam": overeenkomst.lerende.voornaam,
        "naam": overeenkomst.lerende.naam,
        "ondernemingsnummer": premie.onderneming.nummer or "",
        "onderneming": premie.onderneming.naam,
        "iban": str(iban),
        "overeenkomst": overeenkomst.referentie,
        "soort": overeenkomst.soort,
        "eerste_dag": overeenkomst.start.isoformat(),
        "laatste_dag": overeenkomst.laatste_dag.isoformat(),
        "geregistreerd_op": overeenkomst.geregistreerd_op.isoformat(),
        "bedrag": str(premie.bedrag),
    }


def _bewaar(levering: Levering, inhoud: bytes, uitgang: str, mime: str) -> Document:
    vandaag = timezone.localdate()
    return bewaar_bytes(
        inhoud=inhoud,
        bestandsnaam=f"{levering.referentie}.{uitgang}",
        mime=mime,
        soort=LEVERING,
        onderwerp=levering,
        gevoelig=True,
        bewaren_tot=na_termijn(schooljaar(levering.schooljaar).tot, duur("bewaring_overeenkomst", vandaag)),
    )


def _als_xlsx(bestand: dict[str, Any]) -> bytes:
    """The same rows for people, and on a second sheet what holds for the whole."""
    rijen = bestand["rijen"]
    kolommen = ["nummer", *(veld for veld in (rijen[0] if rijen else {}) if veld != "nummer")]
    tabel = [[Decimal(rij[veld]) if veld == "bedrag" else rij[veld] for veld in kolommen] for rij in rijen]
    geheel = [[veld, deel] for veld, deel in bestand.items() if veld != "rijen"]
    return als_xlsx([("Premies", kolommen, tabel), ("Levering", ["veld", "waarde"], geheel)])
