"""Renewing an erkenning before it ends: a concept with everything that is known already (rules.md §3.3)."""

from datetime import datetime

from django.utils import timezone

from educam_portal.accounts.models import User
from educam_portal.workflow.diensten import perform

from ..models import Aanvraag, Erkenning
from ..verlenging import bezwaren, samen_te_verlengen
from . import lijnen
from .concept import nieuw


def verlengen(*, erkenning: Erkenning, door: User, op: datetime) -> Aanvraag:
    """Start a renewal aanvraag, or give the concept that somebody began; nothing is asked for until it is filed.

    It takes along everything of the vestiging that may be renewed now: places, activities and mentoren as they stand.
    The conditions and the engagements are asked anew. Raises Geweigerd when it is too early, too late or done already.
    Source: rules.md §3.3.
    """
    dag = timezone.localdate(op)
    with perform(erkenning, "verlengen", door=door, op=op) as rij:
        if bezig := begonnen(rij):
            return bezig
        kopie = nieuw(onderneming=rij.vestiging.onderneming, door=door, op=op)
        kopie.vestiging, kopie.kopie_van = rij.vestiging, rij.lijn.aanvraag
        kopie._history_user = door  # type: ignore[attr-defined]  # simple_history reads it
        kopie.save()
        ook = [een for een in samen_te_verlengen(rij) if een == rij or not bezwaren(een, dag)]
        lijnen.verleng(kopie, ook, door=door, op=op)
    return kopie


def begonnen(erkenning: Erkenning) -> Aanvraag | None:
    """The concept of a renewal of this erkenning, if somebody began one."""
    return Aanvraag.objects.filter(toestand="concept", lijnen__verlengt=erkenning).order_by("pk").first()
