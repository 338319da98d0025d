"""Keeping the lerenden of a school (rules.md §5, §9). Only a trajectbegeleider of that school may (rules.md §2)."""

from contextlib import suppress
from datetime import date, datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from django.utils import timezone

from educam_portal.accounts.fouten import Geweigerd
from educam_portal.accounts.models import User
from educam_portal.documenten.persoonsnummers import vingerafdruk_van
from educam_portal.organisaties.models import School
from educam_portal.workflow.feiten import meld

from .. import deadlines
from ..deelnemers import volg_mailbox
from ..feiten import PERSOONSNUMMER_VERVANGEN
from ..models import Lerende, Persoonsnummer, Vertegenwoordiger
from ..rules.namen import EIGEN_POSTVAK, zelfde_postvak
from ..toestanden import BINDEND, VAN_KRACHT
from ..uitnodigen import volg_lerende
from .bevoegd import eis_trajectbegeleider

NOG_GEBONDEN = "Deze lerende heeft na die dag nog een overeenkomst: {referentie}. Stop die eerst, of annuleer ze."
AL_BEKEND = "Er is bij jouw school al een lerende met dit rijksregisternummer. Zoek die op in de lijst."


def nieuwe_lerende(
    *,
    school: School,
    velden: dict[str, Any],
    insz: str,
    vertegenwoordiger: dict[str, Any] | None,
    door: User,
    op: datetime,
) -> Lerende:
    """Add a lerende, followed by `door`; `insz` may be empty until an overeenkomst is sent.

    Raises Geweigerd for somebody of another school, a number the school has already, or a representative who uses the
    mailbox of the lerende (rules.md §5).
    """
    eis_trajectbegeleider(school, door)
    lerende = Lerende(school=school, begeleider=door, aangemaakt_op=op, **velden)
    with transaction.atomic():
        lerende = _bewaar(lerende, insz, vertegenwoordiger, door)
        # Without overeenkomst on the first lesson day: the 20 days begin (rules.md §7).
        deadlines.zoekt_werkplek(lerende, sinds=lerende.lessen_vanaf, op=op)
        deadlines.bewaar_lerende(lerende, op=op)
    return lerende


def wijzig_lerende(
    *, lerende: Lerende, velden: dict[str, Any], insz: str, vertegenwoordiger: dict[str, Any] | None, door: User
) -> Lerende:
    """Change a lerende; an empty `insz` leaves the number that is known, no representative takes the one away.

    Links that went to another mailbox than the one that is known now stop; who waits for one gets it there.
    Raises Geweigerd as `nieuwe_lerende` does, and for a last day at school while an overeenkomst binds after it.
    """
    with transaction.atomic():
        vers = Lerende.objects.select_for_update(of=("self",), no_key=True).select_related("school").get(pk=lerende.pk)
        eis_trajectbegeleider(vers.school, door)
        eerste_dag, was_weg, geboren = vers.lessen_vanaf, vers.weg_op, vers.geboortedatum
        for veld, waarde in velden.items():
            setattr(vers, veld, waarde)
        if vers.weg_op:
            gebonden = vers.overeenkomsten.filter(toestand__in=BINDEND).raakt(vers.weg_op + timedelta(days=1), date.max)
            if bestaat := gebonden.first():
                raise Geweigerd(NOG_GEBONDEN.format(referentie=bestaat.referentie))
        vers = _bewaar(vers, insz, vertegenwoordiger, door)
        nu = timezone.now()
        deadlines.eerste_lesdag_veranderd(vers, was=eerste_dag, op=nu)
        if vers.weg_op != was_weg:
            (deadlines.van_school_weg if vers.weg_op else deadlines.blijft_op_school)(vers, op=nu)
        if vers.geboortedatum != geboren:
            # Full RSZ begins on another day (rules.md §5.1).
            for rij in vers.overeenkomsten.filter(toestand__in=VAN_KRACHT):
                deadlines.plan_rsz(rij, op=nu)
        volg_lerende(vers, op=nu)
        volg_mailbox(vers, op=nu)
        return vers


def _bewaar(lerende: Lerende, insz: str, vertegenwoordiger: dict[str, Any] | None, door: User) -> Lerende:
    if vertegenwoordiger and zelfde_postvak(vertegenwoordiger.get("email", ""), lerende.email):
        raise Geweigerd(EIGEN_POSTVAK)
    try:
        with transaction.atomic():
            oud = lerende.persoonsnummer_id
            if insz:
                lerende.persoonsnummer = persoonsnummer(insz)
            lerende._history_user = door  # type: ignore[attr-defined]  # simple_history reads it
            lerende.save()
            _zet_vertegenwoordiger(lerende, vertegenwoordiger, door)
            if oud is not None and lerende.persoonsnummer_id != oud:
                meld(PERSOONSNUMMER_VERVANGEN, lerende=lerende, oud=oud, op=timezone.localdate())
                _wis_zonder_lerende(oud)
    except IntegrityError as fout:
        if "persoonsnummer" in str(fout) or "lerende_eenmaal_per_school" in str(fout):
            raise Geweigerd(AL_BEKEND) from fout
        raise
    return lerende


def _wis_zonder_lerende(persoonsnummer: int) -> None:
    """A number that no lerende has any more is not kept: it was a slip, and may be that of a stranger (rules.md §11)."""
    # What a higher floor still hangs on it stays for people to look at.
    with suppress(ProtectedError):
        Persoonsnummer.objects.filter(pk=persoonsnummer, lerenden=None).delete()


def _zet_vertegenwoordiger(lerende: Lerende, velden: dict[str, Any] | None, door: User) -> None:
    if velden is None:
        Vertegenwoordiger.objects.filter(lerende=lerende).delete()
        return
    rij = Vertegenwoordiger.objects.filter(lerende=lerende).first() or Vertegenwoordiger(lerende=lerende)
    for veld, waarde in velden.items():
        setattr(rij, veld, waarde)
    rij._history_user = door  # type: ignore[attr-defined]  # simple_history reads it
    rij.save()


def persoonsnummer(insz: str) -> Persoonsnummer:
    """The row of this clean INSZ, made when nobody gave it before."""
    vingerafdruk = vingerafdruk_van(insz)
    rij, _ = Persoonsnummer.objects.get_or_create(vingerafdruk=vingerafdruk, defaults={"nummer": insz})
    return rij
