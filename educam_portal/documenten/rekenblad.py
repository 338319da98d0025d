"""A table as a file that a spreadsheet opens: CSV as Excel in Belgium reads it, or XLSX; no cell becomes a formula.

No library for XLSX is among our packages, and of this format a table needs little: texts and numbers.
"""

import csv
import re
import zipfile
from collections.abc import Iterable, Sequence
from decimal import Decimal
from io import BytesIO, StringIO
from typing import Any
from xml.sax.saxutils import escape, quoteattr

MIME = "text/csv"
MIME_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# What a spreadsheet takes for the beginning of a formula; a tab or a carriage return before it is skipped.
_FORMULE = ("=", "+", "-", "@", "\t", "\r")


def als_csv(kop: Sequence[str], rijen: Iterable[Sequence[Any]]) -> bytes:
    """UTF-8 with its mark, fields divided by `;`: opens in columns and with its accents, without asking anything."""
    tekst = StringIO()
    schrijver = csv.writer(tekst, delimiter=";", lineterminator="\r\n")
    schrijver.writerow(kop)
    schrijver.writerows([_cel(waarde) for waarde in rij] for rij in rijen)
    return tekst.getvalue().encode("utf-8-sig")


def _cel(waarde: Any) -> str:
    cel = "" if waarde is None else str(waarde)
    return f"'{cel}" if cel.startswith(_FORMULE) else cel


# What XML cannot hold, however it is written.
_NIET_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_DOC = "http://schemas.openxmlformats.org/officeDocument/2006"
_BLAD = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_PAKKET = "http://schemas.openxmlformats.org/package/2006"
_SOORT = "application/vnd.openxmlformats-officedocument.spreadsheetml"
Blad = tuple[str, Sequence[str], Iterable[Sequence[Any]]]


def als_xlsx(bladen: Sequence[Blad]) -> bytes:
    """Sheets of (name, heading, rows). A Decimal or int is a number; all else is text, so that no zero in front is lost."""
    nummers = range(1, len(bladen) + 1)
    delen = {
        "[Content_Types].xml": f'<Types xmlns="{_PAKKET}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_SOORT}.sheet.main+xml"/>'
        + "".join(
            f'<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType="{_SOORT}.worksheet+xml"/>' for n in nummers
        )
        + "</Types>",
        "_rels/.rels": f'<Relationships xmlns="{_PAKKET}/relationships"><Relationship Id="rId1" '
        f'Type="{_DOC}/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{_BLAD}" xmlns:r="{_DOC}/relationships"><sheets>'
        + "".join(
            f'<sheet name={quoteattr(blad[0])} sheetId="{n}" r:id="rId{n}"/>'
            for n, blad in zip(nummers, bladen, strict=True)
        )
        + "</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PAKKET}/relationships">'
        + "".join(
            f'<Relationship Id="rId{n}" Type="{_DOC}/relationships/worksheet" Target="worksheets/sheet{n}.xml"/>'
            for n in nummers
        )
        + "</Relationships>",
    }
    for n, (_, kop, rijen) in zip(nummers, bladen, strict=True):
        tabel = "".join(f"<row>{''.join(map(_xlsx_cel, rij))}</row>" for rij in (kop, *rijen))
        delen[f"xl/worksheets/sheet{n}.xml"] = f'<worksheet xmlns="{_BLAD}"><sheetData>{tabel}</sheetData></worksheet>'
    uit = BytesIO()
    with zipfile.ZipFile(uit, "w", zipfile.ZIP_DEFLATED) as archief:
        for naam, inhoud in delen.items():
            # A fixed moment: the same table is the same file.
            archief.writestr(zipfile.ZipInfo(naam), _XML + inhoud, zipfile.ZIP_DEFLATED)
    return uit.getvalue()


def _xlsx_cel(waarde: Any) -> str:
    if isinstance(waarde, int | Decimal):
        return f"<c><v>{waarde}</v></c>"
    tekst = _NIET_IN_XML.sub("", "" if waarde is None else str(waarde))
    return f'<c t="inlineStr"><is><t xml:space="preserve">{escape(tekst)}</t></is></c>'
