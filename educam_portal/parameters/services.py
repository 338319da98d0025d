"""What a coördinator does with the parameters (rules.md §2, §8): a new version, or one that does not begin after all.

What was in force on a day stays the value of that day: versions are added, never written over.
"""

from datetime import date, datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.formats import date_format

from educam_portal.accounts.fouten import Geweigerd, Verouderd
from educam_portal.accounts.models import User

from . import gevolgen
from .beginwaarden import ALTIJD
from .definities import DEFINITIES, Soort
from .gevolgen import Tijdvak
from .models import Parameter
from .waarden import OngeldigeWaarde, getypeerd
from .weergave import tekst

DAG = timedelta(days=1)
# Set by law and published elsewhere, sometimes after its first day.
ELDERS_BEPAALD = {Soort.BEDRAG, Soort.PROCENT, Soort.PROCENTEN}
# Further ahead is a typing error.
HOOGSTENS_VOORUIT = timedelta(days=10 * 366)


def merk(naam: str) -> str:
    """Which change of `naam` was the latest, for a page to remember what it was made from."""
    laatste = Parameter.history.filter(naam=naam).order_by("-history_id").values_list("history_id", flat=True).first()
    return str(laatste or "")


@transaction.atomic
def zet_parameter(
    *,
    naam: str,
    waarde: Any,
    geldig_vanaf: date,
    bron: str,
    door: User,
    op: datetime,
    afgeleid: bool = False,
    opmerking: str = "",
    gezien: str | None = None,
) -> Parameter:
    """Let `naam` hold `waarde` from `geldig_vanaf` on; a version of that day which is still to begin, or began today, is
    replaced, and its old value is kept in the history.

    `gezien` is the `merk` of the page; Verouderd when somebody else changed the parameter since. Raises Geweigerd for
    what `voorzie` refuses, and when nothing would change.
    """
    _mag(door)
    rijen = _vergrendel(naam)
    if gezien is not None and gezien != merk(naam):
        raise Verouderd("Iemand anders paste deze instelling intussen aan. Kijk de versies na en bewaar dan opnieuw.")
    versie = _toets(rijen, naam, waarde, geldig_vanaf, bron, timezone.localdate(op))
    nieuw = {"waarde": waarde, "bron": bron.strip(), "afgeleid": afgeleid, "opmerking": opmerking.strip()}
    if versie is not None and all(getattr(versie, veld) == inhoud for veld, inhoud in nieuw.items()):
        raise Geweigerd("Die waarde staat er al vanaf die dag. Er is niets veranderd.")
    reden = "nieuwe versie" if versie is None else "vervangen"
    versie = versie or Parameter(naam=naam, geldig_vanaf=geldig_vanaf)
    for veld, inhoud in nieuw.items():
        setattr(versie, veld, inhoud)
    _merk_wie(versie, door, reden)
    try:
        with transaction.atomic():
            versie.save()
    except IntegrityError as fout:
        raise Geweigerd("Iemand anders bewaarde net een versie vanaf die dag. Kijk de versies na.") from fout
    gevolgen.start(tijdvak(naam, geldig_vanaf), door=door, op=op)
    return versie


def voorzie(*, naam: str, waarde: Any, geldig_vanaf: date, bron: str, door: User, op: datetime) -> list[str]:
    """What `zet_parameter` would change, in sentences; nothing is written.

    Raises Geweigerd for who is no coördinator, a value that does not fit, no source, and a day on which another value
    already counted.
    """
    _mag(door)
    vandaag = timezone.localdate(op)
    rijen = list(Parameter.objects.filter(naam=naam).order_by("geldig_vanaf"))
    versie = _toets(rijen, naam, waarde, geldig_vanaf, bron, vandaag)
    vak = tijdvak(naam, geldig_vanaf)
    zinnen = [f"Wat begint tot en met {_dag(geldig_vanaf - DAG)}, houdt de waarde van toen."]
    if geldig_vanaf < vandaag:
        zinnen = [f"Deze waarde begon al op {_dag(geldig_vanaf)}. Ook voor de dagen sindsdien telt ze nu."]
    if vak.tot is not None:
        zinnen.append(f"Ze geldt tot en met {_dag(vak.tot - DAG)}. Dan begint een waarde die al klaarstaat.")
    if versie is not None:
        zinnen.append(f"Ze vervangt de waarde die vanaf die dag klaarstond: {tekst(naam, versie.waarde)}.")
    return [*zinnen, *gevolgen.zinnen(vak), "Brieven en attesten die al gemaakt zijn, veranderen niet."]


