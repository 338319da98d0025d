"""The year of a lerende as it was agreed: the timetable with its exceptions (rules.md §5)."""

from collections.abc import Iterator
from datetime import date

from educam_portal.organisaties.schoolvakanties import tussen

from .models import Overeenkomst
from .rules.kalender import Dagsoort, Kalenderdag, Uitzondering, Vakantie, dagen, met_schorsingen
from .rules.rooster import Rooster


def uitzonderingen(overeenkomst: Overeenkomst) -> dict[date, Uitzondering]:
    """The days that differ from the timetable, as `rules.kalender.dagen` reads them; one query."""
    rijen = overeenkomst.agendadagen.all()
    return {rij.datum: Uitzondering(Dagsoort(rij.soort), rij.reden) for rij in rijen}


def schorsingen(overeenkomst: Overeenkomst) -> list[tuple[date, date]]:
    """The days on which it stands still, in order; as long as nobody knows the last one, all that follow. One query."""
    einde = overeenkomst.laatste_dag
    assert einde is not None  # only what was signed stands still
    return sorted((rij.van, rij.tot or einde) for rij in overeenkomst.schorsingen.all())


def kalenderdagen(overeenkomst: Overeenkomst, van: date, tot: date) -> Iterator[Kalenderdag]:
    """What the lerende does on each day from `van` up to and including `tot`, between the first and the last day."""
    start, einde = overeenkomst.start, overeenkomst.laatste_dag
    assert start is not None and einde is not None  # a constraint holds them from the moment it is sent
    tot = min(tot, einde)
    vakanties = [Vakantie(rij.naam, rij.van, rij.tot) for rij in tussen(start, tot)]
    rooster = Rooster.van_json(overeenkomst.rooster)
    # From the first day on: the weeks of a two-week timetable count from there.
    gewoon = dagen(rooster, start, tot, vakanties=vakanties, uitzonderingen=uitzonderingen(overeenkomst))
    for dag in met_schorsingen(gewoon, schorsingen(overeenkomst)):
        if dag.datum >= van:
            yield dag
