"""Somebody of EDUCAM is away and a colleague stands in: reported, changed, ended (rules.md §10).

The replacement gets a membership per region of the absent consulent, for exactly those days. Absences are checked while
both people are held, in the order of their ids: two reports that concern the same person wait for each other.
"""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from educam_portal.accounts import services as accounts
from educam_portal.accounts.fouten import Geweigerd
from educam_portal.accounts.models import Bron, Lidmaatschap, Rol, User
from educam_portal.meldingen import stuur
from educam_portal.workflow.diensten import noteer
from educam_portal.workflow.feiten import meld

from ..feiten import AFWEZIG_ZONDER_VERVANGER, AFWEZIGHEID_GEWIJZIGD
from ..models import Afwezigheid

DAG = timedelta(days=1)
JAAR = timedelta(days=366)


@transaction.atomic
def meld_afwezigheid(
    *, user: User, van: date, tot: date, door: User, op: datetime, vervanger: User | None = None, reden: str = ""
) -> Afwezigheid:
    """`user` is away from `van` up to and including `tot`; `vervanger` does the work, None leaves it to the coördinatoren.

    By the person or a coördinator. Raises Geweigerd for days in the past, an overlap, a replacement who is away in those
    days or whose own work goes to somebody else, and for who does not work for EDUCAM then.
    """
    vandaag = timezone.localdate(op)
    _mag(user, door)
    _vergrendel(user, vervanger)
    if van < vandaag:
        raise Geweigerd("Kies een eerste dag vanaf vandaag. Wat voorbij is, verandert niet meer.")
    _dagen_kloppen(van, tot, vandaag)
    if not _werkt_hier(user, van, van):
        raise Geweigerd(f"{user} werkt dan niet bij EDUCAM.")
    _nog_vrij(user, van, tot)
    _kan_vervangen(user, vervanger, van, tot)
    afwezigheid = Afwezigheid(
        user=user, vervanger=vervanger, van=van, tot=tot, reden=reden.strip(), gemeld_door=door, gemeld_op=op
    )
    afwezigheid._history_user = door  # type: ignore[attr-defined]  # simple_history reads it
    afwezigheid.save()
    _zet_rechten(afwezigheid, vandaag)
    _noteer(afwezigheid, "afwezigheid_gemeld", door, op)
    _vertel(afwezigheid, door)
    return afwezigheid


@transaction.atomic
def wijzig_afwezigheid(
    *, afwezigheid: Afwezigheid, van: date, tot: date, vervanger: User | None, door: User, op: datetime
) -> Afwezigheid:
    """Other days or another replacement. Of one that has begun only the last day and the replacement change.

    Raises Geweigerd as `meld_afwezigheid` does, and for one that is over or withdrawn.
    """
    vandaag = timezone.localdate(op)
    _mag(afwezigheid.user, door)
    _vergrendel(afwezigheid.user, afwezigheid.vervanger, vervanger)
    afwezigheid = _lopend(afwezigheid, vandaag)
    if van != afwezigheid.van and min(van, afwezigheid.van) < vandaag:
        raise Geweigerd(
            "De eerste dag is al voorbij en blijft zoals hij is."
            if afwezigheid.van < vandaag
            else "Kies een eerste dag vanaf vandaag."
        )
    if tot < vandaag:
        raise Geweigerd("Kies een laatste dag vanaf vandaag. Ben je al terug, zeg dat dan met de knop.")
    _dagen_kloppen(van, tot, vandaag)
    _nog_vrij(afwezigheid.user, van, tot, behalve=afwezigheid)
    _kan_vervangen(afwezigheid.user, vervanger, max(van, vandaag), tot)
    if (van, tot, vervanger) == (afwezigheid.van, afwezigheid.tot, afwezigheid.vervanger):
        return afwezigheid
    vorige = afwezigheid.vervanger
    afwezigheid.van, afwezigheid.tot, afwezigheid.vervanger = van, tot, vervanger
    _bewaar(afwezigheid, "afwezigheid_gewijzigd", door, op, vorige)
    if vorige is not None and vorige != vervanger:
        _vertel_gestopt(afwezigheid, vorige)
    _vertel(afwezigheid, door)
    return afwezigheid


@transaction.atomic
def trek_afwezigheid_in(*, afwezigheid: Afwezigheid, door: User, op: datetime) -> Afwezigheid:
    """It does not happen, or the person is back: from today on nobody stands in. What was, stays in the list.

    Raises Geweigerd when it is over or withdrawn already.
    """
    vandaag = timezone.localdate(op)
    _mag(afwezigheid.user, door)
    _vergrendel(afwezigheid.user, afwezigheid.vervanger)
    return _beeindig(_lopend(afwezigheid, vandaag), door, op)


