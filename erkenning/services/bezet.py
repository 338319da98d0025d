"""The last word on "one open line per vestiging × opleiding" is the database's (rules.md §3.1)."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import IntegrityError

from educam_portal.accounts.fouten import Geweigerd


@contextmanager
def bezet_is_geweigerd() -> Iterator[None]:
    """Turn a clash on the partial unique index into a sentence: two people filed for the same line at once.

    Goes around the transaction, never inside it: PostgreSQL accepts nothing more in one that failed.
    """
    try:
        yield
    except IntegrityError as fout:
        # PostgreSQL names the index, SQLite its columns.
        if "lijn_een_open" not in str(fout) and "aanvraaglijn.vestiging_id" not in str(fout):
            raise
        raise Geweigerd(
            "Voor deze vestiging loopt intussen al een aanvraag voor een van deze opleidingen. Kijk bij je aanvragen."
        ) from fout
