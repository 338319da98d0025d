"""Runs the cleaners in a process of their own: no secrets in its environment, bounded memory and time.

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
_START = "import sys; sys.path.insert(0, sys.argv[1]); from zuiver.proces import hoofd; hoofd(sys.argv[2])"


def zuiver(inhoud: bytes, soort: str) -> bytes:
    """`inhoud` cleaned as `soort` (`pdf` or `beeld`).

    Raises Afgekeurd with the code of the refusal; OngeldigBestand `mislukt` when the process cannot be started.
    """
    opdracht = [sys.executable, "-I", "-c", _START, str(Path(__file__).resolve().parent), soort]
    try:
        # A fixed command: the upload is only its input.
        uitslag = subprocess.run(  # noqa: S603
            opdracht, input=inhoud, capture_output=True, timeout=WACHTTIJD, env={}, check=False
        )
    except subprocess.TimeoutExpired as fout:
        raise Afgekeurd("te_zwaar") from fout
    except OSError as fout:
        log.exception("het controleproces voor bestanden start niet")
        raise OngeldigBestand.om("mislukt") from fout
    code, _, schoon = uitslag.stdout.partition(b"\n")
    if code == b"ok":
        return schoon
    if not code:
        log.warning(
            "controleproces stopte met %s: %s", uitslag.returncode, uitslag.stderr[-500:].decode(errors="replace")
        )
    raise Afgekeurd(code.decode() or "te_zwaar")
