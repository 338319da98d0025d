"""`make kalender`: docs/kalender.md, the messages of two years in the demo world when nobody does anything any more.

The world is built for a fixed morning, so that the page changes only when the rules or the demo do.
"""

import os
import subprocess
import sys
import tempfile
from datetime import date, datetime
from io import StringIO
from pathlib import Path
from zoneinfo import ZoneInfo

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import time_machine

from scripts.proefportaal import eigen_omgeving
from scripts.stapel import WORTEL

NU = datetime(2026, 12, 1, 7, 0, tzinfo=ZoneInfo("Europe/Brussels"))
TOT = date(2028, 11, 30)
KOP = f"""# Two years of messages

<!-- Made by `make kalender`: change the code, not this page. -->
@MERK@

What `manage.py verwerk_termijnen --droog --tot {TOT}` says of the demo world of {NU:%d/%m/%Y}, when from that morning on nobody
does anything any more: who gets which mail on which day, and which terms are late or end without one. On the first day also
what waited. Nobody gets more than one mail a day, a reminder before the day never comes on a weekend or a holiday, and what is
over is silent.
"""


def main() -> None:
    with tempfile.TemporaryDirectory() as map_:
        os.environ |= eigen_omgeving(Path(map_), 8000, "http://localhost:8000")
        subprocess.run([sys.executable, "scripts/bijwerken.py"], cwd=WORTEL, check=True)
        with time_machine.travel(NU, tick=True):
            import django

            django.setup()
            from django.core.management import call_command

            from educam_portal.overzicht.documentatie import kalender

            call_command("demo", stdout=StringIO())
            uit = StringIO()
            call_command("verwerk_termijnen", "--droog", "--tot", TOT.isoformat(), stdout=uit)
            kop = KOP.replace("@MERK@", kalender.merk())
    (WORTEL / kalender.PAD).write_text(kop + uit.getvalue(), encoding="utf-8")


if __name__ == "__main__":
    main()
