"""Whether two names belong to one human being, as far as letters can tell. Pure."""

import unicodedata


def zelfde_naam(een: tuple[str, str], ander: tuple[str, str]) -> bool:
    """First name and family name, also with other accents, capitals, spaces or hyphens, or the other way round."""
    return bool(_schrijfwijzen(*een) & _schrijfwijzen(*ander))


def _schrijfwijzen(voornaam: str, naam: str) -> set[str]:
    een, ander = _letters(voornaam), _letters(naam)
    return {een + ander, ander + een}


def _letters(tekst: str) -> str:
    # Decomposed, an accent is a sign of its own that is neither letter nor digit.
    return "".join(teken for teken in unicodedata.normalize("NFKD", tekst.casefold()) if teken.isalnum())
