"""The public simulator: a few answers, and per schooljaar what they come to (rules.md §6). Nothing is stored."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from educam_portal.termijnen.rules import na_termijn
from overeenkomsten.rules.vergoeding import ONBETAALD

from .regels import heeft_premie, premieregels
from .rules import (
    Feiten,
    Mededinger,
    Oordeel,
    Premieregels,
    Recht,
    Tijdvak,
    Uitkomst,
    eerder_ontvangen,
    oordeel,
    schooljaar,
    schooljaar_van,
)

VOLWASSENEN = ("ODO", "ODOS")
# What the two answers of one question stand for: at least half of the time at the workplace, or less.
GENOEG, TE_WEINIG = Decimal(1), Decimal(0)


@dataclass(frozen=True, slots=True)
class Vraag:
    """The answers; a day that is empty has not come yet, `eerder` counts the earlier premiums of this lerende."""

    soort: str
    start: date
    einde: date
    gewest: str
    genoeg_op_werkplek: bool
    mentoropleiding_op: date | None = None
    geregistreerd_op: date | None = None
    toestemming_op: date | None = None
    eerder: int = 0


@dataclass(frozen=True, slots=True)
class Jaar:
    """One schooljaar of the overeenkomst: what was known, by which rules, and what it comes to."""

    feiten: Feiten
    regels: Premieregels
    oordeel: Oordeel
    vandaag: date

    @property
    def naam(self) -> str:
        return f"{self.feiten.schooljaar}-{self.feiten.schooljaar + 1}"

    @property
    def kan(self) -> bool:
        return self.oordeel.recht is not Recht.NEE


@dataclass(frozen=True, slots=True)
class Uitslag:
    """Every schooljaar that the overeenkomst touches, the first in front, and the day that counts most."""

    jaren: tuple[Jaar, ...]
    registreren: date
    vandaag: date

    @property
    def totaal(self) -> Decimal:
        return sum((jaar.oordeel.bedrag for jaar in self.jaren), Decimal(0))

    @property
    def kansen(self) -> int:
        """For how many schooljaren there is, or still can be, a premie."""
        return sum(jaar.kan for jaar in self.jaren)

    @property
    def zeker(self) -> bool:
        """Whether nothing is left to do for any of them."""
        return all(jaar.oordeel.recht is Recht.JA for jaar in self.jaren if jaar.kan)

    @property
    def nog_registreren(self) -> bool:
        """Whether the 3 months run, and the overeenkomst is not registered yet."""
        return any(
            rij.code == "tijdig_geregistreerd" and rij.uitkomst is Uitkomst.OPEN
            for jaar in self.jaren
            for rij in jaar.oordeel.voorwaarden
        )


def simuleer(vraag: Vraag, vandaag: date) -> Uitslag:
    """Judge each schooljaar by the rules of a real claim; a premie of an earlier schooljaar takes one of the places.

    The lerende is taken to work from the first to the last day: who falls ill or is suspended may come out lower.
    """
    jaren: list[Jaar] = []
    for nummer in range(schooljaar_van(vraag.start), schooljaar_van(vraag.einde) + 1):
        if heeft_premie(nummer):
            jaren.append(_jaar(vraag, nummer, jaren, vandaag))
    registratie = premieregels(jaren[0].feiten.schooljaar, vraag.start).registratie
    return Uitslag(tuple(jaren), na_termijn(vraag.start, registratie), vandaag)


def _jaar(vraag: Vraag, nummer: int, vroegere: list[Jaar], vandaag: date) -> Jaar:
    regels = premieregels(nummer, vraag.start)
    ervoor = [Mededinger(jaar.feiten.schooljaar, vraag.start, "", kan=jaar.kan) for jaar in vroegere]
    hier = Mededinger(nummer, vraag.start, "")
    dagen = schooljaar(nummer)
    feiten = Feiten(
        schooljaar=nummer,
        soort=vraag.soort,
        # In this portal the last signature registers (rules.md §5); another desk registers what is signed.
        ondertekend=vraag.geregistreerd_op is not None and vraag.geregistreerd_op <= vandaag,
        start=vraag.start,
        einde=vraag.einde,
        prestaties=(Tijdvak(max(vraag.start, dagen.van), min(vraag.einde, dagen.tot)),),
        geregistreerd_op=vraag.geregistreerd_op,
        toestemming_op=vraag.toestemming_op,
        iban_op=vraag.toestemming_op,
        mentoropleiding_op=vraag.mentoropleiding_op,
        gewest=vraag.gewest,
        betaald=vraag.soort not in ONBETAALD,
        eerder_ontvangen=eerder_ontvangen(hier, ervoor, stagebonussen=vraag.eerder),
        # The opleidingen of the catalogue do not go beyond the level that counts (facts.md §5).
        vks=None,
        volwassenenonderwijs=vraag.soort in VOLWASSENEN,
        aandeel=GENOEG if vraag.genoeg_op_werkplek else TE_WEINIG,
    )
    return Jaar(feiten, regels, oordeel(feiten, regels, vandaag), vandaag)
