"""docs/termijnen.md: the kinds of term that are registered, with their length, reminders, readers and end (rules.md §7)."""

from educam_portal.parameters import DEFINITIES
from educam_portal.termijnen.register import SOORTEN, SoortTermijn

from .markdown import code, pagina, tabel, uitleg
from .parameters import beginwaarde

KOP = """One engine for all of them (`educam_portal/termijnen`): the due date is computed from stored facts at every event, a
reminder is a claimed row (term × round × moment × recipient), and everything for one person goes out as one mail a day.

Lengths and moments are dated parameters ([parameters.md](parameters.md)); the values here are those the portal starts
with. A moment with `-` reminds before the due date, one with `+` tells after it. Who is told and what the end brings is the
first line of the docstring of the function that decides it. An extension is a new beginning: the moments before the new date
that come after the day it was given go out again, once."""


def _lengte(soort: SoortTermijn) -> str:
    if soort.parameter is None:
        return "a date of its own"
    return f"{code(soort.parameter)}: {beginwaarde(soort.parameter)}"


def _rij(soort: SoortTermijn) -> list[str]:
    momenten = soort.herinneringen_parameter
    return [
        code(soort.naam),
        soort.label,
        _lengte(soort),
        beginwaarde(momenten) if momenten in DEFINITIES else "",
        soort.aan_zet.value,
        uitleg(soort.ontvangers),
        uitleg(soort.bij_verval) if soort.bij_verval else "",
        "yes" if soort.verlengbaar else "no",
        code(soort.titel.__module__),
    ]


def maak() -> str:
    wacht = [
        naam.removeprefix("herinneringen_")
        for naam in DEFINITIES
        if naam.startswith("herinneringen_") and naam.removeprefix("herinneringen_") not in SOORTEN
    ]
    koppen = ["kind", "on screen", "length", "moments", "who must act", "who is told", "the day after"]
    koppen += ["can be extended", "registered in"]
    return pagina(
        "Terms",
        KOP,
        tabel(koppen, [_rij(soort) for soort in SOORTEN.values()]),
        f"Moments are ready for kinds that no app registers yet: {code(*wacht)}." if wacht else "",
    )
