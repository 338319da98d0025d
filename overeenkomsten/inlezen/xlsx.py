"""The first sheet of an XLSX as rows of text: a zip with XML, read with a hard limit on everything it could inflate to.

No library for XLSX is among our packages, and of this format a list of names needs little: strings and numbers. A DTD is
refused before anything of it is looked at, formulas are never computed (their last result is read), and nothing outside
the file is opened.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Callable
from contextlib import suppress
from typing import Any
from xml.parsers import expat

MAX_DEEL = 20 * 1024 * 1024
MAX_TEKST = 500
BLAD, WERKBOEK, RELATIES = "xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
TEKSTEN = "xl/sharedStrings.xml"
_PLAATS = re.compile(r"([A-Z]{1,3})(\d{1,7})", re.ASCII)


class _Genoeg(Exception):
    """Enough rows were read."""


def lees_xlsx(inhoud: bytes, rijen: int, kolommen: int) -> list[tuple[int, list[str]]]:
    """(row number, cells), no more than `rijen` with something in them. Raises ValueError for what is no sound XLSX."""
    try:
        with zipfile.ZipFile(io.BytesIO(inhoud)) as archief:
            teksten = _teksten(_deel(archief, TEKSTEN)) if TEKSTEN in archief.namelist() else []
            return _blad(_deel(archief, _eerste_blad(archief)), teksten, rijen, kolommen)
    except (
        zipfile.BadZipFile,
        KeyError,
        expat.ExpatError,
        zlib.error,
        RuntimeError,
        NotImplementedError,
        EOFError,
    ) as fout:
        raise ValueError("geen leesbaar xlsx-bestand") from fout


def _deel(archief: zipfile.ZipFile, naam: str) -> bytes:
    # The limit below holds for these two only: bzip2 and lzma inflate all they got, however little is asked of them.
    if archief.getinfo(naam).compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise ValueError("zo pakt niemand een xlsx-bestand in")
    with archief.open(naam) as deel:
        inhoud = deel.read(MAX_DEEL + 1)
    if len(inhoud) > MAX_DEEL:
        raise ValueError("te groot")
    return inhoud


def _ontleed(
    inhoud: bytes,
    bij_begin: Callable[[str, dict[str, str]], None],
    bij_einde: Callable[[str], None] = lambda naam: None,
    bij_tekst: Callable[[str], None] = lambda tekst: None,
) -> None:
    """Walk through the elements, named without their namespace."""

    def weiger(*_: object) -> None:
        raise ValueError("een DTD hoort niet in een xlsx-bestand")

    lezer = expat.ParserCreate()
    lezer.buffer_text = True
    lezer.StartDoctypeDeclHandler = weiger
    lezer.StartElementHandler = lambda naam, attributen: bij_begin(naam.rpartition(":")[2], attributen)
    lezer.EndElementHandler = lambda naam: bij_einde(naam.rpartition(":")[2])
    lezer.CharacterDataHandler = bij_tekst
    lezer.Parse(inhoud, True)


def _eerste_blad(archief: zipfile.ZipFile) -> str:
    """The file of the first sheet in the order of the tabs."""
    bladen: list[str] = []
    doelen: dict[str, str] = {}

    def werkboek(naam: str, attributen: dict[str, str]) -> None:
        if naam == "sheet":
            bladen.extend(waarde for sleutel, waarde in attributen.items() if sleutel.endswith(":id"))

    def relatie(naam: str, attributen: dict[str, str]) -> None:
        if naam == "Relationship":
            doelen[attributen.get("Id", "")] = attributen.get("Target", "")

    _ontleed(_deel(archief, WERKBOEK), werkboek)
    _ontleed(_deel(archief, RELATIES), relatie)
    doel = doelen.get(bladen[0], "") if bladen else ""
    return (doel.removeprefix("/") if doel.startswith("/") else f"xl/{doel}") if doel else BLAD


def _teksten(inhoud: bytes) -> list[str]:
    """The texts that cells refer to by number."""
    gevonden: list[str] = []
    in_tekst = [False]

    def begin(naam: str, attributen: dict[str, str]) -> None:
        if naam == "si":
            gevonden.append("")
        in_tekst[0] = naam == "t"

    def einde(naam: str) -> None:
        in_tekst[0] = False

    def tekst(deel: str) -> None:
        # A long text in many cells would be copied as often.
        if in_tekst[0] and gevonden and len(gevonden[-1]) < MAX_TEKST:
            gevonden[-1] += deel[:MAX_TEKST]

    _ontleed(inhoud, begin, einde, tekst)
    return gevonden


def _blad(inhoud: bytes, teksten: list[str], rijen: int, kolommen: int) -> list[tuple[int, list[str]]]:
    uit: list[tuple[int, list[str]]] = []
    rij: dict[int, str] = {}
    stand: dict[str, Any] = {"rij": 0, "kolom": 0, "soort": "", "lees": False, "tekst": ""}

    def begin(naam: str, attributen: dict[str, str]) -> None:
        if naam == "row":
            rij.clear()
            nummer = attributen.get("r", "")
            stand.update(rij=int(nummer) if nummer.isascii() and nummer.isdigit() else stand["rij"] + 1, kolom=-1)
        elif naam == "c":
            plaats = _PLAATS.fullmatch(attributen.get("r", ""))
            kolom = _kolom(plaats[1]) if plaats else stand["kolom"] + 1
            stand.update(kolom=kolom, soort=attributen.get("t", ""), tekst="")
        elif naam in ("v", "t"):
            stand["lees"] = True

    def einde(naam: str) -> None:
        if naam in ("v", "t"):
            stand["lees"] = False
        elif naam == "c" and 0 <= stand["kolom"] < kolommen:
            rij[stand["kolom"]] = _waarde(stand["soort"], stand["tekst"], teksten)
        elif naam == "row" and any(rij.values()):
            uit.append((stand["rij"], [rij.get(kolom, "") for kolom in range(max(rij) + 1)]))
            if len(uit) >= rijen:
                raise _Genoeg

    def tekst(deel: str) -> None:
        if stand["lees"] and len(stand["tekst"]) < MAX_TEKST:
            stand["tekst"] += deel[:MAX_TEKST]

    with suppress(_Genoeg):
        _ontleed(inhoud, begin, einde, tekst)
    return uit


def _kolom(letters: str) -> int:
    nummer = 0
    for letter in letters:
        nummer = nummer * 26 + ord(letter) - ord("A") + 1
    return nummer - 1


def _waarde(soort: str, tekst: str, teksten: list[str]) -> str:
    if soort == "s":
        plaats = int(tekst) if tekst.isascii() and tekst.isdigit() else -1
        return teksten[plaats] if 0 <= plaats < len(teksten) else ""
    if soort == "e":
        return ""
    # A whole number is written as 85073003328 or 8.5073003328E10, and a year as 2009 or 2009.0.
    if soort in ("", "n") and tekst:
        try:
            getal = float(tekst)
        except ValueError:
            return tekst
        return str(int(getal)) if getal.is_integer() and abs(getal) < 1e15 else tekst
    return tekst
