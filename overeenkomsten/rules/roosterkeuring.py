"""Whether an uurrooster fits its soort and the law: refusals and warnings, each with its source (rules.md §5)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import time
from decimal import Decimal

from .rooster import DAGEN, Blok, Rooster

VANAF_GRENS = ("OAO", "ODOS")
VOLTIJDS = ("OAO", "ODOS")
# Fixed points of the law on young workers (facts.md §3.3), not amounts of ours.
MINDERJARIG_PER_DAG = 8
MINDERJARIG_PER_WEEK = 40
MINDERJARIG_VAN, MINDERJARIG_TOT = time(6), time(20)

BRON_SOORT = "Decreet van 10 juni 2016, artikel 3"
BRON_VOLTIJDS = "Brochure “Duaal leren in de automotive”, Overeenkomst"
BRON_SAO = "SD Worx, juridisch nieuws van 16 juli 2022"
BRON_JONGEREN = "Arbeidswet van 16 maart 1971, jeugdige werknemers"


@dataclass(frozen=True, slots=True)
class Opmerking:
    """One sentence about an uurrooster, with its source."""

    zin: str
    bron: str


def past_bij_soort(soort: str, gemiddelde: Decimal, grens: Decimal | int) -> bool:
    """Whether the weekly average fits: at least `grens` hours for OAO and ODOS, less for SAO and ODO (rules.md §5)."""
    return (gemiddelde >= grens) == (soort in VANAF_GRENS)


def soort_voor(*, volwassenen: bool, gemiddelde: Decimal, grens: Decimal | int) -> str:
    """The soort that these weekly hours on the workplace give, for adult or secondary education (rules.md §5)."""
    voltijds, deeltijds = ("ODOS", "ODO") if volwassenen else ("OAO", "SAO")
    return voltijds if gemiddelde >= grens else deeltijds


def opmerkingen(
    rooster: Rooster, soort: str, *, voltijds: Decimal, sao_minimum: Decimal | int, minderjarig: bool
) -> list[Opmerking]:
    """What the school is warned of, never refused: full time, the least hours of a SAO, the law on young workers."""
    uit = []
    totaal = rooster.totaal_per_week
    if soort in VOLTIJDS and totaal != voltijds:
        uit.append(
            Opmerking(
                f"Een {soort} is voltijds: lessen en werkplek samen tellen {getal(voltijds)} uur per week. "
                f"Dit rooster telt er {getal(totaal)}.",
                BRON_VOLTIJDS,
            )
        )
    if soort == "SAO" and totaal < sao_minimum:
        uit.append(
            Opmerking(
                f"Een SAO telt minstens {getal(Decimal(sao_minimum))} uur per week, lessen inbegrepen. "
                f"Dit rooster telt er {getal(totaal)}.",
                BRON_SAO,
            )
        )
    if soort != "OAO" and soort != "ODOS" and totaal > voltijds:
        uit.append(
            Opmerking(
                f"Samen is dit {getal(totaal)} uur per week, meer dan de voltijdse week van {getal(voltijds)} uur.",
                BRON_SAO,
            )
        )
    return uit + (_jongeren(rooster) if minderjarig else [])


def _jongeren(rooster: Rooster) -> list[Opmerking]:
    """A minor works at most 8 hours a day and 40 a week, between 6 and 20 o'clock (facts.md §3.3)."""
    uit = []
    for week in range(1, rooster.weken + 1):
        bijschrift = f" in week {week}" if rooster.weken > 1 else ""
        for dag in range(1, 8):
            blokken = [blok for blok in rooster.blokken if (blok.week, blok.dag) == (week, dag)]
            if (uren := _uren(blokken)) > MINDERJARIG_PER_DAG:
                uit.append(
                    f"Op {DAGEN[dag - 1]}{bijschrift} staan er {getal(uren)} uur. "
                    f"Een minderjarige werkt hoogstens {MINDERJARIG_PER_DAG} uur per dag."
                )
            if any(blok.van < MINDERJARIG_VAN or blok.tot > MINDERJARIG_TOT for blok in blokken):
                uit.append(
                    f"Op {DAGEN[dag - 1]}{bijschrift} valt een blok buiten de uren van een minderjarige: "
                    f"tussen {MINDERJARIG_VAN.hour} en {MINDERJARIG_TOT.hour} uur."
                )
        uren = rooster.uren("werkplek", week) + rooster.uren("les", week)
        if uren > MINDERJARIG_PER_WEEK:
            wanneer = f"In week {week}" if rooster.weken > 1 else "Per week"
            uit.append(
                f"{wanneer} staan er {getal(uren)} uur. Een minderjarige werkt hoogstens {MINDERJARIG_PER_WEEK} uur per week."
            )
    return [Opmerking(zin, BRON_JONGEREN) for zin in uit]


def getal(uren: Decimal) -> str:
    """Hours as people write them: `38`, `37,5`, `24,33`."""
    afgerond = f"{uren:.2f}".rstrip("0").rstrip(".")
    return afgerond.replace(".", ",")


def _uren(blokken: Iterable[Blok]) -> Decimal:
    return Decimal(sum(blok.minuten for blok in blokken)) / 60
