"""What the list of one onderneming needs of all its claims together (rules.md §6, ux.md §3.2)."""

from datetime import date

from django.utils import timezone

from educam_portal.organisaties.models import Onderneming

from .models import Premie, Prestatie
from .models.premie import PremieQuerySet
from .rules import Uitkomst, Voorwaardecode
from .tonen import Balk, balk, voorwaarden_van


def met_balk(premies: list[Premie], onderneming: Onderneming) -> list[tuple[Premie, Balk]]:
    """Each claim with the months that were worked; one query for all of them."""
    per_persoon: dict[int, list[Prestatie]] = {}
    personen = [premie.persoonsnummer_id for premie in premies if premie.persoonsnummer_id]
    for rij in Prestatie.objects.filter(onderneming=onderneming, persoonsnummer__in=personen):
        per_persoon.setdefault(rij.persoonsnummer_id, []).append(rij)
    vandaag = timezone.localdate()
    return [(premie, balk(premie, per_persoon.get(premie.persoonsnummer_id or 0, []), vandaag)) for premie in premies]


def toestemming_voor(eigen: PremieQuerySet) -> date | None:
    """The first last day on which consent still serves one of these claims."""
    gevraagd = eigen.mogelijk().order_by().values_list("voorwaarden", flat=True)
    dagen = [
        een.uiterlijk
        for ruw in gevraagd
        for een in voorwaarden_van(ruw)
        if een.code == Voorwaardecode.TOESTEMMING and een.uitkomst == Uitkomst.OPEN and een.uiterlijk
    ]
    return min(dagen, default=None)
