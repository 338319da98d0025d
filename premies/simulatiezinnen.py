"""What the simulator and the API say of each condition: the words of `zinnen`, filled in from the facts (rules.md §6)."""

from dataclasses import dataclass, replace
from datetime import date

from educam_portal.termijnen.rules import na_termijn

from .rules import Recht, Tijdvak, Uitkomst, Voorwaarde, Voorwaardecode, gewerkt, schooljaar, vol_op
from .simulatie import Jaar, Uitslag
from .zinnen import TITELS, Bijzonder, bron, dag, euro, telwoorden, wat_te_doen, zin

C = Voorwaardecode
# As the style sheet and the icons of the check name an outcome.
KLASSEN = {Uitkomst.VOLDAAN: "goed", Uitkomst.OPEN: "regelen", Uitkomst.NIET_VOLDAAN: "niet"}


@dataclass(frozen=True, slots=True)
class Regel:
    """One condition: why it is as it is, and what to do by when."""

    titel: str
    klasse: str
    zin: str
    doe: str
    bron: str


@dataclass(frozen=True, slots=True)
class Blad:
    """One schooljaar on the screen."""

    naam: str
    stand: str
    regels: list[Regel]
    te_doen: list[Regel]
    in_orde: list[Regel]


def kop(uitslag: Uitslag) -> str:
    """The outcome in one line."""
    bedragen = {jaar.oordeel.bedrag for jaar in uitslag.jaren if jaar.kan}
    if not bedragen:
        return "Voor deze overeenkomst is er geen premie"
    werkwoord = "Je hebt recht op {}" if uitslag.zeker else "Je kan {} krijgen"
    if len(bedragen) == 1 and not (uitslag.zeker and uitslag.kansen == 1):
        return werkwoord.format(f"{euro(bedragen.pop())} per schooljaar")
    return werkwoord.format(euro(uitslag.totaal))


def blad(jaar: Jaar) -> Blad:
    """The nine conditions of one schooljaar: what stands in the way, then what is still to do by day, then the rest."""
    volgorde = (Uitkomst.NIET_VOLDAAN, Uitkomst.OPEN, Uitkomst.VOLDAAN)
    gesorteerd = sorted(
        jaar.oordeel.voorwaarden, key=lambda rij: (volgorde.index(rij.uitkomst), rij.uiterlijk or date.max)
    )
    regels = [_in_simulator(jaar, rij) for rij in gesorteerd]
    return Blad(
        naam=jaar.naam,
        stand=_stand(jaar),
        regels=regels,
        # Where there is no premie, nothing that is still open would change that.
        te_doen=[regel for regel in regels if regel.klasse == ("regelen" if jaar.kan else "niet")],
        in_orde=[regel for regel in regels if regel.klasse == "goed"],
    )


def regel_van(jaar: Jaar, rij: Voorwaarde) -> Regel:
    """One condition of `jaar` in words."""
    feiten, regels = jaar.feiten, jaar.regels
    dagen: dict[Voorwaardecode, tuple[date | None, date | None]] = {
        C.MENTOROPLEIDING: (feiten.mentoropleiding_op, None),
        C.TIJDIG_GEREGISTREERD: (feiten.geregistreerd_op, na_termijn(feiten.start, regels.registratie)),
        C.TOESTEMMING: (
            max((een for een in (feiten.toestemming_op, feiten.iban_op) if een), default=None),
            na_termijn(feiten.start, regels.toestemming),
        ),
    }
    op, uiterst = dagen.get(rij.code, (None, None))
    dag_een, laatste = schooljaar(feiten.schooljaar)
    gedaan = telwoorden(*gewerkt(feiten.prestaties, Tijdvak(dag_een, min(laatste, jaar.vandaag))))
    weet = Bijzonder(regels, op=op, uiterst=uiterst, gewerkt=gedaan, eerder=feiten.eerder_ontvangen)
    return Regel(
        titel=TITELS[rij.code],
        klasse=KLASSEN[rij.uitkomst],
        zin=zin(rij, weet),
        doe=wat_te_doen(rij, jaar.oordeel.bedrag) if jaar.kan else "",
        bron=bron(rij.code),
    )


def _stand(jaar: Jaar) -> str:
    """One schooljaar in a few words."""
    bedrag = euro(jaar.oordeel.bedrag)
    return {
        Recht.JA: f"{bedrag}, alles is in orde",
        Recht.NOG_NIET: f"{bedrag} is mogelijk",
        Recht.NEE: "geen premie",
    }[jaar.oordeel.recht]


def _in_simulator(jaar: Jaar, rij: Voorwaarde) -> Regel:
    """As `regel_van`; who looks ahead has no performed days to fill in, signs first, and may have a session in mind."""
    regel = regel_van(jaar, rij)
    if rij.code == C.VIER_MAANDEN and rij.uitkomst != Uitkomst.VOLDAAN:
        return replace(regel, zin=_maanden(jaar, rij), doe="")
    if rij.code == C.OVEREENKOMST and jaar.oordeel.uitkomsten[C.TIJDIG_GEREGISTREERD] == Uitkomst.OPEN:
        # Signing comes before registering, whose day is the earlier one: one day to keep, not two.
        return replace(regel, doe="")
    gepland = jaar.feiten.mentoropleiding_op
    if rij.code == C.MENTOROPLEIDING and rij.uitkomst == Uitkomst.OPEN and gepland and rij.uiterlijk:
        op_tijd = gepland <= rij.uiterlijk
        te_laat = f"De mentoropleiding op {dag(gepland)} is te laat voor dit schooljaar."
        return replace(regel, zin=f"De mentoropleiding op {dag(gepland)} is op tijd." if op_tijd else te_laat)
    return regel


def _maanden(jaar: Jaar, rij: Voorwaarde) -> str:
    minimum = jaar.regels.min_maanden
    if rij.uitkomst == Uitkomst.NIET_VOLDAAN:
        return f"De lerende werkt in dit schooljaar geen {minimum} maanden bij jou."
    # The simulator takes the overeenkomst as one period without a gap.
    genoeg_op = vol_op(jaar.feiten.prestaties[0].van, minimum)
    return f"Werkt de lerende bij jou tot en met {dag(genoeg_op)}? Dan zijn de {minimum} maanden vol."
