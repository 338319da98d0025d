"""Which mentor counts for which schooljaar when another one follows (rules.md §5, §6)."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone
from time_machine import travel

from mentoren.models import Mentor
from overeenkomsten.models import Addendum, Stuk
from overeenkomsten.toestanden import StukSoort, Wijziging
from premies.mentortijden import mentortijden
from premies.services.beoordelen import beoordeel
from premies.toestanden import Aanleiding
from tests.fabrieken import MentorFactory
from tests.overeenkomsten.getekend import Zaak, getekend_stuk
from tests.premies.test_beoordelen import START, de_premie, geregistreerd, uitkomsten

pytestmark = pytest.mark.django_db


def moment(dag: str) -> datetime:
    return datetime.fromisoformat(f"{dag}T10:00").replace(tzinfo=ZoneInfo("Europe/Brussels"))


def bijlage(gemaakt: Zaak, mentor: Mentor, *, vanaf: str, getekend: str, toegepast: str) -> None:
    """Another mentor by an addendum: from which day, signed by the last one when, and written down when."""
    rij = gemaakt.overeenkomst
    with travel(moment(getekend), tick=False):
        stuk = getekend_stuk(rij)
        Stuk.objects.filter(pk=stuk.pk).update(soort=StukSoort.ADDENDUM)
    with travel(moment(toegepast), tick=False):
        Addendum.objects.create(
            overeenkomst=rij, stuk=stuk, wat=Wijziging.MENTOR, vanaf=date.fromisoformat(vanaf),
            wijzigingen={"mentor": mentor.pk}, voorgesteld_door=gemaakt.begeleider, voorgesteld_op=timezone.now(),
            toegepast_op=timezone.now(),
        )  # fmt: skip
        rij.mentor = mentor
        rij.save()


@pytest.fixture
def gemaakt(werker) -> Zaak:
    with travel("2026-09-01 10:00", tick=False):
        return geregistreerd(werker, einde=date(2028, 6, 30))


@pytest.mark.parametrize(
    ("vanaf", "getekend", "toegepast", "dag"),
    [
        # The portal wrote it down two days later: the paper counts.
        ("2027-09-01", "2027-08-20", "2027-09-03", date(2027, 9, 1)),
        ("2027-08-31", "2027-08-20", "2027-09-02", date(2027, 8, 31)),
        # Signed after the day it names: from the last signature.
        ("2027-08-25", "2027-09-02", "2027-09-02", date(2027, 9, 2)),
    ],
)
def test_another_mentor_counts_from_the_day_of_the_addendum(gemaakt, vanaf, getekend, toegepast, dag):
    eerste = gemaakt.overeenkomst.mentor
    tweede = MentorFactory(onderneming=gemaakt.overeenkomst.vestiging.onderneming)
    bijlage(gemaakt, tweede, vanaf=vanaf, getekend=getekend, toegepast=toegepast)
    [tijden] = mentortijden([gemaakt.overeenkomst]).values()
    assert [(een.mentor, een.van) for een in tijden] == [(eerste, START), (tweede, dag)]
    assert [een.tot for een in tijden] == [date.fromordinal(dag.toordinal() - 1), None]


def test_who_was_replaced_on_the_first_day_of_a_schooljaar_does_not_count_for_it(gemaakt):
    eerste = gemaakt.overeenkomst.mentor
    eerste.persoon.mentoropleiding_op = date(2026, 10, 1)
    eerste.persoon.save()
    tweede = MentorFactory(onderneming=gemaakt.overeenkomst.vestiging.onderneming)
    bijlage(gemaakt, tweede, vanaf="2027-09-01", getekend="2027-08-20", toegepast="2027-09-01")
    with travel("2027-09-10 10:00", tick=False):
        beoordeel(
            persoonsnummer=gemaakt.lerende.persoonsnummer_id, aanleiding=Aanleiding.OVEREENKOMST, op=timezone.now()
        )
    assert uitkomsten(de_premie(gemaakt, 2026))["mentoropleiding"] == "voldaan"
    assert uitkomsten(de_premie(gemaakt, 2027))["mentoropleiding"] == "open"


def test_who_was_replaced_before_the_first_day_was_never_mentor(gemaakt):
    tweede = MentorFactory(onderneming=gemaakt.overeenkomst.vestiging.onderneming)
    bijlage(gemaakt, tweede, vanaf="2026-09-01", getekend="2026-08-20", toegepast="2026-09-01")
    [tijden] = mentortijden([gemaakt.overeenkomst]).values()
    assert [(een.mentor, een.van, een.tot) for een in tijden] == [(tweede, START, None)]
