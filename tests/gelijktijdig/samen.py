"""Two people who press at the same moment: real threads, each with a connection of its own, that really race.

A Barrier alone lets the first thread finish before the second has begun. So a row (or a whole table) is held until
every thread has read what it decides upon and waits for the lock; only then are they let go.
"""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

from django.db import connection, connections, models, transaction

from educam_portal.accounts.fouten import Geweigerd

Taak = Callable[[], Any]
GEDULD = 10.0  # seconds


def tegelijk(
    *taken: Taak, houd: models.Model | type[models.Model] | None = None, wachtend: int | None = None
) -> list[Any]:
    """Run every task at once and give what each returned, in order; a refusal (Geweigerd) counts as an outcome.

    `houd` is the row that they fight over: it is held until all of them wait for it (or `wachtend` of them, when the
    others wait elsewhere). A model holds its whole table against writing, for rows that do not exist yet. Any other
    exception than Geweigerd is raised here.
    """
    start = Barrier(len(taken))

    def een(taak: Taak) -> Any:
        try:
            start.wait(GEDULD)
            return taak()
        except Geweigerd as fout:
            return fout
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(taken)) as werkers:
        with transaction.atomic():
            if houd is not None:
                _houd(houd)
            bezig = [werkers.submit(een, taak) for taak in taken]
            if houd is not None:
                _wacht_op_wachtenden(len(taken) if wachtend is None else wachtend)
        return [deel.result(GEDULD * 2) for deel in bezig]


def _houd(wat: models.Model | type[models.Model]) -> None:
    if isinstance(wat, models.Model):
        type(wat)._base_manager.select_for_update(of=("self",), no_key=True).get(pk=wat.pk)
    else:
        with connection.cursor() as cursor:
            cursor.execute(f'LOCK TABLE "{wat._meta.db_table}" IN SHARE MODE')


def _wacht_op_wachtenden(aantal: int) -> None:
    einde = time.monotonic() + GEDULD
    while _wachtenden() < aantal:
        if time.monotonic() > einde:
            raise AssertionError(f"Maar {_wachtenden()} van de {aantal} wachten op het slot: dit is geen wedloop.")
        time.sleep(0.01)


def _wachtenden() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_stat_clear_snapshot()")  # else a transaction sees the same moment again and again
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
        )
        return cursor.fetchone()[0]


def een_wint(uitkomsten: list[Any], zin: str) -> Any:
    """Exactly one got through and the others a sentence with `zin` in it; gives what the winner got."""
    verliezers = [uitkomst for uitkomst in uitkomsten if isinstance(uitkomst, Geweigerd)]
    winnaars = [uitkomst for uitkomst in uitkomsten if not isinstance(uitkomst, Geweigerd)]
    assert len(winnaars) == 1, uitkomsten
    for verliezer in verliezers:
        assert zin in verliezer.zin, verliezer.zin
    return winnaars[0]
