"""The reply of the department: read whole or refused whole (rules.md §6); read again it changes nothing.

The upload is kept and a worker reads it. Every row is looked at before the first one is written, and all of them are
written in one transaction.
"""

import hashlib
import logging
from collections import Counter
from datetime import date, datetime, timedelta

from django.db import OperationalError, transaction
from django.utils import timezone

from educam_portal.accounts.fouten import Geweigerd
from educam_portal.accounts.models import User
from educam_portal.documenten import scanner
from educam_portal.documenten import services as documenten
from educam_portal.documenten.maakwerk import maak_na_commit, neem, verlaten
from educam_portal.parameters import duur
from educam_portal.termijnen.rules import na_termijn
from educam_portal.workflow.diensten import perform, vergrendel
from overeenkomsten.models import Persoonsnummer

from .. import formaat
from ..documenten import ANTWOORD
from ..formaat import GEWEIGERD, UITBETAALD, Antwoordrij
from ..models import Antwoord, Antwoordlezing, Levering, Premie
from ..rules import schooljaar
from ..toestanden import Aanleiding, Toestand
from .beoordelen import beoordeel_personen
from .uitkomsten import meld_uitkomsten

log = logging.getLogger(__name__)
# Longer than the one transaction takes in which all rows are written.
LEASE = timedelta(minutes=20)
LIEP_MIS = "Hier liep iets mis. Er is niets veranderd. Meld het, met het bestand erbij."


def begin_antwoord(*, levering: Levering, inhoud: bytes, bestandsnaam: str, door: User, op: datetime) -> Antwoordlezing:
    """Keep the file and let a worker read it.

    Raises Geweigerd for who may not or a batch that is not ready, OngeldigBestand for what the scanner holds back.
    """
    from ..tasks import lees_antwoord

    if not door.is_coordinator:
        raise Geweigerd("Alleen een coördinator leest een antwoord van het departement in.")
    if levering.klaar_op is None:
        raise Geweigerd("Deze levering is nog niet klaar. Er kan nog geen antwoord op zijn.")
    scanner.scan(inhoud)
    with transaction.atomic():
        lezing = Antwoordlezing.objects.create(levering=levering, door=door, aangemaakt_op=op)
        lezing.document = documenten.bewaar_bytes(
            inhoud=inhoud,
            bestandsnaam=bestandsnaam,
            mime="application/json",
            soort=ANTWOORD,
            onderwerp=lezing,
            door=door,
            bewaren_tot=na_termijn(
                schooljaar(levering.schooljaar).tot, duur("bewaring_overeenkomst", timezone.localdate(op))
            ),
        )
        lezing.save(update_fields=["document"])
        maak_na_commit(lees_antwoord, lezing)
    return lezing


def lees(pk: int, *, op: datetime | None = None) -> None:
    """Read one upload. Safe to run twice: who comes second finds the lease taken, or the reply read.

    `op` when it happened at another moment than now.
    """
    if not neem(Antwoordlezing.objects.filter(pk=pk, klaar_op=None), eerst=True, lease=LEASE):
        return
    lezing = Antwoordlezing.objects.select_related("levering", "door", "document").get(pk=pk)
    assert lezing.document is not None
    try:
        inhoud = documenten.inhoud_voor_portaal(lezing.document)
        antwoord = verwerk_antwoord(
            levering=lezing.levering, inhoud=inhoud, door=lezing.door, op=op or timezone.now(), lezing=lezing
        )
    except OperationalError:
        raise
    except Geweigerd as fout:
        _sluit(lezing, op, fout=fout.zin)
    except Exception:
        log.exception("antwoord %s", pk)
        _sluit(lezing, op, fout=LIEP_MIS)
    else:
        _sluit(lezing, op, antwoord=antwoord)


def wachtend(nu: datetime) -> list[int]:
    return verlaten(Antwoordlezing.objects.filter(klaar_op=None), nu)


def _sluit(lezing: Antwoordlezing, op: datetime | None, *, antwoord: Antwoord | None = None, fout: str = "") -> None:
    # What stood in the file may hold signs that neither the database nor a screen takes.
    fout = "".join(teken if teken.isprintable() else "?" for teken in fout)[:1000]
    rijen = Antwoordlezing.objects.filter(pk=lezing.pk, klaar_op=None)
    with transaction.atomic():
        rijen.update(klaar_op=op or timezone.now(), antwoord=antwoord, fout=fout, lease_tot=None)
        if fout and lezing.document is not None:
            # What was refused may hold anything.
            documenten.wis(lezing.document, reden="antwoord geweigerd")


