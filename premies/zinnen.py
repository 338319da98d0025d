"""What a reader is told about one condition of a premie: its name, a sentence, what to do, the source (rules.md §6).

Pure: an outcome and what belongs to it in, Dutch out; the same words on every screen.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.formats import date_format

from educam_portal.parameters.weergave import getal
from educam_portal.workflow.bronnen import BROCHURE

from .rules import Premieregels, Uitkomst, Voorwaarde, Voorwaardecode

C = Voorwaardecode
# Names, no claims: "in orde" and "niet in orde" both stand beside them.
TITELS = {
    C.OVEREENKOMST: "Getekende overeenkomst",
    C.MENTOROPLEIDING: "Mentoropleiding",
    C.VLAAMS_GEWEST: "Vestiging in het Vlaams Gewest",
    C.VIER_MAANDEN: "Gewerkte maanden",
    C.TIJDIG_GEREGISTREERD: "Registratie op tijd",
    C.TOESTEMMING: "Toestemming en rekeningnummer",
    C.MAXIMUM: "Aantal premies voor deze lerende",
    C.NIVEAU: "Niveau van de opleiding",
    C.AANDEEL: "Tijd op de werkplek",
}
# What an open condition asks, without its day.
KORT = {
    C.OVEREENKOMST: "Laat iedereen tekenen",
    C.MENTOROPLEIDING: "Laat de mentor de mentoropleiding volgen",
    C.VIER_MAANDEN: "Vul de gewerkte dagen in",
    C.TIJDIG_GEREGISTREERD: "Vraag de school om de overeenkomst te registreren",
    C.TOESTEMMING: "Geef toestemming en vul je rekeningnummer in",
}
# Why there is no premie, in the few words of a list.
KORT_NIET = {
    C.OVEREENKOMST: "Geen getekende overeenkomst",
    C.MENTOROPLEIDING: "De mentor volgde de mentoropleiding niet op tijd",
    C.VLAAMS_GEWEST: "De vestiging ligt niet in het Vlaams Gewest",
    C.VIER_MAANDEN: "Te weinig maanden gewerkt",
    C.TIJDIG_GEREGISTREERD: "Te laat geregistreerd",
    C.TOESTEMMING: "Geen toestemming op tijd",
    C.MAXIMUM: "Het maximum voor deze lerende is bereikt",
    C.NIVEAU: "Het niveau van de opleiding is te hoog",
    C.AANDEEL: "Te weinig tijd op de werkplek",
}
_VLAANDEREN = "vlaanderen.be, premie kwalificerend werkplekleren"
_SECTOR = "Prato, 30 augustus 2023; herwin.be"
BRONNEN = {
    C.TOESTEMMING: f"{BROCHURE}; {_VLAANDEREN}",
    C.MAXIMUM: f"{BROCHURE}; {_VLAANDEREN}",
    C.NIVEAU: _SECTOR,
    C.AANDEEL: _SECTOR,
}


@dataclass(frozen=True)
class Bijzonder:
    """What a sentence names besides the outcome, as far as it is known.

    `op`: the day on which it was put in order; `uiterst`: the last day there was, also when it has passed; `gewerkt`:
    the months performed, in words; `eerder`: how many premiums came before, as the maximum counts them; `wacht`: one of those
    may still fall away.
    """

    regels: Premieregels
    op: date | None = None
    uiterst: date | None = None
    gewerkt: str = ""
    eerder: int = 0
    wacht: bool = False


def bron(code: Voorwaardecode) -> str:
    return BRONNEN.get(code, BROCHURE)


def zin(voorwaarde: Voorwaarde, weet: Bijzonder) -> str:
    """One sentence that says why the outcome is what it is."""
    regels = weet.regels
    woorden = {
        "op": f" op {dag(weet.op)}" if weet.op else "",
        "uiterst": f" uiterlijk op {dag(weet.uiterst)}" if weet.uiterst else " op tijd",
        "gewerkt": f"Ingevuld: {weet.gewerkt}." if weet.gewerkt else "Er zijn nog geen gewerkte dagen ingevuld.",
        "nummer": weet.eerder + 1,
        "eerder": weet.eerder,
        "maanden": regels.min_maanden,
        "maximum": regels.maximum,
        "registratie": regels.registratie,
        "toestemming": regels.toestemming,
        "vks": regels.max_vks,
        "procent": getal(regels.min_aandeel.normalize()),
    }
    wacht = weet.wacht and voorwaarde.uitkomst == Uitkomst.NIET_VOLDAAN
    sjabloon = _WACHT.get(voorwaarde.code) if wacht else None
    return (sjabloon or _ZINNEN[voorwaarde.code][voorwaarde.uitkomst]).format(**woorden)


def wat_te_doen(voorwaarde: Voorwaarde, bedrag: Decimal, *, bij_plaats: bool = False, aanvullen: bool = False) -> str:
    """What keeps the amount possible, and by when; empty when this condition asks nothing any more.

    `bij_plaats`: a place must come free first. `aanvullen`: the days are short, and those that were worked may be told yet.
    """
    kort = aanvullen and voorwaarde.code == C.VIER_MAANDEN and voorwaarde.uitkomst == Uitkomst.NIET_VOLDAAN
    if not kort and (voorwaarde.uitkomst != Uitkomst.OPEN or voorwaarde.uiterlijk is None):
        return ""
    wanneer = f", uiterlijk op {dag(voorwaarde.uiterlijk)}" if voorwaarde.uiterlijk else ""
    return f"{KORT[voorwaarde.code]}{wanneer}. {gevolg(voorwaarde, bedrag, bij_plaats=bij_plaats)}"


def gevolg(voorwaarde: Voorwaarde, bedrag: Decimal, *, bij_plaats: bool = False) -> str:
    """What comes of doing it in time, or of not doing it."""
    blijft = f"Dan blijft {euro(bedrag)} mogelijk{' als er een plaats vrijkomt' if bij_plaats else ''}."
    if voorwaarde.code == C.VIER_MAANDEN:
        te_kort = voorwaarde.uitkomst == Uitkomst.NIET_VOLDAAN
        return f"Er ontbreken er nog. {blijft}" if te_kort else _ZONDER_DAGEN
    # What takes time of the mentor says what it is worth; the others cost a minute, and only must not be late.
    return blijft if bij_plaats or voorwaarde.code == C.MENTOROPLEIDING else "Later is er geen premie."


def euro(bedrag: Decimal) -> str:
    """`1.000 euro`."""
    return f"{getal(bedrag.normalize())} euro"


def dag(waarde: date) -> str:
    """`31 augustus 2027`."""
    return date_format(waarde, "j F Y")


def telwoorden(maanden: int, dagen: int) -> str:
    """`2 maanden en 12 dagen`; empty for nothing."""
    delen = []
    if maanden:
        delen.append("1 maand" if maanden == 1 else f"{maanden} maanden")
    if dagen:
        delen.append("1 dag" if dagen == 1 else f"{dagen} dagen")
    return " en ".join(delen)


def _drie(voldaan: str, niet: str, open_: str = "") -> dict[Uitkomst, str]:
    return {Uitkomst.VOLDAAN: voldaan, Uitkomst.NIET_VOLDAAN: niet, Uitkomst.OPEN: open_}


_ZINNEN: dict[Voorwaardecode, dict[Uitkomst, str]] = {
    C.OVEREENKOMST: _drie(
        "Iedereen tekende de overeenkomst, en dit soort overeenkomst geeft recht op de premie.",
        "Er is geen getekende OAO, SAO, ODO of ODOS voor dit schooljaar.",
        "Nog niet iedereen tekende de overeenkomst.",
    ),
    C.MENTOROPLEIDING: _drie(
        "De mentor volgde de mentoropleiding{op}.",
        "De mentor volgde de mentoropleiding niet vóór het einde van het schooljaar.",
        "De mentor volgde de mentoropleiding nog niet.",
    ),
    C.VLAAMS_GEWEST: _drie(
        "De lerende werkt op een vestiging in het Vlaams Gewest.",
        "De premie bestaat alleen voor een vestiging in het Vlaams Gewest, niet in Brussel.",
    ),
    C.VIER_MAANDEN: _drie(
        "De lerende werkte in dit schooljaar minstens {maanden} maanden bij jou.",
        "Je haalt de {maanden} maanden niet met de dagen die hier staan. {gewerkt} Ontbreken er dagen? Vul ze in.",
        "De lerende moet in dit schooljaar minstens {maanden} maanden bij jou werken. {gewerkt}",
    ),
    C.TIJDIG_GEREGISTREERD: _drie(
        "De overeenkomst werd geregistreerd{op}, binnen {registratie} na de start.",
        "De overeenkomst moest{uiterst} geregistreerd zijn: {registratie} na de start.",
        "De overeenkomst is nog niet geregistreerd.",
    ),
    C.TOESTEMMING: _drie(
        "Je gaf toestemming en je rekeningnummer{op}.",
        "De toestemming en het rekeningnummer moesten er{uiterst} zijn: {toestemming} na de start.",
        "Er is nog geen toestemming met een rekeningnummer.",
    ),
    C.MAXIMUM: _drie(
        "Dit is premie {nummer} van hoogstens {maximum} voor deze lerende.",
        "Er gaan al {eerder} andere premies van deze lerende voor. Meer dan {maximum} kan niet.",
    ),
    C.NIVEAU: _drie(
        "Het niveau van de opleiding geeft recht op de premie.",
        "De opleiding gaat hoger dan niveau {vks} van de Vlaamse kwalificatiestructuur.",
    ),
    C.AANDEEL: _drie(
        "De lerende is minstens {procent} % van de tijd op de werkplek.",
        "De lerende is minder dan {procent} % van de tijd op de werkplek.",
    ),
}
_WACHT = {
    C.MAXIMUM: (
        "Er gaan nu {eerder} andere premies van deze lerende voor. Meer dan {maximum} kan niet. "
        "Valt er een weg, dan kan deze aan de beurt komen."
    ),
}
_ZONDER_DAGEN = "Komen er geen dagen bij, dan is de premie daarna niet meer mogelijk."
