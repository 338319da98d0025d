"""Reading the performed periods of an export, and taking over what matched (rules.md §6)."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from educam_portal.accounts.fouten import Geweigerd
from educam_portal.accounts.models import User
from educam_portal.documenten.persoonsnummers import vingerafdruk_van
from educam_portal.organisaties.models import Onderneming
from educam_portal.workflow.diensten import noteer, vergrendel
from overeenkomsten.inlezen.bestand import Onleesbaar
from overeenkomsten.models import Persoonsnummer

from ..bevoegd import eis_bevoegd
from ..models import Premie, Prestatie, Prestatielijst
from ..rules import Tijdvak, schooljaar, schooljaar_van, verenigd
from ..rules.maanden import geknipt
from ..toestanden import TE_BEOORDELEN, Aanleiding
from ..uittreksel import Rij, lees_uittreksel
from .beoordelen import beoordeel_personen
from .presteren import raakt_doorgegeven

NIEUW, LANGER, BESTAAT = "nieuw", "langer", "bestaat"
BEWAARD = timedelta(days=30)
Regel = dict[str, Any]
Bestaand = dict[tuple[int, str], list[Prestatie]]


def lees_in(*, onderneming: Onderneming, inhoud: bytes, bron: str, door: User, op: datetime) -> Prestatielijst:
    """Read the file and say per row what would come of it; nothing of it counts yet. Raises Geweigerd.

    Kept is what matched: a person with a claim at this onderneming, and a period that touches that claim's schooljaar, up
    to today. The days of a schooljaar that was handed on are left out: nothing changes them any more.
    """
    eis_bevoegd(onderneming, door)
    try:
        gelezen = lees_uittreksel(inhoud)
    except Onleesbaar as fout:
        raise Geweigerd(fout.zin, "bestand") from fout
    bekend = _bekenden(onderneming)
    regels: list[Regel] = []
    rest = []
    for rij in gelezen.rijen:
        uitkomst = _regel(rij, onderneming, bekend, timezone.localdate(op))
        if isinstance(uitkomst, str):
            rest.append({"rij": rij.nummer, "zin": uitkomst})
        else:
            regels.extend(uitkomst)
    bestaand = _bestaand(onderneming, {regel["persoon"] for regel in regels})
    met_stand = [regel | {"stand": _stand(bestaand, regel, bron)} for regel in regels]
    with transaction.atomic():
        Prestatielijst.objects.filter(onderneming=onderneming).delete()
        return Prestatielijst.objects.create(
            onderneming=onderneming, bron=bron, regels=met_stand, rest=rest, onbekende_kolommen=gelezen.onbekend,
            gelezen_door=door, gelezen_op=op,
        )  # fmt: skip


def neem_over(*, lijst: Prestatielijst, door: User, op: datetime) -> Prestatielijst:
    """Store the periods that matched; once. Raises Geweigerd when it was done, or what was read no longer holds."""
    eis_bevoegd(lijst.onderneming, door)
    with transaction.atomic():
        vers = vergrendel(lijst)
        if vers.overgenomen_op is not None:
            raise Geweigerd("Deze lijst is al overgenomen.")
        personen = sorted({regel["persoon"] for regel in vers.regels})
        slot = Persoonsnummer.objects.select_for_update(of=("self",), no_key=True)
        if len(slot.filter(pk__in=personen).order_by("pk").values_list("pk", flat=True)) != len(personen):
            raise Geweigerd("De gegevens van iemand in deze lijst zijn intussen gewist. Kies de lijst opnieuw.")
        bestaand = _bestaand(vers.onderneming, set(personen))
        for regel in vers.regels:
            _bewaar(vers, regel, bestaand, door, op)
        vers.overgenomen_op = op
        vers.save(update_fields=["overgenomen_op"])
        aantal = len(vers.regels)
        noteer(vers.onderneming, "prestaties_ingelezen", door=door, op=op, tekst=f"Gewerkte dagen ingelezen: {aantal}.")
        beoordeel_personen(personen=personen, aanleiding=Aanleiding.PRESTATIES, op=op, onderneming=vers.onderneming)
    return vers


def wis_oude(*, op: datetime) -> None:
    """What was read long ago, taken over or not."""
    Prestatielijst.objects.filter(gelezen_op__lt=op - BEWAARD).delete()


@dataclass
class _Bekende:
    """A person with claims at this onderneming: the schooljaren that are still judged, and those the department has."""

    pk: int
    wie: str
    lopend: set[int] = field(default_factory=set)
    doorgegeven: set[int] = field(default_factory=set)


def _bekenden(onderneming: Onderneming) -> dict[str, _Bekende]:
    """By the keyed hash of the INSZ."""
    uit: dict[str, _Bekende] = {}
    premies = Premie.objects.filter(onderneming=onderneming, persoonsnummer__isnull=False)
    for premie in premies.select_related("persoonsnummer", "overeenkomst__lerende"):
        assert premie.persoonsnummer is not None
        nieuw = _Bekende(premie.persoonsnummer.pk, premie.overeenkomst.lerende.kort)
        bekende = uit.setdefault(premie.persoonsnummer.vingerafdruk, nieuw)
        (bekende.lopend if premie.toestand in TE_BEOORDELEN else bekende.doorgegeven).add(premie.schooljaar)
    return uit


def _regel(rij: Rij, onderneming: Onderneming, bekend: dict[str, _Bekende], vandaag: date) -> list[Regel] | str:
    """What is taken over of a row, or a sentence why nothing is."""
    if rij.fout:
        return rij.fout
    if rij.onderneming is not None and rij.onderneming != onderneming.nummer:
        return "Deze rij gaat over een andere onderneming."
    bekende = bekend.get(vingerafdruk_van(rij.insz))
    if bekende is None or not bekende.lopend:
        return "Voor deze persoon loopt bij jou geen premie die nog in opbouw is."
    assert rij.van is not None
    # What is still to come is not performed.
    tot = min(rij.tot or vandaag, vandaag)
    if tot < rij.van:
        return "Deze periode moet nog beginnen."
    jaren = set(range(schooljaar_van(rij.van), schooljaar_van(tot) + 1))
    if not jaren & bekende.lopend:
        if jaren & bekende.doorgegeven:
            return f"In deze periode is de premie voor {bekende.wie} al doorgegeven. Er verandert niets meer aan."
        return f"In deze periode loopt voor {bekende.wie} geen premie."
    rest = [vak for jaar in jaren - bekende.doorgegeven for vak in geknipt([Tijdvak(rij.van, tot)], schooljaar(jaar))]
    wie = {"rij": rij.nummer, "persoon": bekende.pk, "wie": bekende.wie}
    return [wie | {"van": vak.van.isoformat(), "tot": vak.tot.isoformat()} for vak in verenigd(rest)]


def _bestaand(onderneming: Onderneming, personen: set[int]) -> Bestaand:
    """What is stored of these people: person and first day → the periods."""
    uit: Bestaand = defaultdict(list)
    for een in Prestatie.objects.filter(onderneming=onderneming, persoonsnummer__in=personen):
        uit[een.persoonsnummer_id, een.van.isoformat()].append(een)
    return uit


def _stand(bestaand: Bestaand, regel: Regel, bron: str) -> str:
    zelfde = bestaand[regel["persoon"], regel["van"]]
    if any(een.tot.isoformat() == regel["tot"] for een in zelfde):
        return BESTAAT
    return LANGER if any(een.bron == bron for een in zelfde) else NIEUW


def _bewaar(lijst: Prestatielijst, regel: Regel, bestaand: Bestaand, door: User, op: datetime) -> None:
    """Twice is once; the same employment with another last day corrects what the same source said before."""
    zelfde = bestaand[regel["persoon"], regel["van"]]
    stand = _stand(bestaand, regel, lijst.bron)
    if stand == BESTAAT:
        return
    van, tot = date.fromisoformat(regel["van"]), date.fromisoformat(regel["tot"])
    if raakt_doorgegeven(regel["persoon"], lijst.onderneming_id, van, tot):
        raise Geweigerd("Intussen is een premie van iemand in deze lijst doorgegeven. Kies de lijst opnieuw.")
    eerder = max((een.tot for een in zelfde), default=tot)
    if eerder > tot and raakt_doorgegeven(regel["persoon"], lijst.onderneming_id, van, eerder):
        return
    if stand == LANGER:
        rij = next(een for een in zelfde if een.bron == lijst.bron)
    else:
        rij = Prestatie(persoonsnummer_id=regel["persoon"], onderneming=lijst.onderneming, van=van, bron=lijst.bron)
        zelfde.append(rij)
    rij.tot, rij.ingevoerd_door, rij.ingevoerd_op = tot, door, op
    rij.save()
