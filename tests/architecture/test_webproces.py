"""A web process stays light: what makes PDFs and cleans files runs elsewhere (quality.md, memory)."""

import subprocess
import sys

from tests.architecture.boom import WORTEL

ZWAAR = {"weasyprint", "pydyf", "fontTools", "pyhanko", "pikepdf", "PIL"}
PROGRAMMA = """
import sys
import educam_portal.wsgi
from django.urls import get_resolver

def loop(patronen):
    for patroon in patronen:
        loop(getattr(patroon, "url_patterns", ()))

loop(get_resolver().url_patterns)
print(*sorted({naam.partition(".")[0] for naam in sys.modules}))
"""


def test_the_web_process_never_loads_what_renders_or_cleans():
    opdracht = [sys.executable, "-c", PROGRAMMA]
    geladen = set(subprocess.run(opdracht, cwd=WORTEL, capture_output=True, text=True, check=True).stdout.split())
    assert "erkenning" in geladen
    assert not geladen & ZWAAR
