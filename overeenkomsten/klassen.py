"""For which lerenden concepts can be made from a klassjabloon."""

from django.db.models import Exists, OuterRef, QuerySet

from .models import Klassjabloon, Lerende, Overeenkomst
from .toestanden import Toestand

# More than this nobody reads on one page: who has more chooses a klas.
HOOGSTENS = 100


def keuze_van(getypt: str) -> str:
    return getypt.replace("\0", "").strip()[:40]


def te_maken(sjabloon: Klassjabloon, klas: str) -> tuple[list[Lerende], int]:
    """Those of the opleiding without a concept or an overeenkomst in its period, by name, and how many there are."""
    rijen = _zonder(sjabloon)
    if klas:
        rijen = rijen.filter(klas=klas)
    return list(rijen.order_by("naam", "voornaam", "pk")[:HOOGSTENS]), rijen.count()


def klassen_van(sjabloon: Klassjabloon) -> list[str]:
    """The klassen of those lerenden."""
    return list(_zonder(sjabloon).exclude(klas="").order_by("klas").values_list("klas", flat=True).distinct())


def _zonder(sjabloon: Klassjabloon) -> QuerySet[Lerende]:
    eigen = Overeenkomst.objects.filter(lerende=OuterRef("pk"))
    return Lerende.objects.filter(school=sjabloon.school_id, opleiding=sjabloon.opleiding_id, weg_op=None).exclude(
        Exists(eigen.filter(toestand=Toestand.CONCEPT)) | Exists(eigen.raakt(sjabloon.start, sjabloon.einde))
    )
