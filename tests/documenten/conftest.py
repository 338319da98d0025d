from pathlib import Path

import pytest

from educam_portal.documenten import beleid, bewaar_bytes
from tests.fabrieken import UserFactory

from .bestanden import GEHEIM


@pytest.fixture(autouse=True)
def _eigen_register(monkeypatch):
    """Policies of a test do not reach the next one."""
    monkeypatch.setattr(beleid, "_beleid", {})


@pytest.fixture
def user(db):
    return UserFactory()


@pytest.fixture
def maak(db):
    """A stored document of kind `test` with GEHEIM as its content."""

    def _maak(**velden):
        velden = {"inhoud": GEHEIM, "bestandsnaam": "brief.pdf", "mime": "application/pdf", "soort": "test"} | velden
        return bewaar_bytes(onderwerp=velden.pop("onderwerp", None), **velden)

    return _maak


@pytest.fixture
def open_voor_iedereen():
    beleid.registreer_beleid("test", lambda document, user: True)


@pytest.fixture
def op_schijf(settings):
    """Every stored file, as (path, bytes)."""

    def _op_schijf() -> list[tuple[Path, bytes]]:
        return [(pad, pad.read_bytes()) for pad in sorted(settings.DOCUMENTEN_DIR.rglob("*")) if pad.is_file()]

    return _op_schijf
