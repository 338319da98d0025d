"""Lets the stories of the demo world happen in the order of the calendar (architecture.md §3: dates are arguments)."""

import heapq
from bisect import bisect_left
from collections.abc import Generator
from datetime import date, datetime, time, timedelta
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import models, transaction
from django.db.models import DateTimeField, F, Min, Value
from django.db.models.functions import Least
from django.utils import timezone

from educam_portal.meldingen.dagmail import DAGMAIL
from educam_portal.meldingen.models import Bericht
from educam_portal.termijnen.job import verwerk
from educam_portal.termijnen.models import Termijn
from educam_portal.termijnen.rules import is_werkdag, plus_werkdagen, vorige_werkdag

# A story yields the moment of its next step and gets back the moment at which it really happens.
Verhaal = Generator[datetime, datetime, None]
APPS = frozenset(
    [
        "accounts",
        "account",
        "parameters",
        "documenten",
        "meldingen",
        "termijnen",
        "workflow",
        "organisaties",
        "mentoren",
        "erkenning",
        "overeenkomsten",
        "premies",
    ]
)
STAP = timedelta(minutes=7)
DAG = timedelta(days=1)
LEEST_NA = timedelta(days=8)
# A desk in use: the newest few wait, the rest was read.
ONGELEZEN = 4


class Kalender:
    """Days counted back from the day of loading; a step on a day nobody works moves to the working day before."""

    def __init__(self, nu: datetime) -> None:
        self.nu = nu
        self.vandaag = timezone.localdate(nu)

    def dag(self, dagen_geleden: int) -> date:
        dag = self.vandaag - timedelta(days=dagen_geleden)
        return dag if dagen_geleden == 0 or is_werkdag(dag) else vorige_werkdag(dag)

    def komende_werkdag(self, dagen: int) -> date:
        """The first working day `dagen` days from now or later."""
        dag = self.vandaag + timedelta(days=dagen)
        return dag if is_werkdag(dag) else plus_werkdagen(dag, 1)

    def op(self, dagen_geleden: int, uur: str = "9.00") -> datetime:
        """An aware moment; of today never later than the moment of loading."""
        return min(moment(self.dag(dagen_geleden), uur), self.nu - timedelta(minutes=1))


def moment(dag: date, uur: str) -> datetime:
    """`uur` reads as `14.30`."""
    uren, minuten = uur.split(".")
    return timezone.make_aware(datetime.combine(dag, time(int(uren), int(minuten))))


def ochtend(dag: date) -> datetime:
    """When the daily messages of `dag` go."""
    return timezone.make_aware(datetime.combine(dag, settings.DAGMAIL_VANAF))


def speel(kalender: Kalender, verhalen: list[Verhaal]) -> None:
    """Run all stories step by step, the earliest first, and the deadline job of every morning on which it has work.

    Daily messages therefore went out when they were due, and only what is fresh is left to send and to read.
    """
    verloop = _Verloop(kalender)
    rij = [(next(verhaal), nummer) for nummer, verhaal in enumerate(verhalen)]
    heapq.heapify(rij)
    while rij:
        gepland, nummer = heapq.heappop(rij)
        op = min(gepland, kalender.nu - timedelta(minutes=1))
        verloop.ochtenden_tot(op)
        try:
            volgende = verhalen[nummer].send(op)
        except StopIteration:
            pass
        else:
            heapq.heappush(rij, (max(volgende, op + STAP), nummer))
        verloop.gebeurd(op)
    verloop.ochtenden_tot(kalender.nu)
    verloop.verplaats()
    verloop.post()


