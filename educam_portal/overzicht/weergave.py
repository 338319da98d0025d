"""How dates, times, amounts and phone numbers read on a screen, and what a deadline clock says (ux.md 2.8 and 3.8).

Pure functions: no database, no settings. Everything a template filter shows comes from here, so that mails and PDFs can
use the same words.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal

from django.utils import timezone

from educam_portal.organisaties.nummers import schoon_telefoon, toon_telefoon
from educam_portal.termijnen.rules import over_dagen

DAGEN = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
MAANDEN = (
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
)
KORTE_MAANDEN = ("jan.", "feb.", "maart", "april", "mei", "juni", "juli", "aug.", "sept.", "okt.", "nov.", "dec.")


def als_dag(waarde: date | datetime) -> date:
    """The day in Brussels of a date or of a moment."""
    if isinstance(waarde, datetime):
        return timezone.localtime(waarde).date() if timezone.is_aware(waarde) else waarde.date()
    return waarde


def nldatum(waarde: date | datetime, weekdag: bool = True) -> str:
    """`donderdag 3 december 2026`; without `weekdag` `3 december 2026`."""
    dag = als_dag(waarde)
    tekst = f"{dag.day} {MAANDEN[dag.month - 1]} {dag.year}"
    return f"{DAGEN[dag.weekday()]} {tekst}" if weekdag else tekst


def kortedatum(waarde: date | datetime, vandaag: date | None = None) -> str:
    """`3 dec.` for a list; another year than this one is written out: `3 dec. 2028`."""
    dag = als_dag(waarde)
    tekst = f"{dag.day} {KORTE_MAANDEN[dag.month - 1]}"
    return tekst if dag.year == (vandaag or timezone.localdate()).year else f"{tekst} {dag.year}"


def uur(waarde: datetime | time) -> str:
    """`14.30 uur`, in Brussels time."""
    if isinstance(waarde, datetime) and timezone.is_aware(waarde):
        waarde = timezone.localtime(waarde)
    return f"{waarde.hour}.{waarde.minute:02d} uur"


def euro(bedrag: Decimal | int | float | str) -> str:
    """`1.000 euro`, `4,11 euro`: no cents when there are none."""
    centen = Decimal(str(bedrag)).quantize(Decimal("0.01"))
    tekst = f"{centen:,.2f}" if centen % 1 else f"{centen:,.0f}"
    return tekst.translate(str.maketrans(",.", ".,")) + " euro"


def telefoon(nummer: str) -> str:
    """A Belgian number in groups: `0470 12 34 56`; another country keeps its code; no number stays as it stands."""
    return toon_telefoon(nummer)


def tel_link(nummer: str) -> str:
    """The number for a `tel:` link: `+32470123456`; digits only when it cannot be read."""
    return schoon_telefoon(nummer) or "".join(teken for teken in nummer if teken.isdigit())


@dataclass(frozen=True)
class Klok:
    """What the clock component shows. `kleur` is groen, oranje, rood, grijs or geen; `gedaan`/`totaal` fill the bar."""

    stand: str
    tekst: str
    datum: date | None
    kleur: str
    icoon: str
    gedaan: int = 0
    totaal: int = 0


def klok(
    vervalt: date | None,
    *,
    vandaag: date,
    start: date | None = None,
    gepauzeerd: bool = False,
    rest: int | None = None,
    klaar_op: date | None = None,
    drempels: Sequence[int] = (4, 1),
) -> Klok:
    """The clock of ux.md 3.8.

    `vervalt` is the last day on which one is in time; `start` the day before day 1 (empty: no bar). `gepauzeerd` with
    `rest` days left once it runs again. `klaar_op` says the term was met on that day. `drempels` = (amber up to and
    including, red up to and including), in days.
    """
    if klaar_op is not None:
        dag = f" op dag {(klaar_op - start).days}" if start is not None else ""
        return Klok("klaar", f"beslist{dag}", klaar_op, "geen", "check-circle")
    if gepauzeerd or vervalt is None:
        tekst = "gepauzeerd" if rest is None else f"nog {rest} {'dag' if rest == 1 else 'dagen'} na aanvulling"
        return Klok("gepauzeerd", tekst, None, "grijs", "pause-circle")
    n = (vervalt - vandaag).days
    totaal = max((vervalt - start).days, 1) if start is not None else 0
    gedaan = min(max(totaal - n, 0), totaal)
    oranje, rood = drempels
    kleur = "rood" if n <= rood else "oranje" if n <= oranje else "groen"
    icoon = "exclamation-triangle" if n < 0 else "clock"
    return Klok("te_laat" if n < 0 else "loopt", over_dagen(n), vervalt, kleur, icoon, gedaan, totaal)
