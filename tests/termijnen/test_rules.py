"""Counting days, pauses, due dates and moments (rules.md intro, §3.2, §7), against examples and a second opinion."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from educam_portal.parameters import Duur
from educam_portal.parameters.beginwaarden import BEGINWAARDEN
from educam_portal.termijnen import rules
from educam_portal.termijnen.register import SOORTEN
from educam_portal.termijnen.rules import Stilstand
from tests.termijnen import model
from tests.termijnen.model import Tijdlijn, tijdlijnen

DAG = timedelta(days=1)
dagen_2026_2028 = st.dates(date(2026, 1, 1), date(2028, 12, 31))


def test_working_days_leave_out_weekends_and_holidays():
    assert not rules.is_werkdag(date(2026, 11, 11))  # Wapenstilstand, a Wednesday
    assert not rules.is_werkdag(date(2026, 4, 6))  # Easter Monday
    assert rules.is_werkdag(date(2026, 7, 11)) is False  # a Saturday, and a holiday of the Flemish Community only
    assert rules.is_werkdag(date(2028, 7, 11))
    assert rules.vorige_werkdag(date(2026, 12, 27)) == date(2026, 12, 24)
    assert rules.plus_werkdagen(date(2026, 12, 23), 3) == date(2026, 12, 29)


@given(dagen_2026_2028)
@settings(max_examples=400)
def test_working_days_are_those_of_the_second_opinion(dag):
    assert rules.is_werkdag(dag) == model.werkdag(dag)


@pytest.mark.parametrize(
    ("begin", "duur", "einde"),
    [
        (date(2026, 11, 23), {"jaren": 5}, date(2031, 11, 22)),
        (date(2028, 2, 29), {"jaren": 5}, date(2033, 2, 28)),
        (date(2028, 2, 29), {"jaren": 4}, date(2032, 2, 28)),
        (date(2026, 1, 31), {"maanden": 1}, date(2026, 2, 28)),
        (date(2026, 1, 30), {"maanden": 1}, date(2026, 2, 28)),
        (date(2026, 1, 28), {"maanden": 1}, date(2026, 2, 27)),
        (date(2026, 9, 1), {"maanden": 4}, date(2026, 12, 31)),
    ],
)
def test_a_span_ends_the_day_before_the_same_day_number(begin, duur, einde):
    assert rules.span_einde(begin, **duur) == einde


@pytest.mark.parametrize(
    ("dag", "duur", "einde"),
    [
        (date(2026, 8, 31), Duur(14, "dagen"), date(2026, 9, 14)),
        (date(2026, 11, 30), Duur(3, "maanden"), date(2027, 2, 28)),
        (date(2024, 2, 29), Duur(1, "jaren"), date(2025, 2, 28)),
        (date(2026, 11, 23), Duur(1, "jaren"), date(2027, 11, 23)),
        (date(2026, 11, 10), Duur(3, "werkdagen"), date(2026, 11, 16)),
        # Summer time begins on 29/03/2026 and ends on 25/10/2026: a day stays a day.
        (date(2026, 3, 28), Duur(1, "dagen"), date(2026, 3, 29)),
        (date(2026, 10, 24), Duur(2, "dagen"), date(2026, 10, 26)),
    ],
)
def test_a_term_ends_on_the_same_day_number(dag, duur, einde):
    assert rules.na_termijn(dag, duur) == einde


@pytest.mark.parametrize(
    ("pauzes", "vervalt"),
    [
        ([], date(2027, 1, 15)),
        ([(date(2027, 1, 2), date(2027, 1, 9))], date(2027, 1, 22)),
        # United: each day counts once, adjoining ones are one.
        ([(date(2027, 1, 5), date(2027, 1, 9)), (date(2027, 1, 2), date(2027, 1, 6))], date(2027, 1, 22)),
        ([(date(2027, 1, 2), date(2027, 1, 9)), (date(2027, 1, 9), date(2027, 1, 30))], date(2027, 2, 12)),
        # From the due date itself it still counts, from the day after no longer.
        ([(date(2027, 1, 15), date(2027, 1, 18))], date(2027, 1, 18)),
        ([(date(2027, 1, 16), date(2027, 1, 18))], date(2027, 1, 15)),
        ([(date(2027, 1, 16), None)], date(2027, 1, 15)),
        ([(date(2027, 1, 15), None)], None),
        # Days before the start were never counted.
        ([(date(2026, 12, 1), date(2027, 1, 3))], date(2027, 1, 17)),
        ([(date(2026, 12, 1), date(2026, 12, 30))], date(2027, 1, 15)),
    ],
)
def test_pauses_move_the_due_date(pauzes, vervalt):
    tijdvakken = [Stilstand(*pauze) for pauze in pauzes]
    assert rules.vervaldatum(date(2027, 1, 1), Duur(14, "dagen"), tijdvakken) == vervalt


PAUZES = st.lists(st.tuples(st.integers(-5, 60), st.none() | st.integers(0, 20)), max_size=6)


@given(dagen_2026_2028, st.integers(0, 40), PAUZES)
@settings(max_examples=2000)
def test_the_due_date_is_that_of_the_second_opinion(start, dagen, ruw):
    pauzes = [(start + van * DAG, None if n is None else start + (van + n) * DAG) for van, n in ruw]
    gevonden = rules.vervaldatum(start, Duur(dagen, "dagen"), [Stilstand(*pauze) for pauze in pauzes])
    assert gevonden == model.vervalt(start, dagen, pauzes)


@given(dagen_2026_2028, st.integers(0, 40), PAUZES, st.integers(0, 60))
@settings(max_examples=300)
def test_the_forecast_is_the_due_date_if_it_ran_again_that_day(start, dagen, ruw, na):
    op = start + na * DAG
    pauzes = [
        Stilstand(start + van * DAG, None if n is None else start + (van + n) * DAG) for van, n in ruw if van <= na
    ]
    gesloten = [(p.van, op if p.tot is None else p.tot) for p in pauzes]
    einde = start + dagen * DAG
    assert rules.vooruitzicht(start, einde, pauzes, op) == model.vervalt(start, dagen, gesloten)
    stil = rules.gepauzeerde_dagen(start, einde, pauzes, op)
    assert 0 <= stil <= max(0, na)


def gaat(namen: list[str], vervalt: date, gemaakt: date = date(2026, 1, 1)) -> list[tuple[str, date]]:
    return [(moment.naam, moment.dag) for moment in rules.momenten(vervalt, namen, gemaakt)]


def test_moments_leave_non_working_days_for_the_last_working_day_before():
    # Due on Wednesday 11 November, a holiday: it stays; two days before is Monday.
    assert gaat(["-7d", "-2d"], date(2026, 11, 11)) == [("-7d", date(2026, 11, 4)), ("-2d", date(2026, 11, 9))]
    # Due on a Monday: -1d is Sunday and -3d is Friday; they meet on Friday and the nearest to the due date stays.
    assert gaat(["-7d", "-3d", "-1d"], date(2026, 11, 16)) == [("-7d", date(2026, 11, 9)), ("-1d", date(2026, 11, 13))]
    assert gaat(["-1d", "-3d"], date(2026, 11, 16)) == [("-1d", date(2026, 11, 13))]


def test_an_escalation_never_comes_before_the_day_after():
    assert gaat(["-1d", "+1d"], date(2026, 11, 13)) == [("-1d", date(2026, 11, 12)), ("+1d", date(2026, 11, 14))]
    assert gaat(["0d"], date(2026, 11, 15)) == [("0d", date(2026, 11, 15))]


def test_months_before_count_back_on_the_calendar():
    assert gaat(["-6m", "-3m", "-1m"], date(2031, 3, 31)) == [
        ("-6m", date(2030, 9, 30)),
        ("-3m", date(2030, 12, 31)),
        ("-1m", date(2031, 2, 28)),
    ]


def test_a_moment_on_or_before_the_creation_is_void():
    assert gaat(["-7d", "-3d"], date(2026, 11, 19), gemaakt=date(2026, 11, 12)) == [("-3d", date(2026, 11, 16))]
    assert gaat(["-7d"], date(2026, 11, 19), gemaakt=date(2026, 11, 11)) == [("-7d", date(2026, 11, 12))]


@pytest.mark.parametrize("fout", ["", "7", "-7", "-7w", "d", "- 7d", "-1234d"])
def test_a_moment_that_cannot_be_read_is_refused(fout):
    with pytest.raises(ValueError, match="ziet eruit als"):
        rules.moment_dag(fout, date(2026, 11, 19))


def test_only_these_terms_can_be_extended():
    """Above all never the handling term (rules.md §7)."""
    assert {naam for naam, soort in SOORTEN.items() if soort.verlengbaar} == {
        "aanvulling",
        "mentor_vervangen",
        "mentoropleiding",
    }


# rules.md §7, row by row: the length a kind starts with (None: a date of its own), its moments, and who must act.
TABEL = {
    "behandeling": ((14, "dagen"), "-7d -3d -1d +1d", "consulent"),
    "eerste_contact": ((3, "werkdagen"), "+1d", "consulent"),
    "aanvulling": ((14, "dagen"), "-7d -1d +1d", "werkgever"),
    "bezoek_bevestigen": ((4, "dagen"), "-2d +1d", "werkgever"),
    "geldigheid": (None, "-6m -3m -1m", "niemand"),
    "beroep": ((10, "dagen"), "", "werkgever"),
    "beroep_maatregel": ((10, "dagen"), "", "werkgever"),
    "mentoropleiding": ((1, "jaren"), "-6m -3m -1m +1d", "mentor"),
    "mentor_vervangen": ((30, "dagen"), "-14d -7d +1d", "werkgever"),
    "begeleiding": (None, "-7d +1d", "werkgever"),
    "concept": ((6, "maanden"), "-14d", "werkgever"),
    "bewaring": (None, "", "niemand"),
    "bewaring_maatregel": (None, "", "niemand"),
    "ondertekening": (None, "-7d -3d -1d +0d", "school"),
    "startklaar": (None, "-7d -1d +0d", "werkgever"),
    "registratie": ((3, "maanden"), "-30d -14d -3d", "school"),
    "proefperiode": (None, "-10d", "niemand"),
    "rsz_wijziging": (None, "-1m", "niemand"),
    "evaluatie": (None, "-14d -3d +1d", "school"),
    "overeenkomst_einde": (None, "-60d -14d", "niemand"),
    "nieuwe_werkplek": (None, "-10d -5d", "school"),
    "knelpunt": ((5, "werkdagen"), "-1d +1d", "school"),
    "hercontrole": (None, "-2d +1d", "school"),
    "concept_overeenkomst": ((6, "maanden"), "-14d", "school"),
    "bewaring_overeenkomst": (None, "", "niemand"),
    "bewaring_lerende": (None, "", "niemand"),
    "toestemming_premie": ((3, "maanden"), "-60d -30d -14d -3d", "werkgever"),
}


def test_every_kind_runs_and_reminds_as_its_row_says():
    begin = {naam: waarde for naam, _, waarde, *_ in BEGINWAARDEN}
    gevonden = {}
    for naam, soort in SOORTEN.items():
        lengte = begin[soort.parameter] if soort.parameter else None
        momenten = " ".join(begin[soort.herinneringen_parameter])
        gevonden[naam] = (lengte and (lengte["aantal"], lengte["eenheid"]), momenten, soort.aan_zet)
    assert gevonden == TABEL


def speel_af(lijn: Tijdlijn) -> list[tuple[int, str]]:
    """The history through the rules, as the job does it: a run looks only when the stored next day has come."""
    uit: list[tuple[int, str]] = []
    bekend, volgende, rij = None, None, []
    verlengingen, verlengd, begin, ronde = sorted(lijn.verlengingen), None, lijn.start, 0
    for run in sorted(lijn.runs):
        if lijn.einde is not None and run >= lijn.einde:
            break
        op = lijn.start + run * DAG
        while verlengingen and verlengingen[0][0] <= run:
            dag, dagen = verlengingen.pop(0)
            vervalt = rules.met_verlenging(_vervalt(lijn, dag), verlengd)
            if vervalt is not None:
                verlengd, begin, ronde = vervalt + dagen * DAG, lijn.start + dag * DAG, len(uit)
        gedaan = {naam for _, naam in uit[ronde:]}
        feiten = (lijn.pauzes_op(run), verlengd, begin)
        if feiten != bekend:  # an event: the dates are computed again
            bekend, vervalt = feiten, rules.met_verlenging(_vervalt(lijn, run), verlengd)
            rij = rules.momenten(vervalt, lijn.namen, begin)
            volgende = rules.eerste_dag(rij, gedaan, None, None)
        if volgende is None or volgende > op:
            continue
        moment = rules.te_sturen(rij, gedaan, op)
        if moment:
            uit.append((run, moment.naam))
        volgende = rules.eerste_dag(rij, {naam for _, naam in uit[ronde:]}, None, op)
    return uit


def _vervalt(lijn: Tijdlijn, dag: int) -> date | None:
    pauzes = [Stilstand(*pauze) for pauze in lijn.pauzes_op(dag)]
    return rules.vervaldatum(lijn.start, Duur(lijn.dagen, "dagen"), pauzes)


@given(tijdlijnen())
@settings(max_examples=2000)
def test_a_random_history_sends_what_the_second_opinion_says(lijn):
    assert speel_af(lijn) == lijn.verwacht()


@given(tijdlijnen())
@settings(max_examples=500)
def test_a_random_history_keeps_every_promise(lijn):
    """Without a second opinion: each moment once until an extension, one a day, only the last one due, none that is void."""
    gestuurd = speel_af(lijn)
    assert len({run for run, _ in gestuurd}) == len(gestuurd)
    assert len({(len(lijn.verlengd(run)), naam) for run, naam in gestuurd}) == len(gestuurd)
    for run, naam in gestuurd:
        op = lijn.start + run * DAG
        vervalt = lijn.verval_op(run)
        assert lijn.einde is None or run < lijn.einde
        assert vervalt is not None, "een termijn die stilstaat, herinnert niet"
        begin = lijn.start + max(lijn.verlengd(run), default=0) * DAG
        dag_van = {moment.naam: moment.dag for moment in rules.momenten(vervalt, lijn.namen, begin)}
        assert begin < dag_van[naam] <= op
        assert dag_van[naam] == max(dag for dag in dag_van.values() if dag <= op)
