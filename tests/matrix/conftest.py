"""The world, built once for the whole package, and a browser per role."""

from collections.abc import Iterator

import pytest
from django.conf import settings as instellingen
from django.core.cache import cache
from django.db import transaction
from django.http import HttpResponseNotFound
from django.test import Client

from educam_portal import urls

from .proef import bekenden
from .wereld import Wereld, bouw


@pytest.fixture(scope="package")
def wereld(django_db_setup, django_db_blocker, tmp_path_factory) -> Iterator[Wereld]:
    """Lives in one transaction that never commits: no mail leaves, and the next package finds an empty database."""
    with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as patch:
        patch.setattr(instellingen, "DOCUMENTEN_DIR", tmp_path_factory.mktemp("documenten"))
        patch.setattr(instellingen, "EMAIL_FILE_PATH", str(tmp_path_factory.mktemp("postbus")))
        patch.setattr(instellingen, "AUTHENTICATION_BACKENDS", ["tests.matrix.proef.Bekenden"])
        # Thousands of pages are not found here; what that page looks like is for tests/vorm.
        patch.setattr(urls, "handler404", lambda request, exception: HttpResponseNotFound(), raising=False)
        with transaction.atomic():
            yield bouw()
            transaction.set_rollback(True)


@pytest.fixture(scope="package")
def clienten(wereld) -> dict[str, Client]:
    """Role → a browser in which that person is logged in."""
    alle = {rol: Client() for rol in wereld.mensen}
    for rol, user in wereld.mensen.items():
        if user is not None:
            alle[rol].force_login(user)
    return alle


@pytest.fixture(autouse=True)
def _schone_opslag():
    """Here the documents stay where the world has them; what a test before this one read is forgotten."""
    cache.clear()
    bekenden.clear()
