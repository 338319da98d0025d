"""How the lerende of the demo world who works there is followed: evaluations, klassenraad, competences (rules.md §5)."""

from datetime import datetime, time, timedelta

from django.utils import timezone

from overeenkomsten.models import Evaluatie
from overeenkomsten.services import evaluaties, mentorhulp, vorderingen
from overeenkomsten.toestanden import Deel

from .dossiers import Dossier
from .leerlingen import SCHOOL, langst_bezig
from .tijd import Verhaal

MENTOR = "mentor@example.be"
VAN_MENTOR = (
    "Yassine komt op tijd en vraagt als hij iets niet weet. Remmen vervangen lukt goed. We oefenen nog op het onderhoudsboek "
    "en op netjes afwerken."
)
VAN_SCHOOL = (
    "Op school haalt Yassine de doelen. Afgesproken: hij leest op de werkplek elke week samen met de mentor een storing uit "
    "en schrijft op wat hij vond."
)

# Days after the start, who looked, and how far the lerende was with each competence of the plan.
GEZIEN: tuple[tuple[int, str, dict[int, int]], ...] = (
    (12, "mentor", {0: 0, 1: 1}),
    (20, "school", {1: 1, 2: 0}),
    (33, "mentor", {0: 1, 1: 1}),
    (41, "school", {0: 1, 2: 1}),
    (55, "mentor", {0: 2, 1: 2, 2: 0}),
    (58, "school", {1: 2, 2: 1}),
)
OPMERKING = {
    ("mentor", 0, 2): "Ook achteraan, zonder dat ik erbij sta.",
    ("mentor", 2, 0): "Nog niet kunnen oefenen: weinig storingen deze maand.",
}


def volgt_leren(d: Dossier, begonnen: int) -> Verhaal:
    """The first evaluation is complete, an extra one waits for the school, and the klassenraad is shared."""
    for dagen, kant, niveaus in GEZIEN:
        op = yield d.op(begonnen - dagen, "16.30")
        _duid_aan(d, Deel(kant), niveaus, op)
    op = yield d.op(begonnen - 60, "15.20")
    school, mentor = d.wereld.users[SCHOOL], d.wereld.users[MENTOR]
    rij = langst_bezig(d)
    eerste, tweede = rij.evaluaties.select_related("overeenkomst").order_by("gepland_op")[:2]
    evaluaties.vul_in(evaluatie=eerste, deel=Deel.MENTOR, tekst=VAN_MENTOR, door=mentor, op=op)
    op = yield d.op(begonnen - 61, "9.40")
    evaluaties.vul_in(evaluatie=eerste, deel=Deel.SCHOOL, tekst=VAN_SCHOOL, door=school, op=op)
    op = yield d.op(12, "10.25")
    extra = evaluaties.plan(overeenkomst=rij, gepland_op=timezone.localdate(op) + timedelta(days=8), door=school, op=op)
    op = yield d.op(6, "8.45")
    hulp = mentorhulp.noem(overeenkomst=rij, naam="Tom Wouters", email="tom.wouters@example.be", door=mentor, op=op)
    op = yield d.op(5, "16.10")
    _deel_klassenraad(d, tweede, op)
    op = yield d.op(3, "12.05")
    evaluaties.vul_in(
        evaluatie=extra,
        deel=Deel.MENTOR,
        tekst="De afspraken lukken. Storingen uitlezen gaat beter.",
        door=mentor,
        op=op,
    )
    op = yield d.op(2, "15.50")
    beurt = rij.competenties.get(plek="beide")
    gezien = {beurt.pk: (2, "Deed de kleine beurt alleen, van begin tot einde.")}
    mentorhulp.stel_voor(hulp=hulp, op_dag=timezone.localdate(op), niveaus=gezien, op=op)


def _duid_aan(d: Dossier, kant: Deel, niveaus: dict[int, int], op: datetime) -> None:
    """What one side sees of some competences of the plan, by their place in it."""
    door = d.wereld.users[MENTOR if kant == Deel.MENTOR else SCHOOL]
    rij = langst_bezig(d)
    plan = list(rij.competenties.values_list("pk", flat=True))
    gezien = {plan[plaats]: (niveau, OPMERKING.get((kant, plaats, niveau), "")) for plaats, niveau in niveaus.items()}
    vorderingen.noteer(overeenkomst=rij, kant=kant, op_dag=timezone.localdate(op), niveaus=gezien, door=door, op=op)


def _deel_klassenraad(d: Dossier, evaluatie: Evaluatie, op: datetime) -> None:
    dag = d.wereld.kalender.komende_werkdag(12)
    van, tot = (timezone.make_aware(datetime.combine(dag, time(uur))) for uur in (16, 17))
    evaluaties.deel_klassenraad(
        evaluatie=evaluatie, van=van, tot=tot, plaats="Lokaal 12", door=d.wereld.users[SCHOOL], op=op
    )
