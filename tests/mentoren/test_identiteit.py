"""When two names are one human being (mentoren.identiteit)."""

import pytest

from mentoren.identiteit import zelfde_naam

ANDRE = ("André", "De Smet")


@pytest.mark.parametrize(
    "ander",
    [
        ("ANDRÉ", "DE SMET"),
        ("Andre\u0301", "De  Smet"),
        ("andre", "De-Smet"),
        ("André", "Desmet"),
        ("De Smet", "André"),
    ],
)
def test_however_it_is_written(ander):
    assert zelfde_naam(ANDRE, ander) and zelfde_naam(ander, ANDRE)


@pytest.mark.parametrize("ander", [("Andrea", "De Smet"), ("André", "De Smedt"), ("", "De Smet")])
def test_another_name_is_another_person(ander):
    assert not zelfde_naam(ANDRE, ander)
