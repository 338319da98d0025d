"""Evaluations while an overeenkomst runs: planned, filled in by both, spoken of in the klassenraad (rules.md §5)."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from educam_portal.accounts.fouten import Geweigerd
from educam_portal.accounts.models import User
from educam_portal.meldingen import services as meldingen
from educam_portal.workflow.diensten import perform

from .. import deadlines, ics
from ..models import Evaluatie, Overeenkomst
from ..ontvangers import begeleiders, mentor
from ..rules.evaluatie import VRAGEN, bezwaar_tegen_dag
from ..toestanden import Deel

AL_VOLLEDIG = "Deze evaluatie is al volledig. Ze verandert niet meer."


def plan(*, overeenkomst: Overeenkomst, gepland_op: date, door: User, op: datetime) -> Evaluatie:
    """One more moment, beside those of the overeenkomst. Raises Geweigerd for a day on which it cannot be."""
    with perform(overeenkomst, "evaluatie_plannen", door=door, op=op) as vers:
        _controleer_dag(vers, gepland_op, op)
        rij = Evaluatie.objects.create(overeenkomst=vers, gepland_op=gepland_op)
        _werk_soorten_bij(vers)
        rij.refresh_from_db(fields=["soort"])
        deadlines.plan_evaluatie(rij, op=op)
        _meld("evaluatie_gepland", rij, mentor(vers), door=door, was=None)
    return rij


def verplaats(*, evaluatie: Evaluatie, gepland_op: date, door: User, op: datetime) -> Evaluatie:
    """Another day, as long as its own has not passed. Raises Geweigerd afterwards, and for a day that cannot be."""
    with perform(evaluatie.overeenkomst, "evaluatie_verplaatsen", door=door, op=op) as vers:
        rij = _vers(evaluatie, vers)
        if rij.volledig:
            raise Geweigerd(AL_VOLLEDIG)
        was = rij.gepland_op
        if was < timezone.localdate(op):
            raise Geweigerd("De dag van deze evaluatie is voorbij. Vul ze nog in, of plan een extra moment.")
        _controleer_dag(vers, gepland_op, op, behalve=rij)
        if gepland_op == was:
            return rij
        rij.gepland_op = gepland_op
        rij.save(update_fields=["gepland_op"])
        _werk_soorten_bij(vers)
        rij.refresh_from_db(fields=["soort"])
        deadlines.plan_evaluatie(rij, op=op)
        _meld("evaluatie_gepland", rij, mentor(vers), door=door, was=was)
    return rij


def vul_in(*, evaluatie: Evaluatie, deel: Deel, tekst: str, door: User, op: datetime) -> Evaluatie:
    """The part of one side; it may be written again until the other one is there too.

    With both the evaluation is complete and its term is met. The other side hears of it either way.
    """
    tekst = tekst.strip()
    if not tekst:
        raise Geweigerd("Schrijf hoe het gaat.")
    with perform(
        evaluatie.overeenkomst, f"evaluatie_{deel}", door=door, op=op, gegevens={"evaluatie": evaluatie.pk}
    ) as vers:
        rij = _vers(evaluatie, vers)
        if rij.volledig:
            raise Geweigerd(AL_VOLLEDIG)
        setattr(rij, f"deel_{deel}", tekst)
        setattr(rij, f"deel_{deel}_door", door)
        setattr(rij, f"deel_{deel}_op", op)
        rij.save()
        deadlines.evaluatie_klaar(rij, op=op)
        ander = begeleiders(vers, timezone.localdate(op)) if deel == Deel.MENTOR else mentor(vers)
        _meld("evaluatie_ingevuld", rij, ander, door=door, deel=deel.value)
    return rij


def deel_klassenraad(
    *, evaluatie: Evaluatie, van: datetime, tot: datetime, plaats: str, door: User, op: datetime
) -> Evaluatie:
    """Tell the mentor when and where the klassenraad is; shared again, the calendar moves what it has.

    Raises Geweigerd for a moment that has passed, or ends before it begins.
    """
    if van < op:
        raise Geweigerd("Dat moment is voorbij. Kies een moment dat nog komt.")
    if tot <= van:
        raise Geweigerd("Het einde ligt niet na het begin. Kijk de uren na.")
    with perform(
        evaluatie.overeenkomst, "klassenraad_delen", door=door, op=op, gegevens={"evaluatie": evaluatie.pk}
    ) as vers:
        rij = _vers(evaluatie, vers)
        opnieuw = rij.klassenraad_op is not None
        rij.klassenraad_op, rij.klassenraad_tot, rij.klassenraad_plaats = van, tot, plaats.strip()
        rij.klassenraad_volgnummer += opnieuw
        rij.save()
        aan = mentor(vers)
        bijlage = ics.uitnodiging(rij, genodigden=aan, op=op)
        _meld("klassenraad_gedeeld", rij, aan, bijlagen=[bijlage], door=door, opnieuw=opnieuw)
    return rij


def beantwoord_vragen(*, evaluatie: Evaluatie, antwoorden: Sequence[str], door: User, op: datetime) -> Evaluatie:
    """The mentor's five answers for the klassenraad, until it is over; the school has them before it begins."""
    schoon = [antwoord.strip() for antwoord in antwoorden]
    if len(schoon) != len(VRAGEN) or not all(schoon):
        raise Geweigerd("Beantwoord de vijf vragen. Een paar woorden volstaan.")
    with perform(
        evaluatie.overeenkomst, "klassenraad_vragen", door=door, op=op, gegevens={"evaluatie": evaluatie.pk}
    ) as vers:
        rij = _vers(evaluatie, vers)
        if rij.klassenraad_tot is None:
            raise Geweigerd("De school deelde nog geen klassenraad.")
        if rij.klassenraad_tot < op:
            raise Geweigerd("De klassenraad is voorbij.")
        rij.vragen, rij.vragen_op = schoon, op
        rij.save(update_fields=["vragen", "vragen_op"])
        _meld("klassenraad_beantwoord", rij, begeleiders(vers, timezone.localdate(op)), door=door)
    return rij


