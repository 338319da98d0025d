"""Telling each werkgever what a new GGMMI changes, once per version and bundled per onderneming (rules.md §5.2)."""

import logging
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.formats import date_format

from educam_portal import parameters
from educam_portal.accounts.models import WERKGEVERS, User
from educam_portal.meldingen import services as meldingen
from educam_portal.parameters.gevolgen import Stand, Tijdvak
from educam_portal.parameters.models import Parameter
from educam_portal.parameters.services import merk, tijdvak

from ..indexering import GGMMI, geraakt, loonregel
from ..models import Loonbericht
from ..ontvangers import leden

log = logging.getLogger(__name__)
PARTIJ = 100
MAX_POGINGEN = 8
TOON = timedelta(days=7)


def zinnen(vak: Tijdvak) -> list[str]:
    """What another GGMMI touches, before it is saved."""
    if vak.naam != GGMMI:
        return []
    rijen = geraakt(vak)
    aantal = rijen.count()
    if not aantal:
        return ["Er loopt geen overeenkomst met een leervergoeding op of na die dag."]
    bedrijven = rijen.values("vestiging__onderneming").distinct().count()
    return [
        f"{aantal} {'overeenkomst' if aantal == 1 else 'overeenkomsten'} bij {bedrijven} "
        f"{'onderneming' if bedrijven == 1 else 'ondernemingen'}: elke onderneming krijgt één mail met de oude en de "
        "nieuwe leervergoeding."
    ]


def start(vak: Tijdvak, door: User, op: datetime) -> None:
    """Write down whom to tell; part of the transaction of the change. A version taken back is told to who knew of it."""
    from ..tasks import meld_indexering

    if vak.naam != GGMMI:
        return
    gemeld = Loonbericht.objects.filter(vanaf=vak.vanaf)
    # What nobody heard yet need not be told any more: this change is the newer one.
    gemeld.filter(gemeld_op=None).delete()
    ingetrokken = not Parameter.objects.filter(naam=GGMMI, geldig_vanaf=vak.vanaf).exists()
    if ingetrokken:
        laatste = {rij.onderneming_id: rij.ingetrokken for rij in gemeld.order_by("pk")}
        ondernemingen = {pk for pk, al_ingetrokken in laatste.items() if not al_ingetrokken}
    else:
        ondernemingen = set(geraakt(vak).values_list("vestiging__onderneming", flat=True).order_by())
    Loonbericht.objects.bulk_create(
        Loonbericht(onderneming_id=pk, versie=merk(GGMMI), vanaf=vak.vanaf, ingetrokken=ingetrokken, gevraagd_op=op)
        for pk in sorted(ondernemingen)
    )
    if ondernemingen:
        # A broker that is down must not undo the change: the sweep finds the rows again.
        transaction.on_commit(lambda: meld_indexering.apply_async(retry=False), robust=True)


def stand(naam: str) -> list[Stand]:
    """How many ondernemingen were told of the changes of the last days."""
    if naam != GGMMI:
        return []
    rijen = Loonbericht.objects.filter(gevraagd_op__gte=timezone.now() - TOON)
    per_versie: dict[str, list[Loonbericht]] = {}
    for rij in rijen.order_by("-pk")[:5000]:
        per_versie.setdefault(rij.versie, []).append(rij)
    return [_stand(groep) for groep in list(per_versie.values())[:5]]


def _stand(rijen: list[Loonbericht]) -> Stand:
    gedaan, totaal = sum(rij.gemeld_op is not None for rij in rijen), len(rijen)
    wat = "De nieuwe leervergoeding" if not rijen[0].ingetrokken else "Dat ze niet doorgaat"
    zin = f"{wat} vanaf {date_format(rijen[0].vanaf, 'j F Y')} is gemeld aan {gedaan} van {totaal} ondernemingen."
    return Stand(zin=zin, gedaan=gedaan, totaal=totaal, klaar=gedaan == totaal)


def meld() -> None:
    """Tell who was not told yet, each in a transaction of its own; one that fails stops no other and is tried again."""
    parameters.vergeet()
    laatste = 0
    while partij := _te_melden(laatste):
        for pk in partij:
            try:
                _meld_een(pk)
            except Exception:
                log.exception("loonbericht %s bleef staan", pk)
                Loonbericht.objects.filter(pk=pk).update(pogingen=F("pogingen") + 1)
        laatste = partij[-1]


def _te_melden(na: int) -> list[int]:
    rijen = Loonbericht.objects.filter(gemeld_op=None, pogingen__lt=MAX_POGINGEN, pk__gt=na)
    return list(rijen.order_by("pk").values_list("pk", flat=True)[:PARTIJ])


def wacht(nu: datetime) -> bool:
    """Whether somebody still has to be told a minute after the change: the job was lost."""
    rijen = Loonbericht.objects.filter(gemeld_op=None, pogingen__lt=MAX_POGINGEN)
    return rijen.filter(gevraagd_op__lt=nu - timedelta(minutes=1)).exists()


@transaction.atomic
def _meld_een(pk: int) -> None:
    """The row is claimed in the transaction that queues the message: whoever comes second finds it told."""
    rijen = Loonbericht.objects.select_for_update(of=("self",), no_key=True).select_related("onderneming")
    bericht = rijen.filter(pk=pk, gemeld_op=None).first()
    if bericht is None:
        return
    bericht.gemeld_op = timezone.now()
    bericht.save(update_fields=["gemeld_op"])
    vak = tijdvak(GGMMI, bericht.vanaf)
    eigen = geraakt(vak).filter(vestiging__onderneming=bericht.onderneming).select_related("lerende", "school")
    regels = [loonregel(rij, bericht.vanaf) for rij in eigen.order_by("lerende__naam", "pk")]
    if not regels:
        return  # ended or cancelled since
    meldingen.stuur(
        "leervergoeding_verandert",
        dossier=None,
        aan=leden(bericht.onderneming, WERKGEVERS),
        gegevens={
            "onderneming": bericht.onderneming,
            "vanaf": bericht.vanaf,
            "ingetrokken": bericht.ingetrokken,
            "hoger": [regel for regel in regels if regel.verandert],
            "zelfde": [regel for regel in regels if not regel.verandert],
        },
    )
