"""Which overeenkomsten hang on an erkenning and on a mentor (educam_portal/workflow/impact.py)."""

from collections.abc import Iterator

from django.db.models import QuerySet
from django.utils import timezone

from educam_portal.workflow import impact
from educam_portal.workflow.impact import Gevolg
from erkenning.models import Erkenning
from mentoren.models import Mentor

from .models import Overeenkomst
from .toestanden import BINDEND, Toestand

SOORT = "Overeenkomsten"


def _loopt(rijen: QuerySet[Overeenkomst]) -> QuerySet[Overeenkomst]:
    """What binds; one whose earlier last day is fixed needs nothing more."""
    rijen = rijen.filter(einde_feitelijk=None)
    return rijen.filter(toestand__in=BINDEND).select_related("lerende", "school").order_by("pk")


def _gevolg(overeenkomst: Overeenkomst, zin: str) -> Gevolg:
    """By initials and without a link: EDUCAM sees that it runs, no more (rules.md §2)."""
    return Gevolg(SOORT, f"{overeenkomst.lerende.initialen} van {overeenkomst.school}", zin)


def van_erkenning(erkenning: Erkenning) -> Iterator[Gevolg]:
    """What must end when it ends, unless another erkenning goes on with it (rules.md §3.3)."""
    if Erkenning.objects.naast(erkenning, timezone.localdate()).exists():
        return
    rijen = Overeenkomst.objects.filter(vestiging=erkenning.vestiging_id, opleiding=erkenning.opleiding_id)
    for rij in _loopt(rijen):
        if rij.toestand == Toestand.LOPEND:
            yield _gevolg(rij, "moet eindigen; de school zoekt een andere leerwerkplek")
        else:
            yield _gevolg(rij, "kan niet starten; de school zoekt een andere leerwerkplek")


def van_mentor(mentor: Mentor) -> Iterator[Gevolg]:
    """Whom this mentor follows: the school agrees on another one (rules.md §3.3)."""
    for rij in _loopt(Overeenkomst.objects.filter(mentor=mentor)):
        yield _gevolg(rij, "heeft een andere mentor nodig")


def registreer_alles() -> None:
    """Called once at start-up."""
    impact.registreer(Erkenning, van_erkenning)
    impact.registreer(Mentor, van_mentor)
