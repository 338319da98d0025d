"""Registration at another desk than this portal, written down by the school (rules.md §5)."""

from datetime import date, datetime

from django.utils import timezone

from educam_portal.accounts.fouten import Geweigerd
from educam_portal.accounts.models import User
from educam_portal.termijnen import services as termijnen
from educam_portal.workflow.diensten import perform
from educam_portal.workflow.feiten import meld

from .. import feiten
from ..models import Overeenkomst


def registreer(*, overeenkomst: Overeenkomst, op_dag: date, referentie: str, door: User, op: datetime) -> Overeenkomst:
    """The day and the reference of the desk. Raises Geweigerd for a day to come, one before the signatures, or no reference."""
    referentie = referentie.strip()
    if not referentie:
        raise Geweigerd("Vul de referentie in die je van het loket kreeg.")
    with perform(overeenkomst, "registreren", door=door, op=op) as vers:
        assert vers.ondertekend_op is not None  # the table lets only signed ones through
        getekend = timezone.localdate(vers.ondertekend_op)
        if not getekend <= op_dag <= timezone.localdate(op):
            raise Geweigerd(f"Kies een dag van {getekend:%d/%m/%Y}, de dag van de laatste handtekening, tot vandaag.")
        vers.geregistreerd_op, vers.loket_referentie = op_dag, referentie
        termijnen.voldaan(vers, "registratie", op=op_dag)
        meld(feiten.OVEREENKOMST_GEREGISTREERD, overeenkomst=vers, op=op_dag)
    return vers
