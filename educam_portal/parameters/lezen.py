"""Reading a parameter by the date a rule is about, from a copy of the table kept in the process."""

from bisect import bisect_right
from collections.abc import Callable
from copy import copy
from datetime import date
from time import monotonic
from typing import Any, TypeVar, cast

from .definities import DEFINITIES, Soort
from .tijdsduur import Duur
from .waarden import Waarde, getypeerd

# Another process may have saved a new version: after this the copy is read again (one query, a hundred rows).
VERS_SECONDEN = 5.0

_Versies = dict[str, tuple[list[date], list[Waarde]]]
_kopieen: dict[str, tuple[float, Any]] = {}
T = TypeVar("T")


class OnbekendeParameter(LookupError):
    """No version of the parameter is in force on that date; `str()` is a Dutch sentence."""

    def __init__(self, naam: str, op: date) -> None:
        super().__init__(f"Voor “{naam}” is er op {op:%d/%m/%Y} geen waarde bekend.")
        self.naam = naam
        self.op = op


def waarde(naam: str, op: date) -> Waarde:
    """The value of `naam` in force on `op`, typed by `definities.DEFINITIES` (rules.md §8). At most one query.

    `op` is the date the rule is about (start date, decision date), not "today" by accident.
    Raises OnbekendeParameter when no version is in force on `op`, KeyError when no parameter has that name.
    """
    if naam not in DEFINITIES:
        raise KeyError(naam)
    dagen, waarden = _versies().get(naam, ([], []))
    plaats = bisect_right(dagen, op)
    if plaats == 0:
        raise OnbekendeParameter(naam, op)
    return copy(waarden[plaats - 1])


def dagen(naam: str) -> tuple[date, ...]:
    """The first days of all versions of `naam`, the oldest first."""
    return tuple(_versies().get(naam, ([], []))[0])


def duur(naam: str, op: date) -> Duur:
    """The length of time that `naam` holds on `op`: a duur, or a number of years such as a minimum age.

    Raises as `waarde`, and TypeError for a parameter that is no length of time.
    """
    definitie = DEFINITIES[naam]
    gevonden = waarde(naam, op)
    if definitie.soort is Soort.DUUR:
        return Duur(**cast(dict, gevonden))
    if definitie.soort is Soort.GETAL and definitie.eenheid in ("jaren", "maanden"):
        return Duur(cast(int, gevonden), definitie.eenheid)  # type: ignore[arg-type]  # narrowed by the line above
    raise TypeError(f"{naam} is geen tijdsduur.")


def kopie(naam: str, laad: Callable[[], T]) -> T:
    """What `laad` read at most `VERS_SECONDEN` ago in this process: for a short list that seldom changes.

    Every caller gets the same object: read it, change nothing in it.
    """
    nu = monotonic()
    if naam not in _kopieen or nu - _kopieen[naam][0] > VERS_SECONDEN:
        _kopieen[naam] = (nu, laad())
    return cast(T, _kopieen[naam][1])


def vergeet() -> None:
    """Drop every copy of this process, so that the next reading sees what was saved just now."""
    _kopieen.clear()


def _versies() -> _Versies:
    return kopie("parameters", _laad)


def _laad() -> _Versies:
    from .models import Parameter  # the app registry is not ready when the package is imported

    versies: _Versies = {}
    for naam, vanaf, ruw in Parameter.objects.order_by("naam", "geldig_vanaf").values_list(
        "naam", "geldig_vanaf", "waarde"
    ):
        if naam not in DEFINITIES:
            continue  # a name of a newer or older release beside this one
        dagen, waarden = versies.setdefault(naam, ([], []))
        dagen.append(vanaf)
        waarden.append(getypeerd(naam, ruw))
    return versies
