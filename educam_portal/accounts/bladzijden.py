"""Pages of long lists: nobody counts a hundred thousand rows to say that there are many (quality.md, Budgets)."""

from django.core.paginator import Paginator
from django.db.models import Count, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.functional import cached_property

HOOGSTENS = 1000


class BegrensdeTelling(Subquery):
    """How many rows a queryset has, counted no further than one past `hoogstens`; several of them fit in one query."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) telling)"
    output_field = IntegerField()

    def __init__(self, rijen: QuerySet, hoogstens: int = HOOGSTENS, **extra) -> None:
        super().__init__(rijen.order_by().values("pk")[: hoogstens + 1], **extra)


class GeteldePaginator(Paginator):
    """Pages of a list whose length is known already; who has more than `HOOGSTENS` rows searches narrower."""

    def __init__(self, rijen: QuerySet, per_bladzijde: int, *, aantal: int) -> None:
        super().__init__(rijen, per_bladzijde)
        self._aantal = min(aantal, HOOGSTENS)

    @cached_property
    def count(self) -> int:
        return self._aantal


class BegrensdePaginator(Paginator):
    """Counts no further than `hoogstens`: who finds more, searches narrower. Keeps deep pages and counts cheap."""

    hoogstens = HOOGSTENS
    object_list: QuerySet

    @cached_property
    def geteld(self) -> int:
        """The rows, or one more than `hoogstens`."""
        # Without what is worked out per row to show it.
        return self.object_list.order_by().values("pk")[: self.hoogstens + 1].count()

    @cached_property
    def count(self) -> int:
        return min(self.geteld, self.hoogstens)


def aantal(rijen: QuerySet, sleutel: str) -> Coalesce:
    """How many `rijen` belong to the row of the list; a subquery, so that two counts do not multiply and only the rows
    of the page are counted."""
    per = rijen.filter(**{sleutel: OuterRef("pk")}).order_by().values(sleutel).annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(per), 0)


def toon_aantal(aantal: int) -> str:
    """`12`, or `1.000+` where counting stopped."""
    return f"{HOOGSTENS:,}+".replace(",", ".") if aantal > HOOGSTENS else str(aantal)
