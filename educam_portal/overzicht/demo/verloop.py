"""What became of overeenkomsten in the demo world: one changed by a bijlage, one that stands still, one that ended."""

from datetime import timedelta

from django.utils import timezone

from overeenkomsten.services import beeindigen, einde, schorsen, wijzigen
from overeenkomsten.toestanden import StukSoort

from .dossiers import Dossier
from .leerlingen import SCHOOL, begint, langst_bezig, leerling, opgemaakt, tekent_ieder, zegt_hoe_het_gaat
from .tijd import Verhaal


def duurt_langer(d: Dossier, dag: int) -> Verhaal:
    """A bijlage, signed by everybody: the lerende who has been there longest stays ten days more."""
    op = yield d.op(dag, "10.40")
    school = d.wereld.users[SCHOOL]
    rij = langst_bezig(d)
    assert rij.einde is not None  # it runs
    wijzigen.stel_addendum_voor(
        overeenkomst=rij, wat="einde", velden={"einde": rij.einde + timedelta(days=10)},
        reden="Yassine werkt zijn proef af op de werkplek.", door=school, op=op,
    )  # fmt: skip
    yield from tekent_ieder(d, rij, dag, StukSoort.ADDENDUM)


def staat_stil(d: Dossier, begonnen: int) -> Verhaal:
    """Started `begonnen` days ago, suspended since last week, for longer than the trajectbegeleider may miss."""
    eerste_dag = d.wereld.kalender.dag(begonnen)
    op = yield d.op(begonnen + 30, "11.05")
    rij = opgemaakt(d, leerling(d, "Ilias", "Bogaert", 8, eerste_dag, op), eerste_dag, op)
    yield from begint(d, rij, begonnen)
    op = yield d.op(begonnen - 21, "20.05")
    zegt_hoe_het_gaat(rij, "", op)
    op = yield d.op(6, "8.20")
    schorsen.schors(
        overeenkomst=rij, grond="werkloosheid", toelichting="De hefbruggen worden vervangen.",
        van=timezone.localdate(op), tot=timezone.localdate(op) + timedelta(days=16), door=d.werkgever, op=op,
    )  # fmt: skip


def samen_gestopt(d: Dossier, begonnen: int, laatste: int) -> Verhaal:
    """A minor who started `begonnen` days ago, and whose last day was `laatste` days ago: four people signed the end."""
    eerste_dag = d.wereld.kalender.dag(begonnen)
    op = yield d.op(begonnen + 30, "9.15")
    ouder = {"voornaam": "Ann", "naam": "De Wilde", "email": "ann.dewilde@example.be"}
    rij = opgemaakt(d, leerling(d, "Fien", "De Wilde", 9, eerste_dag, op, ouder=ouder), eerste_dag, op)
    yield from begint(d, rij, begonnen)
    op = yield d.op(begonnen - 21, "18.30")
    zegt_hoe_het_gaat(rij, "Ik werk liever met fietsen.", op)
    op = yield d.op(laatste + 8, "11.40")
    einde.stel_einde_voor(
        overeenkomst=rij, wijze="onderling", laatste_dag=d.wereld.kalender.dag(laatste),
        reden="Fien kiest voor fietsen en zoekt daar een andere werkplek.", door=d.wereld.users[SCHOOL], op=op,
    )  # fmt: skip
    yield from tekent_ieder(d, rij, laatste + 8, StukSoort.BEEINDIGING)
    op = yield d.op(laatste - 1, "0.10")
    rij.refresh_from_db()  # its last day is another one now
    beeindigen.sluit_af(overeenkomst=rij, op=op)
