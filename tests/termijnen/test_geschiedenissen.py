"""Two workers at once, and the hours that come twice (quality.md "Deadlines")."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from threading import Barrier
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.db import connections
from django.utils import timezone

from educam_portal import termijnen
from educam_portal.meldingen.models import Bericht
from educam_portal.termijnen.models import Herinnering
from educam_portal.termijnen.tasks import verwerk_termijnen
from tests.fabrieken import OrganisatieFactory, UserFactory
from tests.termijnen.model import DAG

START = date(2026, 11, 2)


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_two_workers_at_once_send_each_moment_once(proef, caplog):
    ontvangers = UserFactory.create_batch(3)
    proef.ontvangers = list(ontvangers)
    dossiers = OrganisatieFactory.create_batch(8)
    for dossier in dossiers:
        termijnen.start(dossier, "proef", op=START)
        termijnen.start(dossier, "verval", op=START)

    def een_werker(op: date) -> list[tuple[str, str, str, str]]:
        try:
            klaar.wait()
            return [(a.soort, a.dossier, a.moment, a.ontvanger) for a in termijnen.verwerk(op)]
        finally:
            connections.close_all()

    for op, per_dossier in ((date(2026, 11, 9), 2 * 3), (date(2026, 11, 13), 2 * 3), (date(2026, 11, 17), 3)):
        klaar = Barrier(3)
        with ThreadPoolExecutor(3) as werkers:
            acties = [actie for deel in werkers.map(een_werker, [op] * 3) for actie in deel]
        # What one worker claimed after another had made the message of the day is told the day after.
        acties += een_werker_alleen(op + DAG)
        assert len(acties) == len(set(acties)) == per_dossier * len(dossiers)
    assert not [regel for regel in caplog.records if regel.name.startswith("educam_portal")]
    assert sorted(Counter(vervallen for vervallen, _ in proef.vervallen).values()) == [1] * len(dossiers)
    assert not Herinnering.objects.filter(bericht=None).exclude(ontvanger="portaal").exists()


def een_werker_alleen(op: date) -> list[tuple[str, str, str, str]]:
    return [(a.soort, a.dossier, a.moment, a.ontvanger) for a in termijnen.verwerk(op)]


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_a_case_that_ends_during_the_run_is_told_before_its_end_or_not_at_all(proef, caplog):
    proef.ontvangers = UserFactory.create_batch(2)
    dossiers = OrganisatieFactory.create_batch(30)
    for dossier in dossiers:
        termijnen.start(dossier, "proef", op=START)
    klaar = Barrier(2)

    def beslis() -> None:
        try:
            klaar.wait()
            for dossier in reversed(dossiers):
                termijnen.voldaan(dossier, "proef", op=date(2026, 11, 9))
        finally:
            connections.close_all()

    def draai() -> None:
        try:
            klaar.wait()
            list(termijnen.verwerk(date(2026, 11, 9)))
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as werkers:
        for taak in [werkers.submit(beslis), werkers.submit(draai)]:
            taak.result()
    assert list(termijnen.verwerk(date(2026, 11, 10))) == []
    assert Bericht.objects.filter(soort="dagmail").count() <= 2
    assert not [regel for regel in caplog.records if regel.name.startswith("educam_portal")]


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_two_who_start_the_same_term_get_the_same_one(proef):
    dossier = OrganisatieFactory()
    klaar = Barrier(4)

    def begin(_: int) -> int:
        try:
            klaar.wait()
            return termijnen.start(dossier, "proef", op=START).pk
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as werkers:
        assert len(set(werkers.map(begin, range(4)))) == 1


@pytest.mark.parametrize(("dag", "uren"), [(date(2026, 10, 25), 25), (date(2026, 3, 29), 23), (date(2026, 11, 9), 24)])
def test_a_day_is_one_day_however_many_hours_it_has(db, proef, dag, uren):
    """The task runs every half hour, over the hour that comes twice or never: one message, from half past seven on."""
    proef.naar_leiding = [UserFactory()]
    termijnen.start(OrganisatieFactory(), "vast", op=dag - timedelta(days=50), vast_op=dag - DAG)
    begin = datetime(dag.year, dag.month, dag.day, tzinfo=ZoneInfo("Europe/Brussels")).astimezone(UTC)
    gestuurd = []
    for half_uur in range(2 * uren + 4):
        with time_machine.travel(begin + half_uur * timedelta(minutes=30), tick=False):
            if verwerk_termijnen():
                gestuurd.append(f"{timezone.localtime():%Y-%m-%d %H:%M}")
    assert gestuurd == [f"{dag} 07:30"]
    assert Bericht.objects.filter(soort="dagmail").count() == 1
