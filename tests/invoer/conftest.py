"""The world, built once for the whole package; whatever an attack changes is rolled back."""

from collections.abc import Iterator

import pytest
from django.conf import settings as instellingen
from django.db import transaction
from django.test import Client
from django.urls import URLResolver, get_resolver
from zeal import zeal_ignore

from .wereld import Wereld, bouw


@pytest.fixture(scope="package")
def wereld(django_db_setup, django_db_blocker, tmp_path_factory) -> Iterator[Wereld]:
    """Lives in one transaction that never commits: no mail leaves, and the next package finds an empty database."""
    with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as patch:
        patch.setattr(instellingen, "DOCUMENTEN_DIR", tmp_path_factory.mktemp("documenten"))
        patch.setattr(instellingen, "EMAIL_FILE_PATH", str(tmp_path_factory.mktemp("postbus")))
        with transaction.atomic():
            yield bouw()
            transaction.set_rollback(True)


@pytest.fixture(scope="package")
def clienten(wereld) -> dict[str, Client]:
    """Role → a browser in which that person is logged in."""
    alle = {wie: Client() for wie in wereld.mensen}
    for wie, user in wereld.mensen.items():
        if user is not None:
            alle[wie].force_login(user)
    return alle


@pytest.fixture(scope="session")
def alle_namen() -> set[str]:
    """Every name of the URLconf but Django's own admin."""
    return set(_namen(get_resolver(), ""))


def _namen(resolver: URLResolver, ruimte: str) -> Iterator[str]:
    for patroon in resolver.url_patterns:
        if isinstance(patroon, URLResolver):
            if patroon.app_name != "admin":
                yield from _namen(patroon, f"{ruimte}{patroon.namespace}:" if patroon.namespace else ruimte)
        else:
            yield f"{ruimte}{patroon.name}"


@pytest.fixture(autouse=True)
def _geen_telling():
    """One onderneming with a dozen dossiers: what a form costs is for tests/begroting."""
    with zeal_ignore():
        yield
