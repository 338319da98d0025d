"""docs/parameters.md: every parameter with what it says and the value the portal starts with (rules.md §8)."""

from collections import defaultdict
from datetime import date
from functools import lru_cache
from typing import Any

from educam_portal.parameters.beginwaarden import ALTIJD, BEGINWAARDEN
from educam_portal.parameters.definities import DEFINITIES
from educam_portal.parameters.weergave import tekst

from .markdown import code, pagina, tabel

KOP = """Amounts, terms, reminder moments and choices that may change are rows of `parameters.Parameter`, never code
(rules.md §8). A row is one version: name, value, `geldig_vanaf`, source, and whether the value was published or derived. A
version is in force until the next one.

- **Reading.** `parameters.waarde("ggmmi", op=dag)` and `parameters.duur("behandeltermijn", op=dag)`. `op` is the date the
  rule is about (filing, decision, start), so an old case keeps its old value. No version on that date:
  `OnbekendeParameter`, a Dutch sentence.
- **Copy in the process.** The table is read once and kept for five seconds; the process that saves sees its change at once,
  the others within those seconds.
- **A new version** (an index of the GGMMI, say) is a new row with its source; the old row stays. `Parameter.save()` refuses a
  value that does not fit.
- **A new parameter** is a line in `definities.py` and its first value in a data migration.
- **Begin values** stand in `beginwaarden.py` with a source each: `[B]` is EDUCAM's brochure, `[F§n, Sxx]` section and source of
  the facts the rules were made from. A value without a date has one version, without a first day in its source.

Not certain, and to be asked: `opzegtermijn` (no source), `lerenden_per_mentor` (no legal maximum found), the month of the
GGMMI of early 2026 and any index after 1/4/2026, every `bewaring_…` (data protection officer)."""

Versies = dict[str, list[tuple[date, Any]]]


@lru_cache(maxsize=1)
def _versies() -> Versies:
    uit: Versies = defaultdict(list)
    for naam, vanaf, waarde, *_ in BEGINWAARDEN:
        uit[naam].append((vanaf, waarde))
    return dict(uit)


def beginwaarde(naam: str) -> str:
    """The value or values that the portal starts with, as people say them; empty when it starts with none."""
    return " · ".join(
        tekst(naam, waarde) + ("" if vanaf == ALTIJD else f" from {vanaf:%d/%m/%Y}")
        for vanaf, waarde in _versies().get(naam, [])
    )


def maak() -> str:
    rijen = [
        [
            code(naam),
            definitie.soort.value,
            definitie.eenheid or ", ".join(definitie.keuzes),
            definitie.omschrijving,
            beginwaarde(naam),
        ]
        for naam, definitie in DEFINITIES.items()
    ]
    return pagina("Parameters", KOP, tabel(["name", "kind", "unit", "what it says", "starts with"], rijen))
