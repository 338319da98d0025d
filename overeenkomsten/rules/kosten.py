"""What a lerende costs the employer, month by month (rules.md §5.2): an estimate that shows how it was made.

It computes nothing it cannot justify: with full RSZ, or when the year of birth is not known, a month has no bijdrage.
"""

from calendar import monthrange
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from educam_portal.termijnen.rules import plus_maanden, span_einde

from . import vergoeding
from .datums import RSZ_BEPERKT_TOT_VERJAARDAG, rsz
from .kalender import Vakantie
from .vergoeding import CENT

DAG = timedelta(days=1)
WERKDAGEN_PER_WEEK = 5


class Fase(StrEnum):
    """How far a month is subject to RSZ."""

    BEPERKT = "beperkt"
    VOLLEDIG = "volledig"
    ONBEKEND = "onbekend"  # the year of birth was not given
    GEEN_STATUUT = "geen_statuut"  # an ODO gives no statuut of leerling (facts.md §3.1)
    GEEN = "geen"  # a SAO is not paid


@dataclass(frozen=True, slots=True)
class Tarief:
    """The parameters in force on a day: the GGMMI, its percentages, the limited RSZ, and whether 6310 existed."""

    ggmmi: Decimal
    oao: Mapping[str, Decimal]
    uur: Decimal
    bijdrage: Decimal
    basis: Decimal
    vermindering_6310: bool


@dataclass(frozen=True, slots=True)
class Vraag:
    """What is asked. Hours are hours per week; `jong`: the year of birth is unknown, but no 19 in the year of the start.

    `afgesproken` is the agreed pay of a whole month or an hour, None when only the minimum counts.
    """

    soort: str
    start: date
    einde: date
    categorie: int = 1
    werkplek: Decimal = Decimal(0)
    les: Decimal = Decimal(0)
    geboortejaar: int | None = None
    jong: bool = False
    afgesproken: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Maand:
    """One calendar month. Days are Monday to Friday; those in a school holiday are not paid (rules.md §5)."""

    eerste: date
    werkdagen: int
    betaalde_dagen: int
    vakantiedagen: int
    vergoeding: Decimal
    fase: Fase
    bijdrage: Decimal | None
    met_6310: bool

    @property
    def samen(self) -> Decimal | None:
        """Pay and bijdrage; None when the bijdrage is not known."""
        return None if self.bijdrage is None else self.vergoeding + self.bijdrage


@dataclass(frozen=True, slots=True)
class Kosten:
    """The estimate. `loon` is the pay of a whole month (OAO) or an hour (ODOS, ODO) on the first day."""

    vraag: Vraag
    maanden: tuple[Maand, ...]
    loon: Decimal

    @property
    def per_maand(self) -> bool:
        return self.vraag.soort in vergoeding.PER_MAAND

    @property
    def vergoeding(self) -> Decimal:
        return sum((maand.vergoeding for maand in self.maanden), Decimal(0))

    @property
    def bijdrage(self) -> Decimal:
        """Of the months of which it is known."""
        return sum((maand.bijdrage or Decimal(0) for maand in self.maanden), Decimal(0))

    @property
    def fasen(self) -> frozenset[Fase]:
        return frozenset(maand.fase for maand in self.maanden)

    @property
    def volledig_vanaf(self) -> date | None:
        """The first month with full RSZ."""
        return next((maand.eerste for maand in self.maanden if maand.fase is Fase.VOLLEDIG), None)

    @property
    def bijdrage_bekend(self) -> bool:
        return all(maand.bijdrage is not None for maand in self.maanden)

    @property
    def vakantieweken(self) -> Decimal:
        """School weeks off that nobody pays, in weeks of five days."""
        return Decimal(sum(maand.vakantiedagen for maand in self.maanden)) / WERKDAGEN_PER_WEEK

    @property
    def met_6310(self) -> bool:
        """Whether a month with full RSZ lies where the doelgroepvermindering 6310 existed (rules.md §5.2)."""
        return any(maand.met_6310 for maand in self.maanden)


