"""The dated values: read by date, typed, complete, and fresh after a change."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from educam_portal.parameters import DEFINITIES, Duur, OnbekendeParameter, duur, lezen, waarde
from educam_portal.parameters.beginwaarden import BEGINWAARDEN
from educam_portal.parameters.models import Parameter
from educam_portal.parameters.waarden import OngeldigeWaarde, getypeerd

pytestmark = pytest.mark.django_db
VANDAAG = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("op", "bedrag"),
    [
        (date(2022, 12, 1), "1954.99"),
        (date(2023, 10, 31), "1954.99"),
        (date(2023, 11, 1), "1994.18"),
        (date(2024, 4, 30), "2029.88"),
        (date(2024, 5, 1), "2070.48"),
        (date(2025, 2, 1), "2111.89"),
        (date(2026, 1, 1), "2154.11"),
        (date(2026, 4, 1), "2189.81"),
        (date(2030, 1, 1), "2189.81"),
    ],
)
def test_ggmmi_is_the_version_in_force_on_the_date(op, bedrag):
    assert waarde("ggmmi", op) == Decimal(bedrag)


@pytest.mark.parametrize(("naam", "op"), [("ggmmi", date(2022, 11, 30)), ("premie_max", date(2023, 8, 31))])
def test_no_version_in_force_says_so(naam, op):
    with pytest.raises(OnbekendeParameter, match="geen waarde bekend"):
        waarde(naam, op)


def test_a_name_that_does_not_exist_is_a_programming_error():
    with pytest.raises(KeyError):
        waarde("bestaat_niet", VANDAAG)


def test_every_parameter_has_a_version_today_and_a_source():
    for naam in DEFINITIES:
        waarde(naam, VANDAAG)
    assert {rij[0] for rij in BEGINWAARDEN} == set(DEFINITIES)
    assert not Parameter.objects.filter(bron="").exists()
    for parameter in Parameter.objects.all():
        parameter.full_clean()


def test_the_terms_of_the_rules():
    verwacht = {
        "behandeltermijn": Duur(14, "dagen"),
        "eerste_contact": Duur(3, "werkdagen"),
        "geldigheid": Duur(5, "jaren"),
        "registratie": Duur(3, "maanden"),
        "mentoropleiding": Duur(1, "jaren"),
        "bewaring_strafregister": Duur(30, "dagen"),
        "mentor_min_leeftijd": Duur(25, "jaren"),
    }
    assert {naam: duur(naam, VANDAAG) for naam in verwacht} == verwacht


def test_typed_values():
    assert waarde("leervergoeding_oao", VANDAAG) == {"1": Decimal("29"), "2": Decimal("32"), "3": Decimal("34.5")}
    assert waarde("weigering_bevestigen", VANDAAG) is True
    assert waarde("dimona_type_odos", date(2023, 8, 31)) == "OTH"
    assert waarde("dimona_type_odos", date(2023, 9, 1)) == "ALT"
    assert waarde("herinneringen_behandeling", VANDAAG) == ["-7d", "-3d", "-1d", "+1d"]


def test_a_choice_is_no_length_of_time():
    with pytest.raises(TypeError):
        duur("ggmmi", VANDAAG)


def test_what_a_caller_changes_does_not_reach_the_next_one():
    waarde("herinneringen_behandeling", VANDAAG).append("-9d")
    assert "-9d" not in waarde("herinneringen_behandeling", VANDAAG)


def test_many_readings_cost_one_query(django_assert_num_queries):
    with django_assert_num_queries(1):
        assert {naam for naam in DEFINITIES if waarde(naam, VANDAAG) is not None} == set(DEFINITIES)


def test_a_new_version_counts_at_once_in_this_process():
    assert duur("behandeltermijn", VANDAAG) == Duur(14, "dagen")
    nieuw = Parameter(
        naam="behandeltermijn", waarde={"aantal": 10, "eenheid": "werkdagen"}, geldig_vanaf=VANDAAG, bron="test"
    )
    nieuw.save()
    assert duur("behandeltermijn", VANDAAG) == Duur(10, "werkdagen")
    assert duur("behandeltermijn", VANDAAG - timedelta(days=1)) == Duur(14, "dagen")
    nieuw.delete()
    assert duur("behandeltermijn", VANDAAG) == Duur(14, "dagen")


def test_a_change_in_another_process_is_seen_within_seconds(monkeypatch):
    klok = [100.0]
    monkeypatch.setattr(lezen, "monotonic", lambda: klok[0])
    monkeypatch.setattr(lezen, "VERS_SECONDEN", 5.0)
    assert waarde("lerenden_per_mentor", VANDAAG) == 2
    Parameter.objects.filter(naam="lerenden_per_mentor").update(waarde=7)
    assert waarde("lerenden_per_mentor", VANDAAG) == 2
    klok[0] += lezen.VERS_SECONDEN + 0.1
    assert waarde("lerenden_per_mentor", VANDAAG) == 7


@pytest.mark.parametrize(
    ("naam", "ruw"),
    [
        ("ggmmi", 2189.81),
        ("ggmmi", "2189,81"),
        ("ggmmi", "-5"),
        ("ggmmi", "1.999"),
        ("ggmmi", "NaN"),
        ("ggmmi", "١٢"),
        ("leervergoeding_oao", {"1": "29"}),
        ("leervergoeding_oao", {"1": "29", "2": "32", "3": 34.5}),
        ("premie_max", True),
        ("premie_max", "3"),
        ("premie_max", -1),
        ("behandeltermijn", 14),
        ("behandeltermijn", {"aantal": 14, "eenheid": "weken"}),
        ("behandeltermijn", {"aantal": True, "eenheid": "dagen"}),
        ("behandeltermijn", {"aantal": 14, "eenheid": ["dagen"]}),
        ("behandeltermijn", {"aantal": 14, "eenheid": "dagen", "extra": 1}),
        ("weigering_bevestigen", 1),
        ("bevoegd_loket", "elders"),
        ("herinneringen_beroep", ["7d"]),
        ("herinneringen_beroep", ["-7d", "-7d"]),
        ("herinneringen_beroep", "-7d"),
        ("bestaat_niet", 1),
    ],
)
def test_a_value_that_does_not_fit_is_refused_with_a_sentence(naam, ruw):
    with pytest.raises(OngeldigeWaarde) as fout:
        getypeerd(naam, ruw)
    assert str(fout.value).endswith((".", "}."))
    with pytest.raises(ValidationError):
        Parameter(naam=naam, waarde=ruw, geldig_vanaf=VANDAAG, bron="test").save()


@pytest.mark.parametrize(("aantal", "eenheid"), [(-1, "dagen"), (True, "dagen"), (1.5, "dagen"), (1, "weken")])
def test_duur_refuses_what_is_no_length_of_time(aantal, eenheid):
    with pytest.raises(ValueError, match="is geen"):
        Duur(aantal, eenheid)


@pytest.mark.parametrize(
    ("lengte", "tekst"),
    [
        (Duur(1, "jaren"), "1 jaar"),
        (Duur(5, "jaren"), "5 jaar"),
        (Duur(14, "dagen"), "14 dagen"),
        (Duur(1, "maanden"), "1 maand"),
    ],
)
def test_duur_reads_as_people_say_it(lengte, tekst):
    assert str(lengte) == tekst
