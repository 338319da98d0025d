"""A new GGMMI: what each lerende is paid from that day on (rules.md §5.2).

What was agreed stays, unless the minimum rises above it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.db.models import Q, QuerySet

from educam_portal.parameters import dagen
from educam_portal.parameters.gevolgen import Tijdvak

from .kosten import minimum
from .models import Overeenkomst
from .rules.vergoeding import ONBETAALD, PER_MAAND
from .toestanden import Toestand

GGMMI = "ggmmi"
DAG = timedelta(days=1)


@dataclass(frozen=True)
class Loonregel:
    """What one lerende is paid until the day before `vanaf`, and from then on; per month or per hour."""

    overeenkomst: Overeenkomst
    vanaf: date
    oud: Decimal
    nieuw: Decimal

    @property
    def verandert(self) -> bool:
        return self.nieuw != self.oud

    @property
    def per(self) -> str:
        return "per maand" if self.overeenkomst.soort in PER_MAAND else "per uur"


def geraakt(vak: Tijdvak) -> QuerySet[Overeenkomst]:
    """Signed or running ones with pay, of which a day falls in this span."""
    rijen = Overeenkomst.objects.filter(
        toestand__in=(Toestand.ONDERTEKEND, Toestand.LOPEND), vergoeding__isnull=False
    ).exclude(soort__in=ONBETAALD)
    rijen = rijen.filter(Q(einde_feitelijk__gte=vak.vanaf) | Q(einde_feitelijk=None, einde__gte=vak.vanaf))
    return rijen.filter(start__lt=vak.tot) if vak.tot else rijen


def loonregel(overeenkomst: Overeenkomst, vanaf: date) -> Loonregel:
    """What changes on `vanaf`, or on the first day when that is later."""
    start, afgesproken = overeenkomst.start, overeenkomst.vergoeding
    assert start is not None and afgesproken is not None  # geraakt

    def op(dag: date) -> Decimal:
        return max(afgesproken, minimum(overeenkomst.soort, overeenkomst.categorie, dag))

    oud = afgesproken if vanaf <= start else op(max(start, vanaf - DAG))
    return Loonregel(overeenkomst, max(vanaf, start), oud, op(max(vanaf, start)))


def loonverloop(overeenkomst: Overeenkomst) -> Iterator[Loonregel]:
    """Every day in its span on which the pay rises above what was agreed. No query."""
    start, laatste = overeenkomst.start, overeenkomst.laatste_dag
    if start is None or laatste is None or overeenkomst.vergoeding is None or overeenkomst.soort in ONBETAALD:
        return
    for dag in dagen(GGMMI):
        if start <= dag <= laatste and (regel := loonregel(overeenkomst, dag)).verandert:
            yield regel
