"""Which region serves which postcode, as the migration loads it (rules.md §10, facts.md §6.7)."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

GEGEVENS = Path(__file__).parent / "gegevens"
# No source gives a first day: the row counts for every date.
ALTIJD = date(1900, 1, 1)
# Zwijndrecht merged into Beveren-Kruibeke-Zwijndrecht and moved from Antwerpen to Oost-Vlaanderen.
FUSIE = date(2025, 1, 1)

REGIOS = [
    ("wvl", "West-Vlaanderen"),
    ("ovl", "Oost-Vlaanderen"),
    ("lim", "Limburg"),
    ("ant", "Antwerpen en Vlaams-Brabant"),
    ("bru", "Brussel en Brusselse Rand"),
]
# The contact cards of the brochure: code of the region, name, mail address, phone.
CONSULENTEN = [
    ("wvl", "Colin Allaeys", "callaeys@educam.be", "+32491348445"),
    ("ovl", "Ruben Janssens", "rjanssens@educam.be", "+32498340271"),
    ("lim", "Willem-Jan Aarts", "wjaarts@educam.be", "+32474031683"),
    ("ant", "Nick Laeremans", "nlaeremans@educam.be", "+32470881190"),
    ("bru", "Sybille De Plu", "sdeplu@educam.be", "+32490568138"),
]
REGIO_VAN_GEBIED = {
    "West-Vlaanderen": "wvl",
    "Oost-Vlaanderen": "ovl",
    "Limburg": "lim",
    "Antwerpen": "ant",
    "Vlaams-Brabant": "ant",
    "Brussel": "bru",
}
# Nineteen municipalities of Vlaams-Brabant that go with Brussel: this table wins over the province.
RAND = frozenset(
    [
        "Asse",
        "Beersel",
        "Dilbeek",
        "Drogenbos",
        "Grimbergen",
        "Hoeilaart",
        "Kraainem",
        "Linkebeek",
        "Machelen",
        "Meise",
        "Merchtem",
        "Overijse",
        "Sint-Genesius-Rode",
        "Sint-Pieters-Leeuw",
        "Tervuren",
        "Vilvoorde",
        "Wemmel",
        "Wezembeek-Oppem",
        "Zaventem",
    ]
)
# Postcodes of one large address each, not in the list of Statbel: (postcode, gemeente).
BIJZONDER = [("1818", "Vilvoorde"), ("1931", "Machelen"), ("1934", "Zaventem"), ("1935", "Zaventem")]


@dataclass(frozen=True, slots=True)
class Rij:
    """One postcode in one gemeente, with the code of its region and the dates between which that holds."""

    postcode: str
    nis: str
    regio: str
    geldig_van: date = ALTIJD
    geldig_tot: date | None = None


def lees(bestand: str) -> list[dict[str, str]]:
    with (GEGEVENS / bestand).open(encoding="utf-8", newline="") as tekst:
        return list(csv.DictReader(tekst, delimiter=";"))


def postcodes() -> Iterator[Rij]:
    """Every row of the dated table: the list, the four special codes, and 2070 twice."""
    lijst = lees("postcodes.csv")
    nis = {rij["gemeente"]: rij["nis"] for rij in lijst}
    bekend = {(rij["postcode"], rij["nis"]) for rij in lijst}
    for rij in lijst:
        code = "bru" if rij["gemeente"] in RAND else REGIO_VAN_GEBIED[rij["gebied"]]
        if rij["postcode"] == "2070":
            yield Rij("2070", rij["nis"], "ant", geldig_tot=FUSIE - timedelta(days=1))
            yield Rij("2070", rij["nis"], code, geldig_van=FUSIE)
        else:
            yield Rij(rij["postcode"], rij["nis"], code)
    for postcode, gemeente in BIJZONDER:
        if (postcode, nis[gemeente]) not in bekend:
            yield Rij(postcode, nis[gemeente], "bru")