def _vers(evaluatie: Evaluatie, overeenkomst: Overeenkomst) -> Evaluatie:
    """As it is now; `perform` locked the overeenkomst, through which every change of it goes."""
    rij = Evaluatie.objects.get(pk=evaluatie.pk, overeenkomst=overeenkomst)
    rij.overeenkomst = overeenkomst
    return rij


def _controleer_dag(overeenkomst: Overeenkomst, dag: date, op: datetime, *, behalve: Evaluatie | None = None) -> None:
    assert overeenkomst.start and overeenkomst.laatste_dag  # a constraint holds them from the moment it is sent
    anderen = overeenkomst.evaluaties.exclude(pk=behalve.pk) if behalve else overeenkomst.evaluaties.all()
    bezwaar = bezwaar_tegen_dag(
        dag,
        eerste=overeenkomst.start,
        laatste=overeenkomst.laatste_dag,
        vandaag=timezone.localdate(op),
        bezet=set(anderen.values_list("gepland_op", flat=True)),
    )
    if bezwaar:
        raise Geweigerd(bezwaar)


def _werk_soorten_bij(overeenkomst: Overeenkomst) -> None:
    """The last one is the final evaluation, as when they were planned; what is complete keeps its name."""
    rijen = list(overeenkomst.evaluaties.order_by("gepland_op"))
    for rij in rijen:
        soort = Evaluatie.Soort.EIND if rij == rijen[-1] else Evaluatie.Soort.TUSSENTIJDS
        if rij.soort != soort and not rij.volledig:
            rij.soort = soort
            rij.save(update_fields=["soort"])


def _meld(
    soort: str, rij: Evaluatie, aan: Sequence[User | str], *, bijlagen: Sequence[dict[str, str]] = (), **meer: Any
) -> None:
    gegevens = {"evaluatie": rij, "overeenkomst": rij.overeenkomst, **meer}
    meldingen.stuur(soort, dossier=rij.overeenkomst, aan=aan, gegevens=gegevens, bijlagen=list(bijlagen))
