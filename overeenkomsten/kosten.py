"""The estimate of `rules.kosten` with the parameters and school holidays of its dates, and as a drawing (rules.md §5.2)."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, cast

from educam_portal.organisaties import schoolvakanties
from educam_portal.parameters import waarde
from educam_portal.parameters.models import Parameter
from educam_portal.parameters.weergave import bron, tekst, titel

from .models import Overeenkomst
from .rules import vergoeding
from .rules.kalender import Vakantie
from .rules.kosten import Kosten, Tarief, Vraag, kostenraming
from .rules.rooster import Rooster

# The drawing, in units of its viewBox.
BREEDTE, HOOGTE, ONDER, BOVEN = 360, 160, 156, 8


def tarief(op: date) -> Tarief:
    """What is in force on `op`; raises OnbekendeParameter before the first GGMMI."""
    beperkt = cast(dict[str, Decimal], waarde("rsz_beperkt", op))
    return Tarief(
        ggmmi=cast(Decimal, waarde("ggmmi", op)),
        oao=cast(dict[str, Decimal], waarde("leervergoeding_oao", op)),
        uur=cast(Decimal, waarde("leervergoeding_uur", op)),
        bijdrage=beperkt["bijdrage"],
        basis=beperkt["basis"],
        vermindering_6310=cast(bool, waarde("vermindering_6310", op)),
    )


def minima(op: date) -> dict[str, Decimal]:
    """The least pay of every kind on `op`: per month for categorie "1" to "3", and per "uur"."""
    nu = tarief(op)
    per_maand = {str(c): vergoeding.per_maand(nu.ggmmi, nu.oao, c) for c in vergoeding.CATEGORIEEN}
    return {**per_maand, "uur": vergoeding.per_uur(nu.ggmmi, nu.uur)}


def minimum(soort: str, categorie: int | None, op: date) -> Decimal:
    """The least pay of this soort on `op`, per month or per hour; zero for who is not paid (rules.md §5.2)."""
    if soort in vergoeding.ONBETAALD:
        return Decimal(0)
    return minima(op)[str(categorie or 1) if soort in vergoeding.PER_MAAND else "uur"]


def raam(vraag: Vraag) -> Kosten:
    """What `vraag` costs, with the parameters of each month and the school holidays as they are known."""
    return kostenraming(vraag, tarief=tarief, vakanties=vakanties(vraag.start, vraag.einde))


def vraag_van(overeenkomst: Overeenkomst) -> Vraag | None:
    """What the estimate asks, as this overeenkomst says it; None while soort or dates are missing (rules.md §5.2)."""
    start, einde = overeenkomst.start, overeenkomst.laatste_dag
    if not overeenkomst.soort or start is None or einde is None or einde < start:
        return None
    rooster = Rooster.van_json(overeenkomst.rooster or {})
    return Vraag(
        soort=overeenkomst.soort,
        start=start,
        einde=einde,
        categorie=overeenkomst.categorie or 1,
        werkplek=rooster.uren_per_week("werkplek"),
        les=rooster.uren_per_week("les"),
        geboortejaar=overeenkomst.lerende.geboortedatum.year,
        afgesproken=overeenkomst.vergoeding,
    )


def kostenblad(vraag: Vraag | None) -> dict[str, Any]:
    """What `overeenkomsten/onderdelen/kosten.html` shows; nothing without a question. At most two queries."""
    if vraag is None:
        return {}
    raming = raam(vraag)
    bekend_tot = schoolvakanties.laatste_bekende_dag()
    onbekend = bekend_tot is None or bekend_tot < vraag.einde
    return {
        "kosten": raming,
        "grafiek": grafiek(raming),
        "bronnen": bronnen(raming),
        "rsz_werknemer": waarde("rsz_werknemer", vraag.start),
        "vakanties_onbekend_na": bekend_tot if onbekend else None,
        "vakanties_onbekend": onbekend,
    }


def vakanties(van: date, tot: date) -> list[Vakantie]:
    """The school holidays that touch these days, as the rules read them."""
    return [Vakantie(rij.naam, rij.van, rij.tot) for rij in schoolvakanties.tussen(van, tot)]


@dataclass(frozen=True, slots=True)
class Bronregel:
    """One figure behind the estimate: what, how much, and where it is written."""

    wat: str
    waarde: str
    bron: str


def bronnen(kosten: Kosten) -> list[Bronregel]:
    """The parameters that this estimate used, in every version between its first and last day. One query."""
    namen = ["ggmmi"]
    if kosten.per_maand:
        namen += ["leervergoeding_oao", "rsz_beperkt"]
    elif kosten.vraag.soort in vergoeding.PER_UUR:
        namen += ["leervergoeding_uur", *(["rsz_beperkt"] if kosten.vraag.soort == "ODOS" else [])]
    else:
        return []
    gebruikt: dict[str, list[Parameter]] = {naam: [] for naam in namen}
    for rij in Parameter.objects.filter(naam__in=namen, geldig_vanaf__lte=kosten.vraag.einde).order_by("geldig_vanaf"):
        if rij.geldig_vanaf <= kosten.vraag.start:
            gebruikt[rij.naam].clear()
        gebruikt[rij.naam].append(rij)
    return [
        Bronregel(titel(rij.naam), f"{tekst(rij.naam, rij.waarde)}{_sinds(rij, len(rijen))}", bron(rij.bron))
        for rijen in gebruikt.values()
        for rij in rijen
    ]


def _sinds(rij: Parameter, versies: int) -> str:
    return f" (vanaf {rij.geldig_vanaf:%d/%m/%Y})" if versies > 1 else ""


@dataclass(frozen=True, slots=True)
class Staaf:
    """One month: pay below, the bijdrage on top."""

    x: float
    breedte: float
    y: float
    hoogte: float
    top: float
    tophoogte: float


@dataclass(frozen=True, slots=True)
class Grafiek:
    """Bars on lines that lie `stap` euro apart; words stand beside the drawing, where they stay readable on a phone."""

    staven: tuple[Staaf, ...]
    lijnen: tuple[float, ...]
    stap: int
    met_bijdrage: bool
    breedte: int = BREEDTE
    hoogte: int = HOOGTE


def grafiek(kosten: Kosten) -> Grafiek | None:
    """The months as bars; None when there is nothing to pay."""
    hoogste = max(maand.vergoeding + (maand.bijdrage or 0) for maand in kosten.maanden)
    if not hoogste:
        return None
    stap = next(stap for stap in _stappen() if stap * 4 >= hoogste)
    schaal = (ONDER - BOVEN) / float(stap * 4)
    vak = BREEDTE / len(kosten.maanden)
    breed = min(vak * 0.7, 40.0)
    staven = []
    for nummer, maand in enumerate(kosten.maanden):
        hoog, extra = float(maand.vergoeding) * schaal, float(maand.bijdrage or 0) * schaal
        staven.append(
            Staaf(
                x=round(nummer * vak + (vak - breed) / 2, 1),
                breedte=round(breed, 1),
                y=round(ONDER - hoog, 1),
                hoogte=round(hoog, 1),
                top=round(ONDER - hoog - extra, 1),
                tophoogte=round(extra, 1),
            )
        )
    lijnen = tuple(round(ONDER - n * stap * schaal, 1) for n in range(5))
    return Grafiek(tuple(staven), lijnen, stap, met_bijdrage=any(maand.bijdrage for maand in kosten.maanden))


def _stappen():
    """1, 2, 5, 10, 20, 50, …: steps that read well on a scale."""
    macht = 1
    while True:
        yield from (macht, 2 * macht, 5 * macht)
        macht *= 10