@transaction.atomic
def trek_parameter_in(*, parameter: Parameter, door: User, op: datetime) -> None:
    """A version that has yet to begin does not begin. What was in force for a day stays for good: Geweigerd."""
    _mag(door)
    versie = next((rij for rij in _vergrendel(parameter.naam) if rij.pk == parameter.pk), None)
    if versie is None:
        raise Geweigerd("Deze versie is al ingetrokken.")
    if versie.geldig_vanaf <= timezone.localdate(op):
        raise Geweigerd("Deze versie geldt al en blijft bewaard. Voeg een nieuwe toe met een latere dag.")
    vak = tijdvak(versie.naam, versie.geldig_vanaf)
    _merk_wie(versie, door, "ingetrokken")
    versie.delete()
    gevolgen.start(vak, door=door, op=op)


def tijdvak(naam: str, vanaf: date) -> Tijdvak:
    """The days on which a version from `vanaf` on counts: until the next one."""
    later = Parameter.objects.filter(naam=naam, geldig_vanaf__gt=vanaf).order_by("geldig_vanaf")
    return Tijdvak(naam=naam, vanaf=vanaf, tot=later.values_list("geldig_vanaf", flat=True).first())


def _toets(
    rijen: list[Parameter], naam: str, waarde: Any, geldig_vanaf: date, bron: str, vandaag: date
) -> Parameter | None:
    """The version that would be replaced; Geweigerd when there can be no such version."""
    if naam not in DEFINITIES:
        raise Geweigerd("Deze instelling bestaat niet.")
    if geldig_vanaf > vandaag + HOOGSTENS_VOORUIT:
        raise Geweigerd("Kies een dag die niet meer dan tien jaar in de toekomst ligt.")
    versie = next((rij for rij in rijen if rij.geldig_vanaf == geldig_vanaf), None)
    if geldig_vanaf < vandaag:
        _toets_verleden(rijen, naam, geldig_vanaf, vandaag)
    if not bron.strip():
        raise Geweigerd("Schrijf uit welke bron je dit hebt.")
    try:
        getypeerd(naam, waarde)
    except OngeldigeWaarde as fout:
        raise Geweigerd(str(fout)) from fout
    return versie


def _toets_verleden(rijen: list[Parameter], naam: str, geldig_vanaf: date, vandaag: date) -> None:
    """The past stays, but for an amount that the law let begin before we heard of it: after the one of now, never over it."""
    if DEFINITIES[naam].soort not in ELDERS_BEPAALD:
        raise Geweigerd("Kies een dag vanaf vandaag. Wat al gold, verandert niet meer.")
    nu = max((rij.geldig_vanaf for rij in rijen if rij.geldig_vanaf <= vandaag), default=ALTIJD)
    if geldig_vanaf <= nu:
        begin = "" if nu == ALTIJD else f" na {_dag(nu)}"
        raise Geweigerd(f"Kies een dag{begin}: de waarde van toen gold al, en blijft staan.")


def _dag(dag: date) -> str:
    return date_format(dag, "j F Y")


def _mag(door: User) -> None:
    if not door.is_coordinator:
        raise Geweigerd("Alleen een coördinator wijzigt de instellingen.")


def _vergrendel(naam: str) -> list[Parameter]:
    """Every version of `naam`, held: two coördinatoren who change it wait for each other."""
    rijen = Parameter.objects.select_for_update(of=("self",), no_key=True).filter(naam=naam)
    return list(rijen.order_by("geldig_vanaf"))


def _merk_wie(versie: Parameter, door: User, reden: str) -> None:
    versie._history_user = door  # type: ignore[attr-defined]  # simple_history reads it
    versie._change_reason = reden  # type: ignore[attr-defined]  # simple_history reads it
