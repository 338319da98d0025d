"""The check in two minutes: is recognition within reach? (rules.md §2, §3.1, §4; brochure: Leerbedrijf worden)

Pure: five answers in, an outcome per question out. Nothing is stored.
"""

from dataclasses import dataclass
from enum import StrEnum

from educam_portal.workflow.bronnen import BROCHURE, DECREET
from mentoren.voorwaarden import Drempels


class Antwoord(StrEnum):
    JA = "ja"
    NEE = "nee"
    BIJNA = "bijna"  # only for age: old enough for the exemption
    WEET_NIET = "weet_niet"


class Uitkomst(StrEnum):
    GOED = "goed"
    REGELEN = "regelen"  # possible, with something to arrange
    NIET = "niet"  # as it stands, no recognition
    OPEN = "open"  # not known yet


@dataclass(frozen=True, slots=True)
class Oordeel:
    """One question with its outcome, why, what makes it right, and where it is written."""

    vraag: str
    titel: str
    uitkomst: Uitkomst
    waarom: str
    oplossing: str
    bron: str


VRAGEN = ("leeftijd", "ervaring", "veroordelingen", "aanwezig", "uitrusting")


def beoordeel(antwoorden: dict[str, str], drempels: Drempels) -> list[Oordeel]:
    """An Oordeel for each of the five questions, in their order."""
    return [_BEOORDELAARS[vraag](Antwoord(antwoorden[vraag]), drempels) for vraag in VRAGEN]


def samen(oordelen: list[Oordeel]) -> Uitkomst:
    """The weakest link decides: niet, then regelen, then open, then goed."""
    gevonden = {oordeel.uitkomst for oordeel in oordelen}
    for uitkomst in (Uitkomst.NIET, Uitkomst.REGELEN, Uitkomst.OPEN):
        if uitkomst in gevonden:
            return uitkomst
    return Uitkomst.GOED


def _leeftijd(antwoord: Antwoord, d: Drempels) -> Oordeel:
    uitkomst, waarom, oplossing = {
        Antwoord.JA: (Uitkomst.GOED, f"Je mentor is minstens {d.min_leeftijd} jaar.", ""),
        Antwoord.BIJNA: (
            Uitkomst.REGELEN,
            f"Een mentor is minstens {d.min_leeftijd} jaar. Vanaf {d.min_leeftijd_vrijgesteld} jaar kan een vrijstelling.",
            "Zoek een diploma, getuigschrift of bewijs van competenties van je mentor dat bij de opleiding past. "
            "Vraag de vrijstelling in je aanvraag. Je sectorconsulent beslist erover.",
        ),
        Antwoord.NEE: (
            Uitkomst.NIET,
            f"Een mentor is minstens {d.min_leeftijd} jaar, of {d.min_leeftijd_vrijgesteld} jaar met een vrijstelling.",
            "Kies een andere collega als mentor. De jongere collega mag wel mee begeleiden.",
        ),
        Antwoord.WEET_NIET: (
            Uitkomst.OPEN,
            f"Een mentor is minstens {d.min_leeftijd} jaar op de dag dat je hem of haar voorstelt.",
            "Vraag je mentor naar de geboortedatum.",
        ),
    }[antwoord]
    return Oordeel("leeftijd", "Leeftijd van je mentor", uitkomst, waarom, oplossing, f"{BROCHURE}; {DECREET}")


def _ervaring(antwoord: Antwoord, d: Drempels) -> Oordeel:
    uitkomst, waarom, oplossing = {
        Antwoord.JA: (Uitkomst.GOED, f"Je mentor heeft minstens {d.min_ervaring} ervaring in het beroep.", ""),
        Antwoord.NEE: (
            Uitkomst.REGELEN,
            f"Een mentor heeft minstens {d.min_ervaring} ervaring in het beroep.",
            "Kies een collega met meer ervaring. Of vraag een vrijstelling, met een diploma of een bewijs van "
            "competenties dat bij de opleiding past.",
        ),
        Antwoord.WEET_NIET: (
            Uitkomst.OPEN,
            f"Een mentor heeft minstens {d.min_ervaring} ervaring in het beroep.",
            "Tel de jaren in het beroep samen. Ervaring bij een vorige werkgever telt mee.",
        ),
    }[_drie(antwoord)]
    return Oordeel("ervaring", "Ervaring van je mentor", uitkomst, waarom, oplossing, f"{BROCHURE}; {DECREET}")


