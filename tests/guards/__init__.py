"""Guards that turn habits into failures (architecture.md §5): a pytest plugin, each guard a small module."""

import pytest

from tests.guards import vergrendeling


@pytest.fixture(autouse=True, scope="session")
def _vergrendeling_guard():
    """`select_for_update` always names the rows it locks."""
    with vergrendeling.bewaakt():
        yield
