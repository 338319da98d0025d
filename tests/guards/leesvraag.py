"""Guard: a GET changes nothing, so that a mail scanner, a prefetch or a reload burns nothing."""

import re
from contextlib import ExitStack

from django.db import connections

_SCHRIJFT = re.compile(r'^\s*(INSERT INTO|UPDATE|DELETE FROM|REPLACE INTO)\s+[`"]?(\w+)', re.IGNORECASE)
# What may change when somebody merely looks: who looked, that a message was read, the session and the cache.
TOEGELATEN_TABELLEN = {"documenten_leeslog", "django_session", "cache"}
TOEGELATEN_KOLOMMEN = ("gelezen_op",)
# Pages of packages that keep their own state.
TOEGELATEN_PADEN = ("/beheer/", "/admin/", "/tweede-factor/herstelcodes/")


def schrijft(sql: str) -> str | None:
    """The table that a statement changes, or None when it reads or changes something that is allowed."""
    treffer = _SCHRIJFT.match(sql)
    if treffer is None or treffer[2] in TOEGELATEN_TABELLEN:
        return None
    if treffer[1].upper() == "UPDATE" and any(f'SET "{kolom}"' in sql for kolom in TOEGELATEN_KOLOMMEN):
        return None
    return treffer[2]


def _bewaak(execute, sql, params, many, context):
    tabel = schrijft(str(sql))
    if tabel:
        raise AssertionError(f"Een GET schrijft in {tabel}: {sql}")
    return execute(sql, params, many, context)


def leesvraag_guard(get_response):
    """Middleware that fails the test on a GET or HEAD that writes."""

    def middleware(request):
        if request.method not in ("GET", "HEAD") or request.path.startswith(TOEGELATEN_PADEN):
            return get_response(request)
        with ExitStack() as stapel:
            for connection in connections.all():
                stapel.enter_context(connection.execute_wrapper(_bewaak))
            return get_response(request)

    return middleware
