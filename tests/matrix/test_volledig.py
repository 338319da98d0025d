"""No door without a row, no row without a door (quality.md): a new URL asks whoever adds it who may open it."""

from .adressen import namen
from .tabel import TABEL

# Doors of the package that test_beheer.py walks one by one.
BEHEER = "admin:"


def test_every_door_of_the_portal_has_a_row():
    eigen = {naam for naam in namen() if not naam.startswith(BEHEER)}
    assert not [naam for naam in eigen if naam.endswith("None")], "Een adres zonder naam kan geen rij krijgen."
    zonder_rij = sorted(eigen - {rij.naam for rij in TABEL})
    assert not zonder_rij, "Geef deze adressen een rij in tests/matrix/tabel_*.py."


def test_every_row_has_a_door():
    zonder_adres = sorted({rij.naam for rij in TABEL} - set(namen()))
    assert not zonder_adres


def test_no_row_stands_there_twice():
    rijen = [str(rij) for rij in TABEL]
    assert len(rijen) == len(set(rijen))


def test_every_name_has_somebody_who_may_come_in():
    """A door that is closed for everybody in every row is one whose row was never thought about."""
    open_ = {rij.naam for rij in TABEL if any(status < 400 for status in rij.verwacht.values())}
    # A switch without the organisation to switch to finds nothing; a program opens the other two, with JSON.
    assert {rij.naam for rij in TABEL} - open_ == {"organisatie:wissel", "api:premie", "api:kosten"}
