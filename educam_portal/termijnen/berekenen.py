"""From the stored facts of a term to its dates: rows in, pure rules applied, nothing written."""

from collections.abc import Collection, Iterable
from datetime import date

from django.db.models import Exists, OuterRef

from educam_portal import parameters

from . import rules
from .models import Herinnering, Pauze, Termijn
from .register import soort_termijn

VERVAL = "verval"


def basis_einde(termijn: Termijn) -> date:
    """The due date without pauses or extension: the fixed date, or start + the parameter in force on the start date.

    Raises ValueError when the kind has no length and the term no fixed date, OnbekendeParameter as `parameters.duur`.
    """
    if termijn.vast_op is not None:
        return termijn.vast_op
    parameter = soort_termijn(termijn.soort).parameter
    if parameter is None:
        raise ValueError(f"Een termijn {termijn.soort} heeft een vaste datum nodig.")
    return rules.na_termijn(termijn.start, parameters.duur(parameter, termijn.start))


def zet_dagen(termijn: Termijn, *, als_nieuw: bool = False) -> None:
    """Set the due date and the day of the next reminder on the object; nothing is written.

    `als_nieuw`: it has no pauses and no reminders, so there is nothing to read.
    """
    pauzes: list[Pauze] | None = [] if als_nieuw else None
    al_gedaan = set() if als_nieuw else gedaan(termijn)
    termijn.vervalt_op = vervaldatum(termijn, pauzes)
    termijn.volgende_op = rules.eerste_dag(momenten(termijn), al_gedaan, verval_dag(termijn, al_gedaan), None)


def wat_er_gebeurde(termijn: Termijn) -> tuple[bool, bool]:
    """Whether a term has pauses, and whether anything was claimed or sent for it; one query."""
    pauzes = Pauze.objects.filter(termijn=OuterRef("pk"))
    herinneringen = Herinnering.objects.filter(termijn=OuterRef("pk"))
    return Termijn.objects.filter(pk=termijn.pk).values_list(Exists(pauzes), Exists(herinneringen)).get()


def vervaldatum(termijn: Termijn, pauzes: Iterable[Pauze] | None = None) -> date | None:
    """The due date on the stored facts; None while a pause is open (rules.md §3.2)."""
    # A query of its own: one request may well compute several terms of one dossier, each with its own pauses.
    pauzes = Pauze.objects.filter(termijn=termijn.pk) if pauzes is None else pauzes
    return rules.met_verlenging(rules.verschoven(termijn.start, basis_einde(termijn), pauzes), termijn.verlengd_tot)


def momenten(termijn: Termijn) -> list[rules.Moment]:
    """The reminder moments of a term, on its stored due date (rules.md §7).

    Raises OnbekendeParameter for a kind without moments on its start date: a term that reminds nobody says so with an
    empty list.
    """
    if termijn.vervalt_op is None:
        return []
    namen = parameters.waarde(soort_termijn(termijn.soort).herinneringen_parameter, termijn.start)
    if not isinstance(namen, list):
        raise TypeError(f"De herinneringen van {termijn.soort} zijn geen lijst van momenten.")
    # An extension is a new beginning for who must be reminded (rules.md §7): what lies before it is over.
    return rules.momenten(termijn.vervalt_op, namen, max(termijn.aangemaakt_op, termijn.verlengd_op or date.min))


def gedaan(termijn: Termijn) -> set[str]:
    """The moments (and `verval`) that were claimed for anybody since the term began or was last extended."""
    rijen = Herinnering.objects.filter(termijn=termijn.pk, ronde=termijn.ronde)
    return set(rijen.values_list("moment", flat=True))


def verval_dag(termijn: Termijn, al_gedaan: Collection[str]) -> date | None:
    """The day after the due date, when something happens then that has not happened yet."""
    if termijn.vervalt_op is None or soort_termijn(termijn.soort).bij_verval is None or VERVAL in al_gedaan:
        return None
    return termijn.vervalt_op + rules.DAG


def volgende_dag(termijn: Termijn, *, na: date | None = None, al_gedaan: Collection[str] | None = None) -> date | None:
    """First day (after `na`) on which the deadline job must look at an open term; None when never."""
    al_gedaan = gedaan(termijn) if al_gedaan is None else al_gedaan
    return rules.eerste_dag(momenten(termijn), al_gedaan, verval_dag(termijn, al_gedaan), na)
