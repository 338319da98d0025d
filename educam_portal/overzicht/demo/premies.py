"""Premiums in the demo world: an employer who gave consent and is on course, beside one who still has things to do."""

from django.db.models import Q
from django.utils import timezone

from premies.models import Premie
from premies.rules import schooljaar, schooljaar_van
from premies.services.beoordelen import beoordeel
from premies.services.presteren import voeg_prestatie_toe
from premies.services.toestemmen import geef_toestemming

from .dossiers import Dossier
from .leerlingen import begint, leerling, mag_tekenen, opgemaakt
from .tijd import Verhaal
from .wereld import Wereld

REKENING = "BE68 5390 0754 7034"


def krijgt_premie(d: Dossier, begonnen: int) -> Verhaal:
    """A lerende who started `begonnen` days ago with a mentor who followed the course: consent, and every day told."""
    eerste_dag = d.wereld.kalender.dag(begonnen)
    op = yield d.op(begonnen + 30, "13.40")
    mag_tekenen(d, "Bestuurder", op)
    rij = opgemaakt(d, leerling(d, "Robbe", "Claeys", 10, eerste_dag, op), eerste_dag, op)
    yield from begint(d, rij, begonnen)
    op = yield d.op(begonnen - 5, "18.20")
    geef_toestemming(onderneming=d.bedrijf.onderneming, iban=REKENING, akkoord=True, door=d.werkgever, op=op)
    op = yield d.op(3, "17.05")
    vandaag = timezone.localdate(op)
    premie = Premie.objects.get(overeenkomst=rij, schooljaar=schooljaar_van(vandaag))
    van = max(eerste_dag, schooljaar(premie.schooljaar).van)
    voeg_prestatie_toe(premie=premie, van=van, tot=vandaag, door=d.werkgever, op=op)


def beoordeeld(wereld: Wereld, dag: int) -> Verhaal:
    """What was judged by then: at once when it was made, later by the job."""
    op = yield wereld.kalender.op(dag, "23.40")
    gevraagd = Q(beoordeeld_op=None) | ~Q(herbekijk_om="") | Q(herbekijk_op__lte=timezone.localdate(op))
    rijen = Premie.objects.te_beoordelen().filter(gevraagd)
    for persoon in sorted(set(rijen.values_list("persoonsnummer", flat=True))):
        beoordeel(persoonsnummer=persoon, aanleiding=None, op=op)
