"""From a postcode to somebody to call (rules.md §10)."""

import pytest

from educam_portal.overzicht import kaart

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("postcode", "naam"),
    [
        ("8800", "Colin Allaeys"),
        ("9300", "Ruben Janssens"),
        ("2070", "Ruben Janssens"),
        ("3600", "Willem-Jan Aarts"),
        ("2000", "Nick Laeremans"),
        ("3000", "Nick Laeremans"),
        ("1000", "Sybille De Plu"),
        ("1780", "Sybille De Plu"),
        (" 93 00 ", "Ruben Janssens"),
    ],
)
def test_the_consultant_of_a_postcode(client, postcode, naam):
    answer = client.get("/consulenten/", {"postcode": postcode})
    assert answer.status_code == 200
    assert answer.context["gevonden"].naam == naam


def test_1804_asks_the_gemeente_and_then_knows(client):
    vraag = client.get("/consulenten/", {"postcode": "1804"})
    assert vraag.context["gevonden"] is None
    html = vraag.content.decode()
    assert "ligt in twee gemeenten" in html
    assert 'value="Vilvoorde"' in html and 'value="Zemst"' in html
    assert client.get("/consulenten/?postcode=1804&gemeente=Zemst").context["gevonden"].naam == "Nick Laeremans"
    assert client.get("/consulenten/?postcode=1804&gemeente=Vilvoorde").context["gevonden"].naam == "Sybille De Plu"


def test_a_gemeente_that_does_not_fit_is_refused(client):
    answer = client.get("/consulenten/?postcode=1804&gemeente=Gent")
    assert answer.status_code == 422
    assert "Kies een van de gemeenten uit de lijst" in answer.content.decode()


def test_outside_vlaanderen_and_brussel_gets_a_clear_sentence(client):
    answer = client.get("/consulenten/", {"postcode": "4000"})
    assert answer.status_code == 200
    assert "ligt niet in Vlaanderen of Brussel" in answer.content.decode()


@pytest.mark.parametrize("postcode", ["", "12", "abcd", "93000", "<b>x</b>"])
def test_what_is_no_postcode_is_explained(client, postcode):
    answer = client.get("/consulenten/", {"postcode": postcode})
    assert answer.status_code == 422
    assert "bijvoorbeeld 9300" in answer.content.decode()


def test_all_five_cards_and_a_drawing_of_the_regios(client, django_assert_num_queries):
    client.get("/consulenten/")
    with django_assert_num_queries(1):
        answer = client.get("/consulenten/")
    assert [k["gegevens"]["naam"] for k in answer.context["kaarten"]] == [
        "Colin Allaeys",
        "Ruben Janssens",
        "Willem-Jan Aarts",
        "Nick Laeremans",
        "Sybille De Plu",
    ]
    getekend = answer.context["getekende_regios"]
    assert len(getekend.regios) == 5
    assert len(getekend.punten) == 19  # the Brusselse Rand


def test_the_provinces_fit_in_the_drawing():
    breedte, hoogte = kaart.afmetingen()
    assert {vlak.naam for vlak in kaart.vlakken()} == set(kaart.CIJFERS)
    assert sum(len(vlak.pad) for vlak in kaart.vlakken()) < 20_000
    for lat, lon in ((51.21, 2.93), (50.75, 5.87), (51.45, 4.75)):
        x, y = kaart.punt(lat, lon)
        assert 0 < x < breedte and 0 < y < hoogte


def test_dots_grow_with_the_number_but_stay_small():
    assert kaart.straal(1) < kaart.straal(4) < kaart.straal(30) <= kaart.straal(10_000) <= 22
