"""An overeenkomst that never starts, starts, or has had its last day (rules.md §5)."""

from datetime import date, datetime

from django.db.models import QuerySet
from django.db.models.lookups import LessThan
from django.utils import timezone

from educam_portal.accounts.fouten import Geweigerd
from educam_portal.accounts.models import User
from educam_portal.meldingen import services as meldingen
from educam_portal.workflow.diensten import perform
from educam_portal.workflow.feiten import meld

from .. import deadlines, feiten
from ..deelnemers import verwelkom
from ..models import Overeenkomst
from ..models.overeenkomst import LAATSTE
from ..ontvangers import betrokkenen
from ..stukken import laat_vervallen
from ..toestanden import Toestand
from .einde import laat_open_einde_vallen
from .schorsen import sluit_bij_einde
from .wijzigen import laat_open_addendum_vallen


def annuleer(*, overeenkomst: Overeenkomst, reden: str, door: User, op: datetime) -> Overeenkomst:
    """The school calls it off before it starts, with a reason; who was involved hears it. Raises Geweigerd without one."""
    reden = reden.strip()
    if not reden:
        raise Geweigerd("Schrijf waarom je deze overeenkomst annuleert.")
    with perform(overeenkomst, "annuleren", door=door, op=op, reden=reden) as vers:
        vers.reden, vers.geannuleerd_op = reden, op
        laat_vervallen(vers, reden="De school annuleerde de overeenkomst.", op=op)
        laat_open_addendum_vallen(vers, reden="De school annuleerde de overeenkomst.", op=op)
        deadlines.stop_alles(vers, op=op)
        if vers.voorgelegd_op is not None:
            meldingen.stuur(
                "overeenkomst_geannuleerd",
                dossier=vers,
                aan=[wie for wie in betrokkenen(vers) if wie != door],
                gegevens={"overeenkomst": vers, "reden": reden, "door": door},
            )
        meld(feiten.OVEREENKOMST_GEANNULEERD, overeenkomst=vers, op=timezone.localdate(op))
    return vers


def te_starten(op: date) -> QuerySet[Overeenkomst]:
    """Signed by everybody, and the first day is there; in the order of an index, for a cursor reads in order."""
    return Overeenkomst.objects.filter(toestand=Toestand.ONDERTEKEND, start__lte=op).order_by("start", "pk")


def af_te_sluiten(op: date) -> QuerySet[Overeenkomst]:
    """Running, and the last day is over: the agreed one, or an earlier one."""
    return Overeenkomst.objects.filter(LessThan(LAATSTE, op), toestand=Toestand.LOPEND).order_by(LAATSTE, "pk")


def start(*, overeenkomst: Overeenkomst, op: datetime) -> Overeenkomst:
    """The first day has come; who has no account gets the link to the own page."""
    with perform(overeenkomst, "starten", door=None, op=op) as vers:
        verwelkom(vers, op=op)
    return vers


def sluit_af(*, overeenkomst: Overeenkomst, op: datetime) -> Overeenkomst:
    """The last day is over: nothing runs any more."""
    actie = "afsluiten" if overeenkomst.einde_feitelijk is None else "beeindigen"
    with perform(overeenkomst, actie, door=None, op=op) as vers:
        laat_open_einde_vallen(vers, op=op)
        sluit_bij_einde(vers)
        laat_open_addendum_vallen(vers, reden="De overeenkomst is afgelopen.", op=op)
        deadlines.stop_alles(vers, op=op)
    return vers
