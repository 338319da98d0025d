"""Brings the stores up to date: cache table, migrations, and the static files when one of them changed.

`--alleen-static` leaves the database as it is: the tests make their own.
"""

import hashlib
import os
import sys
from pathlib import Path

WORTEL = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(WORTEL))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "educam_portal.settings")


def bijwerken(*, databank: bool = True) -> None:
    """Safe to run again; collecting (which compresses every file) is skipped while nothing changed."""
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command

    if databank:
        call_command("createcachetable", verbosity=0)
        call_command("migrate", interactive=False, verbosity=0)
    som = hashlib.sha256((WORTEL / "requirements.txt").read_bytes())
    for bestand in sorted(b for b in (WORTEL / "static").rglob("*") if b.is_file()):
        som.update(str(bestand).encode() + bestand.read_bytes())
    stempel = Path(settings.VAR_DIR) / "static.vergrendeld"
    if not stempel.is_file() or stempel.read_text() != som.hexdigest() or not Path(settings.STATIC_ROOT).is_dir():
        call_command("collectstatic", interactive=False, verbosity=0)
        stempel.write_text(som.hexdigest())


if __name__ == "__main__":
    bijwerken(databank="--alleen-static" not in sys.argv)
