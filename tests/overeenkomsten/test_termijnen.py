"""The terms of an overeenkomst and of a lerende without one: when they run, until when, who is told (rules.md §7)."""

from datetime import date, datetime, timedelta

import pytest
import time_machine
from django.utils import timezone

from educam_portal import termijnen
from educam_portal.meldingen.models import Bericht
from educam_portal.termijnen.models import Termijn
from educam_portal.termijnen.register import SOORTEN
from overeenkomsten import deadlines
from overeenkomsten.models import Lerende, Overeenkomst
from overeenkomsten.toestanden import Toestand
from tests import fabrieken
from tests.overeenkomsten.getekend import zaak

pytestmark = pytest.mark.django_db
START = date(2026, 9, 1)
VAN_HIER = {
    "ondertekening", "startklaar", "registratie", "proefperiode", "rsz_wijziging", "evaluatie", "overeenkomst_einde",
    "nieuwe_werkplek", "concept_overeenkomst", "bewaring_overeenkomst",
}  # fmt: skip


@pytest.fixture(autouse=True)
def _augustus():
    with time_machine.travel(datetime(2026, 8, 3, 9, tzinfo=timezone.get_current_timezone()), tick=False):
        yield


def _open() -> dict[str, date | None]:
    return dict(Termijn.objects.open().values_list("soort", "vervalt_op"))


def test_sent_then_signed_then_cancelled():
    z = zaak(Toestand.TER_ONDERTEKENING, start=START)
    assert _open() == {"ondertekening": START, "registratie": date(2026, 12, 1)}
    rij = z.overeenkomst
    rij.toestand, rij.ondertekend_op, rij.geregistreerd_op = Toestand.ONDERTEKEND, timezone.now(), timezone.localdate()
    rij.save()
    deadlines.start_bij_ondertekening(rij, op=timezone.now())
    # Born on 10 January 2010: 19 in 2029, after the last day.
    assert _open() == {
        "startklaar": START,
        "proefperiode": date(2026, 9, 30),
        "overeenkomst_einde": date(2027, 6, 28),
        "evaluatie": date(2026, 10, 31),
    }
    rij.geannuleerd_op = timezone.now()
    deadlines.stop_alles(rij, op=timezone.now())
    assert set(_open()) == {"bewaring_overeenkomst", "nieuwe_werkplek"}


def test_full_rsz_is_announced_when_it_comes_within_the_overeenkomst():
    zaak(start=START, jaren=18, geregistreerd_op=date(2026, 8, 3))
    assert _open()["rsz_wijziging"] == date(2027, 1, 1)
    zonder_loon = zaak(start=START, jaren=18, nummer=2, soort="SAO")
    assert termijnen.van(zonder_loon.overeenkomst, "rsz_wijziging") is None
    zonder_statuut = zaak(start=START, jaren=18, nummer=3, soort="ODO")
    assert termijnen.van(zonder_statuut.overeenkomst, "rsz_wijziging") is None


def test_a_month_before_werkgever_and_lerende_read_once_what_the_werkbonus_compensates():
    with time_machine.travel(datetime(2026, 8, 20, 9, tzinfo=timezone.get_current_timezone()), tick=False):
        z = zaak(start=START, jaren=18, geregistreerd_op=date(2026, 8, 20))
        Termijn.objects.exclude(soort="rsz_wijziging").delete()
    for dag, aantal in ((date(2026, 11, 30), 0), (date(2026, 12, 1), 2), (date(2026, 12, 2), 2)):
        with time_machine.travel(datetime(dag.year, dag.month, dag.day, 9, tzinfo=timezone.get_current_timezone())):
            for _ in range(2):
                list(termijnen.verwerk(dag))
        verteld = Bericht.objects.filter(soort="herinnering", tekst__contains="volledige RSZ")
        assert verteld.count() == aantal
    assert {rij.adres for rij in verteld} == {z.werkgever.email, z.lerende.email}
    for rij in verteld:
        assert "Vanaf 1 januari 2027" in rij.tekst
        assert "betaalt 13,07 % van de leervergoeding; de werkbonus vangt dat automatisch op" in rij.tekst
        assert "Benali" not in rij.titel


def test_full_rsz_is_announced_no_more_when_the_overeenkomst_ends_before_it():
    z = zaak(start=START, jaren=18)
    z.overeenkomst.einde = date(2026, 12, 31)
    deadlines.plan_rsz(z.overeenkomst, op=timezone.now())
    assert "rsz_wijziging" not in _open()
    z.overeenkomst.einde = date(2027, 1, 1)
    deadlines.plan_rsz(z.overeenkomst, op=timezone.now())
    assert _open()["rsz_wijziging"] == date(2027, 1, 1)


def test_taken_back_it_is_a_draft_again_that_is_erased_after_its_term():
    z = zaak(Toestand.TER_ONDERTEKENING, start=START)
    Overeenkomst.objects.update(toestand=Toestand.CONCEPT, verstuurd_op=None)
    deadlines.stop_bij_terugnemen(z.overeenkomst, op=timezone.now())
    assert _open() == {"concept_overeenkomst": date(2027, 2, 3)}
    with time_machine.travel(datetime(2027, 2, 4, 9, tzinfo=timezone.get_current_timezone()), tick=False):
        assert list(termijnen.verwerk(timezone.localdate()))
    assert not Overeenkomst.objects.exists()
    assert Lerende.objects.exists()


