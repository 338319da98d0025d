"""Names of people as two sources write them: a typed one, and the one in a certificate."""

import re
import unicodedata


def woorden(naam: str) -> frozenset[str]:
    """The words of a name, without capitals and accents."""
    letters = unicodedata.normalize("NFKD", naam.casefold())
    return frozenset(re.findall(r"[^\W\d_]+", "".join(teken for teken in letters if not unicodedata.combining(teken))))


def is_dezelfde(naam: str, op_certificaat: str) -> bool:
    """Whether a certificate may be that of `naam`: an eID adds second names, so each word of `naam` must be on it."""
    eigen = woorden(naam)
    return len(eigen) > 1 and eigen <= woorden(op_certificaat)
