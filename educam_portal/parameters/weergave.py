"""A parameter as people read it: its name, its group and its value in words. Pure functions."""

import re
from collections.abc import Callable
from decimal import Decimal
from enum import StrEnum
from typing import Any

from .definities import DEFINITIES, Definitie, Soort
from .tijdsduur import EENHEDEN, Duur


class Groep(StrEnum):
    """How the coördinator finds a parameter; the value is the heading."""

    TERMIJNEN = "Termijnen"
    HERINNERINGEN = "Herinneringen"
    BEDRAGEN = "Bedragen en percentages"
    KEUZES = "Voorwaarden en keuzes"
    BEWARING = "Bewaren en wissen"


_PER_SOORT = {
    Soort.BEDRAG: Groep.BEDRAGEN,
    Soort.PROCENT: Groep.BEDRAGEN,
    Soort.PROCENTEN: Groep.BEDRAGEN,
    Soort.DUUR: Groep.TERMIJNEN,
    Soort.MOMENTEN: Groep.HERINNERINGEN,
    Soort.GETAL: Groep.KEUZES,
    Soort.AAN_UIT: Groep.KEUZES,
    Soort.KEUZE: Groep.KEUZES,
    Soort.KEUZES: Groep.KEUZES,
}
# A length of time that is no term but a condition.
_VOORWAARDEN = {"mentor_min_ervaring", "uittreksel_max_oud", "overeenkomst_max_duur"}
# Where the name itself, with spaces, does not read as Dutch.
_TITEL = {
    "ggmmi": "GGMMI",
    "leervergoeding_oao": "Leervergoeding bij een OAO",
    "leervergoeding_uur": "Leervergoeding per uur",
    "premie_max": "Hoogste aantal premies",
    "premie_max_per": "Premies tellen per",
    "premie_min_maanden": "Minimum aantal maanden voor de premie",
    "premie_max_vks": "Hoogste niveau voor de premie",
    "premie_min_aandeel": "Minimum aandeel op de werkplek voor de premie",
    "rsz_beperkt": "Beperkte RSZ",
    "rsz_werknemer": "RSZ van de lerende",
    "vermindering_6310": "Doelgroepvermindering 6310",
    "dimona_type_odos": "Dimona-type bij een ODOS",
    "upload_max_mb": "Grootste bestand",
    "mentor_min_leeftijd": "Minimumleeftijd van een mentor",
    "mentor_min_leeftijd_vrijgesteld": "Minimumleeftijd met vrijstelling",
    "mentor_min_ervaring": "Minimumervaring van een mentor",
    "uittreksel_max_oud": "Ouderdom van een uittreksel 596.2",
    "tekenniveaus_overeenkomst": "Hoe een overeenkomst getekend wordt",
    "tekenniveaus_addendum": "Hoe een bijlage getekend wordt",
    "tekenniveaus_beeindiging": "Hoe een einde getekend wordt",
    "schorsing_melden": "Lange schorsing",
    "ondertekenlink": "Link om te tekenen",
    "secretariaatlink": "Link voor een sociaal secretariaat",
    "overeenkomst_uren_grens": "Urengrens tussen overeenkomsten",
    "betaalde_vakantiedagen": "Betaalde vakantiedagen van een lerende",
    "sao_min_uren": "Minimum aantal uren van een SAO",
    "overeenkomst_max_duur": "Langste overeenkomst",
    "werkpunten_max": "Werkpunten na een bezoek",
    "sluiting_max": "Langste sluiting",
    "verlengen_vanaf": "Verlenging aanvragen",
}
_KEUZE = {
    "lerende": "over alle ondernemingen samen",
    "onderneming": "per onderneming",
    "portaal": "dit portaal",
    "departement": "het departement",
    "eenvoudig": "in het portaal",
    "papier": "op papier",
    "gekwalificeerd": "met een gekwalificeerde handtekening",
    "1": "categorie 1",
    "2": "categorie 2",
    "3": "categorie 3",
    "bijdrage": "bijdrage",
    "basis": "deel van het loon",
}
_MOMENT = {"d": ("dag", "dagen"), "m": ("maand", "maanden")}
# A section of rules.md, ux.md or facts.md, or the mark of the brochure.
_VERWIJZING = re.compile(r"\s*(\[(?:B|F§)[^\]]*\]|\((?:rules|ux)\.md[^)]*\))")
# Only to put moments in order.
_DAGEN = {"d": 1, "m": 30}


