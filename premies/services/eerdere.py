"""Premiums and stagebonussen of a person that this portal did not make, as a coördinator learns of them (rules.md §6)."""

from datetime import datetime
from typing import Any

from django.db import transaction

from educam_portal.accounts.fouten import Geweigerd
from educam_portal.accounts.models import User
from educam_portal.workflow.diensten import noteer, vergrendel
from overeenkomsten.models import Persoonsnummer

from ..models import EerderePremie, Premie
from ..toestanden import Aanleiding
from .beoordelen import beoordeel


def noteer_eerdere(*, premie: Premie, aantal: int, hier: bool, bron: str, door: User, op: datetime) -> None:
    """How many the lerende of this claim had, at this onderneming (`hier`) or it is not known where; 0 takes them away.

    It replaces what stood there for the same place. Every claim of the person is judged anew. Raises Geweigerd.
    """
    if not door.is_coordinator:
        raise Geweigerd("Alleen een coördinator noteert eerdere premies.")
    if premie.persoonsnummer_id is None:
        raise Geweigerd("De gegevens van deze lerende zijn gewist. Er valt niets meer te noteren.")
    with transaction.atomic():
        persoon = vergrendel(Persoonsnummer(pk=premie.persoonsnummer_id))
        plaats: dict[str, Any] = {"persoonsnummer": persoon, "onderneming_id": premie.onderneming_id if hier else None}
        if aantal:
            velden = {"aantal": aantal, "bron": bron, "ingevoerd_door": door, "ingevoerd_op": op}
            EerderePremie.objects.update_or_create(defaults=velden, **plaats)
        elif not EerderePremie.objects.filter(**plaats).delete()[0]:
            raise Geweigerd("Daar staat niets genoteerd. Vul in hoeveel het er waren.")
        waar = "bij deze onderneming" if hier else "elders of onbekend waar"
        noteer(
            premie, "eerdere_premies", door=door, op=op, intern=True, tekst=f"Eerdere premies {waar}: {aantal}. {bron}"
        )
        waarover = premie.onderneming if hier else None
        beoordeel(persoonsnummer=persoon.pk, aanleiding=Aanleiding.EERDER, op=op, onderneming=waarover)
