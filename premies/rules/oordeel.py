"""The judgement of one premie: nine conditions, each with an outcome and the last day to put it right (rules.md §6)."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from educam_portal.parameters import Duur
from educam_portal.termijnen.rules import na_termijn

from .maanden import DAG, Tijdvak, geknipt, schooljaar, volle_maanden

# The kinds of overeenkomst that count (rules.md §6): fixed by law, as the kinds themselves.
SOORTEN = ("OAO", "SAO", "ODO", "ODOS")
VLAAMS = "vlaams"


class Uitkomst(StrEnum):
    VOLDAAN = "voldaan"
    NIET_VOLDAAN = "niet_voldaan"
    OPEN = "open"


class Recht(StrEnum):
    JA = "ja"
    NEE = "nee"
    NOG_NIET = "nog_niet"


class Voorwaardecode(StrEnum):
    OVEREENKOMST = "overeenkomst"
    MENTOROPLEIDING = "mentoropleiding"
    VLAAMS_GEWEST = "vlaams_gewest"
    VIER_MAANDEN = "vier_maanden"
    TIJDIG_GEREGISTREERD = "tijdig_geregistreerd"
    TOESTEMMING = "toestemming"
    MAXIMUM = "maximum"
    NIVEAU = "niveau"
    AANDEEL = "aandeel"


@dataclass(frozen=True)
class Feiten:
    """What is known of one lerende at one onderneming for one schooljaar.

    `prestaties` are the performed periods, also those still to come. `mentoropleiding_op` is the earliest completion among
    the mentors of that schooljaar. `gewest` is that of the vestiging. `aandeel` is the part of the total time that is
    spent on the workplace, 0 to 1. `vks` None: the catalogue knows no level, as of a 7th year and
    of an aanloop; neither goes beyond 4 (facts.md §5). `ook` are the days of the other overeenkomsten of that lerende at
    that onderneming: there too one can still work.
    """

    schooljaar: int
    soort: str
    ondertekend: bool
    start: date
    einde: date
    prestaties: tuple[Tijdvak, ...]
    geregistreerd_op: date | None
    toestemming_op: date | None
    iban_op: date | None
    mentoropleiding_op: date | None
    gewest: str | None
    betaald: bool
    eerder_ontvangen: int
    vks: int | None
    volwassenenonderwijs: bool
    aandeel: Decimal
    ook: tuple[Tijdvak, ...] = ()


@dataclass(frozen=True)
class Premieregels:
    """The parameters in force (rules.md §8): the terms on the start date, the others on the first day of the schooljaar.

    Amounts in euro, `min_aandeel` in percent.
    """

    registratie: Duur
    toestemming: Duur
    min_maanden: int
    maximum: int
    max_vks: int
    min_aandeel: Decimal
    met_vergoeding: Decimal
    zonder_vergoeding: Decimal


@dataclass(frozen=True)
class Voorwaarde:
    """`uiterlijk`: while open, the last day on which it can still be put right."""

    code: Voorwaardecode
    uitkomst: Uitkomst
    uiterlijk: date | None = None


@dataclass(frozen=True)
class Oordeel:
    """`bedrag` in euro: what is paid, or may still be; 0 when there is no right to it."""

    recht: Recht
    bedrag: Decimal
    voorwaarden: tuple[Voorwaarde, ...]

    @property
    def uitkomsten(self) -> dict[str, str]:
        return {voorwaarde.code.value: voorwaarde.uitkomst.value for voorwaarde in self.voorwaarden}


def oordeel(feiten: Feiten, regels: Premieregels, vandaag: date) -> Oordeel:
    """What these facts come to on `vandaag` (rules.md §6). Facts dated after `vandaag` have not happened yet."""
    blik = Blik(feiten, regels, vandaag)
    voorwaarden = tuple(toets(blik) for toets in _TOETSEN)
    uitkomsten = {voorwaarde.uitkomst for voorwaarde in voorwaarden}
    if Uitkomst.NIET_VOLDAAN in uitkomsten:
        return Oordeel(Recht.NEE, Decimal(0), voorwaarden)
    recht = Recht.NOG_NIET if Uitkomst.OPEN in uitkomsten else Recht.JA
    bedrag = premiebedrag(
        betaald=feiten.betaald, met_vergoeding=regels.met_vergoeding, zonder_vergoeding=regels.zonder_vergoeding
    )
    return Oordeel(recht, bedrag, voorwaarden)


def premiebedrag(*, betaald: bool, met_vergoeding: Decimal, zonder_vergoeding: Decimal) -> Decimal:
    """The premie in euro for one lerende and one schooljaar (rules.md §6, Amount).

    `betaald`: the onderneming pays the lerende; the two amounts are the parameters in force for that schooljaar.
    """
    return met_vergoeding if betaald else zonder_vergoeding


def verandert_op(feiten: Feiten, regels: Premieregels, vandaag: date) -> date | None:
    """The first day after `vandaag` on which the judgement differs by the passing of time alone; None = never again.

    Each condition leaves `open` once at most and does not come back, so that the day can be found by halving.
    """
    laatste = schooljaar(feiten.schooljaar).tot
    # By then every last day has passed: those of the schooljaar, and the terms after the start.
    slot = (
        max(laatste, na_termijn(feiten.start, regels.registratie), na_termijn(feiten.start, regels.toestemming)) + DAG
    )
    nu = oordeel(feiten, regels, vandaag).uitkomsten
    return _eerste_dag(vandaag, slot, lambda dag: oordeel(feiten, regels, dag).uitkomsten != nu)


def _eerste_dag(vandaag: date, slot: date, anders: Callable[[date], bool]) -> date | None:
    """The first day after `vandaag`, up to and including `slot`, from which on `anders` holds."""
    if slot <= vandaag or not anders(slot):
        return None
    gelijk, verschilt = vandaag, slot
    while (verschilt - gelijk).days > 1:
        midden = gelijk + (verschilt - gelijk) // 2
        if anders(midden):
            verschilt = midden
        else:
            gelijk = midden
    return verschilt


# --- the nine conditions ----------------------------------------------------------------------------------------


class Blik:
    """The facts as they stand on one day."""

    def __init__(self, feiten: Feiten, regels: Premieregels, vandaag: date) -> None:
        self.feiten, self.regels, self.vandaag = feiten, regels, vandaag
        self.jaar = schooljaar(feiten.schooljaar)

    def tijdig(self, code: Voorwaardecode, gebeurd_op: date | None, uiterlijk: date) -> Voorwaarde:
        """Something that must have happened on `uiterlijk` at the latest."""
        if gebeurd_op is not None and gebeurd_op <= min(uiterlijk, self.vandaag):
            return Voorwaarde(code, Uitkomst.VOLDAAN)
        return self.open_tot(code, uiterlijk)

    def open_tot(self, code: Voorwaardecode, uiterlijk: date) -> Voorwaarde:
        if self.vandaag <= uiterlijk:
            return Voorwaarde(code, Uitkomst.OPEN, uiterlijk)
        return Voorwaarde(code, Uitkomst.NIET_VOLDAAN)

    def gepresteerd(self, tot: date) -> list[Tijdvak]:
        """The performed days of the schooljaar up to and including `tot`."""
        return geknipt(self.feiten.prestaties, Tijdvak(self.jaar.van, min(self.jaar.tot, tot)))

    def haalbaar(self, vanaf: date) -> bool:
        """Whether what is performed before `vanaf` and every day from then on make the months (rules.md §6)."""
        vakken = (Tijdvak(self.feiten.start, self.feiten.einde), *self.feiten.ook)
        rest = geknipt(vakken, Tijdvak(max(vanaf, self.jaar.van), self.jaar.tot))
        return volle_maanden([*self.gepresteerd(vanaf - DAG), *rest]) >= self.regels.min_maanden


def _vast(code: Voorwaardecode, in_orde: bool) -> Voorwaarde:
    return Voorwaarde(code, Uitkomst.VOLDAAN if in_orde else Uitkomst.NIET_VOLDAAN)


def _overeenkomst(blik: Blik) -> Voorwaarde:
    code = Voorwaardecode.OVEREENKOMST
    if blik.feiten.soort not in SOORTEN or blik.feiten.ondertekend:
        return _vast(code, blik.feiten.soort in SOORTEN)
    return blik.open_tot(code, blik.jaar.tot)


def _mentoropleiding(blik: Blik) -> Voorwaarde:
    return blik.tijdig(Voorwaardecode.MENTOROPLEIDING, blik.feiten.mentoropleiding_op, blik.jaar.tot)


def _vlaams_gewest(blik: Blik) -> Voorwaarde:
    return _vast(Voorwaardecode.VLAAMS_GEWEST, blik.feiten.gewest == VLAAMS)


def _vier_maanden(blik: Blik) -> Voorwaarde:
    code = Voorwaardecode.VIER_MAANDEN
    if volle_maanden(blik.gepresteerd(blik.vandaag)) >= blik.regels.min_maanden:
        return Voorwaarde(code, Uitkomst.VOLDAAN)
    if not blik.haalbaar(blik.vandaag + DAG):
        return Voorwaarde(code, Uitkomst.NIET_VOLDAAN)
    # The last day on which working every day to come still makes it: those are from tomorrow on.
    te_laat = _eerste_dag(blik.vandaag + DAG, blik.jaar.tot + DAG, lambda dag: not blik.haalbaar(dag))
    return Voorwaarde(code, Uitkomst.OPEN, te_laat - 2 * DAG if te_laat else blik.jaar.tot)


def _tijdig_geregistreerd(blik: Blik) -> Voorwaarde:
    uiterlijk = na_termijn(blik.feiten.start, blik.regels.registratie)
    return blik.tijdig(Voorwaardecode.TIJDIG_GEREGISTREERD, blik.feiten.geregistreerd_op, uiterlijk)


def _toestemming(blik: Blik) -> Voorwaarde:
    """Consent and account number together: the later of the two counts."""
    dagen = (blik.feiten.toestemming_op, blik.feiten.iban_op)
    beide = max(dag for dag in dagen if dag) if all(dagen) else None
    return blik.tijdig(Voorwaardecode.TOESTEMMING, beide, na_termijn(blik.feiten.start, blik.regels.toestemming))


def _maximum(blik: Blik) -> Voorwaarde:
    return _vast(Voorwaardecode.MAXIMUM, blik.feiten.eerder_ontvangen < blik.regels.maximum)


def _niveau(blik: Blik) -> Voorwaarde:
    te_hoog = blik.feiten.vks is not None and blik.feiten.vks > blik.regels.max_vks
    return _vast(Voorwaardecode.NIVEAU, blik.feiten.volwassenenonderwijs or not te_hoog)


def _aandeel(blik: Blik) -> Voorwaarde:
    return _vast(Voorwaardecode.AANDEEL, blik.feiten.aandeel * 100 >= blik.regels.min_aandeel)


_TOETSEN = (
    _overeenkomst, _mentoropleiding, _vlaams_gewest, _vier_maanden, _tijdig_geregistreerd, _toestemming, _maximum,
    _niveau, _aandeel,
)  # fmt: skip
