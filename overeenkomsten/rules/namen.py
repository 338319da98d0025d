"""Whether two names or two addresses are those of one person."""

import re
import unicodedata

EIGEN_POSTVAK = "De vertegenwoordiger heeft een eigen e-mailadres nodig, een ander dan dat van de lerende."


def woorden(naam: str) -> frozenset[str]:
    """The words of a name, without capitals and accents."""
    letters = unicodedata.normalize("NFKD", naam.casefold())
    return frozenset(re.findall(r"[^\W\d_]+", "".join(teken for teken in letters if not unicodedata.combining(teken))))


def is_dezelfde(naam: str, op_certificaat: str) -> bool:
    """Whether a certificate may be that of `naam`: an eID adds second names, so each word of `naam` must be on it."""
    eigen = woorden(naam)
    return len(eigen) > 1 and eigen <= woorden(op_certificaat)


def zelfde_postvak(adres: str, ander: str) -> bool:
    """Whether mail to both ends in one mailbox; nobody has an empty one."""
    return bool(adres.strip()) and adres.strip().casefold() == ander.strip().casefold()