def titel(naam: str) -> str:
    """The name of a parameter for the screen."""
    for voorvoegsel, woord in (("herinneringen_", "Herinneringen"), ("bewaring_", "Bewaren")):
        if naam.startswith(voorvoegsel):
            return f"{woord}: {naam.removeprefix(voorvoegsel).replace('_', ' ')}"
    return _TITEL.get(naam) or naam.replace("_", " ").capitalize()


def groep_van(naam: str) -> Groep:
    """The group it stands in."""
    if naam.startswith("bewaring_"):
        return Groep.BEWARING
    return Groep.KEUZES if naam in _VOORWAARDEN else _PER_SOORT[DEFINITIES[naam].soort]


def keuze(sleutel: str) -> str:
    """One of the choices of a parameter in words."""
    return _KEUZE.get(sleutel, sleutel)


def getal(ruw: Any) -> str:
    """`2.189,81`: as it stands in Dutch, without zeros that say nothing."""
    tekst = f"{Decimal(str(ruw)):,f}"
    return tekst.translate(str.maketrans(",.", ".,"))


def moment(ruw: str) -> str:
    """`7 dagen vóór`, `1 maand vóór`, `1 dag na`, `op de dag zelf`."""
    aantal, maat = int(ruw[:-1]), ruw[-1]
    if not aantal:
        return "op de dag zelf"
    return f"{abs(aantal)} {_MOMENT[maat][abs(aantal) != 1]} {'vóór' if aantal < 0 else 'na'}"


def op_volgorde(momenten: list[str]) -> list[str]:
    """From the earliest to the latest."""
    return sorted(momenten, key=lambda ruw: (int(ruw[:-1]) * _DAGEN[ruw[-1]], ruw))


def bron(ruw: str) -> str:
    """A source as people know it: without the numbers by which our own papers refer to it (docs/parameters.md)."""
    delen = _VERWIJZING.sub("", ruw).split(";")
    return "; ".join(deel.strip() for deel in delen if deel.strip())


def opmerking(ruw: str) -> str:
    """A remark without those numbers."""
    return _VERWIJZING.sub("", ruw).strip()


def tekst(naam: str, ruw: Any) -> str:
    """The stored value of `naam` as people say it."""
    definitie = DEFINITIES[naam]
    return _SCHRIJVERS[definitie.soort](ruw, definitie)


def _met_eenheid(ruw: Any, definitie: Definitie) -> str:
    if definitie.eenheid in EENHEDEN:
        return str(Duur(ruw, definitie.eenheid))  # type: ignore[arg-type]  # narrowed by the line above
    return f"{getal(ruw)} {definitie.eenheid}".strip()


def _procenten(ruw: dict[str, Any], definitie: Definitie) -> str:
    return ", ".join(f"{keuze(sleutel)}: {getal(ruw[sleutel])} %" for sleutel in definitie.keuzes)


def _momenten(ruw: list[str], _: Definitie) -> str:
    return ", ".join(map(moment, op_volgorde(ruw))) or "geen herinnering"


_SCHRIJVERS: dict[Soort, Callable[[Any, Definitie], str]] = {
    Soort.BEDRAG: _met_eenheid,
    Soort.PROCENT: _met_eenheid,
    Soort.GETAL: _met_eenheid,
    Soort.DUUR: lambda ruw, _: str(Duur(**ruw)),
    Soort.AAN_UIT: lambda ruw, _: "ja" if ruw else "nee",
    Soort.KEUZE: lambda ruw, _: keuze(ruw),
    Soort.KEUZES: lambda ruw, _: ", ".join(map(keuze, ruw)),
    Soort.PROCENTEN: _procenten,
    Soort.MOMENTEN: _momenten,
}
