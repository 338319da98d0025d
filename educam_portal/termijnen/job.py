"""The deadline job: claims the moments that are due, lets terms lapse, and queues one message a day per person.

Two steps, each safe to repeat, to run late and to run twice at once (architecture.md §3, rules.md §7):

1. per term, in a transaction of its own: lock, look again whether it still runs, insert the claims;
2. per recipient, in a transaction of its own: claim the message of the day, queue it with every claim not told yet and
   with what waited for the daily message.

A crash between the two leaves claims without a message; the next run tells them. On the schedule the second step begins
at settings.DAGMAIL_VANAF: nobody is mailed before that hour. By hand (`verwerk_termijnen`) everything goes at once.
"""

import logging
from collections.abc import Iterator
from datetime import date, datetime
from itertools import chain

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from educam_portal.accounts.fouten import Geweigerd

from . import berekenen, bundels, rules
from .models import PORTAAL, Herinnering, Taakloop, Termijn
from .register import SOORTEN, soort_termijn
from .vooruitblik import kalender
from .werk import Actie, Claim, gedaan, werk

logger = logging.getLogger(__name__)
PAGINA = 200
NAAM = "termijnen"


def verwerk(op: date, *, droog: bool = False, nu: datetime | None = None) -> Iterator[Actie]:
    """Do what is due on `op` and give each action as it is done; nothing happens until the result is iterated.

    `nu` is the moment of a run on the schedule: before DAGMAIL_VANAF it only claims, later messages that came in after
    that hour wait for tomorrow. Without it everything of that day goes at once. `droog` gives the same actions and
    writes nothing. Raises Geweigerd for a day that has yet to come, unless `droog` or in demo mode. A term that fails
    is logged, left for the next run, and stops no other.
    """
    if op > timezone.localdate() and not droog and not settings.DEMO:
        raise Geweigerd(f"{op:%d/%m/%Y} moet nog komen. Een dag in de toekomst kan alleen met --droog.")
    # Before the terms: what a lapse tells today waits for tomorrow, as a dry run says.
    voor = _bericht_tot(op, nu)
    return _droog(op, voor) if droog else _verwerk(op, voor)


def _bericht_tot(op: date, nu: datetime | None) -> datetime | None:
    """Up to when messages count that wait for the daily message of `op`; None while it is too early to mail."""
    if nu is None:
        return timezone.now()
    vanaf = timezone.make_aware(datetime.combine(op, settings.DAGMAIL_VANAF))
    return vanaf if nu >= vanaf else None


def laatste_loop() -> datetime | None:
    """When the job last ran to its end, for the health check; None when it never did."""
    return Taakloop.objects.filter(naam=NAAM).values_list("laatst_klaar", flat=True).first()


def _droog(op: date, voor: datetime | None) -> Iterator[Actie]:
    for dag in kalender(op, op, voor=voor):
        yield from dag.portaal
        if voor is not None:
            yield from chain.from_iterable(mail.acties for mail in dag.mails)


def _verwerk(op: date, voor: datetime | None) -> Iterator[Actie]:
    aantal = fouten = 0
    for pk in _te_verwerken(op):
        try:
            claims = _verwerk_termijn(pk, op)
        except Exception:
            logger.exception("Termijn %s kon niet verwerkt worden", pk)
            fouten += 1
            continue
        # What concerns a person is done when it is told, in the second step; what the portal does is done now.
        eigen = [claim.actie for claim in claims if claim.actie.ontvanger == PORTAAL]
        yield from eigen
        aantal += len(eigen)
    if voor is not None:
        for adres in chain(bundels.met_herinnering(op), bundels.met_nieuws(op, voor)):
            try:
                verteld = [gedaan(wat, op, adres) for wat in bundels.stuur(adres, op, voor)]
            except Exception:
                logger.exception("De dagmail voor een ontvanger kon niet klaargezet worden")
                fouten += 1
                continue
            yield from verteld
            aantal += len(verteld)
    Taakloop.objects.update_or_create(
        naam=NAAM, defaults={"voor_dag": op, "laatst_klaar": timezone.now(), "acties": aantal, "fouten": fouten}
    )


def _te_verwerken(op: date) -> Iterator[int]:
    """Ids of the terms to look at, a page at a time, so that memory does not grow with the table."""
    rijen = Termijn.objects.te_verwerken(op).filter(soort__in=list(SOORTEN)).order_by("volgende_op", "pk")
    # In the order of the partial index: a page reads its own rows, however many terms run.
    vanaf = Q()
    while pagina := list(rijen.filter(vanaf).values_list("volgende_op", "pk")[:PAGINA]):
        yield from (pk for _, pk in pagina)
        dag, pk = pagina[-1]
        vanaf = Q(volgende_op__gt=dag) | Q(volgende_op=dag, pk__gt=pk)


def _verwerk_termijn(pk: int, op: date) -> list[Claim]:
    """Claim what is due for one term, let it lapse when its day has passed, and note the next day to look at it."""
    with transaction.atomic():
        termijn = Termijn.objects.te_verwerken(op).filter(pk=pk).first()
        if termijn is None:
            return []
        # The subject first, as every service does: in the other order two of them could wait for each other.
        bestaat = bundels.vergrendel_onderwerp(termijn)
        termijn = Termijn.objects.te_verwerken(op).select_for_update(of=("self",), no_key=True).filter(pk=pk).first()
        if termijn is None:
            return []
        if not bestaat:
            # The subject was erased: nobody has anything left to meet.
            Termijn.objects.filter(pk=pk).update(nietig_op=op, volgende_op=None)
            return []
        termijn.bekeken_op = op
        if bundels.is_klaar(termijn):
            # Fulfilled but not ended (yet): look again tomorrow, in case that is undone.
            Termijn.objects.filter(pk=pk).update(volgende_op=op + rules.DAG)
            return []
        claims = werk(termijn, op, berekenen.gedaan(termijn))
        Herinnering.objects.bulk_create(claim.als_rij() for claim in claims)
        soort = soort_termijn(termijn.soort)
        if soort.bij_moment is not None and any(claim.actie.moment != berekenen.VERVAL for claim in claims):
            soort.bij_moment(termijn, op)
        bij_verval = soort.bij_verval
        if bij_verval is not None and any(claim.actie.moment == berekenen.VERVAL for claim in claims):
            bij_verval(termijn, op)
        # The lapse may have ended the term, or erased it with its subject.
        rij = Termijn.objects.open().filter(pk=pk).first()
        if rij is not None:
            Termijn.objects.filter(pk=pk).update(volgende_op=berekenen.volgende_dag(rij, na=op))
        return claims
