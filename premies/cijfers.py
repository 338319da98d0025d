"""What the coördinator sees of all claims together: totals per schooljaar, and how many get how far (rules.md §6)."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, Q, Sum

from educam_portal.organisaties.nummers import schoon_onderneming

from .models import Premie, PremieQuerySet
from .rules import Recht
from .toestanden import Toestand

# What stands in the address for claims that are still judged, by their outlook; the others by their state.
OP_KOERS, ACTIE, NIET = "op_koers", "actie", "niet"
STANDEN = {
    OP_KOERS: "In opbouw: alles in orde",
    ACTIE: "In opbouw: nog niet alles in orde",
    NIET: "In opbouw: niet mogelijk",
    **{stand.value: stand.label for stand in Toestand if stand != Toestand.IN_OPBOUW},
}
_LOPEND = {
    OP_KOERS: Q(recht=Recht.JA),
    # What waits for a place or for days has no right to it now, and is not lost.
    ACTIE: Q(recht=Recht.NOG_NIET) | (Q(recht=Recht.NEE) & ~Q(wacht_op="")),
    NIET: Q(recht=Recht.NEE, wacht_op=""),
}


def stand_van(toestand: str, recht: str, wacht_op: str) -> str:
    """As `van_stand` finds it."""
    if toestand != Toestand.IN_OPBOUW:
        return toestand
    if recht == Recht.JA:
        return OP_KOERS
    return NIET if recht == Recht.NEE and not wacht_op else ACTIE


def van_stand(rijen: PremieQuerySet, stand: str) -> PremieQuerySet:
    if stand in _LOPEND:
        return rijen.filter(_LOPEND[stand], toestand=Toestand.IN_OPBOUW)
    return rijen.filter(toestand=stand)


@dataclass(frozen=True)
class Deel:
    """Some of the claims of a schooljaar: how many, and what they are worth; `breedte` of its bar, 0 to 1000."""

    sleutel: str
    label: str
    aantal: int
    bedrag: Decimal
    breedte: int = 0


@dataclass(frozen=True)
class Jaarcijfers:
    """One schooljaar. `trechter`: each step holds those of the next; `standen`: where they stand now."""

    jaar: int
    standen: list[Deel]
    trechter: list[Deel]

    @property
    def naam(self) -> str:
        return f"{self.jaar}-{self.jaar + 1}"

    @property
    def totaal(self) -> Deel:
        return self.trechter[0]

    @property
    def uitbetaald(self) -> Deel:
        return self.trechter[-1]


TRECHTER = (
    ("alle", "Alle premies", set(STANDEN)),
    ("kan", "In orde, of nog mogelijk", set(STANDEN) - {NIET, "vervallen"}),
    ("recht", "Alles in orde", {OP_KOERS, "klaar", "doorgegeven", "toegekend", "geweigerd", "uitbetaald"}),
    ("doorgegeven", "Doorgegeven", {"doorgegeven", "toegekend", "geweigerd", "uitbetaald"}),
    ("toegekend", "Toegekend", {"toegekend", "uitbetaald"}),
    ("uitbetaald", "Uitbetaald", {"uitbetaald"}),
)


def jaarcijfers() -> list[Jaarcijfers]:
    """Every schooljaar that has claims, the newest first; one query."""
    telling: dict[int, dict[str, tuple[int, Decimal]]] = {}
    groepen = Premie.objects.order_by().values_list("schooljaar", "toestand", "recht", "wacht_op")
    for jaar, toestand, recht, wacht_op, aantal, bedrag in groepen.annotate(Count("pk"), Sum("bedrag")):
        standen = telling.setdefault(jaar, {})
        stand = stand_van(toestand, recht, wacht_op)
        oud_aantal, oud_bedrag = standen.get(stand, (0, Decimal(0)))
        standen[stand] = (oud_aantal + aantal, oud_bedrag + bedrag)
    return [_jaar(jaar, telling[jaar]) for jaar in sorted(telling, reverse=True)]


def _jaar(jaar: int, standen: dict[str, tuple[int, Decimal]]) -> Jaarcijfers:
    alle = sum(aantal for aantal, _ in standen.values())

    def deel(sleutel: str, label: str, namen: Iterable[str]) -> Deel:
        delen = [standen[naam] for naam in namen if naam in standen]
        aantal = sum(aantal for aantal, _ in delen)
        return Deel(
            sleutel, label, aantal, sum((bedrag for _, bedrag in delen), Decimal(0)), round(1000 * aantal / alle)
        )

    return Jaarcijfers(
        jaar,
        [deel(stand, label, [stand]) for stand, label in STANDEN.items() if stand in standen],
        [deel(sleutel, label, namen) for sleutel, label, namen in TRECHTER],
    )


def gezocht(rijen: PremieQuerySet, filters: dict[str, str]) -> PremieQuerySet:
    """The claims that the filters of the list leave."""
    if jaar := filters.get("schooljaar"):
        rijen = rijen.filter(schooljaar=int(jaar))
    if stand := filters.get("stand"):
        rijen = van_stand(rijen, stand)
    if regio := filters.get("regio"):
        rijen = rijen.filter(overeenkomst__vestiging__regio__code=regio)
    if vraag := filters.get("q"):
        if vraag.upper().startswith(("PRM-", "PRL-", "OVK-")):
            ref = vraag.upper()
            return rijen.filter(Q(referentie=ref) | Q(levering__referentie=ref) | Q(overeenkomst__referentie=ref))
        if nummer := schoon_onderneming(vraag):
            return rijen.filter(onderneming__nummer=nummer)
        rijen = rijen.filter(onderneming__naam__icontains=vraag)
    return rijen
