"""How long a lerende stays after the overeenkomst, or without one (rules.md §11)."""

from datetime import date, datetime, timedelta

import pytest
import time_machine
from django.apps import apps
from django.utils import timezone

from educam_portal import termijnen
from educam_portal.termijnen.models import Termijn
from overeenkomsten import deadlines
from overeenkomsten.models import Lerende, Overeenkomst, Persoonsnummer
from overeenkomsten.services.beeindigen import sluit_af
from overeenkomsten.services.concept import begin
from overeenkomsten.services.wissen import wis_overeenkomst
from overeenkomsten.toestanden import Toestand

from .fabriek import wereld
from .getekend import Zaak, zaak

pytestmark = pytest.mark.django_db
START, EINDE = date(2025, 9, 1), date(2026, 6, 28)


def op(dag: date) -> datetime:
    return datetime(dag.year, dag.month, dag.day, 9, tzinfo=timezone.get_current_timezone())


def reis(dag: date):
    return time_machine.travel(op(dag), tick=False)


def tot(lerende: Lerende, soort: str) -> date | None:
    termijn = termijnen.van(lerende, soort)
    return termijn.vervalt_op if termijn is not None and termijn.is_open else None


@pytest.fixture
def afgelopen() -> Zaak:
    with reis(date(2025, 8, 20)):
        z = zaak("lopend", start=START)
    with reis(EINDE + timedelta(days=1)):
        sluit_af(overeenkomst=z.overeenkomst, op=timezone.now())
    z.overeenkomst.refresh_from_db()
    return z


def test_who_never_had_an_overeenkomst_is_erased_on_31_october():
    with reis(date(2026, 9, 7)):
        w = wereld()
        weg = w.lerende(1, lessen_vanaf=date(2026, 9, 1))
        later = w.lerende(2, lessen_vanaf=date(2026, 9, 1))
        begin(lerende=later, door=w.begeleider, op=timezone.now())
        assert {tot(rij, "bewaring_lerende") for rij in (weg, later)} == {date(2027, 10, 31)}
        getekend = w.verstuurd(w.lerende(3, lessen_vanaf=date(2026, 9, 1)))
        deadlines.start_bij_ondertekening(getekend, op=timezone.now())
        assert tot(getekend.lerende, "bewaring_lerende") is None
    Overeenkomst.objects.filter(lerende=later).update(gewijzigd_op=op(date(2027, 10, 1)))
    termijnen.herstart(later.overeenkomsten.get(), deadlines.CONCEPT, op=date(2027, 10, 1))
    for dag, over in ((date(2027, 10, 31), 3), (date(2027, 11, 1), 2)):
        with reis(dag):
            list(termijnen.verwerk(dag))
        assert Lerende.objects.count() == over
    assert not Lerende.history.filter(id=weg.pk).exists()
    assert not Persoonsnummer.objects.filter(pk=weg.persoonsnummer_id).exists()
    # Who has a draft is looked at again a year later.
    assert tot(later, "bewaring_lerende") == date(2028, 10, 31)


def test_who_was_there_before_is_erased_on_the_same_day():
    from importlib import import_module

    with reis(date(2026, 9, 7)):
        w = wereld()
        van_vroeger, met = w.lerende(1, lessen_vanaf=date(2026, 9, 1)), w.lerende(2, lessen_vanaf=date(2026, 9, 1))
        getekend = w.verstuurd(w.lerende(3, lessen_vanaf=date(2026, 9, 1)))
        Overeenkomst.objects.filter(pk=getekend.pk).update(toestand="ondertekend", ondertekend_op=timezone.now())
        rijen = Termijn.objects.filter(soort="bewaring_lerende").order_by("onderwerp_id")
        verwacht = list(rijen.filter(onderwerp_id__in=[van_vroeger.pk, met.pk]).values())
        rijen.exclude(onderwerp_id=met.pk).delete()
        import_module("overeenkomsten.migrations.0025_bewaring_lerenden").vul_in(apps, None)
        assert [rij | {"id": 0} for rij in rijen.values()] == [rij | {"id": 0} for rij in verwacht]


def test_another_first_lesson_day_moves_the_day_along():
    with reis(date(2026, 9, 7)):
        w = wereld()
        lerende = w.lerende(1, lessen_vanaf=date(2026, 9, 1))
        lerende.lessen_vanaf = date(2027, 9, 1)
        deadlines.eerste_lesdag_veranderd(lerende, was=date(2026, 9, 1), op=timezone.now())
    assert tot(lerende, "bewaring_lerende") == date(2028, 10, 31)


def test_the_name_goes_with_the_last_overeenkomst_and_figures_stay(afgelopen):
    lerende, ander = afgelopen.lerende, zaak(Toestand.CONCEPT, nummer=9).lerende
    nummer = lerende.persoonsnummer_id
    Lerende.objects.filter(pk=ander.pk).update(persoonsnummer=nummer)
    with reis(date(2031, 6, 29)):
        wis_overeenkomst(overeenkomst=afgelopen.overeenkomst, op=timezone.now())
    lerende.refresh_from_db()
    assert (str(lerende), lerende.email, lerende.persoonsnummer, lerende.geboortedatum) == (
        "gewist gewist", "", None, date(2009, 1, 1),
    )  # fmt: skip
    assert not Lerende.history.filter(id=lerende.pk).exists()
    assert Persoonsnummer.objects.filter(pk=nummer).exists(), "another school knows the same person"


def test_who_still_follows_lessons_keeps_the_name_until_after_the_schooljaar(afgelopen):
    lerende = afgelopen.lerende
    Lerende.objects.filter(pk=lerende.pk).update(lessen_vanaf=date(2030, 9, 2))
    with reis(date(2031, 6, 29)):
        wis_overeenkomst(overeenkomst=Overeenkomst.objects.get(pk=afgelopen.overeenkomst.pk), op=timezone.now())
    lerende.refresh_from_db()
    assert (lerende.naam, tot(lerende, "bewaring_lerende")) == ("Benali", date(2031, 10, 31))
