"""What one reader sees of the knelpunten of an overeenkomst (rules.md §2, §5)."""

from dataclasses import dataclass, replace
from datetime import date

from educam_portal.termijnen.klokken import open_voor

from .deadlines import HERCONTROLE, KNELPUNT
from .models import Knelpunt, Knelpuntgesprek, Overeenkomst
from .toestanden import Melder


@dataclass(frozen=True)
class Zichtbaar:
    """One knelpunt; `woorden`: whether this reader reads what was reported, `uiterlijk` the day that counts now."""

    knelpunt: Knelpunt
    gesprekken: list[Knelpuntgesprek]
    woorden: bool
    uiterlijk: date | None

    @property
    def open(self) -> bool:
        return self.knelpunt.afgesloten_op is None


def voor_deelnemer(overeenkomst: Overeenkomst, deelnemer: str) -> list[Zichtbaar]:
    """What the lerende reported, and what was agreed in every talk; for a mentor what the onderneming sees."""
    if deelnemer != Melder.LERENDE:
        return zichtbaar(overeenkomst, school=False)
    eigen = [replace(een, woorden=een.knelpunt.melder == deelnemer) for een in zichtbaar(overeenkomst, school=True)]
    return [een for een in eigen if een.woorden or een.gesprekken]


def zichtbaar(overeenkomst: Overeenkomst, *, school: bool) -> list[Zichtbaar]:
    """Newest first. The onderneming sees what the lerende reported only once there was a talk, and not in whose words."""
    rijen = list(overeenkomst.knelpunten.prefetch_related("gesprekken"))
    dagen = {}
    if any(rij.afgesloten_op is None for rij in rijen):
        open_ = open_voor(Knelpunt.objects.filter(overeenkomst=overeenkomst), KNELPUNT, HERCONTROLE)
        dagen = {termijn.onderwerp_id: termijn.vervalt_op for termijn in open_}
    gezien = []
    for rij in rijen:
        gesprekken, van_lerende = list(rij.gesprekken.all()), rij.melder == Melder.LERENDE
        if school or gesprekken or not van_lerende:
            gezien.append(Zichtbaar(rij, gesprekken, school or not van_lerende, dagen.get(str(rij.pk))))
    return gezien
