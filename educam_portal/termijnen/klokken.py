"""The clock of a term for the screens: one definition for both sides (ux.md §3.8), fetched without a query per row."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models.functions import Cast

from . import berekenen, rules
from .models import Termijn, TermijnQuerySet
from .register import soort_termijn


class Stand(StrEnum):
    """How a clock looks; the words beside it say the same."""

    RUIM = "ruim"
    BIJNA = "bijna"
    NU = "nu"
    TE_LAAT = "te_laat"
    GEPAUZEERD = "gepauzeerd"
    KLAAR = "klaar"


@dataclass(frozen=True, kw_only=True)
class Klok:
    """A term as seen on one day. All counts in calendar days.

    `dagen_over`: 0 on the due date, negative when late; while paused, what is left if the term ran again that day.
    `vervalt_op` is empty while paused. `dag` counts from the start (day 1 = the day after it), pauses included;
    `dag_netto` without them. For an ended term both are those of its last day, `einde_op`.
    """

    soort: str
    label: str
    start: date
    vervalt_op: date | None
    dagen_over: int
    dag: int
    dag_netto: int
    gepauzeerd: bool
    pauze_reden: str
    pauze_sinds: date | None
    verlengd_tot: date | None
    einde_op: date | None
    voldaan: bool
    stand: Stand

    @property
    def te_laat(self) -> bool:
        return self.stand == Stand.TE_LAAT

    @property
    def tekst(self) -> str:
        """The clock in words, always shown beside the date."""
        n = self.dagen_over
        dagen = f"{abs(n)} dag" if abs(n) == 1 else f"{abs(n)} dagen"
        match self.stand:
            case Stand.KLAAR:
                return f"klaar op dag {self.dag}" if self.voldaan else "loopt niet meer"
            case Stand.GEPAUZEERD:
                return f"gepauzeerd, daarna nog {dagen}" if n >= 0 else f"gepauzeerd, {dagen} te laat"
            case Stand.TE_LAAT:
                return f"{dagen} te laat"
            case Stand.NU:
                return "vandaag" if n == 0 else "morgen"
        return f"nog {dagen}"


def klok(termijn: Termijn, op: date) -> Klok:
    """The clock of a term on `op`. No query for a term of `termijnen_van` or `open_voor`, else one for its pauses."""
    pauzes = list(termijn.pauzes.all())
    einde_op = termijn.voldaan_op or termijn.nietig_op
    basis = berekenen.basis_einde(termijn)
    open_pauzes = [pauze for pauze in pauzes if pauze.tot is None]
    gepauzeerd = einde_op is None and termijn.vervalt_op is None
    vervalt = termijn.vervalt_op
    if vervalt is None:
        vervalt = rules.vooruitzicht(termijn.start, basis, pauzes, einde_op or op)
        if termijn.verlengd_tot is not None:
            vervalt = max(vervalt, termijn.verlengd_tot)
    over = (vervalt - (einde_op or op)).days
    dag = max(0, ((einde_op or op) - termijn.start).days)
    lopende_pauze = open_pauzes[-1] if gepauzeerd and open_pauzes else None
    return Klok(
        soort=termijn.soort,
        label=soort_termijn(termijn.soort).label,
        start=termijn.start,
        vervalt_op=termijn.vervalt_op,
        dagen_over=over,
        dag=dag,
        dag_netto=dag - rules.gepauzeerde_dagen(termijn.start, basis, pauzes, einde_op or op),
        gepauzeerd=gepauzeerd,
        pauze_reden=lopende_pauze.reden if lopende_pauze else "",
        pauze_sinds=lopende_pauze.van if lopende_pauze else None,
        verlengd_tot=termijn.verlengd_tot,
        einde_op=einde_op,
        voldaan=termijn.voldaan_op is not None,
        stand=_stand(over, gepauzeerd=gepauzeerd, geeindigd=einde_op is not None),
    )


def _stand(over: int, *, gepauzeerd: bool, geeindigd: bool) -> Stand:
    """ux.md §3.8: more than 4 days left, 2 to 4, tomorrow or today, late."""
    if geeindigd:
        return Stand.KLAAR
    if gepauzeerd:
        return Stand.GEPAUZEERD
    if over < 0:
        return Stand.TE_LAAT
    if over <= 1:
        return Stand.NU
    return Stand.BIJNA if over <= 4 else Stand.RUIM


def termijnen_van(objecten: Iterable[models.Model], soort: str, *, met_pauzes: bool = True) -> dict[Any, Termijn]:
    """The newest `soort` term per object of one model, by primary key: one query for any number, and one for the pauses."""
    rij: Sequence[models.Model] = list(objecten)
    if not rij:
        return {}
    sleutels = {str(obj.pk): obj.pk for obj in rij}
    termijnen = Termijn.objects.filter(
        onderwerp_type=ContentType.objects.get_for_model(rij[0]), onderwerp_id__in=sleutels, soort=soort
    ).order_by("pk")
    if met_pauzes:
        termijnen = termijnen.prefetch_related("pauzes")
    return {sleutels[termijn.onderwerp_id]: termijn for termijn in termijnen}


def open_vervaldag(model: type[models.Model], sleutel: str, soort: str) -> models.Subquery:
    """The due date of the open `soort` term of a row, to annotate with; empty without one, and while it is paused.

    `sleutel`: the column of the outer query that holds the key of the `model` the term is about.
    """
    return _vervaldag(Termijn.objects.open(), model, sleutel, soort)


def laatste_vervaldag(model: type[models.Model], sleutel: str, soort: str) -> models.Subquery:
    """As `open_vervaldag`, of the newest term of the kind, also when it is over."""
    return _vervaldag(Termijn.objects.order_by("-pk"), model, sleutel, soort)


def _vervaldag(rijen: TermijnQuerySet, model: type[models.Model], sleutel: str, soort: str) -> models.Subquery:
    van_rij = rijen.filter(
        soort=soort,
        onderwerp_type=ContentType.objects.get_for_model(model),
        onderwerp_id=Cast(models.OuterRef(sleutel), models.CharField(max_length=40)),
    )
    return models.Subquery(van_rij.values("vervalt_op")[:1], output_field=models.DateField())


def open_voor(onderwerpen: models.QuerySet[Any], *soorten: str) -> TermijnQuerySet:
    """The open terms of every row of a queryset with a numeric key, of these kinds (all when none is named).

    The subjects stay in the database (a subquery); order and slice the result as needed.
    """
    sleutels = onderwerpen.order_by().annotate(_sleutel=Cast("pk", models.CharField(max_length=40))).values("_sleutel")
    rijen = Termijn.objects.open().filter(
        onderwerp_type=ContentType.objects.get_for_model(onderwerpen.model), onderwerp_id__in=sleutels
    )
    return (rijen.filter(soort__in=soorten) if soorten else rijen).prefetch_related("pauzes")
