"""Which obligations an employer has for one overeenkomst, and which of them bind the start (rules.md §5.1). Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

# In the order of rules.md §5.1; the same words as `toestanden.Verplichtingsoort`.
VOOR_DE_START = (
    "dimona",
    "arbeidsongevallen",
    "aansprakelijkheid",
    "risicoanalyse",
    "preventiedienst",
    "medisch",
    "arbeidsreglement",
    "werkkledij",
)
LOPEND = ("loonbrief", "rekening", "kwartaal", "woonwerk", "kledij")
# Pay belongs to every overeenkomst but a SAO (rules.md §5).
ZONDER_LOON = "SAO"
HANGT_AAN_LOON = ("loonbrief", "rekening", "kwartaal")
# Not confirmed on the first day, the school hears of these as well (rules.md §5.1).
OOK_VOOR_DE_SCHOOL = ("dimona", "arbeidsongevallen", "aansprakelijkheid", "medisch")


@dataclass(frozen=True, slots=True)
class Plicht:
    """One row to keep: by when (None: it runs on, nobody is reminded), and whether it is asked at all."""

    soort: str
    vervalt_op: date | None
    nodig: bool = True


@dataclass(frozen=True, slots=True)
class Stand:
    """How far one row is; `geschikt` counts for the medisch onderzoek alone."""

    soort: str
    nodig: bool
    gedaan: bool
    geschikt: bool | None = None

    @property
    def in_orde(self) -> bool:
        """A medisch onderzoek is in order only with the outcome "geschikt" (rules.md §5.1)."""
        return not self.nodig or (self.gedaan and (self.soort != "medisch" or self.geschikt is True))


def plichten(soort: str, start: date, *, minderjarig: bool) -> list[Plicht]:
    """The obligations of an overeenkomst of this `soort` that starts on `start` (rules.md §5.1).

    Medisch onderzoek is always asked of a minor; of an adult only when the risk analysis says so, which the werkgever
    tells later. Where no pay is due there is none to account for.
    """
    rijen = [Plicht(naam, start, nodig=naam != "medisch" or minderjarig) for naam in VOOR_DE_START]
    lopend = [naam for naam in LOPEND if soort != ZONDER_LOON or naam not in HANGT_AAN_LOON]
    return [*rijen, *(Plicht(naam, None) for naam in lopend)]


def startklaar(standen: Iterable[Stand]) -> bool:
    """Whether everything that is due on the first day is in order (rules.md §5.1)."""
    return all(stand.in_orde for stand in standen if stand.soort in VOOR_DE_START)


def school_hoort_van(standen: Iterable[Stand]) -> list[str]:
    """What reaches the school when it is not confirmed on the first day (rules.md §5.1)."""
    return [stand.soort for stand in standen if stand.soort in OOK_VOOR_DE_SCHOOL and not stand.in_orde]
