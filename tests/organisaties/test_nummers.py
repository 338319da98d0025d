"""Identifiers: any usual input is accepted and shown in one form; a wrong digit is refused (rules.md §9)."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from educam_portal.organisaties import nummers
from educam_portal.organisaties.nummers import SOORTEN

GELDIG = {
    "onderneming": ["0203430576", "0876510113", "1234567894", "0440340903", "0440966354", "0831797467"],
    "vestiging": ["2123456791", "2100000015", "2234567818"],
    "insz": ["08051712384", "85030204552", "79070433292", "07451712451", "90251712473", "85073003328"],
    "iban": ["BE68539007547034", "BE71096123456769", "BE48320070184927"],
}


@pytest.mark.parametrize(("soort", "tekst"), [(soort, tekst) for soort, rij in GELDIG.items() for tekst in rij])
def test_the_test_values_of_the_facts_pass(soort, tekst):
    assert SOORTEN[soort][0](tekst) == tekst


@pytest.mark.parametrize(
    ("soort", "tekst", "weergave"),
    [
        ("onderneming", "0203.430.576", "0203.430.576"),
        ("onderneming", "BE 0203 430 576", "0203.430.576"),
        ("onderneming", "be0203430576", "0203.430.576"),
        ("onderneming", "BE (0)203.430.576", "0203.430.576"),
        ("onderneming", "203.430.576", "0203.430.576"),
        ("onderneming", "BE203430576", "0203.430.576"),
        ("onderneming", "BTW BE 0203/430/576", "0203.430.576"),
        ("onderneming", "KBO: 0203-430-576", "0203.430.576"),
        ("onderneming", "\u00a00203\u202f430\u2009576\u200b", "0203.430.576"),
        ("onderneming", "0203–430–576", "0203.430.576"),
        ("onderneming", "0 2 0 3 4 3 0 5 7 6", "0203.430.576"),
        ("vestiging", "2123456791", "2.123.456.791"),
        ("vestiging", " 2.123.456.791\n", "2.123.456.791"),
        ("vestiging", "2-123-456-791", "2.123.456.791"),
        ("vestiging", "2000004297", "2.000.004.297"),
        ("insz", "85.07.30-033.28", "85.07.30-033.28"),
        ("insz", "850730 033 28", "85.07.30-033.28"),
        ("insz", "07451712451", "07.45.17-124.51"),
        ("iban", "be68 5390 0754 7034", "BE68 5390 0754 7034"),
        ("iban", "BE68-5390-0754-7034", "BE68 5390 0754 7034"),
        ("iban", "IBAN: BE68539007547034", "BE68 5390 0754 7034"),
        ("iban", "NL91ABNA0417164300", "NL91 ABNA 0417 1643 00"),
        ("telefoon", "0470/12.34.56", "0470 12 34 56"),
        ("telefoon", "+32 (0)470 12 34 56", "0470 12 34 56"),
        ("telefoon", "0032470123456", "0470 12 34 56"),
        ("telefoon", "09 222 33 44", "09 222 33 44"),
        ("telefoon", "+31 6 12345678", "+31 6 12345678"),
        ("postcode", "B-9000", "9000"),
        ("postcode", " 2070 ", "2070"),
    ],
)
def test_usual_input_is_shown_in_the_usual_form(soort, tekst, weergave):
    schoon, toon = SOORTEN[soort]
    gevonden = schoon(tekst)
    assert gevonden is not None
    assert toon(gevonden) == weergave


@pytest.mark.parametrize(
    ("soort", "tekst"),
    [
        *((soort, tekst) for soort in SOORTEN for tekst in ("", " ", "abc", "-", "0", "9" * 500, "🚗", "0203 x")),
        ("onderneming", "0203430577"),
        ("onderneming", "2123456791"),  # a vestigingsnummer
        ("onderneming", "0000000000"),
        ("onderneming", "0000000198"),  # 98 ≡ 1, but check digits end at 97
        ("onderneming", "02034305760"),
        ("onderneming", "NL0203430576"),
        ("onderneming", "٠٢٠٣٤٣٠٥٧٦"),
        ("onderneming", "-203430576.5"),
        ("vestiging", "2123456789"),
        ("vestiging", "0203430576"),
        ("vestiging", "9123456716"),
        ("vestiging", "212345679"),
        ("insz", "85073003329"),
        ("insz", "85130100000"),
        ("insz", "8507300332"),
        ("insz", "BE85073003328"),
        ("iban", "BE68539007547035"),
        ("iban", "BE6853900754703"),
        ("iban", "539007547034"),
        ("iban", "GB00BARC20201530093459"),
        ("iban", "BE62510007547062"),  # fits ISO 13616, not the check of the account itself
        ("telefoon", "0470 12 34"),
        ("telefoon", "112"),
        ("telefoon", "0470 12 34 56 ext. 3"),
        ("postcode", "0999"),
        ("postcode", "90000"),
    ],
)
def test_what_is_no_valid_number_is_refused(soort, tekst):
    assert SOORTEN[soort][0](tekst) is None


def test_what_is_no_text_is_no_number():
    for schoon, _ in SOORTEN.values():
        assert schoon(None) is None
        assert schoon(203430576) is None


def test_a_month_of_zeroes_is_a_real_insz():
    negen = "850000123"
    assert nummers.schoon_insz(f"{negen}{97 - int(negen) % 97:02d}") is not None


def test_lists_show_only_the_end():
    assert nummers.masker_insz("85073003328") == "••.••.••-•••.28"
    assert nummers.masker_iban("BE68539007547034") == "BE•• •••• 7034"
    assert nummers.masker_iban("") == ""


# --- properties -------------------------------------------------------------------------------------------------

SCHEIDING = st.sampled_from(["", " ", ".", "-", "/", "\u00a0", "\u2009", "–", "  ", "\t"])


@st.composite
def tien_cijfers(draw, eerste: str) -> str:
    basis = draw(st.sampled_from(eerste)) + f"{draw(st.integers(0, 9_999_999)):07d}"
    return f"{basis}{97 - int(basis) % 97:02d}"


@st.composite
def insz(draw) -> str:
    jaar, dag = draw(st.integers(0, 99)), draw(st.integers(0, 28))
    maand = draw(st.integers(0, 12)) + draw(st.sampled_from([0, 20, 40]))
    negen = f"{jaar:02d}{maand:02d}{dag:02d}{draw(st.integers(1, 998)):03d}"
    na_2000 = jaar <= 20 and draw(st.booleans())
    return f"{negen}{97 - int(('2' if na_2000 else '') + negen) % 97:02d}"


@st.composite
def belgische_iban(draw) -> str:
    tien = f"{draw(st.integers(0, 9_999_999_999)):010d}"
    bban = f"{tien}{int(tien) % 97 or 97:02d}"
    return f"BE{98 - int(bban + '111400') % 97:02d}{bban}"


NUMMERS = st.one_of(
    st.tuples(st.just("onderneming"), tien_cijfers("01")),
    st.tuples(st.just("vestiging"), tien_cijfers("2345678")),
    st.tuples(st.just("insz"), insz()),
    st.tuples(st.just("iban"), belgische_iban()),
)


@given(NUMMERS, st.data())
def test_any_valid_number_with_any_separators_shows_the_same_form(nummer, data):
    soort, cijfers = nummer
    assume(soort != "onderneming" or int(cijfers) > 0)
    schoon, toon = SOORTEN[soort]
    getypt = "".join(teken + data.draw(SCHEIDING) for teken in cijfers)
    if data.draw(st.booleans()):
        getypt = getypt.lower()
    assert schoon(getypt) == cijfers
    assert schoon(toon(cijfers)) == cijfers
    assert toon(cijfers).isprintable()


@given(NUMMERS, st.integers(0, 15), st.integers(1, 9))
def test_one_wrong_digit_is_refused(nummer, plaats, stap):
    soort, cijfers = nummer
    plaats %= len(cijfers)
    assume(cijfers[plaats].isdigit())
    fout = cijfers[:plaats] + str((int(cijfers[plaats]) + stap) % 10) + cijfers[plaats + 1 :]
    gevonden = SOORTEN[soort][0](fout)
    if soort == "insz":
        # Two centuries share the eleven digits: one changed digit may by chance fit the other century.
        assert gevonden in (None, fout)
    else:
        assert gevonden is None


@given(st.text(max_size=80))
def test_any_text_gets_an_answer(tekst):
    for schoon, toon in SOORTEN.values():
        gevonden = schoon(tekst)
        if gevonden is not None:
            assert schoon(toon(gevonden)) == gevonden
