"""How many places of an erkenning are taken (rules.md §3.1)."""

from django.db.models import Count, OuterRef, Subquery
from django.db.models.lookups import GreaterThanOrEqual
from django.utils import timezone

from erkenning.models import Erkenning

from .models import Overeenkomst
from .models.overeenkomst import LAATSTE
from .toestanden import BINDEND


def bezette_plaatsen(erkenningen: list[int]) -> dict[int, int]:
    """{id of an erkenning: lerenden who are bound to its vestiging × opleiding today or from a later day}, in one query.

    Somebody whose next overeenkomst is signed already takes one place, not two.
    """
    op_de_plek = (
        Overeenkomst.objects.filter(
            vestiging=OuterRef("vestiging"), opleiding=OuterRef("opleiding"), toestand__in=BINDEND
        )
        .filter(GreaterThanOrEqual(LAATSTE, timezone.localdate()))
        .order_by()
        .values("vestiging")
        .annotate(aantal=Count("lerende", distinct=True))
    )
    rijen = Erkenning.objects.filter(pk__in=erkenningen).annotate(bezet=Subquery(op_de_plek.values("aantal")))
    return {pk: bezet for pk, bezet in rijen.values_list("pk", "bezet") if bezet}
