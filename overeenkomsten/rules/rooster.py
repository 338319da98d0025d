"""The uurrooster of a lerende: blocks of one or two weeks, their hours, and the weekly average (rules.md §5)."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time, timedelta
from decimal import Decimal
from itertools import pairwise
from typing import Any, Literal, cast

Plek = Literal["werkplek", "les"]
PLEKKEN: tuple[str, ...] = ("werkplek", "les")
DAGEN = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
MAX_BLOKKEN = 20
WEEK = timedelta(days=7)
_KLOK = re.compile(r"([01]\d|2[0-3]):([0-5]\d)", re.ASCII)
_SLEUTELS = {"week", "dag", "plek", "van", "tot", "pauze"}


@dataclass(frozen=True, slots=True, order=True)
class Blok:
    """One stretch of a day; `week` 1 or 2, `dag` 1 (maandag) to 7, `pauze` in minutes."""

    week: int
    dag: int
    van: time
    tot: time
    plek: Plek
    pauze: int = 0

    @property
    def minuten(self) -> int:
        """Working time: the break does not count."""
        return _minuut(self.tot) - _minuut(self.van) - self.pauze

    @property
    def dagnaam(self) -> str:
        return DAGEN[self.dag - 1]


@dataclass(frozen=True, slots=True)
class Rooster:
    """A pattern of `weken` weeks (1 or 2); the blocks stand in order and do not overlap."""

    weken: int = 1
    blokken: tuple[Blok, ...] = ()

    @classmethod
    def van_json(cls, data: Any) -> "Rooster":
        """The timetable as it is stored, for example {"weken": 1, "blokken": [{"week": 1, "dag": 1, "plek": "werkplek",
        "van": "08:00", "tot": "16:30", "pauze": 30}]}; nothing filled in yet ({}) is an empty one.

        Raises ValueError with a Dutch sentence for anything that does not fit.
        """
        if not isinstance(data, dict):
            raise ValueError("Een uurrooster heeft weken en blokken.")
        if te_veel := set(data) - {"weken", "blokken"}:
            raise ValueError(f"Dit kennen we niet in een uurrooster: {', '.join(sorted(map(str, te_veel)))}.")
        weken, blokken = data.get("weken", 1), data.get("blokken", [])
        if type(weken) is not int or weken not in (1, 2):
            raise ValueError("Een uurrooster herhaalt zich elke week of om de twee weken.")
        if not isinstance(blokken, list):
            raise ValueError("De blokken van een uurrooster zijn een lijst.")
        if len(blokken) > MAX_BLOKKEN:
            raise ValueError(f"Een uurrooster telt hoogstens {MAX_BLOKKEN} blokken.")
        gelezen = sorted(_blok(blok, weken) for blok in blokken)
        for eerste, tweede in pairwise(gelezen):
            if (eerste.week, eerste.dag) == (tweede.week, tweede.dag) and tweede.van < eerste.tot:
                raise ValueError(
                    f"Op {eerste.dagnaam} overlappen twee blokken: {_klok(eerste.van)}–{_klok(eerste.tot)} en "
                    f"{_klok(tweede.van)}–{_klok(tweede.tot)}."
                )
        return cls(weken, tuple(gelezen))

    def naar_json(self) -> dict[str, Any]:
        """As `van_json` reads it."""
        return {
            "weken": self.weken,
            "blokken": [
                {
                    "week": blok.week,
                    "dag": blok.dag,
                    "plek": blok.plek,
                    "van": _klok(blok.van),
                    "tot": _klok(blok.tot),
                    "pauze": blok.pauze,
                }
                for blok in self.blokken
            ],
        }

    def op(self, dag: date, start: date) -> tuple[Blok, ...]:
        """The blocks of one calendar day; week 1 of a two-week pattern is the week of `start`."""
        week = self.week_van(dag, start)
        return tuple(blok for blok in self.blokken if (blok.week, blok.dag) == (week, dag.isoweekday()))

    def week_van(self, dag: date, start: date) -> int:
        """Which week of the pattern `dag` lies in: 1 or 2."""
        return (maandag(dag) - maandag(start)) // WEEK % self.weken + 1

    def uren(self, plek: Plek, week: int) -> Decimal:
        """Hours of one week of the pattern on one place."""
        return _uren(sum(blok.minuten for blok in self.blokken if (blok.week, blok.plek) == (week, plek)))

    def uren_per_week(self, plek: Plek) -> Decimal:
        """Hours on one place, averaged over the weeks of the pattern."""
        return _uren(sum(blok.minuten for blok in self.blokken if blok.plek == plek)) / self.weken

    @property
    def totaal_per_week(self) -> Decimal:
        """Lessons and workplace together, averaged over the weeks of the pattern (rules.md §5)."""
        return self.uren_per_week("werkplek") + self.uren_per_week("les")

    def werkplekdagen(self, week: int) -> int:
        """On how many days of one week of the pattern there is work on the workplace."""
        return len({blok.dag for blok in self.blokken if (blok.week, blok.plek) == (week, "werkplek")})


def lesweken(start: date, einde: date, vakanties: Iterable[tuple[date, date]]) -> list[date]:
    """The Mondays of the lesson weeks: weeks that the overeenkomst touches with at least one day from Monday to
    Friday outside every school holiday (rules.md §5). Raises ValueError when `einde` lies before `start`."""
    if einde < start:
        raise ValueError("De laatste dag ligt vóór de eerste dag.")
    perioden = list(vakanties)
    weken = (maandag(start) + nummer * WEEK for nummer in range((maandag(einde) - maandag(start)) // WEEK + 1))
    return [week for week in weken if any(not _vrij(week + timedelta(days=i), perioden) for i in range(5))]


def weekgemiddelde(
    rooster: Rooster, start: date, einde: date, vakanties: Iterable[tuple[date, date]]
) -> Decimal | None:
    """Workplace hours scheduled in lesson weeks ÷ lesson weeks; public holidays included (rules.md §5).

    The pattern of a lesson week counts in full. `vakanties`: first and last day, both included. None without a lesson week.
    """
    weken = lesweken(start, einde, vakanties)
    if not weken:
        return None
    per_week = {week: rooster.uren("werkplek", week) for week in range(1, rooster.weken + 1)}
    return sum((per_week[rooster.week_van(week, start)] for week in weken), Decimal(0)) / len(weken)


def maandag(dag: date) -> date:
    """The Monday of the week of `dag`."""
    return dag - timedelta(days=dag.weekday())


def _vrij(dag: date, perioden: list[tuple[date, date]]) -> bool:
    return any(van <= dag <= tot for van, tot in perioden)


def _blok(ruw: Any, weken: int) -> Blok:
    if not isinstance(ruw, dict) or not _SLEUTELS - {"pauze"} <= set(ruw) <= _SLEUTELS:
        raise ValueError("Elk blok heeft een week, een dag, een plek, een begin en een einde.")
    week, dag, plek, pauze = ruw["week"], ruw["dag"], ruw["plek"], ruw.get("pauze", 0)
    if type(week) is not int or not 1 <= week <= weken:
        raise ValueError("Een blok staat in een week die het uurrooster niet heeft.")
    if type(dag) is not int or not 1 <= dag <= 7:
        raise ValueError("De dag van een blok is 1 (maandag) tot en met 7 (zondag).")
    if plek not in PLEKKEN:
        raise ValueError("Een blok is op de werkplek of in de les.")
    van, tot = _tijd(ruw["van"]), _tijd(ruw["tot"])
    if tot <= van:
        raise ValueError(f"Op {DAGEN[dag - 1]} eindigt een blok vóór het begint ({_klok(van)}–{_klok(tot)}).")
    if type(pauze) is not int or pauze < 0:
        raise ValueError("Een pauze is een aantal minuten, 0 of meer.")
    if pauze >= _minuut(tot) - _minuut(van):
        raise ValueError(f"Op {DAGEN[dag - 1]} duurt de pauze langer dan het blok zelf.")
    return Blok(week, dag, van, tot, cast(Plek, plek), pauze)


def _tijd(ruw: Any) -> time:
    deel = _KLOK.fullmatch(ruw) if isinstance(ruw, str) else None
    if deel is None:
        raise ValueError("Schrijf een uur als 08:00 of 16:30.")
    return time(int(deel[1]), int(deel[2]))


def _minuut(klok: time) -> int:
    return klok.hour * 60 + klok.minute


def _klok(klok: time) -> str:
    return f"{klok:%H:%M}"


def _uren(minuten: int) -> Decimal:
    return Decimal(minuten) / 60