def verwerk_antwoord(
    *, levering: Levering, inhoud: bytes, door: User, op: datetime, lezing: Antwoordlezing | None = None
) -> Antwoord:
    """Take over every row, or raise Geweigerd naming the first that cannot be; then nothing changed."""
    sha256 = hashlib.sha256(inhoud).hexdigest()
    bestand = formaat.lees_antwoord(inhoud)
    if lezing is not None:
        # Outside the transaction below: it shows on the page while the rows are written.
        Antwoordlezing.objects.filter(pk=lezing.pk).update(totaal=len(bestand.rijen))
    with transaction.atomic():
        # Before the persons, as whoever hands claims over does. Of its claims only a reply changes anything now.
        vers = vergrendel(levering)
        if bestand.levering != vers.referentie:
            raise Geweigerd(f"Dit is het antwoord op levering {bestand.levering[:30]}, niet op {vers.referentie}.")
        if eerder := Antwoord.objects.filter(sha256=sha256).first():
            return eerder
        stappen = _stappen(vers, bestand.rijen, timezone.localdate(op))
        personen = sorted({premie.persoonsnummer_id for _, premie, _ in stappen if premie.persoonsnummer_id})
        slot = Persoonsnummer.objects.select_for_update(of=("self",), no_key=True)
        list(slot.filter(pk__in=personen).order_by("pk").values_list("pk"))
        for rij, premie, acties in stappen:
            for actie in acties:
                _voer_uit(actie, premie, rij, door, op)
        # A place that comes free is for who stands behind (rules.md §6, maximum).
        vrij = [een.persoonsnummer_id for _, een, acties in stappen if een.persoonsnummer_id and "weigeren" in acties]
        beoordeel_personen(personen=vrij, aanleiding=Aanleiding.ANDERE_PREMIE, op=op)
        meld_uitkomsten(vers, [premie.pk for _, premie, acties in stappen if acties], op)
        telling = Counter(actie for _, _, acties in stappen for actie in acties)
        return Antwoord.objects.create(
            levering=vers,
            sha256=sha256,
            ingelezen_door=door,
            ingelezen_op=op,
            toegekend=telling["toekennen"],
            geweigerd=telling["weigeren"],
            uitbetaald=telling["uitbetalen"],
            ongewijzigd=sum(not acties for _, _, acties in stappen),
        )


Stap = tuple[Antwoordrij, Premie, tuple[str, ...]]


def _stappen(levering: Levering, rijen: tuple[Antwoordrij, ...], vandaag: date) -> list[Stap]:
    """What each row asks of its claim; nothing when that was done before. Raises Geweigerd at the first that cannot be."""
    eigen = {premie.referentie: premie for premie in Premie.objects.filter(levering=levering)}
    uit: list[Stap] = []
    for rij in rijen:
        premie = eigen.get(rij.referentie)
        if premie is None:
            raise Geweigerd(_onbekend(rij))
        _eis_dagen(rij, timezone.localdate(levering.gemaakt_op), vandaag)
        uit.append((rij, premie, _acties(rij, premie)))
    return uit


def _onbekend(rij: Antwoordrij) -> str:
    # A NUL is the one character that the database does not take in a question.
    ander = Premie.objects.filter(referentie=rij.referentie.replace("\0", "")[:20]).select_related("levering").first()
    if ander is None:
        return f"{rij.naam}: deze aanvraag kennen we niet."
    if ander.levering is None:
        return f"{rij.naam}: deze aanvraag is nog niet doorgegeven."
    return f"{rij.naam}: deze aanvraag zit in een andere levering, {ander.levering}."


def _eis_dagen(rij: Antwoordrij, vanaf: date, vandaag: date) -> None:
    for wat, dag in (("beslissing", rij.beslist_op), ("betaling", rij.uitbetaald_op)):
        if dag is not None and not vanaf <= dag <= vandaag:
            raise Geweigerd(
                f"{rij.naam}: de dag van de {wat}, {dag:%d/%m/%Y}, ligt niet tussen de levering en vandaag."
            )
    if rij.beslist_op and rij.uitbetaald_op and rij.uitbetaald_op < rij.beslist_op:
        raise Geweigerd(f"{rij.naam}: de betaling ligt vóór de beslissing.")


def _acties(rij: Antwoordrij, premie: Premie) -> tuple[str, ...]:
    """The transitions that bring the claim where the row says it is; none when it says what we know."""
    if premie.toestand == Toestand.DOORGEGEVEN:
        if rij.beslist_op is None:
            raise Geweigerd(f"{rij.naam}: uitbetaald, maar nog niet toegekend. De dag van de beslissing ontbreekt.")
        if rij.uitkomst == GEWEIGERD:
            return ("weigeren",)
        return ("toekennen", "uitbetalen") if rij.uitkomst == UITBETAALD else ("toekennen",)
    geweigerd = premie.toestand == Toestand.GEWEIGERD
    if geweigerd != (rij.uitkomst == GEWEIGERD) or rij.reden != premie.reden:
        raise Geweigerd(f"{rij.naam}: {_staat_er(premie)}. Dit bestand zegt iets anders: {rij.uitkomst}.")
    if rij.beslist_op not in (None, premie.beslist_op):
        raise Geweigerd(f"{rij.naam}: {_staat_er(premie)}. Dit bestand noemt een andere dag.")
    if rij.uitkomst != UITBETAALD or rij.uitbetaald_op == premie.uitbetaald_op:
        return ()
    if premie.toestand == Toestand.UITBETAALD:
        raise Geweigerd(f"{rij.naam}: uitbetaald op {premie.uitbetaald_op:%d/%m/%Y}. Dit bestand noemt een andere dag.")
    assert rij.uitbetaald_op and premie.beslist_op
    if rij.uitbetaald_op < premie.beslist_op:
        raise Geweigerd(f"{rij.naam}: de betaling ligt vóór de beslissing van {premie.beslist_op:%d/%m/%Y}.")
    return ("uitbetalen",)


def _staat_er(premie: Premie) -> str:
    wat = "geweigerd" if premie.toestand == Toestand.GEWEIGERD else "toegekend"
    return f"deze aanvraag is {wat} op {premie.beslist_op:%d/%m/%Y}"


def _voer_uit(actie: str, premie: Premie, rij: Antwoordrij, door: User, op: datetime) -> None:
    with perform(premie, actie, door=door, op=op, reden=rij.reden) as vers:
        if actie == "uitbetalen":
            vers.uitbetaald_op = rij.uitbetaald_op
        else:
            vers.beslist_op, vers.reden = rij.beslist_op, rij.reden
