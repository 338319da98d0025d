"""What a portal of the browser tests gets of its own: keys, and an empty database on the server of the tests."""

import secrets

import psycopg
from psycopg import sql

from tests.guards.databank import basisnaam

SLEUTELS = (
    "SECRET_KEY",
    "DOCUMENT_SLEUTELS",
    "PERSOON_SLEUTELS",
    "PERSOON_HASH_SLEUTEL",
    "ZEGEL_SLEUTEL",
    "ZEGEL_WACHTWOORD",
)


def eigen_databank(server: str, *, leeg: bool = False) -> str:
    """A new database on this server, with the migrations in it when they were run there before, unless it is to be empty."""
    naam, basis = f"portaal_{secrets.token_hex(6)}", basisnaam()
    with psycopg.connect(server, autocommit=True) as verbinding:
        bestaat = verbinding.execute("SELECT 1 FROM pg_database WHERE datname = %s", [basis]).fetchone()
        sjabloon = sql.Identifier(basis if bestaat and not leeg else "template1")
        verbinding.execute(sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(sql.Identifier(naam), sjabloon))
    return f"{server.rsplit('/', 1)[0]}/{naam}"
