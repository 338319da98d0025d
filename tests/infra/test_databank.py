"""What DATABASE_URL says of the connection is kept beside the options of the portal."""

import environ

from educam_portal.databank import met_opties

ONZE = "-c random_page_cost=1.1 -c jit=off -c max_parallel_workers_per_gather=0"
SERVER = "postgres://portaal:geheim@databank:5432/portaal"


def opties(adres: str) -> dict:
    return met_opties(environ.Env().db_url_config(adres))


def test_options_in_the_address_are_kept_and_win():
    assert opties(SERVER)["OPTIONS"] == {"options": ONZE}
    # Dropping this one would send everything in the clear, without a word.
    assert opties(f"{SERVER}?sslmode=verify-full")["OPTIONS"] == {"sslmode": "verify-full", "options": ONZE}
    eigen = opties(f"{SERVER}?options=-c%20statement_timeout%3D5000%20-c%20jit%3Don")["OPTIONS"]
    assert eigen == {"options": f"{ONZE} -c statement_timeout=5000 -c jit=on"}
    sqlite = opties("sqlite:////tmp/p.sqlite3?timeout=60")["OPTIONS"]
    assert (sqlite["timeout"], sqlite["transaction_mode"]) == (60, "IMMEDIATE")


def test_a_connection_is_kept_a_minute_unless_the_address_says_otherwise():
    assert (opties(SERVER)["CONN_MAX_AGE"], opties(SERVER)["CONN_HEALTH_CHECKS"]) == (60, True)
    assert opties(f"{SERVER}?conn_max_age=0&disable_server_side_cursors=true")["CONN_MAX_AGE"] == 0
