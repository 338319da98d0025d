"""What this floor does when a fact is told (architecture.md §1)."""

from datetime import date
from typing import Any

from educam_portal.termijnen import services as termijnen
from educam_portal.workflow.feiten import bij

from .aanduiden import MENTOROPLEIDING
from .feiten import MENTOROPLEIDING_VOLTOOID
from .models import Mentor, Persoon


@bij(MENTOROPLEIDING_VOLTOOID)
def sluit_termijnen(*, persoon: Persoon, op: date, **_: Any) -> None:
    """Meets the term at every onderneming where the person is mentor (rules.md §4)."""
    # The mentor before the term, as the deadline job does: in the other order the two could wait for each other.
    for mentor in Mentor.objects.select_for_update(of=("self",), no_key=True).filter(persoon=persoon).order_by("pk"):
        termijnen.voldaan(mentor, MENTOROPLEIDING, op=op)
