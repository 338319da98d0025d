"""The migrated test database, made once and copied from then on: sixty migrations take longer than most tests one runs.

On SQLite the copy is a file in the system's folder for temporary files, kept between runs; on PostgreSQL a database on
the same server, the TEMPLATE of every other one. Both are named after what is in the migrations and the data they load, so
that a change makes a new one. `python -m tests.guards.databank` makes it ahead (scripts/controle.py); without that, the
first that needs it does.
"""

import fcntl
import hashlib
import os
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

WORTEL = Path(__file__).resolve().parent.parent.parent
# The migrations, and what they load.
BRONNEN = (
    "*/migrations/*.py",
    "*/*/migrations/*.py",
    "educam_portal/organisaties/gegevens/*",
    "educam_portal/organisaties/gebieden.py",
    "educam_portal/parameters/beginwaarden.py",
)


def som() -> str:
    """Changes with the packages, the migrations and the data they load."""
    som_ = hashlib.sha256((WORTEL / "requirements.txt").read_bytes())
    for bestand in sorted({bestand for patroon in BRONNEN for bestand in WORTEL.glob(patroon)}):
        som_.update(str(bestand.relative_to(WORTEL)).encode() + bestand.read_bytes())
    return som_.hexdigest()[:24]


def basisnaam() -> str:
    """What the migrated database is called on a PostgreSQL server that has one."""
    return f"portaal_basis_{som()}"


def gereed() -> dict[str, object]:
    """Make the migrated database when it is not there yet; what Django's TEST settings say to start from it.

    One process makes it, whoever comes meanwhile waits for it.
    """
    from django.db import connection

    with _een_tegelijk():
        if connection.vendor == "sqlite":
            bestand = kopie()
            if not bestand.is_file():
                with tempfile.TemporaryDirectory(prefix="portaal-basis-") as map_:
                    _migreer(f"{map_}/basis.sqlite3", lambda: bewaar(bestand))
            return {"MIGRATE": False}
        basis = basisnaam()
        with connection._nodb_cursor() as cursor:
            cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [basis])
            if cursor.fetchone() is None:
                cursor.execute(f'DROP DATABASE IF EXISTS "{basis}_half"')
                cursor.execute(f'CREATE DATABASE "{basis}_half"')
                _migreer(f"{basis}_half")
                cursor.execute(f'ALTER DATABASE "{basis}_half" RENAME TO "{basis}"')
        return {"MIGRATE": False, "TEMPLATE": basis}


def kopie() -> Path:
    """Where the copy for the code as it is now lies on SQLite."""
    return Path(tempfile.gettempdir()) / f"portaal-testdb-{os.getuid()}-{som()}.sqlite3"


def neem_over(bestand: Path) -> None:
    """Fill the empty test database with the copy."""
    from django.db import connection

    connection.ensure_connection()
    with sqlite3.connect(bestand) as bron:
        bron.backup(connection.connection)


def bewaar(bestand: Path) -> None:
    """Write the freshly migrated database away, whole or not at all."""
    from django.db import connection

    half = bestand.with_suffix(f".{os.getpid()}")
    with sqlite3.connect(half) as doel:
        connection.connection.backup(doel)
    os.replace(half, bestand)


def _migreer(naam: str, daarna=lambda: None) -> None:
    """Run the migrations in the database `naam` of the same server, and what must be done while it is open."""
    from django.core.management import call_command
    from django.db import connection

    gewoon = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = naam
    try:
        call_command("migrate", interactive=False, run_syncdb=True, verbosity=0)
        daarna()
    finally:
        connection.close()
        connection.settings_dict["NAME"] = gewoon


@contextmanager
def _een_tegelijk() -> Iterator[None]:
    with (Path(tempfile.gettempdir()) / f"portaal-testdb-{os.getuid()}.slot").open("w") as slot:
        fcntl.flock(slot, fcntl.LOCK_EX)
        yield


if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.instellingen"
    import django

    django.setup()
    gereed()
