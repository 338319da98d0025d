"""Which columns a list of lerenden has, under the names that schools give them, and what stands in a cell (rules.md §5, §9)."""

import csv
import io
import re
import unicodedata
from dataclasses import dataclass, field
from datetime import date, timedelta

from .bestand import Onleesbaar

# Field of the form of a lerende → heading in the example, and what schools write instead.
KOLOMMEN: dict[str, tuple[str, ...]] = {
    "voornaam": ("Voornaam",),
    "naam": ("Familienaam", "Naam", "Achternaam"),
    "geboortedatum": ("Geboortedatum", "Geboren op"),
    "insz": ("Rijksregisternummer", "INSZ", "INSZ-nummer", "RRN", "Bisnummer"),
    "email": ("E-mail", "E-mailadres", "Mail"),
    "telefoon": ("Telefoon", "Gsm", "Telefoonnummer", "Gsm-nummer"),
    "straat": ("Straat",),
    "huisnummer": ("Huisnummer", "Nummer", "Nr"),
    "postcode": ("Postcode",),
    "gemeente": ("Gemeente", "Woonplaats"),
    "klas": ("Klas", "Klasgroep"),
    "opleiding": ("Opleiding",),
    "lessen_vanaf": ("Eerste lesdag", "Lessen vanaf"),
    "v_band": ("Band vertegenwoordiger", "Band"),
    "v_voornaam": ("Voornaam vertegenwoordiger", "Voornaam ouder"),
    "v_naam": ("Familienaam vertegenwoordiger", "Naam vertegenwoordiger", "Naam ouder"),
    "v_email": ("E-mail vertegenwoordiger", "E-mail ouder"),
    "v_telefoon": ("Telefoon vertegenwoordiger", "Telefoon ouder", "Gsm ouder"),
    "vestiging": ("Vestigingsnummer leerwerkplek", "Vestigingsnummer", "Leerwerkplek"),
}
VERPLICHT = ("voornaam", "naam", "geboortedatum")
DATUMS = ("geboortedatum", "lessen_vanaf")
TELEFOONS = ("telefoon", "v_telefoon")
# Day 0 of a serial date in a sheet.
EXCEL_NUL = date(1899, 12, 30)
_DATUM = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})", re.ASCII)
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[ T].*)?", re.ASCII)
VOORBEELD = (
    "Yassine", "Benali", "15/06/2010", "", "yassine.benali@example.be", "0470 12 34 56", "Kerkstraat", "1", "9300",
    "Aalst", "6 auto", "", "01/09/2026", "ouder", "Karima", "Benali", "karima.benali@example.be", "0470 12 34 57", "",
)  # fmt: skip


@dataclass(frozen=True)
class Lijst:
    """Rows as field → text, each with its number in the file; `onbekend` are headings that we leave out."""

    rijen: list[tuple[int, dict[str, str]]]
    onbekend: list[str] = field(default_factory=list)


def lees_lijst(tabel: list[tuple[int, list[str]]]) -> Lijst:
    """The first row names the columns. Raises Onleesbaar when one that we need is missing, or stands there twice."""
    if not tabel:
        raise Onleesbaar("Dit bestand is leeg. Kies een ander bestand.")
    bekend = {sleutel(naam): veld for veld, namen in KOLOMMEN.items() for naam in namen}
    kop = tabel[0][1]
    velden = [bekend.get(sleutel(naam)) for naam in kop]
    if ontbreekt := [KOLOMMEN[veld][0] for veld in VERPLICHT if veld not in velden]:
        raise Onleesbaar(f"We missen een kolom: {', '.join(ontbreekt)}. Zet de namen van de kolommen op de eerste rij.")
    if dubbel := [KOLOMMEN[veld][0] for veld in KOLOMMEN if velden.count(veld) > 1]:
        raise Onleesbaar(f"Deze kolom staat er twee keer: {', '.join(dubbel)}. Laat er één weg.")
    if len(tabel) == 1:
        raise Onleesbaar("Onder de namen van de kolommen staat nog niemand. Vul de lijst in en kies ze opnieuw.")
    rijen = [
        (nummer, {veld: _cel(veld, cel) for veld, cel in zip(velden, rij, strict=False) if veld})
        for nummer, rij in tabel[1:]
    ]
    return Lijst(rijen, [naam for naam, veld in zip(kop, velden, strict=True) if naam and not veld])


def voorbeeld() -> bytes:
    """A list to fill in, as Excel in Dutch opens it: UTF-8 with its mark, and semicolons."""
    uit = io.StringIO(newline="")
    schrijver = csv.writer(uit, delimiter=";")
    schrijver.writerow(namen[0] for namen in KOLOMMEN.values())
    schrijver.writerow(VOORBEELD)
    return uit.getvalue().encode("utf-8-sig")


def sleutel(naam: str) -> str:
    """Without accents, capitals, spaces and signs."""
    kaal = unicodedata.normalize("NFKD", naam).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]", "", kaal.lower())


def _cel(veld: str, tekst: str) -> str:
    """What the form expects. What a sheet made of a number gets its leading zero back."""
    if veld in DATUMS:
        return datumtekst(tekst)
    cijfers = tekst.isascii() and tekst.isdigit()
    if veld == "insz" and cijfers and len(tekst) in (9, 10):
        return tekst.zfill(11)
    if veld in TELEFOONS and cijfers and len(tekst) in (8, 9) and not tekst.startswith("0"):
        return f"0{tekst}"
    return tekst


def datumtekst(tekst: str) -> str:
    """15/6/2010, 15-06-2010, 15.06.2010, 2010-06-15 or the serial of a sheet as 15/06/2010; anything else as it stands."""
    if (deel := _DATUM.fullmatch(tekst)) is not None:
        return f"{int(deel[1]):02d}/{int(deel[2]):02d}/{deel[3]}"
    if (deel := _ISO.fullmatch(tekst)) is not None:
        return f"{int(deel[3]):02d}/{int(deel[2]):02d}/{deel[1]}"
    if tekst.isascii() and tekst.isdigit() and len(tekst) == 5:
        return f"{EXCEL_NUL + timedelta(days=int(tekst)):%d/%m/%Y}"
    return tekst
