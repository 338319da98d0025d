"""A second, slow and simple opinion on the rules of deadlines: it walks day by day and shares no code with the portal.

`Tijdlijn` is one random history of a term; the tests replay it through the engine and through this module.
"""

from calendar import monthrange
from dataclasses import dataclass, field
from datetime import date, timedelta

from hypothesis import strategies as st

DAG = timedelta(days=1)
PASEN = {2026: date(2026, 4, 5), 2027: date(2027, 3, 28), 2028: date(2028, 4, 16)}


def feestdag(dag: date) -> bool:
    """The ten Belgian public holidays, by hand."""
    vast = {(1, 1), (5, 1), (7, 21), (8, 15), (11, 1), (11, 11), (12, 25)}
    pasen = PASEN[dag.year]
    return (dag.month, dag.day) in vast or dag - pasen in {timedelta(1), timedelta(39), timedelta(50)}


def werkdag(dag: date) -> bool:
    return dag.isoweekday() not in (6, 7) and not feestdag(dag)


def vervalt(start: date, dagen: int, pauzes: list[tuple[date, date | None]]) -> date | None:
    """Walk from the start: every day on which the clock stands still pushes the due date a day further."""
    einde, dag = start + dagen * DAG, start
    while dag <= einde:
        if any(tot is None and van <= dag for van, tot in pauzes):
            return None
        if any(tot is not None and van <= dag < tot for van, tot in pauzes):
            einde += DAG
        dag += DAG
    return einde


def doel(naam: str, einde: date) -> date:
    getal, eenheid = int(naam[:-1]), naam[-1]
    if eenheid == "d":
        return einde + getal * DAG
    jaar, maand = einde.year, einde.month
    for _ in range(abs(getal)):
        maand += 1 if getal > 0 else -1
        if maand == 0:
            jaar, maand = jaar - 1, 12
        if maand == 13:
            jaar, maand = jaar + 1, 1
    return date(jaar, maand, min(einde.day, monthrange(jaar, maand)[1]))


def uit_te_sturen(op: date, einde: date | None, namen: list[str], gemaakt: date, weg: set[str]) -> str | None:
    """The moment a run on `op` must send: look back from today to the creation for the last one due."""
    if einde is None:
        return None
    dag = op
    while dag > gemaakt:
        hier = []
        for plaats, naam in enumerate(namen):
            wil = doel(naam, einde)
            gaat = wil
            while wil < einde and not werkdag(gaat):
                gaat -= DAG
            if gaat == dag:
                hier.append((wil, plaats, naam))
        if hier:
            naam = max(hier)[-1]
            return None if naam in weg else naam
        dag -= DAG
    return None


@dataclass
class Tijdlijn:
    """What happens on which day (counted from the start).

    Pauses (day, length or None), extensions (day, by how many days), runs of the job, and the end.
    """

    start: date
    dagen: int
    namen: list[str]
    pauzes: list[tuple[int, int | None]] = field(default_factory=list)
    verlengingen: list[tuple[int, int]] = field(default_factory=list)
    runs: list[int] = field(default_factory=list)
    einde: int | None = None
    verlengbaar: bool = True

    def pauzes_op(self, dag: int) -> list[tuple[date, date | None]]:
        """The pauses as they are known on day `dag`: what has not ended yet is open."""
        return [
            (self.start + van * DAG, None if duur is None or van + duur > dag else self.start + (van + duur) * DAG)
            for van, duur in self.pauzes
            if van <= dag
        ]

    def verval_op(self, dag: int) -> date | None:
        """The due date as it stands on day `dag`; an extension while the clock stands still is refused."""
        verlengd = self.start
        for wanneer, dagen in sorted(self.verlengingen):
            toen = vervalt(self.start, self.dagen, self.pauzes_op(wanneer))
            if self.verlengbaar and wanneer <= dag and toen is not None:
                verlengd = max(toen, verlengd) + dagen * DAG
        nu = vervalt(self.start, self.dagen, self.pauzes_op(dag))
        return None if nu is None else max(nu, verlengd)

    def verlengd(self, dag: int) -> list[int]:
        """The days, up to `dag`, of the extensions that were not refused: each is a new beginning."""
        return [
            wanneer
            for wanneer, _ in sorted(self.verlengingen)
            if self.verlengbaar
            and wanneer <= dag
            and vervalt(self.start, self.dagen, self.pauzes_op(wanneer)) is not None
        ]

    def verwacht(self) -> list[tuple[int, str]]:
        """(day, moment) of everything that must be sent."""
        uit: list[tuple[int, str]] = []
        for run in sorted(self.runs):
            if self.einde is not None and run >= self.einde:
                break
            sinds = max(self.verlengd(run), default=0)
            naam = self.te_sturen(run, {naam for eerder, naam in uit if eerder >= sinds})
            if naam:
                uit.append((run, naam))
        return uit

    def te_sturen(self, dag: int, weg: set[str]) -> str | None:
        """The moment that a run on day `dag` must send, when `weg` were sent since the last new beginning."""
        begin = self.start + max(self.verlengd(dag), default=0) * DAG
        return uit_te_sturen(self.start + dag * DAG, self.verval_op(dag), self.namen, begin, weg)


NAMEN = ["-3m", "-1m", "-30d", "-14d", "-7d", "-3d", "-2d", "-1d", "+1d", "+3d", "0d", "+1m"]


@st.composite
def tijdlijnen(
    draw: st.DrawFn, dagen: int | None = None, namen: list[str] | None = None, start: date | None = None
) -> Tijdlijn:
    dag = st.integers(0, 70)
    return Tijdlijn(
        start=start or date(2026, 10, 1) + draw(st.integers(0, 300)) * DAG,
        dagen=draw(st.integers(0, 40)) if dagen is None else dagen,
        namen=draw(st.lists(st.sampled_from(NAMEN), unique=True, max_size=5)) if namen is None else namen,
        pauzes=draw(st.lists(st.tuples(dag, st.none() | st.integers(0, 15)), max_size=3)),
        verlengingen=draw(st.lists(st.tuples(dag, st.integers(1, 20)), max_size=2)),
        runs=draw(st.lists(dag, max_size=25)),
        einde=draw(st.none() | dag),
    )
