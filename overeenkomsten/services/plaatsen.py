"""Holding the person and the place while it is decided whether two overeenkomsten may be (architecture.md §4)."""

from datetime import datetime

from django.utils import timezone

from erkenning.models import Erkenning

from ..models import Overeenkomst, Persoonsnummer
from ..oordeel import erkenningen_van


def vergrendel_persoon_en_plek(overeenkomst: Overeenkomst, op: datetime) -> None:
    """Whoever binds this person or takes this place at the same moment waits until we are done."""
    persoon = overeenkomst.lerende.persoonsnummer_id
    if persoon is not None:
        Persoonsnummer.objects.select_for_update(of=("self",), no_key=True).get(pk=persoon)
    rijen = erkenningen_van(overeenkomst, timezone.localdate(op)).values_list("pk", flat=True)
    list(Erkenning.objects.select_for_update(of=("self",), no_key=True).filter(pk__in=list(rijen)).order_by("pk"))
