"""The steps of drafting an overeenkomst: what they are called, and how far each is (ux.md §3.5)."""

from enum import StrEnum

from .models import Overeenkomst
from .rules import vergoeding


class Stap(StrEnum):
    """In the order of the task list; the value is the name of the page."""

    LEERWERKPLEK = "leerwerkplek"
    MENTOR = "mentor"
    PERIODE = "periode"
    PLAN = "plan"
    VERGOEDING = "vergoeding"
    EVALUATIE = "evaluatie"


TITELS = {
    Stap.LEERWERKPLEK: "Leerwerkplek",
    Stap.MENTOR: "Mentor",
    Stap.PERIODE: "Periode en uurrooster",
    Stap.PLAN: "Opleidingsplan",
    Stap.VERGOEDING: "Leervergoeding",
    Stap.EVALUATIE: "Evaluatie en bereikbaarheid",
}
VOLGORDE = list(Stap)
# What must be known first, and where that is filled in.
EERST = {Stap.MENTOR: Stap.LEERWERKPLEK, Stap.VERGOEDING: Stap.PERIODE}


def klaar(overeenkomst: Overeenkomst, stap: Stap) -> bool:
    """Whether everything that this step asks is there. Two queries for the plan and the evaluations."""
    match stap:
        case Stap.LEERWERKPLEK:
            return overeenkomst.vestiging_id is not None
        case Stap.MENTOR:
            return overeenkomst.mentor_id is not None
        case Stap.PERIODE:
            datums = overeenkomst.soort and overeenkomst.start and overeenkomst.einde
            return bool(datums and overeenkomst.rooster.get("blokken"))
        case Stap.PLAN:
            return overeenkomst.competenties.exists()
        case Stap.VERGOEDING:
            onbetaald = overeenkomst.soort in vergoeding.ONBETAALD
            return bool(overeenkomst.soort) and (onbetaald or overeenkomst.vergoeding is not None)
        case Stap.EVALUATIE:
            return bool(overeenkomst.evaluatievorm) and overeenkomst.evaluaties.exists()


def te_openen(overeenkomst: Overeenkomst, stap: Stap) -> bool:
    """Whether this step can be filled in already."""
    eerst = EERST.get(stap)
    return eerst is None or klaar(overeenkomst, eerst)


def volgende(stap: Stap) -> Stap | None:
    """The step after this one; None after the last."""
    plaats = VOLGORDE.index(stap) + 1
    return VOLGORDE[plaats] if plaats < len(VOLGORDE) else None
