"""The judgement of a premie: the four months, when time changes it, and who comes first (rules.md §6)."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from educam_portal.parameters import Duur
from premies.rules import (
    Feiten,
    Mededinger,
    Premieregels,
    Recht,
    Tijdvak,
    eerder_ontvangen,
    maanden_en_dagen,
    oordeel,
    premiebedrag,
    schooljaar,
    schooljaar_van,
    verandert_op,
    verenigd,
    vol_op,
    volle_maanden,
)

DRIE_MAANDEN = Duur(3, "maanden")
REGELS = Premieregels(
    registratie=DRIE_MAANDEN,
    toestemming=DRIE_MAANDEN,
    min_maanden=4,
    maximum=3,
    max_vks=4,
    min_aandeel=Decimal(50),
    met_vergoeding=Decimal(1000),
    zonder_vergoeding=Decimal(600),
)
GOED = Feiten(
    schooljaar=2026,
    soort="OAO",
    ondertekend=True,
    start=date(2026, 9, 1),
    einde=date(2027, 6, 30),
    prestaties=(Tijdvak(date(2026, 9, 1), date(2026, 12, 31)),),
    geregistreerd_op=date(2026, 9, 1),
    toestemming_op=date(2026, 9, 10),
    iban_op=date(2026, 9, 10),
    mentoropleiding_op=date(2026, 10, 1),
    gewest="vlaams",
    betaald=True,
    eerder_ontvangen=0,
    vks=3,
    volwassenenonderwijs=False,
    aandeel=Decimal("0.6"),
)


def test_all_is_well_pays_the_amount_of_a_paid_lerende():
    uitkomst = oordeel(GOED, REGELS, date(2027, 1, 1))
    assert (uitkomst.recht, uitkomst.bedrag) == (Recht.JA, 1000)
    assert set(uitkomst.uitkomsten.values()) == {"voldaan"}
    assert oordeel(replace(GOED, betaald=False), REGELS, date(2027, 1, 1)).bedrag == 600


def test_the_two_amounts():
    bedragen = {"met_vergoeding": Decimal(1000), "zonder_vergoeding": Decimal(600)}
    assert premiebedrag(betaald=True, **bedragen) == 1000
    assert premiebedrag(betaald=False, **bedragen) == 600


@pytest.mark.parametrize(
    ("anders", "vandaag", "code", "uitkomst", "uiterlijk"),
    [
        ({"ondertekend": False}, date(2027, 8, 31), "overeenkomst", "open", date(2027, 8, 31)),
        ({"ondertekend": False}, date(2027, 9, 1), "overeenkomst", "niet_voldaan", None),
        ({"soort": ""}, date(2026, 10, 1), "overeenkomst", "niet_voldaan", None),
        ({"mentoropleiding_op": None}, date(2027, 8, 31), "mentoropleiding", "open", date(2027, 8, 31)),
        ({"mentoropleiding_op": date(2027, 9, 1)}, date(2027, 9, 1), "mentoropleiding", "niet_voldaan", None),
        ({"mentoropleiding_op": date(2027, 8, 31)}, date(2027, 9, 1), "mentoropleiding", "voldaan", None),
        ({"gewest": "brussels"}, date(2026, 10, 1), "vlaams_gewest", "niet_voldaan", None),
        ({"geregistreerd_op": date(2026, 12, 1)}, date(2026, 12, 1), "tijdig_geregistreerd", "voldaan", None),
        ({"geregistreerd_op": date(2026, 12, 2)}, date(2027, 1, 1), "tijdig_geregistreerd", "niet_voldaan", None),
        ({"geregistreerd_op": None}, date(2026, 12, 1), "tijdig_geregistreerd", "open", date(2026, 12, 1)),
        # The later of the two counts.
        ({"iban_op": date(2026, 12, 2)}, date(2027, 1, 1), "toestemming", "niet_voldaan", None),
        ({"iban_op": None}, date(2026, 11, 1), "toestemming", "open", date(2026, 12, 1)),
        ({"eerder_ontvangen": 3}, date(2027, 1, 1), "maximum", "niet_voldaan", None),
        ({"eerder_ontvangen": 2}, date(2027, 1, 1), "maximum", "voldaan", None),
        ({"vks": 5}, date(2027, 1, 1), "niveau", "niet_voldaan", None),
        ({"vks": 5, "volwassenenonderwijs": True}, date(2027, 1, 1), "niveau", "voldaan", None),
        ({"vks": None}, date(2027, 1, 1), "niveau", "voldaan", None),
        ({"aandeel": Decimal("0.5")}, date(2027, 1, 1), "aandeel", "voldaan", None),
        ({"aandeel": Decimal("0.499")}, date(2027, 1, 1), "aandeel", "niet_voldaan", None),
        # From the day after it four months fit: before 30 June, and before 31 August, with thirty days left over.
        ({"prestaties": ()}, date(2026, 9, 1), "vier_maanden", "open", date(2027, 2, 28)),
        (
            {"prestaties": (), "einde": date(2027, 12, 31)}, date(2027, 4, 1), "vier_maanden", "open", date(2027, 5, 1),
        ),
        ({"prestaties": ()}, date(2027, 3, 1), "vier_maanden", "niet_voldaan", None),
    ],
)  # fmt: skip
def test_each_condition_on_its_edges(anders, vandaag, code, uitkomst, uiterlijk):
    gevonden = {een.code: een for een in oordeel(replace(GOED, **anders), REGELS, vandaag).voorwaarden}[code]
    assert (gevonden.uitkomst, gevonden.uiterlijk) == (uitkomst, uiterlijk)


@pytest.mark.parametrize(
    ("vakken", "maanden"),
    [
        ([("2026-09-01", "2026-12-31")], 4),
        ([("2026-09-01", "2026-12-29")], 3),
        # Two that adjoin are one; the same days twice count once.
        ([("2026-09-01", "2026-10-15"), ("2026-10-16", "2026-12-31")], 4),
        ([("2026-09-01", "2026-12-31"), ("2026-10-01", "2026-10-31")], 4),
        # 1 month + 15 days, twice: the left-over days make a third month.
        ([("2026-09-01", "2026-10-15"), ("2026-11-01", "2026-12-15")], 3),
        ([("2026-09-01", "2026-10-14"), ("2026-11-01", "2026-12-15")], 2),
        # A span of months from the last day of January ends on the last of February.
        ([("2027-01-31", "2027-02-28")], 1),
        ([], 0),
    ],
)
def test_months_and_left_over_days(vakken, maanden):
    gelezen = [Tijdvak(date.fromisoformat(van), date.fromisoformat(tot)) for van, tot in vakken]
    assert volle_maanden(gelezen) == maanden


def test_whole_months_from_the_first_day_and_the_rest():
    assert maanden_en_dagen(Tijdvak(date(2026, 9, 10), date(2026, 11, 12))) == (2, 3)


def test_a_schooljaar_begins_on_the_first_of_september():
    assert [schooljaar_van(date(2026, 8, 31)), schooljaar_van(date(2026, 9, 1))] == [2025, 2026]
    assert schooljaar(2026) == Tijdvak(date(2026, 9, 1), date(2027, 8, 31))


# --- properties -------------------------------------------------------------------------------------------------

EERSTE = date(2026, 6, 1)
dagen = st.integers(0, 560).map(lambda aantal: EERSTE + timedelta(days=aantal))
vakken = st.tuples(dagen, st.integers(0, 200)).map(lambda v: Tijdvak(v[0], v[0] + timedelta(days=v[1])))


@st.composite
def feiten(draw) -> Feiten:
    start = draw(dagen)
    return replace(
        GOED,
        start=start,
        einde=start + timedelta(days=draw(st.integers(0, 500))),
        prestaties=tuple(draw(st.lists(vakken, max_size=4))),
        ook=tuple(draw(st.lists(vakken, max_size=1))),
        geregistreerd_op=draw(st.none() | dagen),
        toestemming_op=draw(st.none() | dagen),
        iban_op=draw(st.none() | dagen),
        mentoropleiding_op=draw(st.none() | dagen),
        ondertekend=draw(st.booleans()),
    )


@given(feiten(), st.integers(0, 400))
@example(GOED, 0)
def test_time_changes_nothing_before_the_day_it_says(gegeven, na):
    vandaag = EERSTE + timedelta(days=na)
    nu = oordeel(gegeven, REGELS, vandaag).uitkomsten
    dag = verandert_op(gegeven, REGELS, vandaag)
    horizon = max(vandaag, date(2028, 6, 1))
    eerste = next(
        (
            later
            for later in (vandaag + timedelta(days=aantal) for aantal in range(1, (horizon - vandaag).days + 1))
            if oordeel(gegeven, REGELS, later).uitkomsten != nu
        ),
        None,
    )
    assert dag == eerste


@given(feiten(), st.integers(0, 400))
def test_an_open_condition_can_be_met_on_its_last_day_and_not_after_it(gegeven, na):
    vandaag = EERSTE + timedelta(days=na)
    for een in oordeel(gegeven, REGELS, vandaag).voorwaarden:
        if een.uitkomst == "open":
            assert een.uiterlijk >= vandaag
            die_dag = oordeel(gegeven, REGELS, een.uiterlijk).uitkomsten[een.code]
            assert die_dag != "niet_voldaan"
            daarna = oordeel(gegeven, REGELS, een.uiterlijk + timedelta(days=1)).uitkomsten[een.code]
            assert daarna != "open"


@given(st.lists(vakken, max_size=6), st.randoms(use_true_random=False))
def test_the_order_and_the_repetition_of_periods_do_not_matter(lijst, toeval):
    geschud = [*lijst, *lijst[:2]]
    toeval.shuffle(geschud)
    assert volle_maanden(geschud) == volle_maanden(lijst)
    assert verenigd(geschud) == verenigd(lijst)


mededingers = st.lists(
    st.builds(
        Mededinger,
        schooljaar=st.integers(2024, 2027),
        start=dagen,
        onderneming=st.sampled_from(["0123456749", "0400000001", "0500000001"]),
        vast=st.booleans(),
    ),
    max_size=7,
    unique_by=lambda een: (een.schooljaar, een.onderneming),
)


@given(mededingers, st.integers(0, 2), st.randoms(use_true_random=False))
def test_no_more_than_three_and_the_order_of_arrival_does_not_matter(lijst, stagebonussen, toeval):
    """At most three are handed on in the tables made here, as the portal itself sees to."""
    vaste = [een for een in lijst if een.vast][: 3 - stagebonussen]
    lijst = [een if een in vaste or not een.vast else replace(een, vast=False) for een in lijst]

    def gehonoreerd(rijen: list[Mededinger]) -> set[Mededinger]:
        open_ = sorted((een for een in rijen if not een.vast), key=lambda een: een.rang)
        gezien = [een for een in rijen if een.vast]
        ja = set(gezien)
        for een in open_:
            if eerder_ontvangen(een, gezien, stagebonussen=stagebonussen) < REGELS.maximum:
                ja.add(een)
                gezien.append(een)
            else:
                gezien.append(replace(een, kan=False))
        return ja

    geschud = list(lijst)
    toeval.shuffle(geschud)
    assert gehonoreerd(geschud) == gehonoreerd(lijst)
    assert len(gehonoreerd(lijst)) + stagebonussen <= REGELS.maximum


@given(begin=st.dates(date(2023, 9, 1), date(2030, 8, 31)), aantal=st.integers(1, 12))
@example(begin=date(2026, 9, 1), aantal=4)  # thirty days after the third month, a day before the fourth is whole
def test_the_months_are_full_on_that_day_and_not_the_day_before(begin, aantal):
    vol = vol_op(begin, aantal)
    assert volle_maanden([Tijdvak(begin, vol)]) == aantal
    assert volle_maanden([Tijdvak(begin, vol - timedelta(days=1))]) == aantal - 1
