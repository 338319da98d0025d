"""Work for many rows at once: each row in a transaction of its own, through its own service (architecture.md §3).

A kind of work registers what it does with one row (`voert_uit`). A row that is refused keeps the sentence of the refusal
and stops no other one; a row that was done is never done again, however often the task runs.
"""

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import OperationalError, transaction
from django.utils import timezone

from educam_portal.accounts.fouten import Geweigerd
from educam_portal.accounts.models import User
from educam_portal.documenten import services as documenten
from educam_portal.documenten.maakwerk import maak_na_commit, neem, verlaten
from educam_portal.meldingen import postvak
from educam_portal.organisaties.models import School
from educam_portal.parameters import duur
from educam_portal.termijnen.rules import na_termijn

from ..models import Groepsregel, Groepswerk, Lerende, Overeenkomst
from .bevoegd import eis_trajectbegeleider

log = logging.getLogger(__name__)
HOOGSTENS = 500
WIS_PARTIJ = 200
# Of a row about a lerende who has no overeenkomst; an overeenkomst of another row may be erased meanwhile.
ZONDER = "zonder"
LIEP_MIS = "Hier liep iets mis. Doe deze rij apart; lukt dat niet, meld het dan."


@dataclass(frozen=True)
class Rij:
    """One row to be done."""

    wie: str
    lerende: Lerende | None = None
    overeenkomst: Overeenkomst | None = None
    gegevens: dict[str, Any] = field(default_factory=dict)


# What came of a row: the overeenkomst it is about now, and what is left to say.
Uitkomst = tuple[Overeenkomst | None, str]
Uitvoerder = Callable[[Groepswerk, Groepsregel, datetime], Uitkomst]
_uitvoerders: dict[str, Uitvoerder] = {}
_lezers: dict[str, Callable[[Groepswerk, datetime], None]] = {}
_afronders: dict[str, Callable[[Groepswerk, datetime], None]] = {}
_ook_gestopt: set[str] = set()


def voert_uit(soort: str) -> Callable[[Uitvoerder], Uitvoerder]:
    """Register what is done with one row of this kind of work; it raises Geweigerd with the reason why not."""

    def registreer(functie: Uitvoerder) -> Uitvoerder:
        _uitvoerders[soort] = functie
        return functie

    return registreer


def leest_eerst(soort: str, functie: Callable[[Groepswerk, datetime], None]) -> None:
    """Register what finds the rows of this kind of work; nothing is done with them before somebody looked."""
    _lezers[soort] = functie


def rondt_af(soort: str, functie: Callable[[Groepswerk, datetime], None], *, ook_gestopt: bool = False) -> None:
    """Register what is done once, when every row of this kind of work is done; or also when somebody stopped it."""
    _afronders[soort] = functie
    if ook_gestopt:
        _ook_gestopt.add(soort)


@transaction.atomic
def begin_groepswerk(
    *,
    school: School,
    soort: str,
    rijen: Iterable[Rij],
    door: User,
    op: datetime,
    gegevens: dict[str, Any] | None = None,
) -> Groepswerk:
    """Write down what is to be done; a worker does it after commit. Raises Geweigerd for another school, or no rows."""
    from ..tasks import voer_groep_uit

    eis_trajectbegeleider(school, door)
    te_doen = list(rijen)
    if not te_doen:
        raise Geweigerd("Kies minstens één rij.")
    if len(te_doen) > HOOGSTENS:
        raise Geweigerd(f"Kies hoogstens {HOOGSTENS} rijen tegelijk.")
    werk = Groepswerk.objects.create(school=school, door=door, soort=soort, gegevens=gegevens or {}, aangemaakt_op=op)
    Groepsregel.objects.bulk_create(
        Groepsregel(
            werk=werk, volgorde=nummer, wie=rij.wie[:210], lerende=rij.lerende, overeenkomst=rij.overeenkomst,
            gegevens=rij.gegevens,
        )
        for nummer, rij in enumerate(te_doen, start=1)
    )  # fmt: skip
    maak_na_commit(voer_groep_uit, werk)
    return werk


def stop(*, werk: Groepswerk, door: User, op: datetime) -> None:
    """Leave what was not done yet undone. Raises Geweigerd when nothing is left to stop."""
    with transaction.atomic():
        vers = Groepswerk.objects.select_for_update(of=("self",), no_key=True).get(pk=werk.pk)
        if vers.klaar_op is not None:
            raise Geweigerd("Dit werk is al klaar.")
        vers.regels.filter(stand=Groepsregel.Stand.WACHT).update(
            stand=Groepsregel.Stand.NIET, zin=f"Gestopt door {door}."
        )
        if vers.soort == Groepswerk.Soort.INLEZEN:
            # What was read of people who do not come: it goes with the list.
            vers.regels.update(gegevens={}, nummer="")
            wis_lijst(vers)
        vers.klaar_op, vers.gestopt = op, True
        vers.save(update_fields=["klaar_op", "gestopt"])
        if vers.soort in _ook_gestopt:
            _afronders[vers.soort](vers, op)


def wis_lijst(werk: Groepswerk) -> None:
    """Erase the file as it was uploaded."""
    if werk.document is not None:
        documenten.wis(werk.document, reden="lijst gelezen")


