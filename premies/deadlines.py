"""The term to give consent for the premie, one per overeenkomst: it counts from the first day (rules.md §6, §7).

Every function may be called twice. `op` is the day of the change.
"""

from datetime import date

from educam_portal.organisaties.models import Onderneming
from educam_portal.parameters import duur
from educam_portal.termijnen import services as termijnen
from educam_portal.termijnen.models import Termijn
from educam_portal.termijnen.rules import na_termijn
from overeenkomsten.models import Overeenkomst
from overeenkomsten.toestanden import VAN_KRACHT

from .dossier import gewest_van
from .models import Toestemming
from .regels import heeft_premie
from .rules import schooljaar_van
from .rules.oordeel import VLAAMS

TOESTEMMING = "toestemming_premie"


def vraag_toestemming(overeenkomst: Overeenkomst, *, op: date) -> None:
    """From the first day, unless consent is there, its last day has passed, or no premie can come of it."""
    vestiging, start = overeenkomst.vestiging, overeenkomst.start
    assert vestiging is not None and start is not None  # a constraint holds them from the moment it is sent
    kan = heeft_premie(schooljaar_van(start)) and gewest_van(vestiging.gemeente) == VLAAMS
    if not kan or na_termijn(start, duur(TOESTEMMING, start)) < op or _gegeven(vestiging.onderneming_id):
        return
    termijnen.start(overeenkomst, TOESTEMMING, op=start, aangemaakt_op=op)


def toestemming_gegeven(onderneming: Onderneming, *, op: date) -> None:
    """Once for the whole onderneming: nobody is reminded any more."""
    open_ = Termijn.objects.open().filter(soort=TOESTEMMING, voor=onderneming.organisatie_id)
    gevraagd = [int(pk) for pk in open_.values_list("onderwerp_id", flat=True)]
    for overeenkomst in Overeenkomst.objects.filter(pk__in=gevraagd).order_by("pk"):
        termijnen.voldaan(overeenkomst, TOESTEMMING, op=op)


def toestemming_ingetrokken(onderneming: Onderneming, *, op: date) -> None:
    """It is asked again for every overeenkomst for which it can still come in time."""
    rijen = Overeenkomst.objects.filter(
        vestiging__onderneming=onderneming, toestand__in=VAN_KRACHT, geregistreerd_op__isnull=False
    )
    for overeenkomst in rijen.select_related(*Overeenkomst.LEEST_MEE).order_by("pk"):
        vraag_toestemming(overeenkomst, op=op)


def vraagt_niets_meer(overeenkomst: Overeenkomst, *, op: date) -> None:
    """It was cancelled or ends early."""
    termijnen.nietig(overeenkomst, TOESTEMMING, op=op)


def _gegeven(onderneming: int) -> bool:
    return Toestemming.objects.filter(onderneming=onderneming, ingetrokken_op=None).exists()
