"""The catalogue of opleidingen, and finding one by the words of the trade (facts.md §7)."""

from datetime import date

import pytest

from educam_portal.organisaties.catalogus import woorden, zoek_opleidingen
from educam_portal.organisaties.models import Activiteit, Opleiding

pytestmark = pytest.mark.django_db
VANDAAG = date(2026, 11, 23)


def titels(tekst: str, op: date = VANDAAG) -> list[str]:
    return [opleiding.titel for opleiding in zoek_opleidingen(tekst, op)]


@pytest.mark.parametrize(
    ("tekst", "titel"),
    [
        ("carrosserie", "Koetswerk duaal"),
        ("carrosserie", "Spuiter carrosserie duaal"),
        ("carrosserie", "Voorbewerker carrosserie duaal"),
        ("Carroserie", "Koetswerk duaal"),
        ("plaatwerker", "Koetswerk duaal"),
        ("PLAATSLAGER", "Koetswerk duaal"),
        ("koetswrek", "Koetswerk duaal"),
        ("spuiter", "Spuiter carrosserie duaal"),
        ("lakken", "Spuiter carrosserie duaal"),
        ("garage", "Onderhoudsmechanica auto duaal"),
        ("mecanicien", "Onderhoudsmechanica auto duaal"),
        ("mécanicien", "Autotechnieken duaal"),
        ("banden", "Bandenmonteur duaal"),
        ("moto", "Brom- en motorfietsinstallaties duaal"),
        ("scooter", "Brom- en motorfietsinstallaties duaal"),
        ("fietsenmaker", "Fietshersteller duaal"),
        ("e-bike", "Fietsinstallaties duaal"),
        ("vrachtwagen", "Onderhoudsmecanicien zware bedrijfsvoertuigen duaal"),
        ("OAD", "Polyvalent mecanicien zware bedrijfsvoertuigen duaal"),
        ("vrachtwagens", "Polyvalent mecanicien zware bedrijfsvoertuigen duaal"),
        ("heftruck", "Polyvalent technieker havenvoertuigen duaal"),
        ("grasmaaier", "Mecanicien tuin-, park- en bosmachines duaal"),
        ("G-0131", "Koetswerk duaal"),
        ("cvo banden", "Bandenmonteur"),
    ],
)
def test_words_of_the_trade_find_the_official_name(tekst, titel):
    assert titel in titels(tekst)


def test_the_best_fit_comes_first():
    assert titels("onderhoudsmechanica auto")[0] == "Onderhoudsmechanica auto duaal"
    assert titels("spuiter carrosserie")[0] == "Spuiter carrosserie duaal"
    assert titels("fietshersteller duaal")[0] == "Fietshersteller duaal"


@pytest.mark.parametrize("tekst", ["bakker", "xyz", "q", "'; drop table"])
def test_what_is_no_automotive_trade_finds_nothing(tekst):
    assert titels(tekst) == []


@pytest.mark.parametrize("tekst", ["", "  ", "de opleiding", "duaal", "%", "🚗"])
def test_without_a_word_that_chooses_everything_is_shown(tekst):
    gevonden = titels(tekst)
    assert gevonden == sorted(gevonden)
    assert len(gevonden) == 21


def test_only_names_that_exist_on_the_day():
    oud, nieuw = date(2025, 8, 31), date(2025, 9, 1)
    assert "Spuiter carrosserie duaal" not in titels("spuiter", oud)
    assert "Spuiter carrosserie duaal (tot 2025)" in titels("spuiter", oud)
    assert "Spuiter carrosserie duaal (tot 2025)" not in titels("spuiter", nieuw)
    assert Opleiding.objects.get(code="G-0541-T").vervangen_door.titel == "Spuiter carrosserie duaal"


def test_one_query(django_assert_num_queries):
    with django_assert_num_queries(1):
        assert zoek_opleidingen("carrosserie", VANDAAG)


def test_the_catalogue_is_whole():
    geldig = Opleiding.objects.geldig(VANDAAG)
    assert geldig.count() == 21
    assert Opleiding.objects.get(titel="Onderhoudsmechanica auto duaal").overeenkomst_soort == "OAO"
    assert Opleiding.objects.get(titel="Autotechnieken duaal").overeenkomst_soort == "SAO"
    assert set(geldig.filter(graad="vwo").values_list("overeenkomst_soort", flat=True)) == {"ODOS"}
    assert not Opleiding.objects.exclude(overeenkomst_soort__in=["OAO", "SAO", "ODOS", "ODO"]).exists()
    for opleiding in Opleiding.objects.all():
        opleiding.full_clean()


def test_every_valid_opleiding_has_a_checklist():
    for opleiding in Opleiding.objects.geldig(VANDAAG):
        lijst = list(Activiteit.objects.geldig(VANDAAG).filter(opleiding=opleiding))
        assert 8 <= len(lijst) <= 12, opleiding
        assert [activiteit.volgorde for activiteit in lijst] == list(range(1, len(lijst) + 1))
        assert len({activiteit.omschrijving for activiteit in lijst}) == len(lijst)


def test_words_are_plain():
    assert woorden("Brom- en Motörfiets, (G-0394)") == ["brom", "en", "motorfiets", "g", "0394"]
