"""From the stored JSON of a parameter to a typed value, and what is wrong with it when it does not fit its kind."""

import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from .definities import DEFINITIES, Definitie, Soort
from .tijdsduur import EENHEDEN, Duur

Waarde = Decimal | int | bool | str | dict[str, Any] | list[str]

_DECIMAAL = re.compile(r"\d{1,9}(\.\d{1,4})?", re.ASCII)
_BEDRAG = re.compile(r"\d{1,9}(\.\d{1,2})?", re.ASCII)
_MOMENT = re.compile(r"[+-]\d{1,3}[dm]", re.ASCII)


class OngeldigeWaarde(ValueError):
    """The value does not fit its parameter; the text is a Dutch sentence for the screen."""


def getypeerd(naam: str, ruw: Any) -> Waarde:
    """The value of parameter `naam` in its Python type: Decimal for money and percentages, else as stored.

    Raises OngeldigeWaarde with a sentence when `ruw` (as it stands in JSON) does not fit the kind of `naam`.
    """
    definitie = DEFINITIES.get(naam)
    if definitie is None:
        raise OngeldigeWaarde(f"Er bestaat geen parameter met de naam “{naam}”.")
    return _LEZERS[definitie.soort](ruw, definitie)


def _bedrag(ruw: Any, _: Definitie) -> Decimal:
    if not isinstance(ruw, str) or not _BEDRAG.fullmatch(ruw):
        raise OngeldigeWaarde('Geef een bedrag in euro tussen aanhalingstekens, met een punt: "2189.81".')
    return Decimal(ruw)


def _procent(ruw: Any, _: Definitie) -> Decimal:
    if not isinstance(ruw, str) or not _DECIMAAL.fullmatch(ruw):
        raise OngeldigeWaarde('Geef een percentage tussen aanhalingstekens, met een punt: "34.5".')
    return Decimal(ruw)


def _getal(ruw: Any, _: Definitie) -> int:
    if isinstance(ruw, bool) or not isinstance(ruw, int) or ruw < 0:
        raise OngeldigeWaarde("Geef een geheel getal van 0 of meer.")
    return ruw


def _duur(ruw: Any, _: Definitie) -> dict[str, Any]:
    try:
        if not isinstance(ruw, dict) or set(ruw) != {"aantal", "eenheid"}:
            raise ValueError
        Duur(**ruw)
    except (ValueError, TypeError):
        raise OngeldigeWaarde(
            f'Geef een aantal en een eenheid ({", ".join(EENHEDEN)}): {{"aantal": 14, "eenheid": "dagen"}}.'
        ) from None
    return ruw


def _aan_uit(ruw: Any, _: Definitie) -> bool:
    if not isinstance(ruw, bool):
        raise OngeldigeWaarde("Kies aan (true) of uit (false).")
    return ruw


def _keuze(ruw: Any, definitie: Definitie) -> str:
    if not isinstance(ruw, str) or ruw not in definitie.keuzes:
        raise OngeldigeWaarde(f"Kies een van deze waarden: {', '.join(definitie.keuzes)}.")
    return ruw


def _keuzes(ruw: Any, definitie: Definitie) -> list[str]:
    if not isinstance(ruw, list) or not ruw or not all(een in definitie.keuzes for een in ruw):
        raise OngeldigeWaarde(f"Kies minstens een van deze waarden: {', '.join(definitie.keuzes)}.")
    return [een for een in definitie.keuzes if een in ruw]


def _procenten(ruw: Any, definitie: Definitie) -> dict[str, Decimal]:
    if not isinstance(ruw, dict) or set(ruw) != set(definitie.keuzes):
        raise OngeldigeWaarde(f"Geef een percentage voor elk van deze: {', '.join(definitie.keuzes)}.")
    return {sleutel: _procent(procent, definitie) for sleutel, procent in ruw.items()}


def _momenten(ruw: Any, _: Definitie) -> list[str]:
    if not isinstance(ruw, list) or not all(isinstance(m, str) and _MOMENT.fullmatch(m) for m in ruw):
        raise OngeldigeWaarde('Geef een lijst van momenten in dagen of maanden: ["-7d", "-1m", "+1d"].')
    if len(set(ruw)) != len(ruw):
        raise OngeldigeWaarde("Elk moment mag maar één keer in de lijst staan.")
    return ruw


_LEZERS: dict[Soort, Callable[[Any, Definitie], Waarde]] = {
    Soort.BEDRAG: _bedrag,
    Soort.PROCENT: _procent,
    Soort.GETAL: _getal,
    Soort.DUUR: _duur,
    Soort.AAN_UIT: _aan_uit,
    Soort.KEUZE: _keuze,
    Soort.KEUZES: _keuzes,
    Soort.PROCENTEN: _procenten,
    Soort.MOMENTEN: _momenten,
}
