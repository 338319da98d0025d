"""`make test`: everything CI checks, ending with pytest's own summary.

First, side by side, what needs one core: lint, types and the migrations, and Chromium against a portal on the embedded
default. Then the suite on SQLite and on a PostgreSQL and Redis of its own, then Chromium against the real parts. Every
stage runs, whatever failed before it; the
last pytest run repeats a failed earlier stage as a failed test, so that its closing line tells the whole truth.
"""

import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

WORTEL = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(WORTEL))

from scripts.diensten import eindig_netjes, postgres, redis

PYTHON = [sys.executable]
PYTEST = [*PYTHON, "-m", "pytest", "-q"]
# Two at a time; the tests say themselves what stays together (tests/conftest.py).
# They also say what starts first: xdist would leave what is one long test for the end, with one core at work.
SAMEN = ["-n", "2", "--dist", "loadgroup", "--no-loadscope-reorder"]
GEEN_BROWSER = [*PYTEST, *SAMEN, "-m", "not browser"]
# Against the real parts three at a time, each with a portal of its own: a browser mostly waits.
PER_GROEP = ["-n", "3", "--dist", "loadgroup", "--no-loadscope-reorder"]
BROWSER = [*PYTEST, "tests/browser", "tests/infra/test_etappes.py"]

# Name, command, and what it finds in its environment besides ours.
Etappe = tuple[str, list[str], Mapping[str, str]]
LINT: list[Etappe] = [
    ("ruff", [*PYTHON, "-m", "ruff", "check", "."], {}),
    ("opmaak", [*PYTHON, "-m", "ruff", "format", "--check", "."], {}),
    ("types", [*PYTHON, "-m", "mypy"], {}),
    ("lagen", [str(Path(sys.executable).parent / "lint-imports")], {}),
    ("migraties", [*PYTHON, "manage.py", "makemigrations", "--check", "--dry-run"], {}),
]
# Ahead of the suites, that copy what it makes.
MIGREER = [*PYTHON, "-m", "tests.guards.databank"]
# Ahead of the last browsers, that both start from it.
WERELD = [*PYTHON, "-m", "tests.browser.wereld"]


class Etappes:
    """Runs stages, one by one or side by side, and remembers how each went."""

    def __init__(self) -> None:
        self.gelukt: dict[str, bool] = {}
        self._lopend: set[subprocess.Popen[str]] = set()
        self._gestopt = False

    def voer_uit(self, naam: str, opdracht: list[str], **omgeving: str) -> bool:
        """One stage, that prints as it goes."""
        print(f"\n── {naam} ──", flush=True)
        begin = time.monotonic()
        self._draai(naam, opdracht, omgeving, uit=None)
        if "PORTAAL_ETAPPES" not in omgeving:  # the last stage: nothing comes after pytest's own summary
            print(self._slot(naam, begin), flush=True)
        return self.gelukt[naam]

    def naast_elkaar(self, *banen: list[Etappe]) -> None:
        """Lanes of stages that each keep one core busy; what a stage printed comes whole when it is over."""
        with ThreadPoolExecutor(len(banen)) as draden:
            try:
                for baan in [draden.submit(self._baan, baan) for baan in banen]:
                    baan.result()
            except KeyboardInterrupt:
                self.stop()
                raise

    def stop(self) -> None:
        """End what runs as Ctrl-C does, with all that it started; who does not listen is ended at once."""
        self._gestopt = True
        for proces in list(self._lopend):
            os.killpg(proces.pid, signal.SIGINT)
        for proces in list(self._lopend):
            try:
                proces.wait(60)
            except subprocess.TimeoutExpired:
                os.killpg(proces.pid, signal.SIGKILL)

    def _baan(self, etappes: list[Etappe]) -> None:
        for naam, opdracht, omgeving in etappes:
            if self._gestopt:
                return
            begin = time.monotonic()
            gezegd = self._draai(naam, opdracht, omgeving, uit=subprocess.PIPE)
            print(f"\n── {naam} ──\n{gezegd}{self._slot(naam, begin)}", flush=True)

    def _draai(self, naam: str, opdracht: list[str], omgeving: Mapping[str, str], *, uit: int | None) -> str:
        """Run it in a session of its own: a Ctrl-C comes to us, and `stop` hands it on."""
        proces = subprocess.Popen(
            opdracht, cwd=WORTEL, env=os.environ | omgeving, text=True, start_new_session=True,
            stdout=uit, stderr=subprocess.STDOUT if uit else None,
        )  # fmt: skip
        self._lopend.add(proces)
        try:
            gezegd, _ = proces.communicate()
        except KeyboardInterrupt:
            self.stop()
            raise
        finally:
            self._lopend.discard(proces)
        self.gelukt[naam] = proces.returncode == 0
        return gezegd or ""

    def _slot(self, naam: str, begin: float) -> str:
        return f"{naam}: {'goed' if self.gelukt[naam] else 'MISLUKT'} ({time.monotonic() - begin:.0f} s)"


def main() -> int:
    eindig_netjes()
    etappes = Etappes()
    with postgres() as databank, redis() as makelaar, tempfile.TemporaryDirectory() as map_:
        echt = {"TEST_DATABASE_URL": databank, "TEST_REDIS_URL": makelaar}
        wereld = {"BROWSER_WERELD": f"{map_}/wereld"}
        ingebed = [*BROWSER, "-m", "browser and ingebed"]
        # What keeps one core busy runs two at a time; the suites take both.
        etappes.naast_elkaar(
            [
                *LINT,
                ("migraties op PostgreSQL", MIGREER, echt),
                ("demowereld op PostgreSQL", WERELD, echt | wereld),
            ],
            [
                ("migraties op SQLite", MIGREER, {}),
                ("browser op de ingebouwde onderdelen", ingebed, {"TEST_STAPEL": "ingebed"}),
            ],
        )
        etappes.voer_uit("suite op SQLite", GEEN_BROWSER, DAARNA_OP_POSTGRES="1")
        etappes.voer_uit("suite op PostgreSQL en Redis", GEEN_BROWSER, **echt)
        uitslag = Path(map_) / "etappes.json"
        uitslag.write_text(json.dumps(etappes.gelukt))
        laatste = [*BROWSER, *PER_GROEP, "-m", "browser or etappe"]
        etappes.voer_uit(
            "browser op PostgreSQL en Redis", laatste,
            PORTAAL_ETAPPES=str(uitslag), TEST_STAPEL="echt", BROWSER_DATABASE_URL=databank,
            **(wereld if etappes.gelukt["demowereld op PostgreSQL"] else {}),
        )  # fmt: skip
    return 0 if all(etappes.gelukt.values()) else 1


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit("Gestopt.")
