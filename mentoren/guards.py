"""What must be true before a transition may go ahead; each answers with the sentences that stand in the way (rules.md §4)."""

from collections.abc import Sequence
from datetime import datetime

from django.utils import timezone

from .models import Aanduiding, Inschrijving, Mentor, Sessie
from .toestanden import Inschrijfstand


def nog_niet_begonnen(inschrijving: Inschrijving, op: datetime) -> Sequence[str]:
    """Until the first day starts; afterwards presence tells who was there."""
    if inschrijving.sessie.begonnen(op):
        return ["Deze sessie is al begonnen. Kan je er niet zijn, bel dan EDUCAM."]
    return []


def is_begonnen(sessie: Sessie, op: datetime) -> Sequence[str]:
    """Presence can be noted from the first day on."""
    if timezone.localdate(op) < sessie.dag1.datum:
        return [f"De sessie begint pas op {sessie.dag1.datum:%d/%m/%Y}."]
    return []


def iedereen_genoteerd(sessie: Sessie, op: datetime) -> Sequence[str]:
    """Both days are over, and of everybody it is known whether he or she was there."""
    if timezone.localdate(op) < sessie.dag2.datum:
        return [f"De tweede dag is pas op {sessie.dag2.datum:%d/%m/%Y}. Rond de sessie daarna af."]
    deelnemers = sessie.inschrijvingen.filter(toestand=Inschrijfstand.INGESCHREVEN).count()
    bezwaren = []
    for dag in sessie.dagen.all():
        genoteerd = dag.aanwezigheden.filter(inschrijving__toestand=Inschrijfstand.INGESCHREVEN).count()
        if genoteerd < deelnemers:
            bezwaren.append(f"Noteer eerst voor iedereen wie er op dag {dag.nummer} was.")
    return bezwaren


def op_meerdere_vestigingen(mentor: Mentor, op: datetime) -> Sequence[str]:
    """Only who is designated at several vestigingen is flagged for it (rules.md §4)."""
    lopend = Aanduiding.objects.filter(mentor=mentor).lopend(timezone.localdate(op))
    if lopend.order_by().values("vestiging").distinct().count() < 2:
        return ["Deze mentor is niet op meer dan één vestiging aangeduid."]
    return []
