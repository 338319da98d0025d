"""What the migrations sow (parameters, regions, opleidingen) is there for every test.

A test with real transactions empties every table when it ends. The next test that uses the database then finds what
stood there at the start of the run again, with the same keys.
"""

import pytest
from pytest_django.plugin import blocking_manager_key

ECHTE_TRANSACTIES = {"transactional_db", "live_server", "django_db_reset_sequences"}


class Zaaigoed:
    """The rows that the migrations left, model by model; `weg` tells that a test emptied the tables."""

    def __init__(self) -> None:
        self.rijen: list[list] = []
        self.weg = False

    def bewaar(self) -> None:
        """Copy every row that stands in the fresh test database."""
        from django.apps import apps

        modellen = [m for m in apps.get_models(include_auto_created=True) if m._meta.managed and not m._meta.proxy]
        self.rijen = [rijen for model in modellen if (rijen := list(model._base_manager.all()))]

    def zaai(self) -> None:
        """Empty every table and put the rows back, keys and all. Sequences go on: no new row meets an old key."""
        from django.contrib.contenttypes.models import ContentType
        from django.core.management import call_command
        from django.db import transaction

        call_command("flush", verbosity=0, interactive=False, inhibit_post_migrate=True, reset_sequences=False)
        with transaction.atomic():  # foreign keys are checked at its end, so that the order does not matter
            for rijen in self.rijen:
                type(rijen[0])._base_manager.bulk_create(rijen, batch_size=500)
        ContentType.objects.clear_cache()
        self.weg = False


zaaigoed = Zaaigoed()


def _gebruikt_databank(item: pytest.Item) -> bool:
    return item.get_closest_marker("django_db") is not None or bool({"db", *ECHTE_TRANSACTIES} & set(item.fixturenames))


def _leegt_databank(item: pytest.Item) -> bool:
    merk = item.get_closest_marker("django_db")
    return bool(merk and merk.kwargs.get("transaction")) or bool(ECHTE_TRANSACTIES & set(item.fixturenames))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_setup(item: pytest.Item):
    if zaaigoed.weg and zaaigoed.rijen and _gebruikt_databank(item):
        with item.config.stash[blocking_manager_key].unblock():
            zaaigoed.zaai()
    return (yield)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item):
    try:
        return (yield)
    finally:
        zaaigoed.weg = zaaigoed.weg or _leegt_databank(item)
