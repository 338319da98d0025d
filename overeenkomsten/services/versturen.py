"""Sending an overeenkomst for signature, taking it back, reminding who has not signed (rules.md §5)."""

from datetime import datetime

from educam_portal.accounts.fouten import Geweigerd
from educam_portal.accounts.models import User
from educam_portal.meldingen import services as meldingen
from educam_portal.workflow.diensten import perform

from .. import deadlines
from ..models import Overeenkomst
from ..oordeel import beoordeel
from ..stukken import laat_vervallen, nieuwe_versie, open_stuk
from ..toestanden import StukSoort
from ..transitions import tekenactie
from ..uitnodigen import nodig_uit
from .plaatsen import vergrendel_persoon_en_plek

NIEMAND_GEMAILD = (
    "Er is niemand om te mailen: wie nog moet tekenen, heeft geen e-mailadres of zei al dat hij niet tekent. "
    "Laat op jullie toestel of op papier tekenen, of pas aan."
)


def verstuur(*, overeenkomst: Overeenkomst, door: User, op: datetime) -> Overeenkomst:
    """Send it for signature: a version to sign, the term `ondertekening`, and the warnings kept as they were shown.

    Raises Geweigerd with every refusal of rules.md §5 and its way out. The person and the place are locked meanwhile:
    of two schools that send overlapping ones at once, and of two that take the last place, one is refused.
    """
    with perform(overeenkomst, "versturen", door=door, op=op) as vers:
        vergrendel_persoon_en_plek(vers, op)
        oordeel = beoordeel(vers, op)
        if oordeel.weigeringen:
            raise Geweigerd(" ".join(bezwaar.volledig for bezwaar in oordeel.weigeringen))
        vers.waarschuwingen = [{"code": b.code, "zin": b.zin} for b in oordeel.waarschuwingen]
        vers.verstuurd_op = op
        vers.voorgelegd_op = vers.voorgelegd_op or op
        vers.versie += 1
        stuk = nieuwe_versie(vers, door=door, op=op)
        deadlines.start_bij_versturen(vers, op=op)
        if stuk.document_id is not None:
            # The same version as before, already printed: who has not signed it is asked again.
            nodig_uit(stuk, op=op)
    return vers


def neem_terug(*, overeenkomst: Overeenkomst, reden: str, door: User, op: datetime) -> Overeenkomst:
    """Back to a draft, to change something: what was signed falls away, and who signed hears it (rules.md §5)."""
    reden = reden.strip()
    if not reden:
        raise Geweigerd("Schrijf wat je gaat aanpassen. Wie al tekende, leest dat.")
    with perform(overeenkomst, "terugnemen", door=door, op=op, reden=reden) as vers:
        getekend = laat_vervallen(vers, reden=reden, op=op)
        vers.verstuurd_op = None
        vers.versie += 1
        deadlines.stop_bij_terugnemen(vers, op=op)
        for ondertekenaar in getekend:
            if (aan := ondertekenaar.user or ondertekenaar.email) and aan != door:
                meldingen.stuur(
                    "handtekening_vervallen",
                    dossier=vers,
                    aan=[aan],
                    gegevens={"overeenkomst": vers, "naam": ondertekenaar.naam, "reden": reden},
                )
    return vers


def herinner(*, overeenkomst: Overeenkomst, door: User, op: datetime, soort: str = StukSoort.OVEREENKOMST) -> int:
    """Ask who has not signed again; answers how many. Raises Geweigerd while the document is being made, or for nobody."""
    with perform(overeenkomst, tekenactie(soort, "herinneren"), door=door, op=op) as vers:
        stuk = open_stuk(vers, soort)
        if stuk is None or not stuk.te_tekenen:
            raise Geweigerd("Het document wordt nog gemaakt. Probeer het over een minuut opnieuw.")
        gevraagd = nodig_uit(stuk, op=op)
        if not gevraagd:
            raise Geweigerd(NIEMAND_GEMAILD)
        return gevraagd