def pas_afwezigheden_aan(*, user: User, door: User, op: datetime) -> None:
    """The memberships of `user` changed: no right may stay behind, and no work without somebody to follow it.

    Part of the change that calls it, which holds what it must; the absences themselves are locked here.
    """
    vandaag = timezone.localdate(op)
    rijen = Afwezigheid.objects.select_for_update(of=("self",), no_key=True).actief().filter(tot__gte=vandaag)
    for afwezigheid in rijen.filter(user=user).order_by("pk"):
        if _werkt_hier(user, max(afwezigheid.van, vandaag), max(afwezigheid.van, vandaag)):
            _zet_rechten(afwezigheid, vandaag)
        else:
            _beeindig(afwezigheid, door, op)
    for afwezigheid in rijen.filter(vervanger=user).order_by("pk"):
        if not _werkt_hier(user, max(afwezigheid.van, vandaag), afwezigheid.tot):
            afwezigheid.vervanger = None
            _bewaar(afwezigheid, "afwezigheid_gewijzigd", door, op, user)
            _vertel(afwezigheid, door)


# --- what must be so ------------------------------------------------------------------------------------------------


def _mag(user: User, door: User) -> None:
    if door != user and not door.is_coordinator:
        raise Geweigerd("Alleen een coördinator regelt de afwezigheid van iemand anders.")


def _vergrendel(*mensen: User | None) -> None:
    """Hold these people until the end of the transaction, the lowest id first."""
    sleutels = sorted({user.pk for user in mensen if user is not None})
    list(User.objects.select_for_update(of=("self",), no_key=True).filter(pk__in=sleutels).order_by("pk"))


def _lopend(afwezigheid: Afwezigheid, vandaag: date) -> Afwezigheid:
    """A fresh, locked copy of one that runs or is still to come."""
    vers = (
        Afwezigheid.objects.select_for_update(of=("self",), no_key=True)
        .select_related("user", "vervanger")
        .get(pk=afwezigheid.pk)
    )
    if vers.ingetrokken_op:
        raise Geweigerd("Deze afwezigheid is al ingetrokken.")
    if vers.tot < vandaag:
        raise Geweigerd("Deze afwezigheid is voorbij. Meld een nieuwe.")
    return vers


def _dagen_kloppen(van: date, tot: date, vandaag: date) -> None:
    if tot < van:
        raise Geweigerd("De laatste dag valt vóór de eerste. Kies een latere dag.")
    if van > vandaag + JAAR or tot > van + JAAR:
        raise Geweigerd("Een afwezigheid begint binnen het jaar en duurt hoogstens een jaar.")


def _nog_vrij(user: User, van: date, tot: date, behalve: Afwezigheid | None = None) -> None:
    """Two absences of one person do not overlap."""
    andere = Afwezigheid.objects.tussen(van, tot).filter(user=user)
    if ander := (andere.exclude(pk=behalve.pk) if behalve else andere).first():
        raise Geweigerd(f"{user} is al afwezig {_span(ander)}. Wijzig die afwezigheid.")


def _kan_vervangen(user: User, vervanger: User | None, van: date, tot: date) -> None:
    """Both ways: the replacement is there, and nobody counts on the absent person as a replacement in those days.

    Work that goes over twice would reach somebody without the right to see it.
    """
    if ander := Afwezigheid.objects.tussen(van, tot).filter(vervanger=user).select_related("user").first():
        raise Geweigerd(
            f"{user} vervangt {ander.user} {_span(ander)}. Laat een coördinator eerst een andere vervanger kiezen."
        )
    if vervanger is None:
        return
    if vervanger == user:
        raise Geweigerd("Kies een collega: niemand vervangt zichzelf.")
    if not _werkt_hier(vervanger, van, tot):
        raise Geweigerd(f"{vervanger} werkt niet al die dagen bij EDUCAM. Kies een andere vervanger.")
    if ander := Afwezigheid.objects.tussen(van, tot).filter(user=vervanger).first():
        raise Geweigerd(f"{vervanger} is zelf afwezig {_span(ander)}. Kies een andere vervanger.")
    if _is_lid(user, van, tot, Rol.COORDINATOR) and not _is_lid(vervanger, van, tot, Rol.COORDINATOR):
        raise Geweigerd(f"{user} is coördinator. Kies een andere coördinator als vervanger.")


def _werkt_hier(user: User, van: date, tot: date) -> bool:
    """Whether one membership as consulent or coördinator covers all those days."""
    return user.is_active and _is_lid(user, van, tot, Rol.CONSULENT, Rol.COORDINATOR)


def _is_lid(user: User, van: date, tot: date, *rollen: str) -> bool:
    leden = Lidmaatschap.objects.filter(user=user, rol__in=rollen, bron=Bron.LID)
    return any(lid.van <= van and (lid.tot is None or lid.tot >= tot) for lid in leden)


def _span(afwezigheid: Afwezigheid) -> str:
    return f"van {afwezigheid.van:%d/%m/%Y} tot en met {afwezigheid.tot:%d/%m/%Y}"


# --- what follows from it -------------------------------------------------------------------------------------------