def _veroordelingen(antwoord: Antwoord, _: Drempels) -> Oordeel:
    uitkomst, waarom, oplossing = {
        Antwoord.JA: (
            Uitkomst.GOED,
            "Er zijn geen veroordelingen.",
            "Je mentor toont dat met een uittreksel uit het strafregister, model 596.2.",
        ),
        Antwoord.NEE: (
            Uitkomst.REGELEN,
            "Een veroordeling kan een erkenning tegenhouden. Niet altijd: EDUCAM bekijkt elke situatie apart.",
            "Bel eerst je sectorconsulent. Het gesprek blijft vertrouwelijk. Of kies een andere mentor.",
        ),
        Antwoord.WEET_NIET: (
            Uitkomst.OPEN,
            "Je mentor mag geen veroordelingen hebben, en je bedrijf geen die de leeromgeving raken.",
            "Laat je mentor bij de gemeente een uittreksel uit het strafregister vragen, model 596.2.",
        ),
    }[_drie(antwoord)]
    return Oordeel("veroordelingen", "Geen veroordelingen", uitkomst, waarom, oplossing, f"{BROCHURE}; {DECREET}")


def _aanwezig(antwoord: Antwoord, _: Drempels) -> Oordeel:
    uitkomst, waarom, oplossing = {
        Antwoord.JA: (Uitkomst.GOED, "Je mentor is genoeg in de werkplaats om de lerende van dichtbij te volgen.", ""),
        Antwoord.NEE: (
            Uitkomst.REGELEN,
            "De mentor volgt de lerende van dichtbij. Dat lukt niet als de mentor vaak weg is.",
            "Kies een collega die vaker in de werkplaats is, of duid een tweede mentor aan.",
        ),
        Antwoord.WEET_NIET: (
            Uitkomst.OPEN,
            "De mentor volgt de lerende van dichtbij.",
            "Bekijk samen de weekplanning. Collega’s mogen een deel van de begeleiding overnemen.",
        ),
    }[_drie(antwoord)]
    return Oordeel("aanwezig", "Mentor in de werkplaats", uitkomst, waarom, oplossing, BROCHURE)


def _uitrusting(antwoord: Antwoord, _: Drempels) -> Oordeel:
    uitkomst, waarom, oplossing = {
        Antwoord.JA: (Uitkomst.GOED, "De lerende kan bij jou de taken van de opleiding oefenen.", ""),
        Antwoord.NEE: (
            Uitkomst.REGELEN,
            "De lerende moet bij jou de taken van de opleiding kunnen oefenen.",
            "Bekijk de taken per opleiding: misschien past een andere opleiding beter bij je bedrijf. "
            "Je sectorconsulent denkt met je mee.",
        ),
        Antwoord.WEET_NIET: (
            Uitkomst.OPEN,
            "De lerende moet bij jou de taken van de opleiding kunnen oefenen.",
            "Bekijk de taken per opleiding. Tijdens het bezoek overloopt je consulent ze samen met jou.",
        ),
    }[_drie(antwoord)]
    return Oordeel("uitrusting", "Organisatie en uitrusting", uitkomst, waarom, oplossing, f"{BROCHURE}; {DECREET}")


def _drie(antwoord: Antwoord) -> Antwoord:
    """`bijna` exists for the age only."""
    if antwoord is Antwoord.BIJNA:
        raise ValueError("“bijna” is geen antwoord op deze vraag")
    return antwoord


_BEOORDELAARS = {
    "leeftijd": _leeftijd,
    "ervaring": _ervaring,
    "veroordelingen": _veroordelingen,
    "aanwezig": _aanwezig,
    "uitrusting": _uitrusting,
}
