"""The kinds of message and the groups people choose about (rules.md §7; ux.md §3.4: meteen, in de dagmail, niet).

Each floor registers its own at start-up, in its `notifications.py`; a kind that nobody registered is not sent.
"""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import models

from educam_portal.accounts.publiek import Publiek

if TYPE_CHECKING:
    from educam_portal.meldingen.models import Bericht

BERICHT = ("bericht", "berichten")
EDUCAM = frozenset({Publiek.CONSULENT, Publiek.COORDINATOR})
IEDEREEN = frozenset(Publiek)


class OnbekendeSoort(LookupError):
    """No kind of message, or no group, is registered under this name."""


class Wijze(models.TextChoices):
    """How a message leaves the portal; in the inbox it stands at once whatever this says."""

    METEEN = "meteen", "Meteen een mail"
    DAGMAIL = "dagmail", "In één mail per dag"
    NIET = "niet", "Geen mail. Je leest het in het portaal."


@dataclass(frozen=True, kw_only=True)
class Groep:
    """What people choose about in one go. `label` and `uitleg` are for them, in plain Dutch.

    `dringend`: needs an answer the same day, so EDUCAM gets it at once too. `vast`: not a choice, always this way.
    """

    naam: str
    label: str
    uitleg: str
    dringend: bool = False
    vast: Wijze | None = None

    def standaard(self, publieken: Collection[Publiek]) -> Wijze:
        """How it leaves for somebody who chose nothing: EDUCAM reads once a day what can wait, others at once."""
        if self.vast is not None:
            return self.vast
        return Wijze.DAGMAIL if EDUCAM & set(publieken) and not self.dringend else Wijze.METEEN


@dataclass(frozen=True, kw_only=True)
class SoortBericht:
    """One kind of message: the template `meldingen/<naam>.txt`.

    `termijn`: tells about a day by which something must be done, so never below the daily message. `postvak`: stands
    in the inbox of who has an account; what carries a code or a personal link does not. `telwoord`: how the subject of
    the daily message counts it, one and many. `achterhaald(dossier, bericht)` True = what it asks was done meanwhile,
    so the daily message leaves it out.
    """

    naam: str
    label: str
    groep: str
    publiek: frozenset[Publiek]
    termijn: bool = False
    postvak: bool = True
    telwoord: tuple[str, str] = BERICHT
    achterhaald: Callable[[Any, "Bericht"], bool] | None = None


GROEPEN: dict[str, Groep] = {}
SOORTEN: dict[str, SoortBericht] = {}


def registreer_groep(groep: Groep) -> None:
    """Make a group known. Raises ValueError when the name is taken."""
    if groep.naam in GROEPEN:
        raise ValueError(f"De groep berichten {groep.naam} is al geregistreerd.")
    GROEPEN[groep.naam] = groep


def registreer(*soorten: SoortBericht) -> None:
    """Make kinds known, in a group that is known. Raises ValueError when a name is taken, OnbekendeSoort for a group."""
    for soort in soorten:
        if soort.naam in SOORTEN:
            raise ValueError(f"De berichtsoort {soort.naam} is al geregistreerd.")
        _groep(soort.groep)
        SOORTEN[soort.naam] = soort


def soort_bericht(naam: str) -> SoortBericht:
    """The registered kind. Raises OnbekendeSoort."""
    try:
        return SOORTEN[naam]
    except KeyError:
        raise OnbekendeSoort(f"De berichtsoort {naam} is niet geregistreerd.") from None


def is_achterhaald(bericht: "Bericht") -> bool:
    """Whether what a message tells no longer holds: its dossier is gone, or what it asks was done meanwhile."""
    if bericht.onderwerp_id and bericht.dossier is None:
        return True
    achterhaald = soort_bericht(bericht.soort).achterhaald
    return achterhaald is not None and achterhaald(bericht.dossier, bericht)


def _groep(naam: str) -> Groep:
    try:
        return GROEPEN[naam]
    except KeyError:
        raise OnbekendeSoort(f"De groep berichten {naam} is niet geregistreerd.") from None


def wijze(soort: SoortBericht, voorkeur: str | None, publieken: Collection[Publiek]) -> Wijze:
    """How a message of this kind leaves for somebody of these audiences whose choice for its group is `voorkeur`.

    A fixed group is no choice, and one that tells about a term never falls below the daily message (rules.md §7),
    also for who chose silence before such a kind joined it.
    """
    groep = _groep(soort.groep)
    if voorkeur is None or groep.vast is not None:
        return groep.standaard(publieken)
    return Wijze(voorkeur) if voorkeur in keuzes(groep) else Wijze.DAGMAIL


def groepen_voor(publieken: Iterable[Publiek]) -> list[Groep]:
    """The groups that hold a kind for one of these audiences, in the order of registration.

    Who belongs to none (yet) sees what is for everybody.
    """
    wie = set(publieken)
    namen = {soort.groep for soort in SOORTEN.values() if soort.publiek & wie or soort.publiek == IEDEREEN}
    return [groep for groep in GROEPEN.values() if groep.naam in namen]


def keuzes(groep: Groep) -> list[Wijze]:
    """What people may choose for a group: one way when it is fixed, and no silence where a kind tells about a term."""
    if groep.vast is not None:
        return [groep.vast]
    met_termijn = any(soort.termijn for soort in SOORTEN.values() if soort.groep == groep.naam)
    return [Wijze.METEEN, Wijze.DAGMAIL] if met_termijn else list(Wijze)
