"""`make setup`: everything a fresh checkout needs. Runs with the system's Python, on its standard library alone.

Running it again does only what changed. `--zonder-systeem` leaves the system packages alone, `--zonder-databank` the
database of this checkout, which the tests never touch.
"""

import base64
import ctypes.util
import hashlib
import importlib.util
import os
import secrets
import shutil
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

WORTEL = Path(__file__).resolve().parent.parent
VENV = WORTEL / ".venv"
PYTHON = VENV / "bin" / "python"


def _bibliotheek(naam: str) -> Callable[[], bool]:
    return lambda: ctypes.util.find_library(naam) is not None


def _programma(naam: str) -> Callable[[], bool]:
    return lambda: shutil.which(naam) is not None


# Debian package → is it there? The first group is needed to run the portal, the second only for `make test`.
OM_TE_DRAAIEN: dict[str, Callable[[], bool]] = {
    "python3-venv": lambda: importlib.util.find_spec("ensurepip") is not None,
    "libpango-1.0-0": _bibliotheek("pango-1.0"),
    "libpangoft2-1.0-0": _bibliotheek("pangoft2-1.0"),
    "libharfbuzz-subset0": _bibliotheek("harfbuzz-subset"),
    # The letters name this typeface; without it they would look different on every machine.
    "fonts-liberation": Path("/usr/share/fonts/truetype/liberation/LiberationSans-Regular.ttf").is_file,
    "nodejs": _programma("node"),
    "npm": _programma("npm"),
}
OM_TE_TESTEN: dict[str, Callable[[], bool]] = {
    "postgresql": lambda: any(Path("/usr/lib/postgresql").glob("*/bin/initdb")) or _programma("initdb")(),
    "redis-server": _programma("redis-server"),
    "chromium": _programma("chromium"),
    "poppler-utils": _programma("pdftotext"),
}


def doe(*opdracht: str | Path, **anders) -> None:
    """Run a command in the project; raises CalledProcessError when it fails."""
    subprocess.run([str(deel) for deel in opdracht], cwd=WORTEL, check=True, **anders)


def systeempakketten() -> None:
    """Install what is missing as root or through sudo; else say in one sentence what to install."""
    ontbreekt = [naam for naam, er in {**OM_TE_DRAAIEN, **OM_TE_TESTEN}.items() if not er()]
    if not ontbreekt:
        return
    voor = [] if os.geteuid() == 0 else ["sudo", "-n"]
    mag = not voor or (shutil.which("sudo") and subprocess.run([*voor, "true"], capture_output=True).returncode == 0)
    if mag and shutil.which("apt-get"):
        print(f"Systeempakketten installeren: {' '.join(ontbreekt)}", flush=True)
        env = [*voor, "env", "DEBIAN_FRONTEND=noninteractive"]
        doe(*env, "apt-get", "update", "-qq")
        doe(*env, "apt-get", "install", "-y", "-qq", "--no-install-recommends", *ontbreekt, stdout=subprocess.DEVNULL)
        return
    zin = f"Installeer eerst deze systeempakketten (Debian: apt-get install): {' '.join(ontbreekt)}."
    if any(naam in OM_TE_DRAAIEN for naam in ontbreekt):
        raise SystemExit(zin)
    print(f"{zin} Het portaal draait zonder; `make test` niet.", flush=True)


def gewijzigd(stempel: Path, *bronnen: Path) -> str | None:
    """The new stamp when one of the sources differs from what `stempel` holds, else None."""
    som = hashlib.sha256(b"".join(bron.read_bytes() for bron in bronnen)).hexdigest()
    return None if stempel.is_file() and stempel.read_text() == som else som


def python_pakketten() -> None:
    """A virtual environment with exactly the locked packages."""
    if not PYTHON.exists():
        print("Virtuele omgeving maken in .venv", flush=True)
        doe(sys.executable, "-m", "venv", VENV)
    lijst, stempel = WORTEL / "requirements-dev.txt", VENV / "vergrendeld"
    if som := gewijzigd(stempel, lijst):
        print("Python-pakketten installeren", flush=True)
        # What is imported is compiled then; most of what is installed never is.
        opties = ("-qq", "--no-compile", "--disable-pip-version-check", "--require-hashes")
        doe(PYTHON, "-m", "pip", "install", *opties, "-r", lijst)
        stempel.write_text(som)


def schermpakketten() -> None:
    """The packages that style sheet, scripts and icons are made of."""
    stempel = WORTEL / "node_modules" / "vergrendeld"
    if som := gewijzigd(stempel, WORTEL / "package.json", WORTEL / "package-lock.json"):
        print("Pakketten voor de schermen installeren", flush=True)
        doe("npm", "ci", "--silent", "--no-audit", "--no-fund")
        stempel.write_text(som)


def voorkant() -> None:
    """Style sheet and icons in static/vendor/."""
    doe(PYTHON, "scripts/voorkant.py", stdout=subprocess.DEVNULL)


def omgeving() -> None:
    """Write `.env` once: demo mode, with keys of this checkout's own; one of before the seal gets a seal of its own."""
    bestand = WORTEL / ".env"
    if not bestand.exists():
        _nieuwe_omgeving(bestand)
    regels = bestand.read_text(encoding="utf-8").splitlines()
    # Outside demo mode a certificate that somebody trusts is needed, not one of our own making.
    if "DEMO=1" in regels and not any(regel.startswith("ZEGEL_SLEUTEL=") for regel in regels):
        zegel = subprocess.run(
            [str(PYTHON), "scripts/zegel.py"], cwd=WORTEL, check=True, capture_output=True, text=True
        )
        bestand.write_text("\n".join([*regels, zegel.stdout]), encoding="utf-8")


def _nieuwe_omgeving(bestand: Path) -> None:

    def fernet() -> str:
        return base64.urlsafe_b64encode(secrets.token_bytes(32)).decode()

    bestand.touch(mode=0o600)
    bestand.write_text(
        "# Gemaakt door `make setup`, alleen voor deze machine. Alle variabelen staan in .env.example.\n"
        "DEMO=1\n"
        "TWEEDE_FACTOR_VERPLICHT=0\n"
        f"SECRET_KEY={secrets.token_urlsafe(50)}\n"
        f"DOCUMENT_SLEUTELS={fernet()}\n"
        f"PERSOON_SLEUTELS={fernet()}\n"
        f"PERSOON_HASH_SLEUTEL={secrets.token_urlsafe(32)}\n",
        encoding="utf-8",
    )


def databank() -> None:
    """Cache table, migrations and static files, in one process of Django."""
    doe(PYTHON, "scripts/bijwerken.py", *(["--alleen-static"] if "--zonder-databank" in sys.argv else []))


def main() -> None:
    if sys.version_info < (3, 11):
        raise SystemExit("Het portaal vraagt Python 3.11 of nieuwer.")
    if "--zonder-systeem" not in sys.argv:
        systeempakketten()
    # Both mostly wait for a registry.
    with ThreadPoolExecutor(2) as samen:
        for pakketten in [samen.submit(python_pakketten), samen.submit(schermpakketten)]:
            pakketten.result()
    voorkant()
    omgeving()
    databank()


if __name__ == "__main__":
    try:
        main()
    except subprocess.CalledProcessError as fout:
        raise SystemExit(f"De installatie stopte bij: {' '.join(fout.cmd)}") from None
