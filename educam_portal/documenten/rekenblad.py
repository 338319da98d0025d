"""A table as a file that a spreadsheet opens: CSV as Excel in Belgium reads it, and no cell that becomes a formula."""

import csv
from collections.abc import Iterable, Sequence
from io import StringIO
from typing import Any

MIME = "text/csv"
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
