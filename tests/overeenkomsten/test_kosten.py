"""What a lerende costs, as a pure rule (rules.md §5.2)."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from overeenkomsten.rules.kalender import Vakantie
from overeenkomsten.rules.kosten import (
    Fase,
    Tarief,
    Vraag,
    beperkte_bijdrage,
    gewaarborgd_bij_ziekte,
    kostenraming,
    laatste_beperkte_dag,
)

TARIEF = Tarief(
    ggmmi=Decimal("2189.81"),
    oao={"1": Decimal(29), "2": Decimal(32), "3": Decimal("34.5")},
    uur=Decimal("0.21"),
    bijdrage=Decimal(17),
    basis=Decimal(108),
    vermindering_6310=False,
)
VAKANTIES = [
    Vakantie("Herfstvakantie", date(2026, 11, 2), date(2026, 11, 8)),
    Vakantie("Zomervakantie", date(2027, 7, 1), date(2027, 8, 31)),
]
OAO = Vraag("OAO", date(2026, 9, 1), date(2026, 12, 31), categorie=1, geboortejaar=2008)


def raam(vraag, tarief=TARIEF):
    return kostenraming(vraag, tarief=lambda dag: tarief, vakanties=VAKANTIES)


def test_a_whole_month_with_limited_rsz():
    september = raam(OAO).maanden[0]
    assert (september.werkdagen, september.betaalde_dagen, september.vakantiedagen) == (22, 22, 0)
    assert (september.vergoeding, september.bijdrage, september.samen) == (
        Decimal("635.10"),
        Decimal("116.60"),
        Decimal("751.70"),
    )


def test_school_holidays_are_not_paid():
    kosten = raam(OAO)
    november = kosten.maanden[2]
    assert (november.werkdagen, november.betaalde_dagen, november.vakantiedagen) == (21, 16, 5)
    # 635.10 x 16/21, half up.
    assert november.vergoeding == Decimal("483.89")
    assert kosten.vakantieweken == 1
    zomer = raam(replace(OAO, start=date(2027, 7, 1), einde=date(2027, 8, 31)))
    assert [maand.vergoeding for maand in zomer.maanden] == [0, 0]


def test_a_part_of_a_month_is_paid_by_its_days():
    (maand,) = raam(replace(OAO, start=date(2026, 9, 15), einde=date(2026, 9, 21))).maanden
    assert (maand.betaalde_dagen, maand.vergoeding) == (5, Decimal("144.34"))


def test_hours_are_paid_by_the_hour_and_lessons_in_an_odos_only():
    odos = replace(OAO, soort="ODOS", werkplek=Decimal(24), les=Decimal(14), einde=date(2026, 9, 30))
    # 22 days are 4.4 weeks: 167.2 hours x 4.60.
    assert raam(odos).maanden[0].vergoeding == Decimal("769.12")
    odo = replace(odos, soort="ODO", werkplek=Decimal(16))
    (maand,) = raam(odo).maanden
    assert maand.vergoeding == Decimal("323.84")
    assert (maand.fase, maand.bijdrage, maand.samen) == (Fase.GEEN_STATUUT, None, None)


def test_a_sao_costs_no_pay():
    kosten = raam(replace(OAO, soort="SAO"))
    assert (kosten.vergoeding, kosten.bijdrage, kosten.fasen) == (0, 0, {Fase.GEEN})


def test_full_rsz_has_no_figure_from_january_of_the_year_of_19():
    kosten = raam(replace(OAO, einde=date(2027, 2, 28)))
    assert [maand.fase for maand in kosten.maanden] == [*["beperkt"] * 4, "volledig", "volledig"]
    assert kosten.volledig_vanaf == date(2027, 1, 1)
    assert [maand.bijdrage is None for maand in kosten.maanden] == [*[False] * 4, True, True]
    assert not kosten.bijdrage_bekend
    assert laatste_beperkte_dag(2008) == date(2026, 12, 31)


def test_without_a_year_of_birth_only_the_year_of_the_start_can_be_said():
    jong = replace(OAO, geboortejaar=None, jong=True, einde=date(2027, 1, 31))
    assert [maand.fase for maand in raam(jong).maanden] == [*["beperkt"] * 4, "onbekend"]
    assert raam(replace(jong, jong=False)).fasen == {Fase.ONBEKEND}


def test_6310_is_named_for_full_rsz_where_it_existed_only():
    oud = replace(TARIEF, vermindering_6310=True)
    volledig = replace(OAO, geboortejaar=2000)
    assert raam(volledig, oud).met_6310
    assert not raam(volledig).met_6310
    assert not raam(OAO, oud).met_6310


def test_the_estimate_of_limited_rsz_is_17_percent_on_108():
    assert beperkte_bijdrage(Decimal("100.00"), Decimal(17), Decimal(108)) == Decimal("18.36")


def test_pay_in_illness_is_guaranteed_from_one_month_on():
    start = date(2026, 9, 1)
    assert [gewaarborgd_bij_ziekte(start, dag) for dag in (date(2026, 9, 30), date(2026, 10, 1))] == [False, True]
    assert not gewaarborgd_bij_ziekte(date(2027, 1, 31), date(2027, 2, 28))


def test_an_end_before_the_start_has_no_cost():
    with pytest.raises(ValueError, match="laatste dag"):
        raam(replace(OAO, einde=date(2026, 8, 31)))


@given(st.dates(date(2026, 1, 1), date(2027, 6, 30)), st.integers(0, 400), st.sampled_from([1, 2, 3]))
@settings(max_examples=50)
def test_no_month_costs_more_than_its_minimum_and_every_day_counts_once(start, dagen, categorie):
    einde = date.fromordinal(start.toordinal() + dagen)
    kosten = raam(replace(OAO, start=start, einde=einde, categorie=categorie))
    assert all(0 <= maand.vergoeding <= kosten.loon for maand in kosten.maanden)
    werkdagen = sum(date.fromordinal(n).weekday() < 5 for n in range(start.toordinal(), einde.toordinal() + 1))
    assert sum(maand.betaalde_dagen + maand.vakantiedagen for maand in kosten.maanden) == werkdagen
