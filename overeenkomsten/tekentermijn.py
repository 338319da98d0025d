"""By when everybody signs a document about an overeenkomst that binds (rules.md §7, ondertekening)."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Count

from .models import Overeenkomst, Stuk
from .toestanden import StukSoort, StukStand, Wijziging
from .wijzigingen import dagen_van, velden_van


def uiterlijk(stuk: Stuk, overeenkomst: Overeenkomst) -> date:
    """The first day of what a bijlage changes; of an ending the day the letter is handed over, or its last day."""
    if stuk.soort == StukSoort.BEEINDIGING:
        return stuk.beeindiging.overhandigd_op or stuk.beeindiging.laatste_dag
    rij = stuk.addendum
    match rij.wat:
        case Wijziging.EINDE:
            # Signed while it still binds, and not after the day that it takes away.
            assert overeenkomst.laatste_dag is not None
            return min(overeenkomst.laatste_dag, velden_van(rij)["einde"])
        case Wijziging.VAKANTIE:
            return min(dag for paar in dagen_van(rij) for dag in (paar.dag, paar.vrij))
    return rij.vanaf


def wachtend(overeenkomst: Overeenkomst) -> Iterable[Stuk]:
    """The bijlage and the ending that wait for signatures; where one party alone signs, nobody waits for another."""
    rijen = overeenkomst.stukken.filter(stand=StukStand.OPEN).exclude(soort=StukSoort.OVEREENKOMST)
    rijen = rijen.annotate(tekenaars=Count("ondertekenaars")).filter(tekenaars__gt=1)
    return rijen.select_related("addendum", "beeindiging").order_by("pk")
