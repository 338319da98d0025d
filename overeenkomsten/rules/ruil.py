"""May two days be swapped? Facts in, sentences out (rules.md §5). No database, no clock, no request."""

from collections.abc import Collection
from datetime import date

from .kalender import Kalenderdag


def bezwaren(
    een: Kalenderdag | None, ander: Kalenderdag | None, *, vandaag: date, aangepast: Collection[date]
) -> list[str]:
    """Why these two days are not swapped; empty when nothing stands in the way.

    None is a day outside the overeenkomst; `aangepast` are the days that already differ from the timetable. Work in a
    school holiday is an addendum signed by all, not a swap (rules.md §5), and nobody works on a public holiday by one.
    """
    if een is None or ander is None:
        return ["Kies twee dagen binnen de overeenkomst."]
    if een.datum == ander.datum:
        return ["Kies twee verschillende dagen."]
    fout = []
    for dag in (een, ander):
        naam = f"{dag.datum:%d/%m/%Y}"
        if dag.datum < vandaag:
            fout.append(f"{naam} is voorbij.")
        elif dag.geschorst:
            fout.append(f"Op {naam} is de overeenkomst geschorst. Kies een andere dag.")
        elif dag.datum in aangepast:
            fout.append(f"{naam} is al aangepast. Kies een andere dag.")
        elif dag.waarom:
            fout.append(
                f"Op {naam} is de lerende vrij: {dag.waarom.lower()}. Werken op zo'n dag kan alleen met een bijlage bij "
                "de overeenkomst."
            )
    if not fout and een.soort == ander.soort:
        fout.append("Op beide dagen doet de lerende hetzelfde. Ruilen verandert dan niets.")
    return fout
