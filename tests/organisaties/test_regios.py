"""Postcode → region → people (rules.md §10)."""

from datetime import date, timedelta

import pytest

from educam_portal import parameters
from educam_portal.accounts.models import Organisatie
from educam_portal.organisaties import gebieden
from educam_portal.organisaties.models import ContactKaart, Gemeente, Postcode, Regio
from educam_portal.organisaties.regios import GemeenteNodig, consulenten_van, contactkaart, gemeenten_bij, regio_voor
from tests import fabrieken

pytestmark = pytest.mark.django_db
VANDAAG = date(2026, 11, 23)
RAND = (
    "1560 1600 1601 1602 1620 1630 1640 1650 1651 1652 1653 1654 1700 1701 1702 1703 1730 1731 1780 1785 1800 1818 "
    "1830 1831 1850 1851 1852 1853 1860 1861 1930 1931 1932 1933 1934 1935 1950 1970 3080 3090"
)


@pytest.mark.parametrize("postcode", RAND.split())
def test_the_rand_wins_over_the_province(postcode):
    assert regio_voor(postcode, VANDAAG).naam == "Brussel en Brusselse Rand"


@pytest.mark.parametrize(
    ("postcode", "code"),
    [
        ("1000", "bru"),
        ("1040", "bru"),
        ("1190", "bru"),
        ("1500", "ant"),
        ("1740", "ant"),
        ("1745", "ant"),
        ("1750", "ant"),
        ("2000", "ant"),
        ("3000", "ant"),
        ("3211", "ant"),
        ("3500", "lim"),
        ("3798", "lim"),
        ("8000", "wvl"),
        ("8904", "wvl"),
        ("9000", "ovl"),
        ("9120", "ovl"),
    ],
)
def test_province_of_the_postcode(postcode, code):
    assert regio_voor(postcode, VANDAAG).code == code


@pytest.mark.parametrize(
    "postcode", ["1300", "1499", "4000", "5000", "6000", "7000", "9999", "1299", "0000", "abc", ""]
)
def test_outside_vlaanderen_and_brussel_there_is_no_region(postcode):
    assert regio_voor(postcode, VANDAAG) is None
    assert gemeenten_bij(postcode, VANDAAG) == []


@pytest.mark.parametrize(
    ("op", "code"),
    [(date(1950, 1, 1), "ant"), (date(2024, 12, 31), "ant"), (date(2025, 1, 1), "ovl"), (date(2040, 1, 1), "ovl")],
)
def test_zwijndrecht_changed_province(op, code):
    assert regio_voor("2070", op).code == code


@pytest.mark.parametrize(
    ("gemeente", "code"), [("Vilvoorde", "bru"), ("zemst", "ant"), (" ZEMST ", "ant"), ("Vilvoordé", "bru")]
)
def test_the_gemeente_decides_where_a_postcode_has_two(gemeente, code):
    assert regio_voor("1804", VANDAAG, gemeente).code == code


def test_the_gemeente_may_be_the_row_itself():
    assert regio_voor("1804", VANDAAG, Gemeente.objects.get(naam="Zemst")).code == "ant"


@pytest.mark.parametrize("gemeente", [None, "", "Gent"])
def test_without_a_usable_gemeente_1804_asks_for_it(gemeente):
    with pytest.raises(GemeenteNodig, match="Vilvoorde of Zemst"):
        regio_voor("1804", VANDAAG, gemeente)


def test_elsewhere_the_gemeente_changes_nothing():
    assert regio_voor("9050", VANDAAG, "Gentbrugge").code == "ovl"


def test_gemeenten_of_a_postcode():
    assert [str(gemeente) for gemeente in gemeenten_bij("1804", VANDAAG)] == ["Vilvoorde", "Zemst"]
    assert [str(gemeente) for gemeente in gemeenten_bij("9000", VANDAAG)] == ["Gent"]


def test_one_query(django_assert_num_queries):
    with django_assert_num_queries(1):
        assert regio_voor("9000", VANDAAG).code == "ovl"


def test_the_table_is_whole():
    assert list(Regio.objects.values_list("naam", flat=True)) == [naam for _, naam in gebieden.REGIOS]
    assert Organisatie.objects.filter(soort="regio").count() == 5
    assert Organisatie.objects.get(soort="educam").sleutel == "educam"
    assert Gemeente.objects.count() == 304
    assert set(Gemeente.objects.filter(gebied="Vlaams-Brabant").values_list("naam", flat=True)) >= gebieden.RAND
    assert len(gebieden.RAND) == 19
    op = Postcode.objects.geldig(VANDAAG)
    assert op.values("postcode", "gemeente").distinct().count() == op.count()
    assert {rij["postcode"] for rij in gebieden.lees("postcodes.csv")} <= set(op.values_list("postcode", flat=True))


def test_every_region_has_the_contact_card_of_the_brochure():
    namen = [contactkaart(regio, VANDAAG).naam for regio in Regio.objects.all()]
    assert namen == ["Colin Allaeys", "Ruben Janssens", "Willem-Jan Aarts", "Nick Laeremans", "Sybille De Plu"]


def test_a_newer_card_takes_over_on_its_day():
    regio = fabrieken.regio("lim")
    ContactKaart.objects.create(
        regio=regio, naam="Ilse Claes", email="ilse@example.be", telefoon="+32470123456", geldig_van=VANDAAG
    )
    assert contactkaart(regio, VANDAAG).naam == "Ilse Claes"
    assert contactkaart(regio, VANDAAG - timedelta(days=1)).naam == "Willem-Jan Aarts"
    regio.contactkaarten.all().delete()
    parameters.vergeet()
    assert contactkaart(regio, VANDAAG) is None


def test_who_only_stands_in_is_no_consulent_of_the_region():
    regio = fabrieken.regio("ovl")
    fabrieken.LidmaatschapFactory(organisatie=regio.organisatie, rol="consulent", bron="vervanging")
    eigen = fabrieken.LidmaatschapFactory(organisatie=regio.organisatie, rol="consulent").user
    fabrieken.LidmaatschapFactory(
        organisatie=regio.organisatie, rol="consulent", tot=date(2020, 1, 1), van=date(2019, 1, 1)
    )
    fabrieken.LidmaatschapFactory(organisatie=fabrieken.regio("lim").organisatie, rol="consulent")
    assert consulenten_van(regio) == [eigen]
