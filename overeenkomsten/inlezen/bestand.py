"""From the bytes of a CSV or XLSX to rows of text, within limits that no file can stretch."""

import codecs
import csv
import io

from .xlsx import MAX_TEKST, lees_xlsx

MAX_BYTES = 2 * 1024 * 1024
MAX_RIJEN = 501
MAX_KOLOMMEN = 60
ZIP = b"PK\x03\x04"
OUDE_EXCEL = b"\xd0\xcf\x11\xe0"
SCHEIDERS = ";,\t"


class Onleesbaar(Exception):
    """The file as a whole cannot be read; `zin` says how to fix it."""

    def __init__(self, zin: str) -> None:
        super().__init__(zin)
        self.zin = zin


def lees_tabel(inhoud: bytes) -> list[tuple[int, list[str]]]:
    """Every row that holds something, with its number in the file. Raises Onleesbaar."""
    if not inhoud.strip():
        raise Onleesbaar("Dit bestand is leeg. Kies een ander bestand.")
    if len(inhoud) > MAX_BYTES:
        raise Onleesbaar("Dit bestand is groter dan 2 MB. Splits de lijst in kleinere bestanden.")
    if inhoud.startswith(OUDE_EXCEL):
        raise Onleesbaar("Dit is een oud Excel-bestand (.xls). Sla het op als .xlsx of .csv en kies dat bestand.")
    if inhoud.startswith(ZIP):
        try:
            rijen = lees_xlsx(inhoud, MAX_RIJEN + 1, MAX_KOLOMMEN)
        except ValueError as fout:
            raise Onleesbaar(
                "We kunnen dit Excel-bestand niet openen. Sla het opnieuw op als .xlsx of .csv en kies dat bestand."
            ) from fout
    else:
        rijen = _csv(inhoud)
    schoon = [
        (nummer, [cel.replace("\0", "").strip()[:MAX_TEKST] for cel in rij[:MAX_KOLOMMEN]]) for nummer, rij in rijen
    ]
    gevuld = [(nummer, rij) for nummer, rij in schoon if any(rij)]
    if len(gevuld) > MAX_RIJEN:
        raise Onleesbaar(f"Deze lijst telt meer dan {MAX_RIJEN - 1} rijen. Splits ze in kleinere bestanden.")
    return gevuld


def _csv(inhoud: bytes) -> list[tuple[int, list[str]]]:
    tekst = _tekst(inhoud)
    kop = tekst.lstrip().splitlines()[0] if tekst.strip() else ""
    scheider = max(SCHEIDERS, key=kop.count)
    lezer = csv.reader(io.StringIO(tekst.replace("\0", ""), newline=""), delimiter=scheider)
    rijen = []
    try:
        for rij in lezer:
            rijen.append((lezer.line_num, rij))
            if len(rijen) > 4 * MAX_RIJEN:
                break
    except csv.Error as fout:
        raise Onleesbaar(f"We kunnen rij {lezer.line_num} niet lezen. Kijk de aanhalingstekens na.") from fout
    return rijen


def _tekst(inhoud: bytes) -> str:
    """UTF-8 with or without a mark, UTF-16 with one (Excel's "Unicode-tekst"), else what Windows writes."""
    marks = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
    for codering in ("utf-16",) if inhoud.startswith(marks) else ("utf-8-sig", "cp1252"):
        try:
            return inhoud.decode(codering)
        except UnicodeDecodeError:
            continue
    raise Onleesbaar("We kunnen de letters in dit bestand niet lezen. Sla het op als CSV UTF-8 of als .xlsx.")
