"""Measure a page or a job: queries (a count) and time (a ratio to a bare page, for an absolute time says nothing)."""

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

KEREN = 40


@dataclass(frozen=True)
class Meting:
    """Queries of one request, median and 95th percentile in milliseconds of `KEREN` more, and the median of the bare
    page beside it."""

    queries: int
    mediaan: float
    p95: float
    kaal: float | None = None


def meet(doe: Callable[[], object], keren: int = KEREN, *, naast: Callable[[], object] | None = None) -> Meting:
    """Run `doe` three times to warm up, once counting queries, then `keren` times by the clock.

    `naast` runs in turn with it: whatever else slows this machine down, slows both.
    """
    for _ in range(3):
        doe()
    connection.queries_log.clear()  # it holds nine thousand at most, and counts nothing more once it is full
    with CaptureQueriesContext(connection) as vragen:
        doe()
    queries = len(vragen)  # asked now: the next request empties the log that it reads
    tijden, ernaast = [], []
    for _ in range(keren):
        tijden.append(_tijd(doe))
        if naast:
            ernaast.append(_tijd(naast))
    kaal = statistics.median(ernaast) if naast else None
    return Meting(queries, statistics.median(tijden), statistics.quantiles(tijden, n=20)[-1], kaal)


def _tijd(doe: Callable[[], object]) -> float:
    begin = time.perf_counter()
    doe()
    return 1000 * (time.perf_counter() - begin)


def bladzijde(client: Client, pad: str) -> Callable[[], object]:
    """A GET that must answer 200."""

    def haal() -> object:
        antwoord = client.get(pad)
        if antwoord.status_code != 200:
            raise RuntimeError(f"{pad} antwoordt {antwoord.status_code}")
        return antwoord

    return haal
