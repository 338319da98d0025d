"""What each kind of document does once everybody signed it, and what may stop the last signature (rules.md §5)."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from educam_portal.meldingen import services as meldingen
from educam_portal.parameters import waarde
from educam_portal.workflow.feiten import meld

from .. import deadlines, deelnemers, feiten
from ..deelnemers import link_van, verwelkom
from ..models import Overeenkomst, Stuk
from ..ontvangers import school_en_bedrijf
from ..oordeel import bij_laatste_handtekening
from ..toestanden import Deelnemer, Partij, StukSoort, Toestand
from ..uitnodigen import leest_na, meld_getekend, stuur_getekend
from ..voorwaarden import Bezwaar
from .einde import bezwaren_tegen_einde, voltooi_einde
from .verplichtingen import maak_verplichtingen
from .wijzigen import bezwaren_tegen_addendum, voltooi_addendum


@dataclass(frozen=True)
class Afloop:
    """`bezwaren` refuse the last signature; `voltooi` changes the locked overeenkomst when there are none."""

    bezwaren: Callable[[Overeenkomst, Stuk, datetime], list[Bezwaar]]
    voltooi: Callable[[Overeenkomst, Stuk, datetime], None]


def _bezwaren(overeenkomst: Overeenkomst, stuk: Stuk, op: datetime) -> list[Bezwaar]:
    return bij_laatste_handtekening(overeenkomst, op)


def _voltooi(overeenkomst: Overeenkomst, stuk: Stuk, op: datetime) -> None:
    """It binds, and is registered where this portal is the desk."""
    dag = timezone.localdate(op)
    assert overeenkomst.start is not None
    overeenkomst.ondertekend_op = op
    overeenkomst.toestand = Toestand.LOPEND if overeenkomst.start <= dag else Toestand.ONDERTEKEND
    if waarde("bevoegd_loket", overeenkomst.start) == "portaal":
        overeenkomst.geregistreerd_op = dag
    maak_verplichtingen(overeenkomst, op=op)
    deadlines.start_bij_ondertekening(overeenkomst, op=op)
    meldingen.stuur(
        "overeenkomst_ondertekend",
        dossier=overeenkomst,
        aan=school_en_bedrijf(overeenkomst),
        gegevens={"overeenkomst": overeenkomst},
    )
    _geef_te_lezen(overeenkomst, stuk, op)
    if overeenkomst.toestand == Toestand.LOPEND:
        verwelkom(overeenkomst, op=op)
    meld(feiten.OVEREENKOMST_ONDERTEKEND, overeenkomst=overeenkomst, op=dag)
    if overeenkomst.geregistreerd_op:
        meld(feiten.OVEREENKOMST_GEREGISTREERD, overeenkomst=overeenkomst, op=dag)


def _geef_te_lezen(overeenkomst: Overeenkomst, stuk: Stuk, op: datetime) -> None:
    """The lerende finds what was signed on the own page, who represents a minor behind the link to sign (rules.md §2)."""
    link = link_van(overeenkomst, Deelnemer.LERENDE, op=op)
    if link is not None:
        geheim = {"soort": deelnemers.GEHEIM, "id": link.token_hash}
        meld_getekend(stuk, link.email, naam=link.naam, zelf=True, geheim=geheim)
    for ouder in stuk.ondertekenaars.filter(partij=Partij.VERTEGENWOORDIGER):
        ouder.stuk = stuk
        if leest_na(ouder, timezone.localdate(op)):
            stuur_getekend(ouder, op=op)


AFLOOP = {
    StukSoort.OVEREENKOMST: Afloop(_bezwaren, _voltooi),
    StukSoort.ADDENDUM: Afloop(bezwaren_tegen_addendum, voltooi_addendum),
    StukSoort.BEEINDIGING: Afloop(bezwaren_tegen_einde, voltooi_einde),
}
