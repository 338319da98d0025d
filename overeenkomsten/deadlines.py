"""Starting and ending the terms of an overeenkomst and of a lerende without one (rules.md §7), for the services.

Every function may be called twice. `op` is the moment of the change.
"""

from datetime import date, datetime, timedelta

from django.utils import timezone

from educam_portal.organisaties.schoolvakanties import tussen
from educam_portal.parameters import duur, waarde
from educam_portal.termijnen import services as termijnen
from educam_portal.termijnen.rules import na_termijn

from .models import Evaluatie, Lerende, Overeenkomst
from .rules import eind_van_schooljaar, proefperiode
from .rules.datums import RSZ_BEPERKT_TOT_VERJAARDAG
from .rules.kalender import Vakantie, opleidingsdag
from .rules.vergoeding import MET_STATUUT
from .services.verplichtingen import STARTKLAAR
from .tekentermijn import uiterlijk, wachtend
from .toestanden import GETEKEND

ONDERTEKENING = "ondertekening"
REGISTRATIE = "registratie"
PROEFPERIODE = "proefperiode"
RSZ_WIJZIGING = "rsz_wijziging"
EVALUATIE = "evaluatie"
EINDE = "overeenkomst_einde"
NIEUWE_WERKPLEK = "nieuwe_werkplek"
CONCEPT = "concept_overeenkomst"
BEWARING = "bewaring_overeenkomst"
BEWARING_LERENDE = "bewaring_lerende"
KNELPUNT = "knelpunt"
HERCONTROLE = "hercontrole"
# What runs for an overeenkomst while it is drafted, signed or lived with.
LOPEND = (ONDERTEKENING, STARTKLAAR, REGISTRATIE, PROEFPERIODE, RSZ_WIJZIGING, EINDE, CONCEPT)


def start_concept(overeenkomst: Overeenkomst, *, op: datetime) -> None:
    """A draft was begun or changed: it is kept from this day on (rules.md §7, concept)."""
    termijnen.herstart(overeenkomst, CONCEPT, op=timezone.localdate(op))


def stop_bij_terugnemen(overeenkomst: Overeenkomst, *, op: datetime) -> None:
    """Back to a draft: nobody need sign now, nor register, and the draft is kept from this day on."""
    for soort in (ONDERTEKENING, REGISTRATIE):
        termijnen.nietig(overeenkomst, soort, op=timezone.localdate(op))
    start_concept(overeenkomst, op=op)


def start_bij_versturen(overeenkomst: Overeenkomst, *, op: datetime) -> None:
    """Sent for signature: everybody signs by the first day, and the term to register counts from it (rules.md §7)."""
    assert overeenkomst.start is not None  # a constraint holds it from the moment it is sent
    dag = timezone.localdate(op)
    termijnen.nietig(overeenkomst, CONCEPT, op=dag)
    termijnen.herstart(overeenkomst, ONDERTEKENING, op=dag, vast_op=overeenkomst.start)
    termijnen.nietig(overeenkomst, REGISTRATIE, op=dag)
    termijnen.start(overeenkomst, REGISTRATIE, op=overeenkomst.start, aangemaakt_op=dag)


def start_bij_ondertekening(overeenkomst: Overeenkomst, *, op: datetime) -> None:
    """Everybody signed: what is due before and after the first day begins (rules.md §5.1, §7).

    Call it when `geregistreerd_op` is set as it should be, and the obligations are made.
    """
    start, einde = overeenkomst.start, overeenkomst.einde
    assert start is not None and einde is not None  # a constraint holds them from the moment it is sent
    dag = timezone.localdate(op)
    termijnen.voldaan(overeenkomst, ONDERTEKENING, op=dag)
    termijnen.voldaan(overeenkomst.lerende, NIEUWE_WERKPLEK, op=dag)
    termijnen.nietig(overeenkomst.lerende, BEWARING_LERENDE, op=dag)
    if overeenkomst.geregistreerd_op:
        termijnen.voldaan(overeenkomst, REGISTRATIE, op=dag)
    termijnen.start(overeenkomst, STARTKLAAR, op=dag, vast_op=start)
    proef_tot = proefperiode(start, duur("proefperiode", start))
    termijnen.start(overeenkomst, PROEFPERIODE, op=start, vast_op=proef_tot, aangemaakt_op=dag)
    termijnen.start(overeenkomst, EINDE, op=dag, vast_op=einde)
    plan_rsz(overeenkomst, op=op)
    for evaluatie in overeenkomst.evaluaties.all():
        plan_evaluatie(evaluatie, op=op)


def plan_rsz(overeenkomst: Overeenkomst, *, op: datetime) -> None:
    """The day on which full RSZ begins is announced, or no longer when it fell outside the overeenkomst.

    What was announced for the same day stays so: nobody reads it twice.
    """
    dag, volledig = timezone.localdate(op), rsz_volledig_vanaf(overeenkomst)
    if volledig is None:
        termijnen.nietig(overeenkomst, RSZ_WIJZIGING, op=dag)
    else:
        _voor(overeenkomst, RSZ_WIJZIGING, volledig, op=dag)


