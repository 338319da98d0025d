"""A portal of its own with the demo world, on a free port and in a folder of its own.

For the browser tests and the screenshots: web, worker and beat run as in production, never eager. Which stores they
stand on is what the caller puts in `delen`; without it, the embedded default.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import certifi

from scripts.diensten import vrije_poort, wacht_tot
from scripts.stapel import WORTEL, Stapel, leeft, manage, opdrachten

# How Playwright starts Debian's Chromium: root cannot use its sandbox, and nothing may call out.
CHROMIUM: dict[str, Any] = {
    "executable_path": "/usr/bin/chromium",
    "args": [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
    ],
}


@dataclass
class Proefportaal:
    """`url` without a slash at the end; `omgeving` the environment of its processes; `var` its data folder."""

    url: str
    omgeving: dict[str, str]
    var: Path
    stapel: Stapel

    def manage(self, *argumenten: str) -> str:
        """Run a manage.py command on the portal's own data; returns what it printed."""
        return manage(*argumenten, omgeving=self.omgeving, stil=True)

    def log(self, naam: str) -> str:
        """What a process (`web`, `worker`, `beat`) printed so far."""
        return (self.var / f"{naam}.log").read_text(errors="replace")


def maak_wereld(omgeving: dict[str, str]) -> None:
    """Fill the empty stores of this environment with the demo world, its terms worked off."""
    subprocess.run([sys.executable, "scripts/bijwerken.py"], cwd=WORTEL, env=omgeving, check=True)
    manage("demo", omgeving=omgeving, stil=True)
    manage("verwerk_termijnen", omgeving=omgeving, stil=True)


@contextmanager
def draaiend(var: Path, *, vul: Callable[[dict[str, str]], None] = maak_wereld, **delen: str) -> Iterator[Proefportaal]:
    """A running portal; `delen` are environment variables over the embedded default (DATABASE_URL, keys, …).

    `vul` puts what it starts with in its stores.
    """
    poort = vrije_poort()
    url = f"http://localhost:{poort}"
    omgeving = eigen_omgeving(var, poort, url) | delen
    neem_static_over(var)
    vul(omgeving)
    stapel = Stapel(omgeving, logmap=var)
    try:
        for naam, opdracht in opdrachten(poort=poort).items():
            stapel.start(naam, opdracht)
        wacht_tot(lambda: leeft(poort), seconden=60, wat=f"Het portaal (log in {var})")
        yield Proefportaal(url, omgeving, var, stapel)
    finally:
        stapel.stop()


def eigen_omgeving(var: Path, poort: int, url: str) -> dict[str, str]:
    """Nothing of the developer's environment leaks in; the keys come from `.env` unless the caller gives others."""
    eigen = {naam: waarde for naam, waarde in os.environ.items() if naam in ("PATH", "HOME", "LANG", "TMPDIR")}
    return eigen | {
        "DJANGO_SETTINGS_MODULE": "educam_portal.settings",
        "DEMO": "1",
        "TWEEDE_FACTOR_VERPLICHT": "0",
        "PORT": str(poort),
        "PORTAL_URL": url,
        "CSRF_TRUSTED_ORIGINS": url,
        "ALLOWED_HOSTS": "localhost,127.0.0.1",
        "VAR_DIR": str(var),
        "DOCUMENTEN_DIR": str(var / "documenten"),
        "DATABASE_URL": f"sqlite:///{var / 'portaal.sqlite3'}",
        "REDIS_URL": "",
        "EMAIL_URL": "",
        "CLAMD_URL": "",
        "VERTROUWDE_PROXIES": "0",
        "VERTROUWDE_CERTIFICATEN": str(_een_uitgever(var)),
        "LOGNIVEAU": "WARNING",
    }


def neem_static_over(var: Path, van: Path = WORTEL / "var") -> None:
    """Static files collected in `van` need not be compressed again; bijwerken sees whether they still hold."""
    stempel = van / "static.vergrendeld"
    if stempel.is_file() and not (var / "static").exists():
        shutil.copytree(van / "static", var / "static")
        shutil.copy(stempel, var)


def _een_uitgever(var: Path) -> Path:
    """Any issuer of certificates: with one the portal offers to take in what was signed elsewhere."""
    eerste, einde, _ = Path(certifi.where()).read_text(encoding="utf-8").partition("-----END CERTIFICATE-----\n")
    var.mkdir(parents=True, exist_ok=True)
    bestand = var / "uitgever.pem"
    bestand.write_text(eerste + einde, encoding="utf-8")
    return bestand
