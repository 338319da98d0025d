"""Whom to call about an overeenkomst today: somebody is reachable whenever the lerende works (rules.md §5)."""

from dataclasses import dataclass
from datetime import date

from educam_portal.organisaties.schoolvakanties import tussen

from .models import Overeenkomst
from .ontvangers import begeleiders
from .tonen import Blik


@dataclass(frozen=True)
class Contact:
    """As the contact card shows it; `vakantie` is the school holiday in which this person stands in."""

    naam: str
    telefoon: str
    email: str
    vakantie: str = ""

    @property
    def titel(self) -> str:
        """What stands above the card."""
        return f"Wie bel je in de {self.vakantie.lower()}?" if self.vakantie else "Wie bel je?"


def wie_bel_je(overeenkomst: Overeenkomst, op: date) -> Contact:
    """The holiday contact in a school holiday, when the school named one; else the trajectbegeleider.

    A colleague answers for a trajectbegeleider who no longer works there.
    """
    vakantie = next(iter(tussen(op, op)), None)
    if vakantie is not None and overeenkomst.vakantiecontact:
        return Contact(overeenkomst.vakantiecontact, overeenkomst.vakantietelefoon, "", vakantie.naam)
    user = next(iter(begeleiders(overeenkomst, op)), overeenkomst.begeleider)
    return Contact(str(user), user.telefoon, user.email)


def wie_belt(overeenkomst: Overeenkomst, kijk: Blik, op: date) -> Contact | None:
    """Whom this reader calls: the school its mentor, everybody else the school."""
    if not kijk.school:
        return wie_bel_je(overeenkomst, op)
    mentor = overeenkomst.mentor
    return Contact(str(mentor), mentor.telefoon, mentor.email) if mentor else None
