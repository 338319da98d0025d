"""The files with INSZ and IBAN, and the replies to them: for a coördinator only (rules.md §2)."""

from educam_portal.accounts.models import User
from educam_portal.documenten.models import Document

LEVERING = "premie_levering"
ANTWOORD = "premie_antwoord"


def mag_lezen(_document: Document, user: User) -> bool:
    return user.is_coordinator
