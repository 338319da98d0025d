"""The migrated SQLite test database, kept between runs: fifty migrations take longer than most tests one wants to run.

The copy is named after what is in the migrations and the data they load, so that a change makes a new one. It lies in the
system's folder for temporary files; without it the migrations run as always.
"""

import hashlib
import os
import sqlite3
import tempfile
from pathlib import Path

from django.db import connection

WORTEL = Path(__file__).resolve().parent.parent.parent
# The migrations, and what they load.
BRONNEN = (
    "*/migrations/*.py",
    "*/*/migrations/*.py",
    "educam_portal/organisaties/gegevens/*",
    "educam_portal/organisaties/gebieden.py",
    "educam_portal/parameters/beginwaarden.py",
)


def kopie() -> Path | None:
    """Where the copy for the code as it is now would lie; None on a database that is not SQLite."""
    if connection.vendor != "sqlite":
        return None
    som = hashlib.sha256((WORTEL / "requirements.txt").read_bytes())
    for bestand in sorted({bestand for patroon in BRONNEN for bestand in WORTEL.glob(patroon)}):
        som.update(str(bestand.relative_to(WORTEL)).encode() + bestand.read_bytes())
    return Path(tempfile.gettempdir()) / f"portaal-testdb-{os.getuid()}-{som.hexdigest()[:24]}.sqlite3"


def neem_over(bestand: Path) -> None:
    """Fill the empty test database with the copy."""
    connection.ensure_connection()
    with sqlite3.connect(bestand) as bron:
        bron.backup(connection.connection)


def bewaar(bestand: Path) -> None:
    """Write the freshly migrated database away, whole or not at all."""
    half = bestand.with_suffix(f".{os.getpid()}")
    with sqlite3.connect(half) as doel:
        connection.connection.backup(doel)
    os.replace(half, bestand)
