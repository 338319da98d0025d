"""The year of a lerende with the days that differ from the timetable (rules.md §5)."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from overeenkomsten.agenda import kalenderdagen
from overeenkomsten.models import Agendadag
from overeenkomsten.toestanden import Toestand
from tests.overeenkomsten.fabriek import ROOSTER
from tests.overeenkomsten.getekend import zaak

pytestmark = pytest.mark.django_db
MAANDAG = date(2026, 10, 5)


def test_an_exception_stands_in_the_year_and_nothing_outside_the_overeenkomst(django_assert_num_queries):
    rij = zaak(Toestand.LOPEND, start=MAANDAG + timedelta(days=1), rooster=ROOSTER).overeenkomst
    Agendadag.objects.create(
        overeenkomst=rij, datum=date(2026, 10, 7), soort="school", reden="Uitstap", genoteerd_door=rij.begeleider
    )
    list(kalenderdagen(rij, MAANDAG, MAANDAG))  # the school holidays are read once
    with django_assert_num_queries(2):  # what differs, and the suspensions
        week = {dag.datum.day: (dag.soort, dag.waarom) for dag in kalenderdagen(rij, MAANDAG, date(2026, 10, 9))}
    assert week == {6: ("school", ""), 7: ("school", "Uitstap"), 8: ("garage", ""), 9: ("garage", "")}


@pytest.mark.parametrize("velden", [{"reden": ""}, {"soort": "thuis"}])
def test_a_day_says_what_it_becomes_and_why(velden):
    rij = zaak(Toestand.LOPEND, start=MAANDAG).overeenkomst
    goed = {"overeenkomst": rij, "datum": MAANDAG, "soort": "vrij", "reden": "x", "genoteerd_door": rij.begeleider}
    with pytest.raises(IntegrityError), transaction.atomic():
        Agendadag.objects.create(**goed | velden)
    Agendadag.objects.create(**goed)
    with pytest.raises(IntegrityError), transaction.atomic():
        Agendadag.objects.create(**goed)
