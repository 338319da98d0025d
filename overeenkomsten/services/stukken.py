"""Where a made document lands, and what follows from it (rules.md §5)."""

from django.db import transaction
from django.utils import timezone

from educam_portal.documenten import maakwerk
from educam_portal.workflow.diensten import vergrendel

from ..documenten import STUK, VERZEGELD
from ..models import Stuk, Zegel
from ..toestanden import StukSoort, StukStand
from ..uitnodigen import nodig_uit


def leg_stuk_vast(stuk: Stuk, inhoud: bytes) -> Stuk:
    """Keep the PDF, and ask whose turn it is to sign: from now on there is something to sign."""
    with transaction.atomic():
        # The overeenkomst first, as every service does: somebody may be taking it back at this very moment.
        vergrendel(stuk.overeenkomst)
        naam = f"{stuk.soort}-{stuk.overeenkomst.referentie}-v{stuk.versie}.pdf"
        vers = maakwerk.leg_pdf_vast(stuk, inhoud, bestandsnaam=naam, soort=STUK, onderwerp=stuk.overeenkomst)
        if vers.stand == StukStand.OPEN:
            nodig_uit(vers, op=timezone.now())
    return vers


def leg_zegel_vast(zegel: Zegel, inhoud: bytes) -> Zegel:
    """Keep the sealed PDF."""
    overeenkomst = zegel.stuk.overeenkomst
    deel = "" if zegel.stuk.soort == StukSoort.OVEREENKOMST else f"-{zegel.stuk.versie}"
    naam = f"{zegel.stuk.soort}-{overeenkomst.referentie}{deel}-ondertekend.pdf"
    return maakwerk.leg_pdf_vast(zegel, inhoud, bestandsnaam=naam, soort=VERZEGELD, onderwerp=overeenkomst)