def kostenraming(vraag: Vraag, *, tarief: Callable[[date], Tarief], vakanties: Iterable[Vakantie]) -> Kosten:
    """What `vraag` costs from its first to its last day, with the tarief of each month and the school holidays unpaid.

    A part of a month is paid by its days from Monday to Friday (facts.md §4.1: a day of twenty is a twentieth); hours
    are spread evenly over the five days. Raises ValueError when `einde` lies before `start`, or as `vergoeding` does.
    """
    if vraag.einde < vraag.start:
        raise ValueError("De laatste dag ligt vóór de eerste dag.")
    perioden = list(vakanties)
    maanden = []
    eerste = vraag.start.replace(day=1)
    while eerste <= vraag.einde:
        maanden.append(_maand(vraag, eerste, tarief(max(eerste, vraag.start)), perioden))
        eerste = plus_maanden(eerste, 1)
    return Kosten(vraag, tuple(maanden), _loon(vraag, tarief(vraag.start)))


def beperkte_bijdrage(bedrag: Decimal, bijdrage: Decimal, basis: Decimal) -> Decimal:
    """Limited RSZ of the employer: `bijdrage` % on `basis` % of the pay, an estimate (rules.md §5.2)."""
    return (bedrag * bijdrage * basis / 10000).quantize(CENT, ROUND_HALF_UP)


def fase(vraag: Vraag, dag: date) -> Fase:
    """How far `dag` is subject to RSZ: the year of birth decides (rules.md §5.1)."""
    if vraag.soort in vergoeding.ONBETAALD:
        return Fase.GEEN
    if vraag.soort == "ODO":
        return Fase.GEEN_STATUUT
    if vraag.geboortejaar is not None:
        return Fase(rsz(date(vraag.geboortejaar, 1, 1), dag))
    return Fase.BEPERKT if vraag.jong and dag.year == vraag.start.year else Fase.ONBEKEND


def gewaarborgd_bij_ziekte(start: date, op: date) -> bool:
    """Whether pay is guaranteed in illness: not under one month of seniority, from one month on yes (rules.md §5.2)."""
    return op > span_einde(start, maanden=1)


def laatste_beperkte_dag(geboortejaar: int) -> date:
    """31 December of the year of the 18th birthday (rules.md §5.1)."""
    return date(geboortejaar + RSZ_BEPERKT_TOT_VERJAARDAG, 12, 31)


def _loon(vraag: Vraag, tarief: Tarief) -> Decimal:
    """What was agreed, never below the minimum of that day (rules.md §5.2)."""
    return max(_minimum(vraag, tarief), vraag.afgesproken or Decimal(0))


def _minimum(vraag: Vraag, tarief: Tarief) -> Decimal:
    if vraag.soort in vergoeding.PER_MAAND:
        return vergoeding.per_maand(tarief.ggmmi, tarief.oao, vraag.categorie)
    if vraag.soort in vergoeding.PER_UUR:
        return vergoeding.per_uur(tarief.ggmmi, tarief.uur)
    return Decimal(0)


def _maand(vraag: Vraag, eerste: date, tarief: Tarief, vakanties: list[Vakantie]) -> Maand:
    laatste = eerste.replace(day=monthrange(eerste.year, eerste.month)[1])
    werkdagen = [dag for n in range(laatste.day) if (dag := eerste + n * DAG).weekday() < WERKDAGEN_PER_WEEK]
    binnen = [dag for dag in werkdagen if vraag.start <= dag <= vraag.einde]
    vrij = sum(any(vakantie.van <= dag <= vakantie.tot for vakantie in vakanties) for dag in binnen)
    betaald = len(binnen) - vrij
    bedrag = _vergoeding(vraag, tarief, betaald, len(werkdagen))
    stand = fase(vraag, eerste)
    bijdrage = None
    if not bedrag:
        bijdrage = Decimal(0)  # nothing paid, nothing due
    elif stand is Fase.BEPERKT:
        bijdrage = beperkte_bijdrage(bedrag, tarief.bijdrage, tarief.basis)
    met_6310 = stand is Fase.VOLLEDIG and tarief.vermindering_6310
    return Maand(eerste, len(werkdagen), betaald, vrij, bedrag, stand, bijdrage, met_6310)


def _vergoeding(vraag: Vraag, tarief: Tarief, betaald: int, werkdagen: int) -> Decimal:
    loon = _loon(vraag, tarief)
    if vraag.soort in vergoeding.PER_UUR:
        week = Decimal(betaald) / WERKDAGEN_PER_WEEK
        return vergoeding.voor_uren(vraag.soort, loon, werkplek=vraag.werkplek * week, les=vraag.les * week).totaal
    return (loon * betaald / werkdagen).quantize(CENT, ROUND_HALF_UP)
