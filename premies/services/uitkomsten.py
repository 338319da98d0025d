"""What the department decided and paid, told to each onderneming: one mail per reply that was read (rules.md §6)."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils import timezone

from educam_portal import meldingen
from educam_portal.organisaties.models import Onderneming
from educam_portal.organisaties.nummers import masker_iban

from ..formaat import GEWEIGERD, TOEGEKEND, UITBETAALD
from ..models import Levering, Premie
from ..ontvangers import premievolgers, wie_je_belt
from .rekeningen import rekeningen_van

# More lines than this nobody reads in a mail; the page shows them all.
HOOGSTENS = 25
_VELD = {TOEGEKEND: "toegekend", GEWEIGERD: "geweigerd", UITBETAALD: "betaald"}


@dataclass(frozen=True)
class Regel:
    wie: str
    bedrag: Decimal
    reden: str
    uitbetaald_op: date | None


@dataclass(frozen=True)
class Deel:
    """The claims with one outcome: those that are named, and how many more there are."""

    rijen: list[Regel]
    rest: int


def meld_uitkomsten(levering: Levering, veranderd: Iterable[int], op: datetime) -> None:
    """Tell about the claims that this reply changed; part of its transaction, so that a replay tells nothing again."""
    per_onderneming: dict[Onderneming, dict[str, list[Premie]]] = defaultdict(lambda: defaultdict(list))
    rijen = Premie.objects.filter(pk__in=list(veranderd)).select_related("onderneming", "overeenkomst__lerende")
    for premie in rijen.order_by("onderneming", "overeenkomst__lerende__voornaam", "pk"):
        per_onderneming[premie.onderneming][premie.toestand].append(premie)
    rekeningen = rekeningen_van(levering)
    for onderneming, delen in per_onderneming.items():
        _meld(levering, onderneming, delen, rekeningen.get(onderneming.pk, ""), op)


def _meld(
    levering: Levering, onderneming: Onderneming, delen: dict[str, list[Premie]], iban: str, op: datetime
) -> None:
    dag = timezone.localdate(op)
    premies = [premie for deel in delen.values() for premie in deel]
    gegevens: dict[str, Any] = {
        "onderneming": onderneming.naam,
        "schooljaar": levering.schooljaar_tekst,
        "rekening": masker_iban(iban),
        "kaart": wie_je_belt(onderneming, dag) if delen.get(GEWEIGERD) else None,
        "url": premies[0].get_absolute_url()
        if len(premies) == 1
        else f"{reverse('premie:lijst')}?schooljaar={levering.schooljaar}",
    }
    for toestand, veld in _VELD.items():
        deel = delen.get(toestand)
        gegevens[veld] = deel and Deel([_regel(premie) for premie in deel[:HOOGSTENS]], max(len(deel) - HOOGSTENS, 0))
    meldingen.stuur("premies_beslist", dossier=levering, aan=premievolgers(onderneming, dag), gegevens=gegevens)


def _regel(premie: Premie) -> Regel:
    """Who was erased meanwhile has no name any more: the number of the claim says which it is."""
    wie = premie.overeenkomst.lerende.kort if premie.persoonsnummer_id else premie.referentie
    return Regel(wie, premie.bedrag, premie.reden, premie.uitbetaald_op)
