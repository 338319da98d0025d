"""Searching long lists by a name that stands in another table (quality.md, Budgets)."""

from django.db.models import CharField, F, QuerySet, Value

# The rows of so many keys are found by their own index; a name that more have is met soon in the order of the list.
BREED = 1000


def sleutels(**rijen: QuerySet) -> dict[str, list[int]] | None:
    """The keys of each of `rijen`; None when they are more than `BREED` together. One query, that stops there.

    Each name is looked up in its own table: an "or" over joins would read every row of the list.
    """
    delen = [
        deel.order_by().annotate(_wat=Value(wat, CharField()), _sleutel=F("pk")).values_list("_wat", "_sleutel")
        for wat, deel in rijen.items()
    ]
    gevonden = list(delen[0].union(*delen[1:], all=True)[: BREED + 1])
    if len(gevonden) > BREED:
        return None
    return {naam: [sleutel for wat, sleutel in gevonden if wat == naam] for naam in rijen}
