"""What hangs on a mentor on this floor (educam_portal/workflow/impact.py)."""

from collections.abc import Iterator

from educam_portal.workflow import impact
from educam_portal.workflow.impact import Gevolg

from .models import Aanduiding, Inschrijving, Mentor


def van_mentor(mentor: Mentor) -> Iterator[Gevolg]:
    """The designations that end, and the seat in a session that this onderneming took."""
    lopend = Aanduiding.objects.filter(mentor=mentor, tot=None).select_related("opleiding", "vestiging__gemeente")
    for aanduiding in lopend.order_by("pk"):
        yield Gevolg("Aanduidingen", f"{aanduiding.opleiding}, {aanduiding.vestiging}", "eindigt")
    for rij in Inschrijving.objects.open().filter(mentor=mentor).select_related("sessie__gemeente"):
        yield Gevolg("Mentoropleiding", f"{rij.get_toestand_display()}: {rij.sessie}", "vervalt")


def registreer_alles() -> None:
    """Called once at start-up."""
    impact.registreer(Mentor, van_mentor)
