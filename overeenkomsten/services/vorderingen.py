"""Noting how far a lerende is with the competences of the plan (rules.md §5)."""

from collections.abc import Mapping
from datetime import date, datetime

from django.utils import timezone

from educam_portal.accounts.fouten import Geweigerd
from educam_portal.accounts.models import User
from educam_portal.workflow.diensten import perform

from ..models import Overeenkomst, Vordering
from ..rules.vordering import bezwaar_tegen_dag
from ..toestanden import Deel

Niveaus = Mapping[int, tuple[int, str]]


def noteer(
    *, overeenkomst: Overeenkomst, kant: Deel, op_dag: date, niveaus: Niveaus, door: User, op: datetime
) -> list[Vordering]:
    """What one side saw on `op_dag`: competence → (level, remark). Raises Geweigerd when nothing was ticked.

    Nothing that was noted before changes: how it grew is what mentor and school look at together.
    """
    with perform(overeenkomst, f"vordering_{kant}", door=door, op=op, gegevens={"aantal": len(niveaus)}) as vers:
        controleer(vers, op_dag, niveaus, op)
        return Vordering.objects.bulk_create(
            Vordering(
                competentie_id=pk,
                kant=kant,
                niveau=niveau,
                op=op_dag,
                opmerking=opmerking.strip(),
                door=door,
                genoteerd_op=op,
            )
            for pk, (niveau, opmerking) in niveaus.items()
        )


def controleer(overeenkomst: Overeenkomst, op_dag: date, niveaus: Niveaus, op: datetime) -> None:
    """Raises Geweigerd for a day outside the overeenkomst, and for a competence that is not in its plan."""
    assert overeenkomst.start and overeenkomst.laatste_dag  # a constraint holds them from the moment it is sent
    bezwaar = bezwaar_tegen_dag(
        op_dag, eerste=overeenkomst.start, laatste=overeenkomst.laatste_dag, vandaag=timezone.localdate(op)
    )
    if bezwaar:
        raise Geweigerd(bezwaar)
    if not niveaus:
        raise Geweigerd("Duid minstens één competentie aan.")
    if set(niveaus) - set(overeenkomst.competenties.values_list("pk", flat=True)):
        raise Geweigerd("Het plan is intussen veranderd. Herlaad de pagina en duid opnieuw aan.")
