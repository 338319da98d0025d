"""The minimum leervergoeding of every soort (rules.md §5.2). The amounts and percentages are arguments."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_HALF_UP, Decimal

PER_MAAND = ("OAO",)
PER_UUR = ("ODOS", "ODO")
ONBETAALD = ("SAO",)
# These give the statuut of a leerling, with limited RSZ at first; an ODO gives none (facts.md §3.1).
MET_STATUUT = ("OAO", "ODOS")
SOORTEN = ("OAO", "SAO", "ODOS", "ODO")
CATEGORIEEN = (1, 2, 3)

CENT = Decimal("0.01")
DUBBELTJE = Decimal("0.10")


@dataclass(frozen=True, slots=True)
class Uurvergoeding:
    """Pay for hours: `per_uur` euro, `uren` that are paid, and their product in whole cents."""

    per_uur: Decimal
    uren: Decimal
    totaal: Decimal


def per_maand(ggmmi: Decimal, procenten: Mapping[str, Decimal], categorie: int) -> Decimal:
    """OAO: the percentage of the categorie on the GGMMI, rounded up to 0.10 euro (rules.md §5.2, facts.md §4.1).

    Raises ValueError for a categorie outside 1–3.
    """
    if categorie not in CATEGORIEEN:
        raise ValueError("De categorie is 1, 2 of 3.")
    return naar_boven(ggmmi * procenten[str(categorie)] / 100, DUBBELTJE)


def per_uur(ggmmi: Decimal, procent: Decimal) -> Decimal:
    """ODOS and ODO: the percentage of the GGMMI per hour, rounded up to the cent (rules.md §5.2, facts.md §4.3)."""
    return naar_boven(ggmmi * procent / 100, CENT)


def voor_uren(soort: str, tarief: Decimal, *, werkplek: Decimal, les: Decimal) -> Uurvergoeding:
    """`tarief` times the hours that count, half up to the cent: lessons too for an ODOS, not for an ODO (rules.md §5).

    Raises ValueError for another soort and for negative hours.
    """
    if soort not in PER_UUR:
        raise ValueError(f"Een {soort} wordt niet per uur betaald.")
    if werkplek < 0 or les < 0:
        raise ValueError("Het aantal uren kan niet negatief zijn.")
    uren = werkplek + les if soort == "ODOS" else werkplek
    return Uurvergoeding(tarief, uren, (tarief * uren).quantize(CENT, ROUND_HALF_UP))


def naar_boven(bedrag: Decimal, stap: Decimal) -> Decimal:
    """`bedrag` rounded up to the next multiple of `stap`, with the two decimals of an amount."""
    return ((bedrag / stap).to_integral_value(ROUND_CEILING) * stap).quantize(CENT)
