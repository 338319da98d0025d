"""The portal's own processes: web, worker and beat. Used by `make run` and by the browser tests."""

import os
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

WORTEL = Path(__file__).resolve().parent.parent
PYTHON = [sys.executable]


def opdrachten(*, poort: int, adres: str = "127.0.0.1", lognaam: str = "warning") -> dict[str, list[str]]:
    """Name → command of each process that makes a working portal."""
    # Whoever develops as root knows; a server runs as another user (Dockerfile).
    celery = [*PYTHON, "-W", "ignore:You're running the worker", "-m", "celery", "--quiet", "-A", "educam_portal"]
    werker = [
        *celery, "worker", "--concurrency", "1", "--loglevel", lognaam, "--without-gossip", "--without-mingle",
    ]  # fmt: skip
    return {
        "web": [
            *PYTHON, "-m", "gunicorn", "educam_portal.wsgi", "--bind", f"{adres}:{poort}", "--workers", "2",
            "--threads", "4", "--max-requests", "2000", "--max-requests-jitter", "200", "--log-level", lognaam,
            "--no-control-socket",
        ],
        "worker": [*werker, "-Q", "celery", "-n", "licht@%h"],
        "worker-zwaar": [*werker, "-Q", "zwaar", "-n", "zwaar@%h"],
        "beat": [*celery, "beat", "--loglevel", lognaam],
    }  # fmt: skip


def manage(*argumenten: str, omgeving: Mapping[str, str] | None = None, stil: bool = False) -> str:
    """Run one manage.py command; returns what it printed when `stil`. Raises CalledProcessError when it fails."""
    klaar = subprocess.run(
        [*PYTHON, "manage.py", *argumenten], cwd=WORTEL, env=omgeving, check=True, text=True,
        stdout=subprocess.PIPE if stil else None,
    )  # fmt: skip
    return klaar.stdout or ""


def leeft(poort: int) -> bool:
    """Whether the web process on this port answers."""
    with suppress(OSError), urllib.request.urlopen(f"http://localhost:{poort}/gezond/levend/", timeout=2) as antwoord:
        return antwoord.status == 200
    return False


class Stapel:
    """Starts processes and stops them again, all of them, whatever happens to one."""

    def __init__(self, omgeving: Mapping[str, str] | None = None, logmap: Path | None = None) -> None:
        """`omgeving`: environment of the processes (default ours); `logmap`: a log per process (default our output)."""
        self.omgeving = dict(omgeving if omgeving is not None else os.environ)
        self.logmap = logmap
        self.processen: dict[str, subprocess.Popen] = {}

    def start(self, naam: str, opdracht: list[str]) -> None:
        """Start one process in a session of its own, so that Ctrl-C reaches us and not it."""
        uit = (self.logmap / f"{naam}.log").open("ab") if self.logmap else None
        self.processen[naam] = subprocess.Popen(
            opdracht, cwd=WORTEL, env=self.omgeving, stdout=uit, stderr=uit, stdin=subprocess.DEVNULL,
            start_new_session=True,
        )  # fmt: skip
        if uit:
            uit.close()

    def gevallen(self) -> str | None:
        """The name of a process that ended by itself, or None while all live."""
        return next((naam for naam, proces in self.processen.items() if proces.poll() is not None), None)

    def stop(self, *, seconden: float = 20) -> None:
        """Ask all to end, wait, and end what is left with its children."""
        for proces in self.processen.values():
            if proces.poll() is None:
                proces.terminate()
        einde = time.monotonic() + seconden
        for proces in self.processen.values():
            try:
                proces.wait(max(0.1, einde - time.monotonic()))
            except subprocess.TimeoutExpired:
                os.killpg(proces.pid, signal.SIGKILL)
                proces.wait()
        self.processen.clear()
