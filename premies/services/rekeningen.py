"""On which account an onderneming is paid: kept with the batch when it is handed over, erased when it is done (rules.md §11)."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from educam_portal.accounts.fouten import Geweigerd
from educam_portal.parameters import duur
from educam_portal.termijnen.rules import na_termijn

from ..models import Levering, Leveringsrekening, Premie, Toestemming
from ..toestanden import Toestand


def leg_vast(levering: Levering, premies: Iterable[Premie]) -> None:
    """Keep for the batch, which is locked, the account of each of their ondernemingen; one that stands there stays.

    So the file is the same whenever it is written: another number, or consent that is withdrawn, counts for what is
    handed over later (rules.md §6). Raises Geweigerd when no key opens a number.
    """
    bekend = set(levering.rekeningen.values_list("onderneming", flat=True))
    nieuw = {premie.onderneming_id: premie.referentie for premie in premies if premie.onderneming_id not in bekend}
    toestemmingen = Toestemming.objects.filter(onderneming__in=nieuw).order_by("pk")
    nummers = {rij.onderneming_id: rij.iban for rij in toestemmingen}
    for onderneming, referentie in nieuw.items():
        if not nummers.get(onderneming):
            raise Geweigerd(f"{referentie}: de rekening is niet leesbaar.")
        Leveringsrekening.objects.create(levering=levering, onderneming_id=onderneming, iban=nummers[onderneming])


def rekeningen_van(levering: Levering) -> dict[int, str]:
    return {rij.onderneming_id: rij.iban for rij in levering.rekeningen.all()}


def wis_oude(*, op: datetime) -> None:
    """The numbers that no claim needs any longer: of consent that was withdrawn, and of batches that were settled."""
    vandaag = timezone.localdate(op)
    grens = _voorbij(vandaag)
    ingetrokken = Toestemming.objects.filter(ingetrokken_op__lte=grens, iban_gewist_op=None)
    ingetrokken.update(iban="", iban_gewist_op=vandaag)
    levend = Premie.objects.filter(levering=OuterRef("levering"), onderneming=OuterRef("onderneming"))
    Leveringsrekening.objects.filter(
        ~Exists(levend.filter(_nog_nodig(grens))), levering__klaar_op__isnull=False
    ).delete()


def _voorbij(vandaag: date) -> date:
    """The latest day of which the term has passed: months are not equally long on the way back."""
    termijn = duur("bewaring_rekening", vandaag)
    dag = vandaag - (na_termijn(vandaag, termijn) - vandaag)
    while na_termijn(dag, termijn) >= vandaag:
        dag -= timedelta(days=1)
    return dag


def _nog_nodig(grens: date) -> Q:
    """The department still has to decide or pay, or did so not long ago: a payment may still come back."""
    geweigerd = Q(toestand=Toestand.GEWEIGERD, beslist_op__gt=grens)
    betaald = Q(toestand=Toestand.UITBETAALD, uitbetaald_op__gt=grens)
    return Q(toestand__in=(Toestand.DOORGEGEVEN, Toestand.TOEGEKEND)) | geweigerd | betaald