class _Verloop:
    """What happened when, in real time and in the time of the stories.

    Services take the moment as an argument; only what models fill in themselves (defaults, history) is moved afterwards.
    """

    def __init__(self, kalender: Kalender) -> None:
        self.nu, self.vandaag = kalender.nu, kalender.vandaag
        self.begin = timezone.now()
        self.gedraaid: date | None = None
        self.wacht_op: date | None = None
        self.echt: list[datetime] = []
        self.verteld: list[datetime] = []

    def gebeurd(self, op: datetime) -> None:
        """Everything written since the last call happened at `op`; mails of before today went out at once."""
        self.echt.append(timezone.now())
        self.verteld.append(op)
        if timezone.localdate(op) < self.vandaag:
            wachtend = Bericht.objects.filter(toestand=Bericht.Toestand.WACHT)
            wachtend.update(toestand=Bericht.Toestand.VERZONDEN, verzonden_op=op, pogingen=1)
        if self.wacht_op is None and Bericht.objects.filter(toestand=Bericht.Toestand.DAGMAIL).exists():
            dag = timezone.localdate(op)
            self.wacht_op = dag if op < ochtend(dag) else dag + DAG

    def ochtenden_tot(self, op: datetime) -> None:
        """Run the deadline job for every morning before `op` on which a term asks for it or a message waits."""
        while (dag := self._volgende_dag()) is not None and ochtend(dag) < op:
            self.gedraaid, self.wacht_op = dag, None
            for _ in verwerk(dag):
                pass
            self.gebeurd(ochtend(dag))

    def _volgende_dag(self) -> date | None:
        termijn = Termijn.objects.open().aggregate(eerste=Min("volgende_op"))["eerste"]
        dagen = [dag for dag in (termijn, self.wacht_op) if dag is not None]
        if not dagen:
            return None
        return max(min(dagen), self.gedraaid + DAG) if self.gedraaid else min(dagen)

    def post(self) -> None:
        """All but the newest few were read; the daily messages of the last morning are still to be delivered.

        Of what failed nobody says that it was read: the dossier tells about it.
        """
        oud = Bericht.objects.filter(postvak=True, gelezen_op=None, aangemaakt_op__lt=self.nu - LEEST_NA)
        oud.update(gelezen_op=F("aangemaakt_op") + timedelta(hours=2))
        per_lezer: dict[int | None, list[int]] = {}
        vers = Bericht.objects.filter(postvak=True, gelezen_op=None).exclude(toestand=Bericht.Toestand.MISLUKT)
        for lezer, pk in vers.order_by("-aangemaakt_op", "-pk").values_list("aan", "pk"):
            per_lezer.setdefault(lezer, []).append(pk)
        for sleutels in per_lezer.values():
            rest = Bericht.objects.filter(pk__in=sleutels[ONGELEZEN:])
            rest.update(
                gelezen_op=Least(F("aangemaakt_op") + timedelta(hours=2), Value(self.nu, output_field=DateTimeField()))
            )
        if self.gedraaid is not None:
            vers = Bericht.objects.filter(soort=DAGMAIL, gegevens__op=self.gedraaid.isoformat())
            vers.update(toestand=Bericht.Toestand.WACHT, verzonden_op=None, pogingen=0)

    def verplaats(self) -> None:
        """Give every row that took the real time the time of its step."""
        for model, veld in _tijdvelden():
            per_stap: dict[int, list[Any]] = {}
            rijen = model._base_manager.filter(**{f"{veld}__range": (self.begin, self.echt[-1])})
            for pk, geschreven in rijen.values_list("pk", veld):
                per_stap.setdefault(bisect_left(self.echt, geschreven), []).append(pk)
            for stap, sleutels in per_stap.items():
                for plaats in range(0, len(sleutels), 500):
                    deel = model._base_manager.filter(pk__in=sleutels[plaats : plaats + 500])
                    deel.update(**{veld: self.verteld[stap]})


def _tijdvelden() -> list[tuple[type[models.Model], str]]:
    """Columns that a model fills in with the time of writing."""
    gevonden = []
    for model in apps.get_models():
        if model._meta.app_label not in APPS:
            continue
        for veld in model._meta.concrete_fields:
            vanzelf = veld.default is timezone.now or veld.name in ("history_date", "gewist_op", "gelezen_op")
            if isinstance(veld, models.DateTimeField) and vanzelf:
                gevonden.append((model, veld.name))
    return gevonden


def zonder_bezorging(vanaf: int) -> None:
    """Drop the deliveries that were planned after commit since `vanaf`: history was sent long ago.

    What still waits (the mails of today) goes out with the sweep within a minute.
    """
    verbinding = transaction.get_connection()
    verbinding.run_on_commit = [
        rij
        for plaats, rij in enumerate(verbinding.run_on_commit)
        if plaats < vanaf or rij[1].__module__ != "educam_portal.meldingen.services"
    ]