@transaction.atomic
def neem_over(*, werk: Groepswerk, door: User, op: datetime) -> None:
    """Somebody looked: do the rows that wait. Raises Geweigerd when somebody did already, or nothing waits."""
    from ..tasks import voer_groep_uit

    vers = Groepswerk.objects.select_for_update(of=("self",), no_key=True).select_related("school").get(pk=werk.pk)
    eis_trajectbegeleider(vers.school, door)
    if vers.stap != Groepswerk.Stap.NAKIJKEN or vers.klaar_op is not None:
        raise Geweigerd("Deze lijst is al overgenomen of gestopt.")
    if not vers.regels.filter(stand=Groepsregel.Stand.WACHT).exists():
        raise Geweigerd("Er is niemand om over te nemen. Pas de lijst aan en kies ze opnieuw.")
    vers.stap, vers.lease_tot = Groepswerk.Stap.UITVOEREN, None
    vers.save(update_fields=["stap", "lease_tot"])
    maak_na_commit(voer_groep_uit, vers)


def voer_uit(pk: int) -> None:
    """Do the rows that wait, one by one. Safe to run twice: who comes second finds the lease taken."""
    if not _neem(pk, eerst=True):
        return
    werk = Groepswerk.objects.select_related("school", "door", "document").get(pk=pk)
    if werk.stap == Groepswerk.Stap.LEZEN:
        _lees(werk)
        return
    for regel in list(werk.regels.filter(stand=Groepsregel.Stand.WACHT).values_list("pk", flat=True)):
        if not _neem(pk):
            return
        _doe(werk, regel)
    _rond_af(werk)


def _lees(werk: Groepswerk) -> None:
    with transaction.atomic():
        vers = Groepswerk.objects.select_for_update(of=("self",), no_key=True).get(pk=werk.pk)
        if vers.stap == Groepswerk.Stap.LEZEN and vers.klaar_op is None:
            try:
                with transaction.atomic():
                    _lezers[vers.soort](werk, timezone.now())
            except OperationalError:
                raise
            except Exception:
                log.exception("lezen van groepswerk %s", vers.pk)
                werk.gegevens["fout"] = "We konden deze lijst niet lezen. Meld het, met het bestand erbij."
            vers.gegevens, vers.stap, vers.lease_tot = werk.gegevens, Groepswerk.Stap.NAKIJKEN, None
            vers.save(update_fields=["gegevens", "stap", "lease_tot"])


def wachtend(nu: datetime) -> list[int]:
    """Work whose worker died or whose job never reached the broker, the oldest first."""
    return verlaten(Groepswerk.objects.filter(klaar_op=None).exclude(stap=Groepswerk.Stap.NAKIJKEN), nu)


def _neem(pk: int, *, eerst: bool = False) -> bool:
    """Take it, or hold it a little longer; False when it was stopped, or when somebody else has it."""
    rijen = Groepswerk.objects.filter(pk=pk, klaar_op=None).exclude(stap=Groepswerk.Stap.NAKIJKEN)
    return neem(rijen, eerst=eerst)


def _doe(werk: Groepswerk, pk: int) -> None:
    with transaction.atomic():
        regel = Groepsregel.objects.select_for_update(of=("self",), no_key=True).get(pk=pk)
        if regel.stand != Groepsregel.Stand.WACHT:
            return
        try:
            with transaction.atomic():
                regel.overeenkomst, regel.zin = _uitvoerders[werk.soort](werk, regel, timezone.now())
                regel.stand = Groepsregel.Stand.GELUKT
        except Geweigerd as fout:
            regel.stand, regel.zin = Groepsregel.Stand.NIET, fout.zin
        except OperationalError:
            # The database was away or busy: the row waits, and the sweep comes back for it.
            raise
        except Exception:
            log.exception("regel %s van groepswerk %s", pk, werk.pk)
            regel.stand, regel.zin = Groepsregel.Stand.NIET, LIEP_MIS
        # Done or not, nobody comes back for it.
        regel.nummer = ""
        regel.save()


def _rond_af(werk: Groepswerk) -> None:
    with transaction.atomic():
        vers = Groepswerk.objects.select_for_update(of=("self",), no_key=True).get(pk=werk.pk)
        if vers.klaar_op is None and not vers.regels.filter(stand=Groepsregel.Stand.WACHT).exists():
            vers.klaar_op = timezone.now()
            try:
                with transaction.atomic():
                    _afronders.get(vers.soort, lambda *_: None)(vers, vers.klaar_op)
            except OperationalError:
                raise
            except Exception:
                # The rows are done; the page says that what they make together is not there.
                log.exception("groepswerk %s", vers.pk)
            vers.save(update_fields=["klaar_op", "document"])


def wis_oude(*, op: datetime) -> int:
    """Erase work, names and file included, that is older than its term; answers how much."""
    vandaag = timezone.localdate(op)
    grens = op - (na_termijn(vandaag, duur("bewaring_groepswerk", vandaag)) - vandaag)
    oud = list(
        Groepswerk.objects.filter(aangemaakt_op__lt=grens).select_related("document").order_by("pk")[:WIS_PARTIJ]
    )
    for werk in oud:
        with transaction.atomic():
            if werk.document is not None:
                documenten.wis(werk.document, reden="bewaartermijn voorbij")
            postvak.wis(werk)
            werk.delete()
    return len(oud)
