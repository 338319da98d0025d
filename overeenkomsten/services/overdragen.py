"""Handing over to a colleague of the same school: an overeenkomst, a lerende without one, or a pile of both (rules.md §5)."""

from collections.abc import Sequence
from datetime import datetime

from django.db import models, transaction
from django.utils import timezone

from educam_portal.accounts.fouten import Geweigerd
from educam_portal.accounts.models import Lidmaatschap, Rol, User
from educam_portal.meldingen import services as meldingen
from educam_portal.organisaties.models import School
from educam_portal.termijnen import services as termijnen
from educam_portal.workflow.diensten import perform

from .. import deadlines
from ..models import Lerende, Overeenkomst
from ..toestanden import BINDEND, Toestand
from .bevoegd import eis_trajectbegeleider

# A mail names no more than a screen of them; the board shows them all.
GENOEMD = 20


def draag_over(*, overeenkomst: Overeenkomst, aan: User, door: User, op: datetime) -> Overeenkomst:
    """Give one to a colleague, who is told. Raises Geweigerd for somebody who is none."""
    with transaction.atomic():
        vers = geef(overeenkomst=overeenkomst, aan=aan, door=door, op=op)
        meld_overdracht(dossier=vers, namen=[vers.lerende.kort], aan=aan, door=door)
    return vers


def geef(*, overeenkomst: Overeenkomst, aan: User, door: User, op: datetime) -> Overeenkomst:
    """As `draag_over`, one of a pile of which the colleague is told at the end: who follows the lerende from now on."""
    with perform(overeenkomst, "overdragen", door=door, op=op, gegevens={"aan": str(aan)}) as vers:
        _eis_collega(vers.school, aan, op)
        vers.begeleider = aan
        _volgt(vers.lerende, aan, door)
        deadlines.andere_mensen(vers)
    return vers


def geef_lerende(*, lerende: Lerende, aan: User, door: User, op: datetime) -> Lerende:
    """Give a lerende without overeenkomst to a colleague, with the days in which a workplace must be found.

    Raises Geweigerd for who has an overeenkomst that lives: that one is handed over, and the lerende with it.
    """
    with transaction.atomic():
        vers = Lerende.objects.select_for_update(of=("self",), no_key=True).select_related("school").get(pk=lerende.pk)
        eis_trajectbegeleider(vers.school, door)
        _eis_collega(vers.school, aan, op)
        if rij := vers.overeenkomsten.filter(toestand__in=(Toestand.CONCEPT, *BINDEND)).first():
            raise Geweigerd(f"Deze lerende heeft intussen een overeenkomst. Geef {rij.referentie} door.")
        _volgt(vers, aan, door)
        termijnen.zet_partijen(vers)
    return vers


def meld_overdracht(*, dossier: models.Model, namen: Sequence[str], aan: User, door: User) -> None:
    """One message per hand-over, however large the pile; who keeps it needs none."""
    if not namen or aan == door:
        return
    meldingen.stuur(
        "overgedragen",
        dossier=dossier,
        aan=[aan],
        gegevens={
            "door": door,
            "aantal": len(namen),
            "namen": namen[:GENOEMD],
            "meer": max(0, len(namen) - GENOEMD),
        },
    )


def _eis_collega(school: School, aan: User, op: datetime) -> None:
    leden = Lidmaatschap.objects.geldig(timezone.localdate(op))
    if not leden.filter(user=aan, organisatie=school.organisatie_id, rol=Rol.TRAJECTBEGELEIDER).exists():
        raise Geweigerd("Kies een collega van jouw school.")


def _volgt(lerende: Lerende, aan: User, door: User) -> None:
    if lerende.begeleider_id != aan.pk:
        lerende.begeleider = aan
        lerende._history_user = door  # type: ignore[attr-defined]  # simple_history reads it
        lerende.save(update_fields=["begeleider"])
