"""What every test may use. The guards stand in `tests/guards/`."""

import gc
import os
from collections import Counter
from contextlib import contextmanager
from pathlib import Path
from zlib import crc32

import pytest
from django.conf import settings
from django.db import connection
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings

from tests.guards import databank
from tests.guards.zaaigoed import zaaigoed

TESTS = Path(__file__).parent
# The floors: their services run once, on PostgreSQL (`komt_nog`).
OP_POSTGRES = (
    "accounts", "documenten", "erkenning", "meldingen", "mentoren", "organisaties", "overeenkomsten", "parameters",
    "premies", "publiek", "termijnen", "workflow",
)  # fmt: skip
# The package that takes longest is shared out over the workers in so many parts.
DELEN = {"invoer": 3}
# What takes longest for its number of tests starts first, so that both workers are busy until the end.
EERST = ("tests/invoer", "tests/matrix", "tests/overzicht/test_demo.py", "tests/erkenning/test_overgangen.py")

hypothesis_settings.register_profile(
    "portaal",
    deadline=None,
    max_examples=60,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
hypothesis_settings.load_profile("portaal")


def pytest_collection_finish():
    """What is loaded now stays: the garbage collector need not look at it again, and may look less often at the rest."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)


def pytest_collection_modifyitems(config, items):
    """Leave out what cannot run here, and what the other database tells: on PostgreSQL tests that ask none anything."""
    op_postgres = "postgresql" in settings.DATABASES["default"]["ENGINE"]
    # `make test` runs both; who runs pytest alone has them all on SQLite.
    daarna_op_postgres = not op_postgres and "DAARNA_OP_POSTGRES" in os.environ
    kan = {
        "postgres": op_postgres,
        "eenmaal": not op_postgres,
        "browser": "browser" in (config.option.markexpr or ""),
        "etappe": "PORTAAL_ETAPPES" in os.environ,
    }

    def raakt_databank(item) -> bool:
        return bool(item.get_closest_marker("django_db") or {"db", "django_db_setup"} & set(item.fixturenames))

    def komt_nog(item) -> bool:
        """PostgreSQL will tell: a service of these floors; the demo world and every door play them on SQLite as well."""
        eenmaal = item.get_closest_marker("eenmaal")
        return not eenmaal and raakt_databank(item) and item.path.relative_to(TESTS).parts[0] in OP_POSTGRES

    def hoort_hier(item) -> bool:
        if op_postgres and not raakt_databank(item):
            return False
        if daarna_op_postgres and komt_nog(item):
            return False
        return all(kan[merk] for merk in kan if item.get_closest_marker(merk))

    niet = [item for item in items if not hoort_hier(item)]
    if niet:
        config.hook.pytest_deselected(items=niet)
        items[:] = [item for item in items if hoort_hier(item)]
    groepen: Counter[str] = Counter()
    for item in items:
        if not item.get_closest_marker("browser"):
            item.add_marker(pytest.mark.xdist_group(_samen(item)))
            groepen[_samen(item)] += 1
    if groepen:
        items.sort(key=lambda item: (_rang(item), -groepen[_samen(item)]))


def _rang(item) -> int:
    return next((nummer for nummer, begin in enumerate(EERST) if item.nodeid.startswith(begin)), len(EERST))


def _samen(item) -> str:
    """What shares a module or a class stays on one worker, for it shares what it set up; but for `DELEN`."""
    pakket = item.path.relative_to(TESTS).parts[0]
    if delen := DELEN.get(pakket):
        return f"{pakket} {crc32(item.nodeid.encode()) % delen}"
    return item.nodeid.partition("[")[0].rpartition("::")[0]


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings, django_db_blocker):
    """Start from the migrated database that is made once (tests/guards/databank.py)."""
    with django_db_blocker.unblock():
        settings.DATABASES["default"].setdefault("TEST", {}).update(databank.gereed())


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """The test database, and a copy of what the migrations put in it for after a test that empties it."""
    with django_db_blocker.unblock():
        if connection.vendor == "sqlite":
            databank.neem_over(databank.kopie())
        zaaigoed.bewaar()


@pytest.fixture(autouse=True)
def _schone_opslag(settings, tmp_path):
    """Every test its own cache and its own folder for documents."""
    from django.core.cache import cache

    settings.DOCUMENTEN_DIR = tmp_path / "documenten"
    cache.clear()


@pytest.fixture(autouse=True)
def _verse_parameters(monkeypatch):
    """Every test reads the parameters afresh, once: what another test saved is gone and query counts are the same."""
    from educam_portal.parameters import lezen

    monkeypatch.setattr(lezen, "VERS_SECONDEN", float("inf"))
    lezen.vergeet()


@pytest.fixture
def werker(monkeypatch, django_capture_on_commit_callbacks):
    """`with werker(): …` runs what was queued on commit, at the end of the block, tasks included."""
    from educam_portal.celery import app

    @contextmanager
    def in_dit_blok():
        with monkeypatch.context() as patch:
            patch.setitem(app.conf, "task_always_eager", True)
            patch.setitem(app.conf, "task_eager_propagates", True)
            with django_capture_on_commit_callbacks(execute=True):
                yield

    return in_dit_blok


@pytest.fixture
def op_postgres() -> bool:
    """Whether this run has real row locks."""
    return connection.vendor == "postgresql"
