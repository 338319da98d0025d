"""`make test`: everything CI checks, ending with pytest's own summary.

Lint and types first, then the suite on SQLite and on a PostgreSQL and Redis of its own, then Chromium against the
running portal: once on the embedded default, once on the real parts. Every stage runs, whatever failed before it; the
last pytest run repeats a failed earlier stage as a failed test, so that its closing line tells the whole truth.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path

WORTEL = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(WORTEL))

from scripts.diensten import postgres, redis

PYTHON = [sys.executable]
PYTEST = [*PYTHON, "-m", "pytest", "-q"]
# Two at a time; one file stays together, for its tests share what they set up.
SAMEN = ["-n", "2", "--dist", "loadscope"]
GEEN_BROWSER = [*PYTEST, *SAMEN, "-m", "not browser"]
# Against the real parts also two at a time, each with a portal of its own: a browser mostly waits.
BROWSER = [*PYTEST, "tests/browser", "tests/infra/test_etappes.py"]

LINT: dict[str, list[str]] = {
    "ruff": [*PYTHON, "-m", "ruff", "check", "."],
    "opmaak": [*PYTHON, "-m", "ruff", "format", "--check", "."],
    "types": [*PYTHON, "-m", "mypy"],
    "lagen": [str(Path(sys.executable).parent / "lint-imports")],
    "migraties": [*PYTHON, "manage.py", "makemigrations", "--check", "--dry-run"],
}


class Etappes:
    """Runs stages one by one and remembers how each went."""

    def __init__(self) -> None:
        self.gelukt: dict[str, bool] = {}

    def voer_uit(self, naam: str, opdracht: list[str], **omgeving: str) -> bool:
        print(f"\n── {naam} ──", flush=True)
        begin = time.monotonic()
        klaar = subprocess.run(opdracht, cwd=WORTEL, env=os.environ | omgeving)
        self.gelukt[naam] = klaar.returncode == 0
        if "PORTAAL_ETAPPES" not in omgeving:  # the last stage: nothing comes after pytest's own summary
            print(
                f"{naam}: {'goed' if self.gelukt[naam] else 'MISLUKT'} ({time.monotonic() - begin:.0f} s)", flush=True
            )
        return self.gelukt[naam]


def main() -> int:
    etappes = Etappes()
    for naam, opdracht in LINT.items():
        etappes.voer_uit(naam, opdracht)
    etappes.voer_uit("suite op SQLite", GEEN_BROWSER)
    etappes.voer_uit(
        "browser op de ingebouwde onderdelen", [*BROWSER, "-m", "browser and ingebed"], TEST_STAPEL="ingebed"
    )
    with postgres() as databank, redis() as makelaar, tempfile.TemporaryDirectory() as map_:
        echt: Mapping[str, str] = {"TEST_DATABASE_URL": databank, "TEST_REDIS_URL": makelaar}
        etappes.voer_uit("suite op PostgreSQL en Redis", GEEN_BROWSER, **echt)
        uitslag = Path(map_) / "etappes.json"
        uitslag.write_text(json.dumps(etappes.gelukt))
        laatste = [*BROWSER, *SAMEN, "-m", "browser or etappe"]
        etappes.voer_uit("browser op PostgreSQL en Redis", laatste, PORTAAL_ETAPPES=str(uitslag), TEST_STAPEL="echt")
    return 0 if all(etappes.gelukt.values()) else 1


if __name__ == "__main__":
    sys.exit(main())
