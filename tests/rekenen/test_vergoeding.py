"""The minimum leervergoeding as a pure rule (rules.md §5.2)."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from overeenkomsten.rules import vergoeding

PROCENTEN = {"1": Decimal(29), "2": Decimal(32), "3": Decimal("34.5")}
GGMMI = st.decimals("0.01", "99999.99", places=2)
UREN = st.decimals(0, 800, places=2)


@given(GGMMI, st.sampled_from(vergoeding.CATEGORIEEN))
@settings(max_examples=50)
def test_pay_per_month_is_the_first_dime_at_or_above_the_percentage(ggmmi, categorie):
    bedrag = vergoeding.per_maand(ggmmi, PROCENTEN, categorie)
    precies = ggmmi * PROCENTEN[str(categorie)] / 100
    assert Decimal(0) <= bedrag - precies < Decimal("0.10")
    assert bedrag % Decimal("0.10") == 0
    assert bedrag.as_tuple().exponent == -2


@given(GGMMI, UREN, UREN)
@settings(max_examples=50)
def test_lessons_are_paid_in_an_odos_only(ggmmi, werkplek, les):
    tarief = vergoeding.per_uur(ggmmi, Decimal("0.21"))
    assert Decimal(0) <= tarief - ggmmi * Decimal("0.0021") < Decimal("0.01")
    odo = vergoeding.voor_uren("ODO", tarief, werkplek=werkplek, les=les)
    odos = vergoeding.voor_uren("ODOS", tarief, werkplek=werkplek, les=les)
    assert odo.uren == werkplek
    assert odos.uren == werkplek + les
    assert abs(odos.totaal - tarief * odos.uren) <= Decimal("0.005")


def test_half_a_cent_goes_up():
    assert vergoeding.voor_uren("ODO", Decimal("4.60"), werkplek=Decimal("0.125"), les=Decimal(0)).totaal == Decimal(
        "0.58"
    )


@pytest.mark.parametrize("categorie", [0, 4])
def test_there_are_three_categories(categorie):
    with pytest.raises(ValueError, match="1, 2 of 3"):
        vergoeding.per_maand(Decimal(2000), PROCENTEN, categorie)


@pytest.mark.parametrize(
    ("soort", "uren", "zin"), [("OAO", 1, "niet per uur"), ("SAO", 1, "niet per uur"), ("ODO", -1, "niet negatief")]
)
def test_what_is_not_paid_by_the_hour_has_no_total(soort, uren, zin):
    with pytest.raises(ValueError, match=zin):
        vergoeding.voor_uren(soort, Decimal("4.60"), werkplek=Decimal(uren), les=Decimal(0))
