"""File names as people may have typed or hidden things in them."""

import unicodedata

MAX_LENGTE = 120
_VERBODEN = str.maketrans(dict.fromkeys('<>:"|?*%', "-"))


def schone_naam(naam: str) -> str:
    """`naam` without folders, control and direction characters, at most `MAX_LENGTE` long with its extension kept.

    Only shown and offered at download: on disk a file never has the name that somebody gave it.
    """
    laatste = unicodedata.normalize("NFC", naam).replace("\\", "/").rsplit("/", 1)[-1]
    zichtbaar = "".join(" " if teken.isspace() else teken for teken in laatste if _toonbaar(teken))
    schoon = " ".join(zichtbaar.translate(_VERBODEN).split()).strip(". ")
    if len(schoon) > MAX_LENGTE:
        punt = extensie(schoon)
        schoon = schoon[: MAX_LENGTE - len(punt)].rstrip(". ") + punt
    return schoon or "bestand"


def extensie(naam: str) -> str:
    """The last extension in lower case with its dot; empty without one, or with one longer than ten characters."""
    stam, punt, einde = naam.rpartition(".")
    return f".{einde.lower()}" if punt and stam and 0 < len(einde) <= 10 else ""


def _toonbaar(teken: str) -> bool:
    return teken.isspace() or not unicodedata.category(teken).startswith("C")
