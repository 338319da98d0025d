"""What this floor does when a lower one tells a fact (architecture.md §1): the school hears what it touches, terms follow."""

from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from educam_portal.accounts.models import Rol, User
from educam_portal.meldingen import services as meldingen
from educam_portal.organisaties.feiten import LID_TOEGETREDEN, VESTIGING_VERHUISD
from educam_portal.organisaties.models import Vestiging
from educam_portal.workflow.feiten import bij
from erkenning.feiten import ERKENNING_GESCHORST, ERKENNING_HERSTELD, ERKENNING_OPGEHEVEN, ERKENNING_VERVALLEN
from erkenning.models import Erkenning
from mentoren.feiten import MENTOR_GEWEERD, MENTOR_VERTROKKEN
from mentoren.models import Mentor

from . import deadlines
from .models import Overeenkomst
from .ontvangers import begeleiders
from .toestanden import BINDEND, Toestand

NOG_TE_STARTEN = (Toestand.TER_ONDERTEKENING, Toestand.ONDERTEKEND)


def _geraakt(erkenning: Erkenning, op: date) -> QuerySet[Overeenkomst]:
    """Binding ones of its vestiging × opleiding that go on after `op`, unless another erkenning goes on with them."""
    if Erkenning.objects.naast(erkenning, op).exists():
        return Overeenkomst.objects.none()
    return (
        Overeenkomst.objects.filter(
            Q(einde_feitelijk=None) | Q(einde_feitelijk__gte=op),
            vestiging=erkenning.vestiging_id,
            opleiding=erkenning.opleiding_id,
            toestand__in=BINDEND,
            einde__gte=op,
        )
        .select_related("lerende__school__organisatie", "school", "vestiging__gemeente", "begeleider", "opleiding")
        .order_by("pk")
    )


@bij(ERKENNING_OPGEHEVEN)
def erkenning_opgeheven(*, erkenning: Erkenning, op: date, **_: Any) -> None:
    """What runs must end: the school gets the task, and the days in which a workplace must be found (rules.md §3.3)."""
    for overeenkomst in _geraakt(erkenning, op):
        _meld(
            "erkenning_valt_weg",
            overeenkomst,
            wat=f"De leerwerkplek is niet meer erkend voor {erkenning.opleiding}.",
            gevolg="Ze kan niet doorgaan. Zoek met de lerende een andere leerwerkplek.",
        )
        deadlines.zoekt_werkplek(
            overeenkomst.lerende, sinds=max(op, overeenkomst.start or op), op=timezone.now(), verloren=overeenkomst
        )


@bij(ERKENNING_HERSTELD)
def erkenning_hersteld(*, erkenning: Erkenning, op: date, **_: Any) -> None:
    """A won appeal undoes what the opheffing began: what runs goes on, so nobody need look for another workplace.

    Who looks for a reason of another kind goes on looking (rules.md §7): the first lesson day passed without an
    overeenkomst that everybody signed, or the overeenkomst stops early anyway.
    """
    for overeenkomst in _geraakt(erkenning, op):
        deadlines.werkplek_terug(overeenkomst, op=timezone.now())
        _meld("erkenning_hersteld", overeenkomst)


@bij(ERKENNING_VERVALLEN)
def erkenning_vervallen(*, erkenning: Erkenning, op: date, **_: Any) -> None:
    """Those that outlive it are told of to the school (rules.md §3.3)."""
    for overeenkomst in _geraakt(erkenning, op):
        _meld(
            "erkenning_valt_weg",
            overeenkomst,
            wat=f"De erkenning voor {erkenning.opleiding} is voorbij, en er is nog geen nieuwe.",
            gevolg="Vraag de werkgever of de verlenging is aangevraagd.",
        )


@bij(ERKENNING_GESCHORST)
def erkenning_geschorst(*, erkenning: Erkenning, op: date, **_: Any) -> None:
    """Running ones go on; what has yet to start cannot (rules.md §3.3)."""
    for overeenkomst in _geraakt(erkenning, op).filter(toestand__in=NOG_TE_STARTEN):
        _meld(
            "erkenning_valt_weg",
            overeenkomst,
            wat=f"De erkenning voor {erkenning.opleiding} is geschorst.",
            gevolg="Zolang de schorsing duurt, kan een nieuwe overeenkomst niet getekend worden of starten.",
        )


@bij(MENTOR_VERTROKKEN)
def mentor_vertrokken(*, mentor: Mentor, **_: Any) -> None:
    """A colleague stands in; the school agrees on another mentor with the werkgever (rules.md §3.3)."""
    _mentor_weg(mentor, f"{mentor} is geen mentor meer bij {mentor.onderneming}.")


@bij(MENTOR_GEWEERD)
def mentor_geweerd(*, mentor: Mentor, **_: Any) -> None:
    """As for who leaves; why is not the school's."""
    _mentor_weg(mentor, f"{mentor} kan geen mentor meer zijn bij {mentor.onderneming}.")


@bij(LID_TOEGETREDEN)
def mentor_heeft_account(*, user: User, rol: str, **_: Any) -> None:
    """What is due of the mentor stands in the own list from now on."""
    if rol == Rol.MENTOR:
        _zet_partijen(Overeenkomst.objects.filter(mentor__persoon__user=user))


@bij(VESTIGING_VERHUISD)
def vestiging_verhuisd(*, vestiging: Vestiging, **_: Any) -> None:
    """The consulent of the new region hears of what gets late (rules.md §10)."""
    _zet_partijen(Overeenkomst.objects.filter(vestiging=vestiging))


def _zet_partijen(rijen: QuerySet[Overeenkomst]) -> None:
    for overeenkomst in rijen.filter(toestand__in=BINDEND).select_related(*Overeenkomst.LEEST_MEE).order_by("pk"):
        deadlines.andere_mensen(overeenkomst)


def _mentor_weg(mentor: Mentor, wat: str) -> None:
    rijen = Overeenkomst.objects.filter(mentor=mentor, toestand__in=[Toestand.CONCEPT, *BINDEND])
    for overeenkomst in rijen.select_related("lerende", "school", "vestiging__gemeente", "begeleider").order_by("pk"):
        _meld(
            "mentor_valt_weg",
            overeenkomst,
            wat=wat,
            gevolg="Spreek met de werkgever af wie de nieuwe mentor wordt. Tot dan neemt een collega over.",
        )


def _meld(soort: str, overeenkomst: Overeenkomst, **zinnen: str) -> None:
    gegevens = {"overeenkomst": overeenkomst, **zinnen}
    meldingen.stuur(soort, dossier=overeenkomst, aan=begeleiders(overeenkomst), gegevens=gegevens)
