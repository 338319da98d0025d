"""A list of lerenden in a file of a school: bytes in, rows of text out. No database, no clock."""

from .bestand import MAX_BYTES, Onleesbaar, lees_tabel
from .kolommen import KOLOMMEN, Lijst, lees_lijst, voorbeeld

__all__ = ["KOLOMMEN", "MAX_BYTES", "Lijst", "Onleesbaar", "lees_lijst", "lees_tabel", "voorbeeld"]