def _voor(overeenkomst: Overeenkomst, soort: str, vast_op: date, *, op: date) -> None:
    """Due on that day: anew when it was another one; what was told for the same day stays told."""
    if termijnen.start(overeenkomst, soort, op=op, vast_op=vast_op).vast_op != vast_op:
        termijnen.herstart(overeenkomst, soort, op=op, vast_op=vast_op)


def volg_ondertekening(overeenkomst: Overeenkomst, *, op: datetime, getekend: bool = False) -> None:
    """A bijlage or an ending was sent, withdrawn or `getekend` by everybody: what still waits, by the nearest day.

    One term for whatever waits: who must sign two documents is reminded of them together (rules.md §7).
    """
    dag = timezone.localdate(op)
    if dagen := [uiterlijk(stuk, overeenkomst) for stuk in wachtend(overeenkomst)]:
        _voor(overeenkomst, ONDERTEKENING, min(dagen), op=dag)
    elif getekend:
        termijnen.voldaan(overeenkomst, ONDERTEKENING, op=dag)
    else:
        termijnen.nietig(overeenkomst, ONDERTEKENING, op=dag)


def plan_evaluatie(evaluatie: Evaluatie, *, op: datetime) -> None:
    """An evaluation has a day, or another one."""
    if not evaluatie.volledig:
        termijnen.herstart(evaluatie, EVALUATIE, op=timezone.localdate(op), vast_op=evaluatie.gepland_op)


def evaluatie_klaar(evaluatie: Evaluatie, *, op: datetime) -> None:
    """Both parts are there: complete only then (rules.md §5)."""
    if evaluatie.volledig:
        termijnen.voldaan(evaluatie, EVALUATIE, op=timezone.localdate(op))


def rsz_volledig_vanaf(overeenkomst: Overeenkomst) -> date | None:
    """1 January of the year of the 19th birthday, when it lies after the first day and not after the last one.

    Only where the RSZ was limited before: no pay, or no statuut of leerling, no change (rules.md §5.1, facts.md §3.1).
    """
    if overeenkomst.soort not in MET_STATUUT or overeenkomst.start is None or overeenkomst.laatste_dag is None:
        return None
    vanaf = date(overeenkomst.lerende.geboortedatum.year + RSZ_BEPERKT_TOT_VERJAARDAG + 1, 1, 1)
    return vanaf if overeenkomst.start < vanaf <= overeenkomst.laatste_dag else None


def stop_alles(overeenkomst: Overeenkomst, *, op: datetime) -> None:
    """It was cancelled, or its last day is over: nothing runs any more, and it is kept as long as rules.md §11 says.

    Who had a signed one that was cancelled needs another workplace (rules.md §5, §7); for one that stops early the
    service that fixes its last day starts that term.
    """
    dag = timezone.localdate(op)
    for soort in LOPEND:
        termijnen.nietig(overeenkomst, soort, op=dag)
    for evaluatie in overeenkomst.evaluaties.all():
        termijnen.nietig(evaluatie, EVALUATIE, op=dag)
    for knelpunt in overeenkomst.knelpunten.filter(afgesloten_op=None):
        for soort in (KNELPUNT, HERCONTROLE):
            termijnen.nietig(knelpunt, soort, op=dag)
    geannuleerd = overeenkomst.geannuleerd_op is not None
    laatste = dag if geannuleerd else (overeenkomst.laatste_dag or dag)
    termijnen.start(overeenkomst, BEWARING, op=dag, vast_op=na_termijn(laatste, duur("bewaring_overeenkomst", laatste)))
    if geannuleerd and overeenkomst.ondertekend_op is not None:
        sinds = max(dag, overeenkomst.lerende.lessen_vanaf)
        zoekt_werkplek(overeenkomst.lerende, sinds=sinds, op=op, verloren=overeenkomst)


def lerende_bewaren_tot(lerende: Lerende, op: date) -> date:
    """Last day on which a lerende without overeenkomst is kept: counted from the end of the schooljaar (rules.md §11)."""
    einde = eind_van_schooljaar(max(lerende.lessen_vanaf, op))
    return na_termijn(einde, duur("bewaring_lerende", einde))


def bewaar_lerende(lerende: Lerende, *, op: datetime) -> None:
    """There is no overeenkomst, or none that is kept: the lerende is erased after this schooljaar."""
    dag = timezone.localdate(op)
    termijnen.herstart(lerende, BEWARING_LERENDE, op=dag, vast_op=lerende_bewaren_tot(lerende, dag))


