"""What every test may use. The guards stand in `tests/guards/`."""

from contextlib import contextmanager

import pytest
from django.conf import settings
from django.db import connection
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings

hypothesis_settings.register_profile(
    "portaal",
    deadline=None,
    max_examples=60,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
hypothesis_settings.load_profile("portaal")


def pytest_collection_modifyitems(config, items):
    """Browser tests run only when asked for; tests marked postgres only there."""
    op_postgres = "postgresql" in settings.DATABASES["default"]["ENGINE"]
    gevraagd = "browser" in (config.option.markexpr or "")
    for item in items:
        if item.get_closest_marker("postgres") and not op_postgres:
            item.add_marker(pytest.mark.skip(reason="vraagt PostgreSQL"))
        if item.get_closest_marker("browser") and not gevraagd:
            item.add_marker(pytest.mark.skip(reason="vraagt -m browser"))


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
