"""Named facts: declared first, told in floor order, in the teller's transaction (architecture.md §1)."""

import pytest

from educam_portal.workflow import feiten


@pytest.fixture(autouse=True)
def _eigen_register(monkeypatch):
    """Facts of this test alone; those of the portal are put back."""
    monkeypatch.setattr(feiten, "_feiten", {})
    monkeypatch.setattr(feiten, "_verwerkers", type(feiten._verwerkers)(list))


def luisteraar(module: str, gehoord: list[str]):
    def hoor(**gegevens) -> None:
        gehoord.append(f"{module} {gegevens['wat']}")

    hoor.__module__ = module
    return hoor


def test_handlers_run_from_the_lowest_floor_up_whatever_order_they_came_in():
    feit = feiten.benoem("iets.gebeurd", "Er gebeurde iets.")
    gehoord: list[str] = []
    for module in (
        "premies.feiten",
        "educam_portal.overzicht.x",
        "mentoren.a",
        "erkenning.b",
        "educam_portal.termijnen",
    ):
        feiten.bij(feit)(luisteraar(module, gehoord))
    feiten.meld(feit, wat="!")
    assert gehoord == [
        f"{module} !"
        for module in (
            "educam_portal.termijnen",
            "mentoren.a",
            "erkenning.b",
            "premies.feiten",
            "educam_portal.overzicht.x",
        )
    ]


def test_two_handlers_of_one_floor_keep_the_order_in_which_they_registered():
    feit = feiten.benoem("iets.gebeurd", "Er gebeurde iets.")
    gehoord: list[str] = []
    feiten.bij(feit)(luisteraar("erkenning.tweede", gehoord))
    feiten.bij(feit)(luisteraar("erkenning.eerste", gehoord))
    feiten.meld(feit, wat="!")
    assert gehoord == ["erkenning.tweede !", "erkenning.eerste !"]


def test_a_fact_nobody_declared_can_be_neither_told_nor_heard():
    with pytest.raises(LookupError, match="Onbekend feit"):
        feiten.meld("iets.anders", wat="!")
    with pytest.raises(LookupError, match="Onbekend feit"):
        feiten.bij("iets.anders")(lambda **gegevens: None)


def test_a_fact_without_listeners_is_simply_told():
    assert feiten.meld(feiten.benoem("stilte", "Niemand luistert."), wat="!") is None


def test_a_handler_that_fails_stops_the_teller():
    feit = feiten.benoem("iets.gebeurd", "Er gebeurde iets.")

    def faal(**gegevens) -> None:
        raise RuntimeError("neen")

    feiten.bij(feit)(faal)
    with pytest.raises(RuntimeError):
        feiten.meld(feit, wat="!")


def test_the_overview_names_every_fact_with_its_handlers():
    feiten.benoem("b", "Tweede.")
    feit = feiten.benoem("a", "Eerste.")
    feiten.bij(feit)(luisteraar("erkenning.b", []))
    (eerste, namen), (tweede, geen) = feiten.overzicht()
    assert (eerste.naam, eerste.betekenis, tweede.naam, geen) == ("a", "Eerste.", "b", [])
    assert len(namen) == 1 and namen[0].startswith("erkenning.b.")