def _bewaar(afwezigheid: Afwezigheid, actie: str, door: User, op: datetime, vorige: User | None) -> None:
    """Save, let the rights follow, and tell the floors that know the work; `vorige` stood in until now."""
    afwezigheid._history_user = door  # type: ignore[attr-defined]  # simple_history reads it
    afwezigheid._change_reason = actie  # type: ignore[attr-defined]  # simple_history reads it
    afwezigheid.save()
    _zet_rechten(afwezigheid, timezone.localdate(op))
    _noteer(afwezigheid, actie, door, op)
    vervangers = [user for user in dict.fromkeys([vorige, afwezigheid.vervanger]) if user is not None]
    meld(AFWEZIGHEID_GEWIJZIGD, afwezigheid=afwezigheid, vervangers=vervangers, door=door, op=op)


def _beeindig(afwezigheid: Afwezigheid, door: User, op: datetime) -> Afwezigheid:
    """Withdraw one that has yet to begin, or let one that runs end yesterday."""
    vandaag = timezone.localdate(op)
    if afwezigheid.van >= vandaag:
        afwezigheid.ingetrokken_op, afwezigheid.ingetrokken_door = op, door
    else:
        afwezigheid.tot = vandaag - DAG
    _bewaar(afwezigheid, "afwezigheid_gestopt", door, op, afwezigheid.vervanger)
    gegevens = _gegevens(afwezigheid)
    stuur("afwezigheid_gestopt", dossier=afwezigheid, aan=[afwezigheid.user], gegevens=gegevens)
    if afwezigheid.vervanger is not None:
        _vertel_gestopt(afwezigheid, afwezigheid.vervanger)
    return afwezigheid


def _zet_rechten(afwezigheid: Afwezigheid, vandaag: date) -> None:
    """Give the replacement the regions of the absent consulent for the days that are left, and take everything else away."""
    nodig = _nodig(afwezigheid, vandaag)
    for lid in afwezigheid.rechten.filter(tot__gte=vandaag).select_related("user").order_by("van", "pk"):
        spannen = nodig.get(lid.organisatie_id, []) if lid.user_id == afwezigheid.vervanger_id else []
        if not spannen:
            accounts.beeindig_lidmaatschap(lid, op=vandaag)
            continue
        van, lid.tot = spannen.pop(0)
        lid.van = min(lid.van, van) if lid.van < vandaag else van
        lid.save(update_fields=["van", "tot"])
    if afwezigheid.vervanger is None:
        return
    wat = {"user": afwezigheid.vervanger, "rol": Rol.CONSULENT, "bron": Bron.VERVANGING}
    for organisatie_id, spannen in nodig.items():
        for van, tot in spannen:
            afwezigheid.rechten.add(Lidmaatschap.objects.create(organisatie_id=organisatie_id, van=van, tot=tot, **wat))
    accounts.vergeet_lidmaatschappen(afwezigheid.vervanger)


def _nodig(afwezigheid: Afwezigheid, vandaag: date) -> dict[int, list[tuple[date, date]]]:
    """Per region (id of its organisatie) the days, from today on, that the replacement needs; nothing when it ended."""
    if afwezigheid.vervanger_id is None or afwezigheid.ingetrokken_op is not None:
        return {}
    nodig: dict[int, list[tuple[date, date]]] = {}
    eigen = Lidmaatschap.objects.filter(user=afwezigheid.user_id, rol=Rol.CONSULENT, bron=Bron.LID)
    for lid in eigen.order_by("van", "pk"):
        van = max(afwezigheid.van, lid.van, vandaag)
        tot = min(afwezigheid.tot, lid.tot or afwezigheid.tot)
        if van <= tot:
            nodig.setdefault(lid.organisatie_id, []).append((van, tot))
    return nodig


def _noteer(afwezigheid: Afwezigheid, actie: str, door: User, op: datetime) -> None:
    vervanger = f"vervangen door {afwezigheid.vervanger}" if afwezigheid.vervanger else "geen vervanger"
    tekst = f"{afwezigheid.user}: {_span(afwezigheid)}, {vervanger}."
    noteer(afwezigheid, actie, door=door, op=op, tekst=tekst, intern=True)


def _gegevens(afwezigheid: Afwezigheid) -> dict[str, object]:
    return {"afwezig": afwezigheid, "user": afwezigheid.user, "vervanger": afwezigheid.vervanger}


def _vertel(afwezigheid: Afwezigheid, door: User) -> None:
    """Both hear of it; without a replacement the floor that knows the work tells the coördinatoren."""
    gegevens = _gegevens(afwezigheid)
    stuur("afwezigheid_bevestigd", dossier=afwezigheid, aan=[afwezigheid.user], gegevens=gegevens)
    if afwezigheid.vervanger is not None:
        stuur("vervanging_gekregen", dossier=afwezigheid, aan=[afwezigheid.vervanger], gegevens=gegevens)
    else:
        meld(AFWEZIG_ZONDER_VERVANGER, afwezigheid=afwezigheid, door=door)


def _vertel_gestopt(afwezigheid: Afwezigheid, vervanger: User) -> None:
    gegevens = _gegevens(afwezigheid)
    stuur("vervanging_gestopt", dossier=afwezigheid, aan=[vervanger], gegevens=gegevens)
