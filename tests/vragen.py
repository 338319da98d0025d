"""Counting what a page asks of the database, as literally as it can be on every stack (quality.md, Budgets).

Not counted are the marks of a transaction, which read and write nothing (a savepoint in the tests, BEGIN and COMMIT on
the real thing), and what a process reads once and keeps, for it depends on which test came first: content types,
parameters, the list of requested documents, the contact cards. Who is away is read before the count begins. Everything
else counts, the user and the memberships included. Sessions come from the cache in the tests (tests/instellingen.py).
"""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from educam_portal.organisaties.afwezigheden import stand

BUITEN_DE_PAGINA = (
    "django_content_type",
    "parameters_parameter",
    "erkenning_gevraagddocument",
    "organisaties_contactkaart",
)
MERKTEKENS = ("SAVEPOINT ", "RELEASE SAVEPOINT ", "ROLLBACK TO SAVEPOINT ", "BEGIN", "COMMIT")


class Vragen(list[str]):
    """The SQL that was counted; filled when the block ends."""


@contextmanager
def geteld() -> Iterator[Vragen]:
    """`with geteld() as vragen: …` → the queries of the block."""
    vragen = Vragen()
    stand(timezone.localdate())
    with CaptureQueriesContext(connection) as alles:
        yield vragen
    vragen += [vraag["sql"] for vraag in alles if _telt(vraag["sql"])]


def _telt(sql: str) -> bool:
    return not sql.startswith(MERKTEKENS) and not any(f'FROM "{naam}"' in sql for naam in BUITEN_DE_PAGINA)


@contextmanager
def kost(verwacht: int) -> Iterator[None]:
    """The block asks exactly `verwacht` queries."""
    with geteld() as vragen:
        yield
    if len(vragen) != verwacht:
        pytest.fail(_verslag(vragen, f"{verwacht} queries verwacht"))


@contextmanager
def kost_hoogstens(grens: int) -> Iterator[None]:
    """The block asks no more than `grens` queries."""
    with geteld() as vragen:
        yield
    if len(vragen) > grens:
        pytest.fail(_verslag(vragen, f"hoogstens {grens} queries verwacht"))


def _verslag(vragen: Vragen, verwacht: str) -> str:
    return f"{verwacht}, {len(vragen)} gesteld:\n" + "\n".join(f"{n}. {sql[:1500]}" for n, sql in enumerate(vragen, 1))
