"""Runs what reads files of others in a process of its own: no secrets in its environment, bounded memory and time.

A file that is built to exhaust its reader takes down that process, not the web process.
"""

import logging
import subprocess
import sys
from pathlib import Path

from .fouten import OngeldigBestand
from .zuiver.afgekeurd import Afgekeurd

log = logging.getLogger(__name__)
WACHTTIJD = 40
HIER = Path(__file__).resolve().parent
_START = "import sys; sys.path += sys.argv[1:3]; from zuiver.proces import hoofd; hoofd(*sys.argv[3:])"


def zuiver(inhoud: bytes, soort: str) -> bytes:
    """`inhoud` cleaned as `soort` (`pdf` or `beeld`). Raises as `voer_uit`."""
    return voer_uit(f"zuiver.{soort}", "zuiver", inhoud)


def voer_uit(module: str, functie: str, invoer: bytes, *, plaats: Path = HIER) -> bytes:
    """What `functie` of `module`, found in the folder `plaats`, makes of `invoer`. The module may not need Django.

    Raises Afgekeurd with the code of the refusal; OngeldigBestand `mislukt` when the process cannot be started.
    """
    opdracht = [sys.executable, "-I", "-c", _START, str(HIER), str(plaats), module, functie]
    try:
        # A fixed command: the file is only its input.
        uitslag = subprocess.run(  # noqa: S603
            opdracht, input=invoer, capture_output=True, timeout=WACHTTIJD, env={}, check=False
        )
    except subprocess.TimeoutExpired as fout:
        raise Afgekeurd("te_zwaar") from fout
    except OSError as fout:
        log.exception("het controleproces voor bestanden start niet")
        raise OngeldigBestand.om("mislukt") from fout
    code, _, uit = uitslag.stdout.partition(b"\n")
    if code == b"ok":
        return uit
    if not code:
        log.warning(
            "controleproces stopte met %s: %s", uitslag.returncode, uitslag.stderr[-500:].decode(errors="replace")
        )
    raise Afgekeurd(code.decode() or "te_zwaar")