def ander_einde(overeenkomst: Overeenkomst, *, op: datetime) -> None:
    """Its last day became another one that has yet to come: what hangs on that day moves, or falls away (rules.md §5)."""
    dag, laatste = timezone.localdate(op), overeenkomst.laatste_dag
    assert laatste is not None
    termijnen.herstart(overeenkomst, EINDE, op=dag, vast_op=laatste)
    plan_rsz(overeenkomst, op=op)
    for evaluatie in overeenkomst.evaluaties.filter(gepland_op__gt=dag):
        if evaluatie.gepland_op > laatste:
            termijnen.nietig(evaluatie, EVALUATIE, op=dag)
        elif not evaluatie.volledig:
            termijnen.start(evaluatie, EVALUATIE, op=dag, vast_op=evaluatie.gepland_op)


def andere_mensen(overeenkomst: Overeenkomst) -> None:
    """Another trajectbegeleider, mentor or region: what is due stands in the list of the new one from now on."""
    knelpunten = overeenkomst.knelpunten.filter(afgesloten_op=None)
    for rij in (overeenkomst, overeenkomst.lerende, *overeenkomst.evaluaties.all(), *knelpunten):
        termijnen.zet_partijen(rij)


def zoekt_werkplek(lerende: Lerende, *, sinds: date, op: datetime, verloren: Overeenkomst | None = None) -> None:
    """Without overeenkomst from `sinds` on: a workplace by the 20th opleidingsdag (rules.md §7, facts.md §3.4).

    Nothing begins for who left the school or has another overeenkomst that everybody signed for that day. `verloren` is
    the one that ends, or must end, by this very change.
    """
    if lerende.weg_op is not None and lerende.weg_op < sinds:
        return
    andere = lerende.overeenkomsten.exclude(pk=verloren.pk) if verloren else lerende.overeenkomsten.all()
    if andere.filter(toestand__in=GETEKEND).raakt(sinds, sinds).exists():
        return
    vakanties = [Vakantie(rij.naam, rij.van, rij.tot) for rij in tussen(sinds, sinds + timedelta(days=366))]
    uiterlijk = opleidingsdag(sinds, int(waarde("nieuwe_werkplek", sinds)), vakanties)
    termijnen.start(lerende, NIEUWE_WERKPLEK, op=sinds, vast_op=uiterlijk, aangemaakt_op=timezone.localdate(op))


def werkplek_terug(overeenkomst: Overeenkomst, *, op: datetime) -> None:
    """What had to end may go on after all: the search that began with it is over, another search is not.

    One that not everybody signed yet gives no workplace: the days of the first lesson day go on. One that stops early
    leaves the lerende without workplace from the day after it.
    """
    lerende = overeenkomst.lerende
    termijn = termijnen.van(lerende, NIEUWE_WERKPLEK)
    if termijn is None or not termijn.is_open:
        return
    if overeenkomst.toestand not in GETEKEND and termijn.start == lerende.lessen_vanaf:
        return
    weg = overeenkomst.einde_feitelijk
    if weg is not None and termijn.start > weg:
        return
    termijnen.nietig(lerende, NIEUWE_WERKPLEK, op=timezone.localdate(op))
    if weg is not None:
        zoekt_werkplek(lerende, sinds=weg + timedelta(days=1), op=op, verloren=overeenkomst)


def eerste_lesdag_veranderd(lerende: Lerende, *, was: date, op: datetime) -> None:
    """The days count from another day; a term that an early end began stays as it is.

    A first lesson day after all that was signed is that of another schooljaar: who stays looks for a workplace from then.
    """
    sinds = lerende.lessen_vanaf
    if sinds == was:
        return
    bewaring = termijnen.van(lerende, BEWARING_LERENDE)
    if bewaring is not None and bewaring.is_open:
        bewaar_lerende(lerende, op=op)
    termijn = termijnen.van(lerende, NIEUWE_WERKPLEK)
    zoekt = termijn is not None and termijn.is_open
    if zoekt and termijn.start == was:
        termijnen.nietig(lerende, NIEUWE_WERKPLEK, op=timezone.localdate(op))
    elif zoekt or lerende.overeenkomsten.filter(toestand__in=GETEKEND).raakt(sinds, date.max).exists():
        return
    zoekt_werkplek(lerende, sinds=sinds, op=op)


def van_school_weg(lerende: Lerende, *, op: datetime) -> None:
    """Who left the school looks for a workplace no longer."""
    termijnen.nietig(lerende, NIEUWE_WERKPLEK, op=timezone.localdate(op))


def blijft_op_school(lerende: Lerende, *, op: datetime) -> None:
    """Who stays after all looks for a workplace again, from this day on, unless something signed goes on."""
    dag = timezone.localdate(op)
    if not lerende.overeenkomsten.filter(toestand__in=GETEKEND).raakt(dag, date.max).exists():
        zoekt_werkplek(lerende, sinds=max(dag, lerende.lessen_vanaf), op=op)
