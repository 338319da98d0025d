"""How many lerenden a recognised workplace takes at the same time (rules.md §3.1: changeable later)."""

from datetime import datetime

from educam_portal.accounts.fouten import Geweigerd
from educam_portal.accounts.models import User
from educam_portal.workflow.diensten import perform

from ..models import Erkenning
from ..overzicht import vrije_plaatsen


def plaatsen_wijzigen(*, erkenning: Erkenning, plaatsen: int, door: User, op: datetime) -> Erkenning:
    """Change the number of places; the public list shows at once how many are free.

    Raises Geweigerd for fewer places than there are running overeenkomsten. Source: rules.md §3.1.
    """
    if not 1 <= plaatsen <= 50:
        raise Geweigerd("Kies een aantal plaatsen van 1 tot 50.")
    with perform(erkenning, "plaatsen_wijzigen", door=door, op=op, reden=f"Nu {plaatsen}.") as rij:
        bezet = rij.plaatsen - vrije_plaatsen(rij)
        if plaatsen < bezet:
            raise Geweigerd(f"Er lopen hier {bezet} overeenkomsten. Minder plaatsen kan nu niet.")
        rij.plaatsen = plaatsen
        rij._history_user = door  # type: ignore[attr-defined]  # simple_history reads it
        rij.save()
    return rij
