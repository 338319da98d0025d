"""How a claim reads on a page: its conditions, the months, what to do first, and how the judgement changed (rules.md §6)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from educam_portal.termijnen.rules import na_termijn
from overeenkomsten.rules.vergoeding import ONBETAALD

from .models import Beoordeling, Premie, Prestatie, Toestemming
from .regels import premieregels
from .rules import Premieregels, Tijdvak, Uitkomst, Voorwaarde, Voorwaardecode, gewerkt, premiebedrag, schooljaar
from .rules.maanden import DAGEN_PER_MAAND
from .toestanden import TE_BEOORDELEN, Aanleiding, Toestand
from .zinnen import KORT, KORT_NIET, TITELS, Bijzonder, bron, dag, euro, gevolg, telwoorden, wat_te_doen, zin

# An icon, a word for who does not see it, and the colour of a badge, per outcome.
TEKEN = {
    Uitkomst.VOLDAAN: ("check-circle", "In orde", "erkend"),
    Uitkomst.OPEN: ("question-circle", "Kan nog", "wacht"),
    Uitkomst.NIET_VOLDAAN: ("x-circle", "Niet in orde", "fout"),
}
# What is open of a premie that is lost: nobody need do anything about it.
_HOEFT_NIET = ("dash-circle", "Niet meer nodig", "neutraal")
_EERST = (Uitkomst.NIET_VOLDAAN, Uitkomst.OPEN, Uitkomst.VOLDAAN)


@dataclass(frozen=True)
class Regel:
    """One condition on the page; `uiterlijk` when something is still to be done about it, and by when."""

    voorwaarde: Voorwaarde
    zin: str
    doe: str
    gevolg: str
    mogelijk: bool

    @property
    def uiterlijk(self) -> date | None:
        return self.voorwaarde.uiterlijk if self.mogelijk else None

    @property
    def titel(self) -> str:
        return TITELS[self.voorwaarde.code]

    @property
    def teken(self) -> tuple[str, str, str]:
        stil = self.voorwaarde.uitkomst == Uitkomst.OPEN and not self.mogelijk
        return _HOEFT_NIET if stil else TEKEN[self.voorwaarde.uitkomst]

    @property
    def kort(self) -> str:
        return KORT[self.voorwaarde.code]

    @property
    def bron(self) -> str:
        return bron(self.voorwaarde.code)


@dataclass(frozen=True)
class Balk:
    """How many of the months are performed; `waarde` and `vol` in days, for a bar."""

    maanden: int
    dagen: int
    minimum: int

    @property
    def waarde(self) -> int:
        return min(self.maanden * DAGEN_PER_MAAND + self.dagen, self.vol)

    @property
    def vol(self) -> int:
        return self.minimum * DAGEN_PER_MAAND

    @property
    def tekst(self) -> str:
        return telwoorden(self.maanden, self.dagen)

    @property
    def vakken(self) -> list[tuple[int, int]]:
        """Per month its left edge in the drawing and how much of it is filled, both in days."""
        randen = range(0, self.vol, DAGEN_PER_MAAND)
        return [(rand, max(0, min(self.waarde - rand, DAGEN_PER_MAAND))) for rand in randen]


@dataclass(frozen=True)
class Verandering:
    """One thing that a judgement changed."""

    tekst: str
    icoon: str


@dataclass(frozen=True)
class Stap:
    """One judgement in the history: when, why, and what it changed."""

    op: datetime
    waarom: str
    stand: str
    veranderd: list[Verandering]


def voorwaarden_van(ruw: list[dict[str, Any]]) -> list[Voorwaarde]:
    """As they were judged last and stored."""
    return [
        Voorwaarde(
            Voorwaardecode(een["code"]),
            Uitkomst(een["uitkomst"]),
            date.fromisoformat(een["uiterlijk"]) if een["uiterlijk"] else None,
        )
        for een in ruw
    ]


def te_doen(premie: Premie) -> list[Voorwaarde]:
    """The conditions that ask something of somebody: what is open, and days that may still be told; none when it is lost."""
    if not premie.is_mogelijk:
        return []
    return [
        een
        for een in voorwaarden_van(premie.voorwaarden)
        if een.uitkomst == Uitkomst.OPEN
        or (een.code == Voorwaardecode.VIER_MAANDEN and een.uitkomst == Uitkomst.NIET_VOLDAAN)
    ]


def eerst_te_doen(premie: Premie) -> Voorwaarde | None:
    """The one whose last day comes first, before them the days that are short; None when nothing is asked any more."""
    return min(te_doen(premie), key=lambda een: een.uiterlijk or date.min, default=None)


def wat_nu(premie: Premie) -> tuple[str, date | None]:
    """What to do and by when, in the few words of a list."""
    eerst = eerst_te_doen(premie)
    if eerst:
        return KORT[eerst.code], eerst.uiterlijk
    if premie.toestand == Toestand.KLAAR:
        return "Niets: we vragen de premie voor je aan", None
    if premie.wacht_op_plaats:
        return "Niets: wacht op een plaats", None
    if premie.toestand not in TE_BEOORDELEN or premie.recht != "nee":
        return "Niets", None
    niet = [een for een in voorwaarden_van(premie.voorwaarden) if een.uitkomst == Uitkomst.NIET_VOLDAAN]
    return KORT_NIET[niet[0].code] if niet else "Niets", None


def balk(premie: Premie, prestaties: Iterable[Prestatie], vandaag: date) -> Balk:
    """The performed days within the schooljaar up to today, as the judgement counts them."""
    jaar = schooljaar(premie.schooljaar)
    vakken = [Tijdvak(rij.van, rij.tot) for rij in prestaties]
    maanden, dagen = gewerkt(vakken, Tijdvak(jaar.van, min(jaar.tot, vandaag)))
    minimum = premieregels(premie.schooljaar, premie.start).min_maanden
    return Balk(maanden, dagen, minimum)


def regels_van(premie: Premie, toestemming: Toestemming | None, gewerkt: Balk) -> list[Regel]:
    """Every condition: what stands in the way first, then what is still to do, then the rest."""
    start, geregistreerd = premie.overeenkomst.start, premie.overeenkomst.geregistreerd_op
    assert start is not None  # a claim leans on an overeenkomst that was sent
    regels = premieregels(premie.schooljaar, start)
    gegeven = max(toestemming.gegeven_op, toestemming.iban_op) if toestemming else None
    dagen: dict[Voorwaardecode, tuple[date | None, date | None]] = {
        Voorwaardecode.TIJDIG_GEREGISTREERD: (geregistreerd, na_termijn(start, regels.registratie)),
        Voorwaardecode.TOESTEMMING: (gegeven, na_termijn(start, regels.toestemming)),
    }
    uit = []
    for een in voorwaarden_van(premie.voorwaarden):
        op, uiterst = dagen.get(een.code, (None, None))
        weet = Bijzonder(
            regels, op=op, uiterst=uiterst, gewerkt=gewerkt.tekst, eerder=premie.geteld, wacht=premie.wacht_op_plaats
        )
        doe, bedrag, bij_plaats = "", _bedrag(premie, regels), premie.wacht_op_plaats
        if premie.is_mogelijk:
            doe = wat_te_doen(een, bedrag, bij_plaats=bij_plaats, aanvullen=bool(premie.wacht_op))
        uit.append(Regel(een, zin(een, weet), doe, gevolg(een, bedrag, bij_plaats=bij_plaats), premie.is_mogelijk))
    return sorted(uit, key=lambda regel: _EERST.index(regel.voorwaarde.uitkomst))


def _bedrag(premie: Premie, regels: Premieregels) -> Decimal:
    """What it may come to: a claim without a right to it now has no amount of its own."""
    return premie.bedrag or premiebedrag(
        betaald=premie.overeenkomst.soort not in ONBETAALD,
        met_vergoeding=regels.met_vergoeding,
        zonder_vergoeding=regels.zonder_vergoeding,
    )


def voorstel(premie: Premie, prestaties: Iterable[Prestatie], vandaag: date) -> Tijdvak | None:
    """Every day from the first one of the schooljaar up to and including today; None when they are all there."""
    jaar, laatste = schooljaar(premie.schooljaar), premie.overeenkomst.laatste_dag
    assert premie.overeenkomst.start is not None and laatste is not None  # as in `regels_van`
    alles = Tijdvak(max(premie.overeenkomst.start, jaar.van), min(laatste, jaar.tot, vandaag))
    if alles.tot < alles.van or any(rij.van <= alles.van and rij.tot >= alles.tot for rij in prestaties):
        return None
    return alles


def verloop(beoordelingen: Iterable[Beoordeling]) -> list[Stap]:
    """What each judgement changed and why, the last one first; the first of all shows what is not in order from the start."""
    stappen: list[Stap] = []
    eerder: dict[Voorwaardecode, Voorwaarde] = {}
    bedrag: Decimal | None = None
    for rij in beoordelingen:
        nu = voorwaarden_van(rij.voorwaarden)
        veranderd = [
            _verandering(een) for een in nu if eerder.get(een.code, Voorwaarde(een.code, Uitkomst.VOLDAAN)) != een
        ]
        if bedrag is not None and bedrag != rij.bedrag:
            veranderd.append(Verandering(f"Het bedrag werd {euro(rij.bedrag)}", "cash-coin"))
        stappen.append(Stap(rij.op, Aanleiding(rij.aanleiding).label, _stand(rij), veranderd))
        eerder, bedrag = {een.code: een for een in nu}, rij.bedrag
    return stappen[::-1]


def _verandering(een: Voorwaarde) -> Verandering:
    icoon, woord, _ = TEKEN[een.uitkomst]
    tot = f" tot en met {dag(een.uiterlijk)}" if een.uiterlijk else ""
    return Verandering(f"{TITELS[een.code]}: {woord.lower()}{tot}", icoon)


def _stand(rij: Beoordeling) -> str:
    velden = ("toestand", "recht", "voorwaarden", "wacht_op")
    return Premie(**{veld: getattr(rij, veld) for veld in velden}).status.label
