"""What a change would touch: floors register listers, a page shows the list before its button (architecture.md §1).

An opheffing ends designations of mentoren and, one floor up, overeenkomsten; the erkenning need not know them.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db import models


@dataclass(frozen=True)
class Gevolg:
    """One thing that is touched: its kind as a heading, its name, what happens to it, and where to see it ("" = nowhere)."""

    soort: str
    titel: str
    zin: str
    url: str = ""


Lijster = Callable[..., Iterable[Gevolg]]
EINDE = "einde"
_lijsters: dict[tuple[type[models.Model], str], list[Lijster]] = defaultdict(list)


def registreer(model: type[models.Model], functie: Lijster, *, bij: str = EINDE) -> None:
    """Let a floor say what hangs on an object of `model`: `functie(object)` gives its Gevolgen.

    `bij` is what happens to the object: it ends, or something else that touches other things than an end does.
    """
    if functie not in _lijsters[model, bij]:
        _lijsters[model, bij].append(functie)


def van(zaak: models.Model, *, bij: str = EINDE) -> dict[str, list[Gevolg]]:
    """Everything that hangs on an object, by kind, in the order in which floors registered."""
    per_soort: dict[str, list[Gevolg]] = {}
    for functie in _lijsters[type(zaak), bij]:
        for gevolg in functie(zaak):
            per_soort.setdefault(gevolg.soort, []).append(gevolg)
    return per_soort
