"""The kinds of term (rules.md §7): each app above this floor registers its own at start-up, in its `deadlines.py`."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from educam_portal.accounts.models import Bereik

if TYPE_CHECKING:
    from django.db.models import Model, QuerySet

    from educam_portal.accounts.models import Organisatie, User

    from .models import Termijn

Hook = Callable[["Termijn"], None]


class OnbekendeSoort(LookupError):
    """No kind of term is registered under this name."""


class AanZet(StrEnum):
    """Who must act for a term to be met."""

    WERKGEVER = "werkgever"
    CONSULENT = "consulent"
    MENTOR = "mentor"
    SCHOOL = "school"
    NIEMAND = "niemand"  # a day that comes by itself: the end of an erkenning, an erasure


@dataclass(frozen=True, kw_only=True)
class Partijen:
    """Whom a term concerns, so that everybody's list of terms is one look-up in the table of terms.

    `voor`: the onderneming or school; `bij`: the region that follows it; `persoon`: somebody in person.
    """

    voor: "Organisatie | None" = None
    bij: "Organisatie | None" = None
    persoon: "User | None" = None


@dataclass(frozen=True, kw_only=True)
class SoortTermijn:
    """One kind of term.

    `parameter` holds its length (None: every term of the kind has a fixed date), `herinneringen` its moments; both are
    read by the start date of the term. The functions are called when a reminder is made, so that replacements and new
    colleagues count: `ontvangers(termijn, moment)` gives who must be told at that moment, `titel(termijn)` names the
    dossier, `zin(termijn, moment)` is the line in the message, `url(termijn, ontvanger)` where to act,
    `wat(termijn, moment)` what to do in the few words of a subject (None: nobody is ever mailed about it).
    `partijen(onderwerp)` says whose lists it stands in, `aan_zet` who must act; `onderwerpen()` gives the subjects with
    what `titel` and `url` read of them, so that a list of terms fetches them in one query.
    `klaar(termijn)` True = already fulfilled, nothing is sent. `bij_verval(termijn, op)` runs once, in the transaction
    of the job, on the first run after the due date; `bij_moment(termijn, op)` in the one that claims a moment, once for
    each; `bij_verlenging(termijn)` in that of an extension. `bereik` is the
    scope of a machtiging that lets somebody see it, `dossier(termijn)` the one whose mails tell about it. `op_vraag`: a day
    years away on which the portal acts by itself; only who filters on the kind sees it.
    """

    naam: str
    label: str
    parameter: str | None
    ontvangers: Callable[["Termijn", str], Iterable["User | str"]]
    titel: Callable[["Termijn"], str]
    url: Callable[["Termijn", "User | str"], str]
    zin: Callable[["Termijn", str], str]
    partijen: Callable[[Any], Partijen]
    aan_zet: AanZet
    onderwerpen: "Callable[[], QuerySet[Any]]"
    bereik: str = Bereik.AANVRAGEN
    dossier: "Callable[[Termijn], Model | None]" = lambda termijn: termijn.onderwerp  # type: ignore[has-type]
    bij_verval: Callable[["Termijn", date], None] | None = None
    bij_moment: Callable[["Termijn", date], None] | None = None
    bij_verlenging: Callable[["Termijn"], None] | None = None
    verlengbaar: bool = False
    op_vraag: bool = False
    klaar: Callable[["Termijn"], bool] | None = None
    wat: Callable[["Termijn", str], str] | None = None
    herinneringen: str = ""

    @property
    def herinneringen_parameter(self) -> str:
        return self.herinneringen or f"herinneringen_{self.naam}"


SOORTEN: dict[str, SoortTermijn] = {}
NA_WIJZIGING: dict[str, list[Hook]] = defaultdict(list)
# A page of terms and its reader in, per id of a term what `components/afwezig.html` shows out.
VanWie = Callable[[Iterable["Termijn"], "User"], Mapping[int, Any]]
VAN_WIE: list[VanWie] = []


def registreer(soort: SoortTermijn) -> None:
    """Make a kind of term known. Raises ValueError when the name is taken."""
    if soort.naam in SOORTEN:
        raise ValueError(f"De termijnsoort {soort.naam} is al geregistreerd.")
    SOORTEN[soort.naam] = soort


def registreer_na_wijziging(soort: str, functie: Hook) -> None:
    """Run `functie(termijn)` after every change of the due date of a `soort` term, in the same transaction."""
    NA_WIJZIGING[soort].append(functie)


def registreer_van_wie(functie: VanWie) -> None:
    """Let a higher floor say, for a whole page at once, which terms are the work of somebody who is away."""
    VAN_WIE.append(functie)


def soort_termijn(naam: str) -> SoortTermijn:
    """The registered kind. Raises OnbekendeSoort."""
    try:
        return SOORTEN[naam]
    except KeyError:
        raise OnbekendeSoort(f"De termijnsoort {naam} is niet geregistreerd.") from None
