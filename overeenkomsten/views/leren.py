"""The tab "Leren" of one overeenkomst, for school, mentor and werkgever (rules.md §2, §5)."""

from django.http import Http404, HttpResponse
from django.utils import timezone

from educam_portal.accounts.toegang import Verzoek, vereist_aangemeld

from ..guards import leren_niet_gewist
from ..leren import Kijker
from ..models import Overeenkomst, Vorderingsvoorstel
from ..tabbladen import heeft_leren, tabs
from ..tonen import Blik, blik
from ..vordering import beeld
from .basis import haal, toon


def haal_leren(request: Verzoek, ref: str) -> tuple[Overeenkomst, Blik]:
    """The overeenkomst with its learning, within reach; 404 for who may not see it, and before everybody signed."""
    rij = haal(request, ref)
    kijk = blik(rij, request.user)
    if not heeft_leren(rij, kijk):
        raise Http404
    return rij, kijk


@vereist_aangemeld
def leren(request: Verzoek, ref: str) -> HttpResponse:
    """How far the learning is, and whose turn it is."""
    rij, kijk = haal_leren(request, ref)
    nu = timezone.now()
    gewist = leren_niet_gewist(rij, nu)
    # What the guard refuses is not offered either.
    mag = set() if gewist else rij.OVERGANGEN.acties(rij.toestand, rij.rollen_van(request.user))
    kijker = Kijker(rij, kijk, mag, nu)
    context = {
        "overeenkomst": rij,
        "kijk": kijk,
        "gewist": gewist,
        "tabs": tabs(rij, kijk, "leren"),
        "beeld": beeld(rij, kijker.vandaag) if kijker.samen else None,
        "collegas": rij.mentorhulpen.filter(gestopt_op=None) if kijker.samen else [],
        "te_bevestigen": _te_bevestigen(rij) if "voorstel_beslissen" in kijker.mag else 0,
        "leeslinks": rij.leeslinks.order_by("partij") if "leren_delen" in kijker.mag else [],
        "nu": kijker.nu,
        "evaluaties": kijker.kaarten(),
        "mag": kijker.mag,
    }
    return toon(request, "leren/leren", context)


def _te_bevestigen(overeenkomst: Overeenkomst) -> int:
    """How many proposals of colleagues wait for the mentor."""
    return Vorderingsvoorstel.objects.filter(hulp__overeenkomst=overeenkomst, beslist_op=None).count()
