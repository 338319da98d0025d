"""Random days: messages, reading, choices and runs of the job in any order tell everything once, or show it was read.

The model beside it is a second, slow opinion: it keeps for every message in which mail it must stand, or why in none.
"""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from threading import Barrier

import pytest
import time_machine
from django.conf import settings as instellingen
from django.db import connections
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from educam_portal import meldingen
from educam_portal.accounts.models import User
from educam_portal.meldingen import bezorging, postvak
from educam_portal.meldingen.models import Bericht, Voorkeur
from educam_portal.termijnen import verwerk
from educam_portal.termijnen.models import Dagbundel
from educam_portal.termijnen.tasks import verwerk_termijnen
from tests.fabrieken import UserFactory
from tests.meldingen.conftest import GEGEVENS

AANTAL = 150 if "postgresql" in instellingen.DATABASES["default"]["ENGINE"] else 40
BEGIN = datetime(2026, 10, 22, 22, 0, tzinfo=UTC)  # midnight in Brussels; three days on, a day has 25 hours
UUR = timedelta(hours=1)
# What happens in an hour of the story; the job runs at half past each hour it is not skipped.
GEBEURTENIS = st.one_of(
    st.tuples(st.just("bericht"), st.integers(0, 1)),
    st.tuples(st.just("kies"), st.integers(0, 1), st.sampled_from(["meteen", "dagmail", "niet"])),
    st.tuples(st.just("lees"), st.integers(0, 30)),
    st.tuples(st.just("lees_alles"), st.integers(0, 1)),
)
VERHAAL = st.lists(st.tuples(st.integers(0, 5), st.lists(GEBEURTENIS, max_size=4), st.booleans()), max_size=14)


@dataclass
class Verwacht:
    """What must become of one message: its way, when it came in, and whether it was read."""

    wie: int
    wijze: str
    op: datetime
    gelezen: bool = False
    verteld: date | None = None


@dataclass
class Tweede:
    """The second opinion."""

    berichten: list[Verwacht] = field(default_factory=list)
    gehad: set[tuple[int, date]] = field(default_factory=set)

    def run(self, nu: datetime) -> None:
        lokaal = timezone.localtime(nu)
        if (lokaal.hour, lokaal.minute) < (7, 30):
            return
        grens = lokaal.replace(hour=7, minute=30, second=0, microsecond=0)
        for wie in (0, 1):
            nieuw = [
                b for b in self.berichten if b.wie == wie and b.wijze == "dagmail" and not b.verteld and b.op < grens
            ]
            ongelezen = [b for b in nieuw if not b.gelezen]
            if not ongelezen or (wie, lokaal.date()) in self.gehad:
                continue
            self.gehad.add((wie, lokaal.date()))
            for bericht in ongelezen:
                bericht.verteld = lokaal.date()


@given(verhaal=VERHAAL)
@settings(max_examples=AANTAL)
def test_every_message_is_told_once_or_was_read(db, verhaal):
    users = UserFactory.create_batch(2)
    wijze = ["meteen", "meteen"]
    tweede, echt, nu = Tweede(), [], BEGIN
    for uren, gebeurtenissen, draait in verhaal:
        nu += uren * UUR
        for gebeurtenis in gebeurtenissen:
            nu += timedelta(seconds=1)
            _speel(gebeurtenis, users, wijze, tweede, echt, nu)
        nu += timedelta(minutes=30)
        if draait:
            _draai(tweede, nu)
    for dagen in (1, 2):
        _draai(tweede, timezone.localtime(nu).replace(hour=9) + timedelta(days=dagen))
    for bericht, verwacht in zip(echt, tweede.berichten, strict=True):
        bericht.refresh_from_db()
        assert bericht.toestand == _toestand(verwacht), verwacht
        if verwacht.verteld:
            assert bericht.dagmail.gegevens == {"op": verwacht.verteld.isoformat()}
            assert bericht.dagmail.tekst.count(bericht.titel) >= 1
    for nummer, user in enumerate(users):
        dagen = Counter(b.gegevens["op"] for b in user.berichten.filter(soort="dagmail"))
        assert dagen == Counter(dag.isoformat() for wie, dag in tweede.gehad if wie == nummer)
        assert all(aantal == 1 for aantal in dagen.values())
        assert not user.berichten.filter(soort="dagmail", gebundeld=None).exists(), "nooit leeg"


def _draai(tweede: Tweede, nu: datetime) -> None:
    """The job, twice: a second run on the same hour changes nothing."""
    with time_machine.travel(nu, tick=False):
        verwerk_termijnen()
        assert verwerk_termijnen() == 0
    tweede.run(nu)


