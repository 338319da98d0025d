"""A mentor is barred at one onderneming: the measure, its letter, and who hears of it (rules.md §3.3, §4)."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from educam_portal.accounts.fouten import Geweigerd
from educam_portal.accounts.models import User
from educam_portal.meldingen import services as meldingen
from educam_portal.termijnen import services as termijnen
from mentoren.models import Mentor
from mentoren.services import dossier

from ..brieven import leg_maatregelbrief_vast
from ..models import Maatregel
from .maatregelen import Gehoord, eis_gehoord, eis_redenen, leg_vast


def weren(
    *,
    mentor: Mentor,
    uittreksel: bool,
    redenen: str,
    gehoord: Gehoord,
    waarnemer: str,
    door: User,
    op: datetime,
) -> Maatregel:
    """Bar somebody as mentor from today, after the onderneming was heard or invited; it may appeal (rules.md §3.3).

    With `uittreksel` the 596.2 is the reason. Then the letter says only that this mentor cannot be designated, and no
    other word is kept: so without urgency, which would have to be explained. Raises Geweigerd as `opheffen`, for words
    beside a 596.2, and for who is mentor no more.
    """
    vandaag = timezone.localdate(op)
    if uittreksel:
        redenen = _zonder_woorden(redenen, gehoord)
    eis_redenen(redenen)
    eis_gehoord(gehoord, vandaag)
    with transaction.atomic():
        rij = dossier.weer(mentor=mentor, waarnemer=waarnemer, door=door, op=op)
        maatregel = leg_vast(Maatregel.Soort.WERING, rij, None, redenen, gehoord, door, op)
        leg_maatregelbrief_vast(maatregel, op=op)
        termijnen.start(maatregel, "beroep_maatregel", op=vandaag)
        gegevens = {"maatregel": maatregel, "mentor": rij}
        meldingen.stuur("mentor_geweerd", dossier=None, aan=rij.onderneming.werkgevers(), gegevens=gegevens)
    return maatregel


def _zonder_woorden(redenen: str, gehoord: Gehoord) -> str:
    """The one sentence that may be written about a 596.2; raises Geweigerd for any other."""
    if redenen.strip() or gehoord.hoe.strip() or gehoord.dringend_reden.strip():
        raise Geweigerd(
            "Gaat het om het uittreksel 596.2? Laat dan de tekstvakken leeg. In de brief staat alleen dat deze mentor "
            "niet kan worden aangeduid."
        )
    if gehoord.op is None:
        raise Geweigerd("Nodig de onderneming eerst uit, al is het met een telefoontje, en vul die dag in.")
    return Maatregel.NIET_AANDUIDBAAR
