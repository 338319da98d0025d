"""A mentor held against rules.md §4 on a day: what is stored, given to the pure rules of `voorwaarden.py`."""

from datetime import date

from educam_portal.workflow.uitkomsten import Uitkomst

from .drempels import drempels
from .models import Mentor, Uittreksel
from .voorwaarden import Gezien, beoordeel


def oordeel(mentor: Mentor, uittreksel: Uittreksel | None, aangeduid_op: date) -> list[Uitkomst]:
    """Every condition that must hold on the day of designation; `uittreksel` is the newest 596.2."""
    return beoordeel(
        geboren=mentor.persoon.geboortedatum,
        beroep_sinds=mentor.beroep_sinds,
        voldoende_aanwezig=mentor.voldoende_aanwezig,
        vrijgesteld=mentor.vrijstelling_op is not None,
        gezien=Gezien(uittreksel.uitkomst, uittreksel.uitgegeven_op, uittreksel.oordeel) if uittreksel else Gezien(),
        aangeduid_op=aangeduid_op,
        drempels=drempels(aangeduid_op),
    )


def vrijstelling_zin(mentor: Mentor, op: date) -> str:
    """What an exemption gives, for who is about to note one."""
    grenzen = drempels(op)
    return (
        f"Met een bewijs van vooropleiding mag {mentor} mentor zijn vanaf {grenzen.min_leeftijd_vrijgesteld} jaar, "
        f"en zonder {grenzen.min_ervaring} ervaring in het beroep."
    )
