"""`manage.py verwerk_termijnen` and the task on the schedule."""

from datetime import UTC, date, datetime
from io import StringIO

import pytest
import time_machine
from django.core.management import CommandError, call_command

from educam_portal import termijnen
from educam_portal.termijnen.models import Herinnering, Taakloop
from educam_portal.termijnen.tasks import verwerk_termijnen

START = date(2026, 11, 2)


def commando(*argumenten: str) -> list[str]:
    uit = StringIO()
    call_command("verwerk_termijnen", *argumenten, stdout=uit)
    return uit.getvalue().splitlines()


def test_one_line_per_action(dossier, consulent):
    termijnen.start(dossier, "proef", op=START)
    regel = f"2026-11-09 proef Dossier {dossier.pk} -7d consulent@example.be"
    assert commando("--op", "2026-11-09", "--droog") == [regel]
    assert not Herinnering.objects.exists()
    assert commando("--op", "2026-11-09") == [regel]
    assert commando("--op", "2026-11-09") == []


@pytest.mark.parametrize("fout", ["morgen", "2026-13-01", "2026-02-30", "09/11/2026", ""])
def test_a_day_that_is_no_date_stops_with_a_sentence(db, fout):
    with pytest.raises(CommandError, match="is geen datum") as stop:
        commando("--op", fout)
    assert stop.value.returncode == 2


def test_a_day_to_come_is_refused_outside_demo_mode(db, settings):
    settings.DEMO = False
    with pytest.raises(CommandError, match="--droog") as stop:
        commando("--op", "2999-01-01")
    assert stop.value.returncode == 2
    assert commando("--op", "2999-01-01", "--droog") == []


def test_the_task_runs_for_today(dossier, consulent):
    termijnen.start(dossier, "vast", op=START, vast_op=date(2026, 12, 22))
    with time_machine.travel(datetime(2026, 12, 15, 6, 29, 59, tzinfo=UTC), tick=False):
        assert verwerk_termijnen() == 0, "nog geen half acht"
    with time_machine.travel(datetime(2026, 12, 15, 6, 30, tzinfo=UTC), tick=False):
        assert verwerk_termijnen() == 1
        assert verwerk_termijnen() == 0
    assert Taakloop.objects.get().voor_dag == date(2026, 12, 15)


def test_the_task_is_on_the_schedule_at_that_minute(settings):
    rooster = settings.CELERY_BEAT_SCHEDULE["termijnen"]["schedule"]
    assert rooster.minute == {settings.DAGMAIL_VANAF.minute}
    assert rooster.hour == set(range(24))