def test_a_workplace_is_due_on_the_twentieth_lesson_day():
    lerende = zaak(Toestand.CONCEPT, start=START).lerende
    deadlines.zoekt_werkplek(lerende, sinds=START, op=timezone.now())
    assert _open()["nieuwe_werkplek"] == date(2026, 9, 28)
    deadlines.van_school_weg(lerende, op=timezone.now())
    assert "nieuwe_werkplek" not in _open()
    met = zaak(start=START, nummer=2).lerende
    deadlines.zoekt_werkplek(met, sinds=START, op=timezone.now())
    assert termijnen.van(met, "nieuwe_werkplek") is None


def _aan(zaak_, soort: str, moment: str, onderwerp=None) -> set[str]:
    termijn = termijnen.van(onderwerp or zaak_.overeenkomst, soort)
    assert SOORTEN[soort].zin(termijn, moment).endswith((".", "?"))
    return {getattr(wie, "email", wie) for wie in SOORTEN[soort].ontvangers(termijn, moment)}


def test_who_is_told():
    z = zaak(start=START, jaren=18)
    consulent = fabrieken.consulent(z.overeenkomst.vestiging.regio)
    directie = fabrieken.trajectbegeleider(z.overeenkomst.school)
    school, baas, mentor, lerende = (z.begeleider.email, z.werkgever.email, z.mentor.email, z.lerende.email)
    evaluatie = z.overeenkomst.evaluaties.get()
    assert _aan(z, "startklaar", "-7d") == {baas}
    assert _aan(z, "startklaar", "+0d") == {baas, school}
    assert _aan(z, "registratie", "-30d") == {school, baas}
    assert _aan(z, "registratie", "-14d") == {school, directie.email, baas}
    assert _aan(z, "registratie", "-3d") == {school, baas, consulent.email}
    assert _aan(z, "proefperiode", "-10d") == {school, mentor}
    assert _aan(z, "rsz_wijziging", "-1m") == {baas, lerende}
    assert _aan(z, "overeenkomst_einde", "-60d") == {school, baas}
    assert _aan(z, "evaluatie", "-14d", evaluatie) == {mentor, school}
    assert _aan(z, "evaluatie", "+1d", evaluatie) == {school}
    sent = zaak(Toestand.TER_ONDERTEKENING, start=START, nummer=2)
    stuk = sent.overeenkomst.stukken.create(gegevens={}, sha256="a" * 64)
    for partij in ("school", "onderneming", "lerende", "vertegenwoordiger"):
        stuk.ondertekenaars.create(partij=partij, naam="Iemand", email=f"{partij}@example.be")
    assert _aan(sent, "ondertekening", "-7d") == {sent.begeleider.email, sent.werkgever.email, "lerende@example.be"}
    assert _aan(sent, "ondertekening", "+0d") == {sent.begeleider.email, sent.werkgever.email}


def test_every_kind_says_its_title_in_one_query_and_names_nobody(django_assert_num_queries):
    z = zaak(start=START, jaren=18)
    deadlines.zoekt_werkplek(z.lerende, sinds=START + timedelta(days=400), op=timezone.now())
    assert not z.begeleider.is_educam  # reads the memberships, once a request
    gezien = set()
    for termijn in Termijn.objects.open():
        soort = SOORTEN[termijn.soort]
        termijn.onderwerp = soort.onderwerpen().get(pk=termijn.onderwerp_id)
        with django_assert_num_queries(0):
            assert "Y. B." in soort.titel(termijn)
            assert "Benali" not in soort.titel(termijn)
        assert len(f"Nog 14 dagen: {soort.wat(termijn, '-14d')}") <= 60
        gezien.add(termijn.soort)
    assert gezien == VAN_HIER - {"ondertekening", "concept_overeenkomst", "bewaring_overeenkomst"}


def test_who_stays_another_schooljaar_looks_for_a_workplace_from_its_first_lesson_day():
    z = zaak(Toestand.AFGELOPEN, start=START)
    lerende, volgende = z.lerende, START.replace(year=START.year + 1)
    lerende.lessen_vanaf = START + timedelta(days=1)
    deadlines.eerste_lesdag_veranderd(lerende, was=START, op=timezone.now())
    assert termijnen.van(lerende, "nieuwe_werkplek") is None
    lerende.lessen_vanaf = volgende
    deadlines.eerste_lesdag_veranderd(lerende, was=START, op=timezone.now())
    assert termijnen.van(lerende, "nieuwe_werkplek").start == volgende
    lerende.lessen_vanaf = volgende + timedelta(days=2)
    deadlines.eerste_lesdag_veranderd(lerende, was=volgende, op=timezone.now())
    assert termijnen.van(lerende, "nieuwe_werkplek").start == volgende + timedelta(days=2)
