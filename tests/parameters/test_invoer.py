"""What somebody types for a value, and how a value reads: Dutch numbers, words for moments."""

import pytest

from educam_portal.parameters import weergave
from educam_portal.parameters.beginwaarden import BEGINWAARDEN
from educam_portal.parameters.definities import DEFINITIES
from educam_portal.parameters.invoer import decimaal
from educam_portal.parameters.velden import begin, lees, maak, moment


@pytest.mark.parametrize(
    ("getypt", "plaatsen", "verwacht"),
    [
        ("2.189,81", 2, "2189.81"),
        ("2189,81", 2, "2189.81"),
        ("2189.81", 2, "2189.81"),
        ("2 189,81 euro", 2, "2189.81"),
        ("€ 1.000", 2, "1000"),
        ("1.234.567,8", 2, "1234567.8"),
        ("0", 2, "0"),
        ("34,5 %", 4, "34.5"),
        ("0.215", 4, "0.215"),
        ("0,2125", 4, "0.2125"),
        ("29", 4, "29"),
    ],
)
def test_numbers_as_people_write_them(getypt, plaatsen, verwacht):
    assert decimaal(getypt, plaatsen=plaatsen) == verwacht


@pytest.mark.parametrize(
    "getypt",
    [
        "",
        "euro",
        "-5",
        "1,2,3",
        "1.23.4,5",
        "12.34,5",
        "1e3",
        "NaN",
        "٣",
        "²",
        "12,345",
        "99999999999",
        "1,",
        ",5",
        "=1+1",
    ],
)
def test_what_is_no_number_is_refused(getypt):
    with pytest.raises(ValueError):
        decimaal(getypt, plaatsen=2)


@pytest.mark.parametrize(
    ("naam", "ruw", "woorden"),
    [
        ("ggmmi", "2189.81", "2.189,81 euro per maand"),
        ("leervergoeding_uur", "0.21", "0,21 % van het GGMMI per uur"),
        (
            "leervergoeding_oao",
            {"1": "29", "2": "32", "3": "34.5"},
            "categorie 1: 29 %, categorie 2: 32 %, categorie 3: 34,5 %",
        ),
        ("premie_max", 3, "3 premies"),
        ("mentor_min_leeftijd", 25, "25 jaar"),
        ("behandeltermijn", {"aantal": 14, "eenheid": "dagen"}, "14 dagen"),
        ("geldigheid", {"aantal": 1, "eenheid": "jaren"}, "1 jaar"),
        ("weigering_bevestigen", True, "ja"),
        ("premie_max_per", "lerende", "over alle ondernemingen samen"),
        ("herinneringen_mentoropleiding", ["+1d", "-1m", "-6m"], "6 maanden vóór, 1 maand vóór, 1 dag na"),
        ("herinneringen_startklaar", ["+0d", "-7d"], "7 dagen vóór, op de dag zelf"),
        ("herinneringen_beroep", [], "geen herinnering"),
    ],
)
def test_values_in_words(naam, ruw, woorden):
    assert weergave.tekst(naam, ruw) == woorden


@pytest.mark.parametrize(
    ("ruw", "woorden"),
    [
        ("Keuze van het portaal (rules.md §7, §11)", "Keuze van het portaal"),
        ("Keuze van het portaal (ux.md §3.3)", "Keuze van het portaal"),
        ("Brochure EDUCAM [B]; [F§1.3, S27]", "Brochure EDUCAM"),
        ("Brochure EDUCAM [B]; vlaanderen.be [F§5, S91]", "Brochure EDUCAM; vlaanderen.be"),
        ("Decreet 10/6/2016, art. 3 [F§3.1, S45]", "Decreet 10/6/2016, art. 3"),
        ("Nota van de directie [versie 2]", "Nota van de directie [versie 2]"),
    ],
)
def test_a_source_as_people_know_it(ruw, woorden):
    assert weergave.bron(ruw) == woorden


def test_every_parameter_has_a_title_a_group_and_a_value_in_words():
    titels = [weergave.titel(naam) for naam in DEFINITIES]
    assert len(set(titels)) == len(titels)
    assert {weergave.groep_van(naam) for naam in DEFINITIES} == set(weergave.Groep)
    for naam, _, ruw, *_ in BEGINWAARDEN:
        assert weergave.tekst(naam, ruw)
    assert not [titel for titel in titels if "_" in titel or not titel[0].isupper()]


def _verstuurd(getoond):
    """What a browser sends of a field that shows this."""
    if isinstance(getoond, list):
        return getoond
    return "" if getoond is None else str(getoond)


@pytest.mark.parametrize("naam", list(DEFINITIES))
def test_what_a_field_shows_is_what_it_reads_back(naam):
    """The stored value, shown in the fields and sent again as it stands, is the same value."""
    definitie = DEFINITIES[naam]
    ruw = next(rij[2] for rij in reversed(BEGINWAARDEN) if rij[0] == naam)
    getoond = begin(definitie, ruw)
    velden = maak(definitie)
    schoon = {sleutel: veld.clean(_verstuurd(getoond.get(sleutel))) for sleutel, veld in velden.items()}
    for n in range(1, 7):
        if f"wanneer_{n}" in schoon:
            schoon[f"moment_{n}"] = moment(schoon[f"aantal_{n}"], schoon[f"wanneer_{n}"])
    gelezen = lees(definitie, schoon)
    assert sorted(gelezen) == sorted(ruw) if isinstance(ruw, list) else gelezen == ruw


@pytest.mark.parametrize(
    ("aantal", "wanneer", "uit"),
    [(7, "-d", "-7d"), (1, "+m", "+1m"), (None, "0d", "+0d"), (3, "0d", "+0d"), (None, "", "")],
)
def test_a_moment_from_two_fields(aantal, wanneer, uit):
    assert moment(aantal, wanneer) == uit


@pytest.mark.parametrize(
    ("aantal", "wanneer", "zin"),
    [(7, "", "vóór of na"), (None, "-d", "minstens 1"), (0, "-d", "minstens 1"), (1000, "+d", "dichter bij")],
)
def test_half_a_moment_says_what_is_missing(aantal, wanneer, zin):
    with pytest.raises(ValueError, match=zin):
        moment(aantal, wanneer)
