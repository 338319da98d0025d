"""A schooljaar on one page: months of weeks of seven days, what is counted, and what differs (rules.md §5). Pure."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from .datums import EERSTE_MAAND, schooljaar
from .kalender import Dagsoort, Kalenderdag

MAANDEN = (9, 10, 11, 12, 1, 2, 3, 4, 5, 6, 7, 8)
WEEKEND = 6
DAG = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Maand:
    """One month; a day outside the overeenkomst or outside the month is None."""

    eerste: date
    weken: tuple[tuple[Kalenderdag | None, ...], ...]

    @property
    def telt(self) -> bool:
        """Whether the overeenkomst has a day in it."""
        return any(dag for week in self.weken for dag in week)


def schooljaren(start: date, einde: date) -> range:
    """The schooljaren that an overeenkomst touches, by the year in which they begin."""
    return range(schooljaar(start), schooljaar(einde) + 1)


def grenzen(jaar: int) -> tuple[date, date]:
    """First and last day of the schooljaar that begins in `jaar` (rules.md §1)."""
    return date(jaar, EERSTE_MAAND, 1), date(jaar + 1, EERSTE_MAAND, 1) - DAG


def maanden(jaar: int, dagen: Iterable[Kalenderdag]) -> Iterator[Maand]:
    """The twelve months of the schooljaar that begins in `jaar`, from Monday to Sunday."""
    op = {dag.datum: dag for dag in dagen}
    for maand in MAANDEN:
        eerste = date(jaar if maand >= EERSTE_MAAND else jaar + 1, maand, 1)
        weken, maandag = [], eerste - eerste.weekday() * DAG
        while maandag <= eerste or maandag.month == maand:
            week = [maandag + nummer * DAG for nummer in range(7)]
            weken.append(tuple(op.get(dag) if dag.month == maand else None for dag in week))
            maandag += 7 * DAG
        yield Maand(eerste, tuple(weken))


def geteld(dagen: Iterable[Kalenderdag]) -> dict[Dagsoort, int]:
    """How many days of each kind; a weekend without anything is not counted as free."""
    teller = Counter(dag.soort for dag in dagen if dag.soort != Dagsoort.VRIJ or is_vakantiedag(dag))
    return {soort: teller[soort] for soort in Dagsoort}


def is_vakantiedag(dag: Kalenderdag) -> bool:
    """Free for a reason, on a day from Monday to Friday."""
    return dag.soort == Dagsoort.VRIJ and bool(dag.waarom) and dag.datum.isoweekday() < WEEKEND


def anders(dagen: Iterable[Kalenderdag], uitzonderingen: Sequence[date]) -> list[Kalenderdag]:
    """The days that were agreed to differ from the timetable, in order."""
    gekozen = set(uitzonderingen)
    return [dag for dag in dagen if dag.datum in gekozen]
