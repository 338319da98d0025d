"""Conditions of a scope (architecture.md, scope first)."""

from collections.abc import Collection
from functools import reduce
from operator import or_

from django.db.models import Q


def een_van(**velden: Collection[int]) -> Q:
    """Rows of which one of `velden` holds one of its keys; none when there are no keys at all.

    A field without keys is left out: nothing would meet it, but its tables would be joined into every query.
    """
    gevuld = [Q(**{f"{veld}__in": sleutels}) for veld, sleutels in velden.items() if sleutels]
    return reduce(or_, gevuld, Q(pk__in=()))
