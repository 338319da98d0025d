"""The people of these tests."""

from tests.accounts.personen import (  # noqa: F401  fixtures
    aanmelden,
    consulent,
    coordinator,
    lid,
    onderneming,
    persoon,
    verantwoordelijke,
)
