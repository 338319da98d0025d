"""Claims on the premie for the measurement: one for every fifth overeenkomst, in one schooljaar."""

from collections.abc import Sequence
from datetime import timedelta
from hashlib import sha256

from django.utils import timezone

from overeenkomsten.models import Lerende, Overeenkomst, Persoonsnummer
from overeenkomsten.toestanden import Toestand
from premies.models import Premie
from premies.rules import schooljaar_van

PER = 5
TE_HERBEKIJKEN = 500


def voeg_toe(overeenkomsten: Sequence[Overeenkomst]) -> None:
    """For the running ones of every fifth number; nothing of them is to be judged today."""
    vandaag = timezone.localdate()
    rijen = [rij for rij in overeenkomsten if rij.toestand == Toestand.LOPEND][:: PER // 2]
    personen = Persoonsnummer.objects.bulk_create(
        Persoonsnummer(vingerafdruk=sha256(rij.referentie.encode()).hexdigest(), nummer="85073003328") for rij in rijen
    )
    for rij, persoon in zip(rijen, personen, strict=True):
        rij.lerende.persoonsnummer = persoon
    Lerende.objects.bulk_update((rij.lerende for rij in rijen), ["persoonsnummer"])
    Premie.objects.bulk_create(
        Premie(
            referentie=rij.referentie.replace("OVK", "PRM"), persoonsnummer=persoon,
            onderneming=rij.vestiging.onderneming, schooljaar=schooljaar_van(vandaag), overeenkomst=rij, start=rij.start,
            bedrag=1000, herbekijk_op=vandaag + timedelta(days=30 + nummer % 90),
        )
        for nummer, (rij, persoon) in enumerate(zip(rijen, personen, strict=True))
        if rij.vestiging is not None and rij.start is not None
    )  # fmt: skip


def adres(overeenkomst: Overeenkomst) -> str:
    """The page of a claim of the same onderneming."""
    assert overeenkomst.vestiging is not None
    return Premie.objects.filter(onderneming=overeenkomst.vestiging.onderneming_id).earliest("pk").get_absolute_url()


def te_herbekijken() -> None:
    """Let the day of some come, as after a night in which terms passed."""
    eerste = Premie.objects.order_by("pk").values("pk")[:TE_HERBEKIJKEN]
    Premie.objects.filter(pk__in=eerste).update(herbekijk_op=timezone.localdate())
