"""Around day 20: mentor, lerende and trajectbegeleider are each asked how it goes (rules.md §5, §7)."""

from collections.abc import Mapping
from datetime import datetime

from educam_portal.accounts.fouten import Geweigerd
from educam_portal.accounts.models import User
from educam_portal.meldingen import services as meldingen
from educam_portal.workflow.diensten import perform

from ..deelnemers import stuur_link
from ..models import Bevraging, Overeenkomst
from ..ontvangers import begeleiders
from ..toestanden import Deelnemer, Wie


def begin(*, overeenkomst: Overeenkomst, op: datetime) -> None:
    """The day is there: everybody has the questions, and who has no account the link. Twice changes nothing."""
    for deelnemer in Deelnemer:
        _, nieuw = Bevraging.objects.get_or_create(
            overeenkomst=overeenkomst, deelnemer=deelnemer, defaults={"gevraagd_op": op}
        )
        if nieuw and deelnemer != Deelnemer.SCHOOL:
            stuur_link(overeenkomst, deelnemer, "dag20", op=op)


def deelnemer_van(overeenkomst: Overeenkomst, user: User) -> Deelnemer | None:
    """As whom somebody with an account answers; nobody else but the three."""
    rollen = overeenkomst.rollen_van(user)
    if Wie.SCHOOL in rollen:
        return Deelnemer.SCHOOL
    return Deelnemer.MENTOR if Wie.MENTOR in rollen else None


def beantwoord(*, bevraging: Bevraging, antwoorden: Mapping[str, str], door: User | None, op: datetime) -> Bevraging:
    """The three answers and the remark; `door` None: through a personal link. A bad one is told to the school at once.

    Raises Geweigerd for who is not asked, and when it was answered already.
    """
    with perform(bevraging.overeenkomst, "bevraging_beantwoorden", door=door, op=op) as vers:
        rij = Bevraging.objects.select_for_update(of=("self",), no_key=True).get(pk=bevraging.pk)
        if door is not None and deelnemer_van(vers, door) != rij.deelnemer:
            raise Geweigerd("Deze vragen zijn voor iemand anders.")
        if rij.beantwoord_op is not None:
            raise Geweigerd("Je antwoordde al. Bedankt.")
        for veld, antwoord in antwoorden.items():
            setattr(rij, veld, antwoord)
        rij.beantwoord_op, rij.beantwoord_door = op, door
        rij.save()
        if rij.niet_goed and rij.deelnemer != Deelnemer.SCHOOL:
            meldingen.stuur(
                "dag20_niet_goed",
                dossier=vers,
                aan=begeleiders(vers),
                gegevens={"overeenkomst": vers, "wie": rij.get_deelnemer_display()},
            )
    return rij
