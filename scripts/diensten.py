"""Real services for tests and measurements: PostgreSQL and Redis on free ports, in folders of their own.

Nothing that already runs on the machine is used or touched: Debian starts a PostgreSQL of its own, which is left alone.
"""

import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any


class Mislukt(RuntimeError):
    """A service is missing or did not come up; the text says which and what it printed."""


def eindig_netjes() -> None:
    """From here on SIGTERM ends this process like Ctrl-C, so that what it started ends with it."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)


def vrije_poort() -> int:
    """A port on the loopback address that nobody listens on now."""
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


def luistert(poort: int, host: str = "127.0.0.1") -> bool:
    """Whether something accepts connections on the port."""
    with socket.socket() as s:
        s.settimeout(0.5)
        return s.connect_ex((host, poort)) == 0


def wacht_tot(klaar: Callable[[], bool], *, seconden: float, wat: str) -> None:
    """Return as soon as `klaar()` is true; raise Mislukt when it is not after `seconden`."""
    einde = time.monotonic() + seconden
    while not klaar():
        if time.monotonic() > einde:
            raise Mislukt(f"{wat} kwam niet op binnen {seconden:.0f} seconden.")
        time.sleep(0.1)


def postgres_map() -> Path | None:
    """The folder with PostgreSQL's programs, the newest version first; None when it is not installed."""
    versies = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda p: int(p.parent.parent.name))
    if versies:
        return versies[-1].parent
    elders = shutil.which("initdb")
    return Path(elders).resolve().parent if elders else None


@contextmanager
def postgres() -> Iterator[str]:
    """A PostgreSQL with one empty database `portaal`; yields its URL. No fsync: fast, and gone afterwards.

    Its programs refuse root, so that root hands them to the system user postgres.
    """
    programmas = postgres_map()
    if programmas is None:
        raise Mislukt("PostgreSQL is niet geïnstalleerd; `make setup` zegt hoe.")
    map_ = Path(tempfile.mkdtemp(prefix="portaal-pg-"))
    als: dict[str, Any] = {"user": "postgres", "group": "postgres", "extra_groups": []} if os.geteuid() == 0 else {}
    if als:
        shutil.chown(map_, "postgres", "postgres")
    poort = vrije_poort()
    log = map_ / "log"
    proces = None
    try:
        klaar = subprocess.run(
            [str(programmas / "initdb"), "-D", str(map_ / "data"), "-U", "postgres", "--auth=trust"]
            + ["-E", "UTF8", "--locale=C.UTF-8", "--no-sync"],
            capture_output=True, text=True, cwd=map_, **als,
        )  # fmt: skip
        if klaar.returncode:
            raise Mislukt(f"initdb: {klaar.stderr}")
        instellingen = {
            "port": poort, "listen_addresses": "127.0.0.1", "unix_socket_directories": map_, "fsync": "off",
            "synchronous_commit": "off", "full_page_writes": "off", "max_connections": 60, "shared_buffers": "128MB",
        }  # fmt: skip
        opdracht = [str(programmas / "postgres"), "-D", str(map_ / "data")]
        for naam, waarde in instellingen.items():
            opdracht += ["-c", f"{naam}={waarde}"]
        with log.open("wb") as uit:
            proces = subprocess.Popen(opdracht, stdout=uit, stderr=uit, cwd=map_, start_new_session=True, **als)
        gereed = [str(programmas / "pg_isready"), "-q", "-h", "127.0.0.1", "-p", str(poort)]
        wacht_tot(lambda: subprocess.run(gereed).returncode == 0, seconden=30, wat=f"PostgreSQL ({log})")
        subprocess.run(
            [programmas / "createdb", "-h", "127.0.0.1", "-p", str(poort), "-U", "postgres", "portaal"], check=True
        )
        yield f"postgres://postgres@127.0.0.1:{poort}/portaal"
    finally:
        if proces is not None:
            stop(proces)
        shutil.rmtree(map_, ignore_errors=True)


@contextmanager
def redis() -> Iterator[str]:
    """A Redis that keeps nothing on disk; yields its URL."""
    if shutil.which("redis-server") is None:
        raise Mislukt("Redis is niet geïnstalleerd; `make setup` zegt hoe.")
    poort = vrije_poort()
    with tempfile.TemporaryDirectory(prefix="portaal-redis-") as map_:
        proces = subprocess.Popen(
            ["redis-server", "--port", str(poort), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"]
            + ["--dir", map_],
            stdout=subprocess.DEVNULL, start_new_session=True,
        )  # fmt: skip
        try:
            wacht_tot(lambda: luistert(poort), seconden=15, wat="Redis")
            yield f"redis://127.0.0.1:{poort}/0"
        finally:
            stop(proces)


def stop(proces: subprocess.Popen, *, seconden: float = 15) -> None:
    """End a process that we started: politely (for PostgreSQL, SIGINT means now, without waiting), else at once."""
    if proces.poll() is not None:
        return
    proces.send_signal(signal.SIGINT)
    try:
        proces.wait(seconden)
    except subprocess.TimeoutExpired:
        proces.kill()
        proces.wait()
