"""Reading a worked case: each part of a JSON object, or a Dutch sentence that says what is wrong with it."""

import re
from datetime import date
from decimal import Decimal
from typing import Any

Geval = dict[str, Any]
_DATUM = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
# More hours than anybody's opleiding counts: such a number is a mistake, and exact sums end somewhere.
_MAX_UREN = 1_000_000_000


class Fout(Exception):
    """The case cannot be answered; the text is a Dutch sentence."""


def sleutels(geval: Geval, verplicht: set[str], mogelijk: frozenset[str] = frozenset()) -> None:
    if te_weinig := sorted(verplicht - set(geval)):
        raise Fout(f"Deze sleutel ontbreekt: {', '.join(te_weinig)}.")
    if te_veel := sorted(set(geval) - verplicht - mogelijk):
        raise Fout(f"Deze sleutel kennen we niet: {', '.join(citaat(sleutel) for sleutel in te_veel)}.")


def datum(waarde: Any, naam: str) -> date:
    if not isinstance(waarde, str) or not _DATUM.fullmatch(waarde):
        raise Fout(f"“{naam}” is geen datum; schrijf een datum als 2026-11-23.")
    try:
        return date.fromisoformat(waarde)
    except ValueError:
        raise Fout(f"“{naam}”: {waarde} bestaat niet op de kalender.") from None


def tekst(waarde: Any, naam: str) -> str:
    if not isinstance(waarde, str):
        raise Fout(f"“{naam}” moet tekst zijn, tussen aanhalingstekens.")
    return waarde


def uren(waarde: Any, naam: str) -> Decimal:
    """A number of hours, 0 or more."""
    gelezen = getal(waarde, naam)
    if gelezen > _MAX_UREN:
        raise Fout(f"“{naam}” moet een aantal uren zijn, 0 of meer.")
    return gelezen


def getal(waarde: Any, naam: str) -> Decimal:
    """A number of JSON as it was written (61.25 is exactly that), 0 or more; no text, no true or false."""
    if isinstance(waarde, bool) or not isinstance(waarde, int | float):
        raise Fout(f"“{naam}” moet een getal zijn, zonder aanhalingstekens.")
    if not 0 <= waarde <= float("inf"):  # NaN is no number either
        raise Fout(f"“{naam}” moet een getal zijn, 0 of meer.")
    return abs(Decimal(repr(waarde)))  # -0.0 is 0


def geheel(waarde: Any, naam: str, *, van: int, tot: int) -> int:
    """A whole number from `van` up to and including `tot`; no text, no true or false."""
    if type(waarde) is not int or not van <= waarde <= tot:
        raise Fout(f"“{naam}” moet een geheel getal zijn van {van} tot en met {tot}, zonder aanhalingstekens.")
    return waarde


def waar(waarde: Any, naam: str) -> bool:
    """true or false."""
    if not isinstance(waarde, bool):
        raise Fout(f"“{naam}” moet true of false zijn, zonder aanhalingstekens.")
    return waarde


def keuze(waarde: Any, naam: str, mogelijk: tuple[str, ...]) -> str:
    """One of the words in `mogelijk`."""
    if tekst(waarde, naam) not in mogelijk:
        raise Fout(f"“{naam}”: “{citaat(waarde)}” kennen we niet; kies uit {', '.join(mogelijk)}.")
    return waarde


def citaat(tekst: str) -> str:
    """What was typed, short and without signs that a screen cannot show."""
    return "".join(teken if teken.isprintable() else "?" for teken in tekst[:40])