def _speel(gebeurtenis, users: list[User], wijze: list[str], tweede: Tweede, echt: list[Bericht], nu: datetime) -> None:
    match gebeurtenis:
        case ("bericht", wie):
            with time_machine.travel(nu, tick=False):
                echt += meldingen.stuur("nieuw_bericht", dossier=None, aan=[users[wie]], gegevens=GEGEVENS)
            tweede.berichten.append(Verwacht(wie, wijze[wie], nu))
        case ("kies", wie, keuze):
            Voorkeur.objects.update_or_create(user=users[wie], groep="gesprekken", defaults={"wijze": keuze})
            wijze[wie] = keuze
        case ("lees", nummer) if nummer < len(echt):
            postvak.lees(echt[nummer], door=users[tweede.berichten[nummer].wie], op=nu)
            tweede.berichten[nummer].gelezen = True
        case ("lees_alles", wie):
            eigen = [n for n, verwacht in enumerate(tweede.berichten) if verwacht.wie == wie]
            postvak.lees_alles(users[wie], tot=max((echt[n].pk for n in eigen), default=0), op=nu)
            for n in eigen:
                tweede.berichten[n].gelezen = True


def _toestand(verwacht: Verwacht) -> str:
    match verwacht.wijze:
        case "meteen":
            return "wacht"
        case "niet":
            return "portaal"
    return "gebundeld" if verwacht.verteld else "portaal"


# --- two at once ---------------------------------------------------------------------------------------------------


def _met_dagmail(aantal: int) -> list[User]:
    users = UserFactory.create_batch(aantal)
    Voorkeur.objects.bulk_create(Voorkeur(user=user, groep="gesprekken", wijze="dagmail") for user in users)
    return users


def _samen(*taken) -> None:
    """Run them at the same time; an error of one is an error of the test."""
    klaar = Barrier(len(taken))

    def doe(taak) -> None:
        try:
            klaar.wait()
            taak()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(taken)) as werkers:
        for bezig in [werkers.submit(doe, taak) for taak in taken]:
            bezig.result()


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_two_workers_tell_each_message_in_one_mail(caplog):
    users = _met_dagmail(6)
    for _ in range(5):
        meldingen.stuur("nieuw_bericht", dossier=None, aan=users, gegevens=GEGEVENS)
    vandaag = timezone.localdate()
    _samen(*[lambda: list(verwerk(vandaag))] * 3)
    mails = Bericht.objects.filter(soort="dagmail")
    assert Counter(mails.values_list("aan", flat=True)) == {user.pk: 1 for user in users}
    assert {mail.gebundeld.count() for mail in mails} == {5}
    assert not Bericht.objects.filter(toestand="dagmail").exists()
    assert Dagbundel.objects.exclude(bericht=None).count() == len(users)
    assert not [regel for regel in caplog.records if regel.name.startswith("educam_portal")]


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_who_reads_while_the_job_runs_reads_it_there_or_in_the_mail(caplog):
    """Nothing is lost, told twice or told after it was read; and nobody waits for the other in a circle."""
    users = _met_dagmail(4)
    for _ in range(8):
        meldingen.stuur("nieuw_bericht", dossier=None, aan=users, gegevens=GEGEVENS)
    vandaag = timezone.localdate()

    def lees() -> None:
        for user in users:
            for bericht in Bericht.objects.for_user(user).ongelezen().order_by("-pk")[:4]:
                postvak.lees(bericht, door=user, op=timezone.now())
            postvak.lees_alles(user, tot=2**40, op=timezone.now())

    _samen(lees, lambda: list(verwerk(vandaag)), lambda: list(verwerk(vandaag)))
    list(verwerk(vandaag + timedelta(days=1)))
    assert not Bericht.objects.filter(toestand="dagmail").exists()
    for mail in Bericht.objects.filter(soort="dagmail"):
        assert mail.gebundeld.exists()
    assert not Bericht.objects.filter(toestand="gebundeld", gelezen_op__lt=timezone.now() - UUR).exists()
    assert not [regel for regel in caplog.records if regel.name.startswith("educam_portal")]


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_what_comes_in_during_the_run_is_told_then_or_tomorrow():
    users = _met_dagmail(3)
    vandaag = timezone.localdate()

    def schrijf() -> None:
        for _ in range(10):
            meldingen.stuur("nieuw_bericht", dossier=None, aan=users, gegevens=GEGEVENS)

    _samen(schrijf, lambda: list(verwerk(vandaag)), lambda: list(verwerk(vandaag)))
    list(verwerk(vandaag + timedelta(days=1)))
    list(verwerk(vandaag + timedelta(days=2)))
    berichten = Bericht.objects.filter(soort="nieuw_bericht")
    assert set(berichten.values_list("toestand", flat=True)) == {"gebundeld"}
    assert berichten.count() == 30


@pytest.mark.django_db
def test_a_crash_between_the_mail_and_the_server_is_made_good(smtp):
    (user,) = _met_dagmail(1)
    meldingen.stuur("nieuw_bericht", dossier=None, aan=[user], gegevens=GEGEVENS)
    list(verwerk(timezone.localdate()))
    assert smtp.mails == [], "nog niemand bracht hem weg"
    assert bezorging.veeg() == 1
    assert bezorging.veeg() == 0
    assert len(smtp.mails) == 1
