"""Who was mentor on an overeenkomst, and on which days: as its own papers say (rules.md §5, §6)."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from mentoren.models import Mentor
from overeenkomsten.models import Addendum, Overeenkomst
from overeenkomsten.toestanden import GETEKEND, Wijziging

from .rules.maanden import DAG


@dataclass(frozen=True)
class Mentortijd:
    """From which day up to and including which; `tot` None = until now."""

    mentor: Mentor
    van: date
    tot: date | None


def mentortijden(overeenkomsten: list[Overeenkomst]) -> dict[int, list[Mentortijd]]:
    """Per overeenkomst, the first one in front: who stood in the draft alone was none.

    Who was mentor is in its history; since when says the addendum, also when the portal wrote it down days later.
    """
    gezet = _gezet(overeenkomsten)
    bijlagen = _bijlagen(pk for pk, rijen in gezet.items() if len(rijen) > 1)
    mentoren = Mentor.objects.select_related("persoon").in_bulk(
        {mentor for rijen in gezet.values() for _, mentor in rijen}
    )
    uit: dict[int, list[Mentortijd]] = {}
    for overeenkomst in overeenkomsten:
        assert overeenkomst.start is not None  # a constraint holds it from the moment it is sent
        dagen: list[tuple[date, int]] = []
        wachtend = bijlagen[overeenkomst.pk]
        for genoteerd, mentor in gezet[overeenkomst.pk]:
            van = genoteerd
            if dagen and wachtend and wachtend[0][1] == mentor:
                van = wachtend.pop(0)[0]
            # The first one is that of the first day, whenever everybody signed.
            dagen.append((max(van, dagen[-1][0]) if dagen else overeenkomst.start, mentor))
        grenzen = [*(van - DAG for van, _ in dagen[1:]), None]
        uit[overeenkomst.pk] = [
            Mentortijd(mentoren[mentor], van, tot)
            for (van, mentor), tot in zip(dagen, grenzen, strict=False)
            if tot is None or tot >= van
        ]
    return uit


def _gezet(overeenkomsten: Iterable[Overeenkomst]) -> dict[int, list[tuple[date, int]]]:
    """Each mentor that stood on it since it was signed, and the day on which that was written down."""
    uit: dict[int, list[tuple[date, int]]] = defaultdict(list)
    regels = Overeenkomst.history.filter(
        id__in=[een.pk for een in overeenkomsten], mentor__isnull=False, toestand__in=GETEKEND
    ).order_by("history_date", "history_id")
    for pk, mentor, moment in regels.values_list("id", "mentor_id", "history_date"):
        if not uit[pk] or uit[pk][-1][1] != mentor:
            uit[pk].append((timezone.localdate(moment), mentor))
    return uit


def _bijlagen(overeenkomsten: Iterable[int]) -> dict[int, list[tuple[date, int]]]:
    """The addenda that put another mentor on it, in order: from the day they name, or the last signature when that is later."""
    uit: dict[int, list[tuple[date, int]]] = defaultdict(list)
    sleutels = list(overeenkomsten)
    if not sleutels:
        return uit
    rijen = Addendum.objects.filter(
        overeenkomst__in=sleutels, wat=Wijziging.MENTOR, toegepast_op__isnull=False, stuk__ondertekend_op__isnull=False
    ).order_by("toegepast_op", "pk")
    for pk, vanaf, wijzigingen, getekend in rijen.values_list(
        "overeenkomst", "vanaf", "wijzigingen", "stuk__ondertekend_op"
    ):
        uit[pk].append((max(vanaf, timezone.localdate(getekend)), wijzigingen["mentor"]))
    return uit
