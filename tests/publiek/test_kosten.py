"""The public pages about pay: what a lerende costs, and which overeenkomst fits (rules.md §5, §5.2)."""

import re
from datetime import UTC, datetime
from html import unescape

import pytest
import time_machine

from educam_portal.organisaties.models import Schoolvakantie
from educam_portal.parameters import vergeet

pytestmark = pytest.mark.django_db
VRAAG = {"soort": "OAO", "categorie": "1", "geboortejaar": "2008", "start": "2026-09-01", "maanden": "5"}


def lees(client, **anders):
    antwoord = client.get("/kosten/", {naam: waarde for naam, waarde in (VRAAG | anders).items() if waarde != ""})
    tekst = unescape(re.sub(r"<[^>]+>", " ", antwoord.content.decode()))
    return antwoord, re.sub(r"\s+", " ", tekst)


def test_an_oao_by_month_with_its_sources(client, django_assert_max_num_queries):
    with django_assert_max_num_queries(8):
        antwoord, tekst = lees(client)
    assert antwoord.status_code == 200
    maanden = antwoord.context["kosten"].maanden
    assert [str(maand.vergoeding) for maand in maanden] == ["635.10", "635.10", "483.89", "386.58", "604.86"]
    assert [str(maand.bijdrage) for maand in maanden] == ["116.60", "116.60", "88.84", "70.98", "None"]
    assert "635,10 euro" in tekst
    assert "3 weken schoolvakantie" in tekst
    assert "Volledige RSZ geldt vanaf 1 januari 2027" in tekst
    assert "code 3000" in tekst and "13,07 %" in tekst and "Vraag het bedrag aan je sociaal secretariaat" in tekst
    assert "6310" not in tekst
    assert "GGMMI : 2.189,81 euro per maand. Bron: Cao 43; nota loonadministratie 2026." in tekst


def test_the_chart_shows_the_months_of_the_table(client):
    html = lees(client)[0].content.decode()
    assert html.count("<rect") == 5 + 4
    assert html.count('<th scope="row">') == 5
    assert 'viewBox="0 0 360 160"' in html
    assert "Elke lijn is 200 euro." in html
    assert "style=" not in html


def test_what_existed_before_july_2023_is_named_there_only(client):
    oud = {"start": "2023-05-01", "geboortejaar": "2000", "maanden": "3"}
    assert "code 6310" in lees(client, **oud)[1]
    assert "code 6310" not in lees(client, **oud | {"start": "2023-07-01"})[1]


def test_a_cursist_is_paid_by_the_hour(client):
    antwoord, tekst = lees(client, soort="ODOS", categorie="", werkplek="24,5", les="13.5", maanden="1")
    assert (str(antwoord.context["kosten"].loon), str(antwoord.context["kosten"].vergoeding)) == ("4.60", "769.12")
    assert "4,60 euro leervergoeding per uur, minstens" in tekst
    assert "geen statuut van leerling" in lees(client, soort="ODO", werkplek="16")[1]


def test_a_sao_has_no_pay(client):
    antwoord, tekst = lees(client, soort="SAO", categorie="", geboortejaar="")
    assert antwoord.status_code == 200
    assert "Geen leervergoeding." in tekst
    assert "kostengrafiek" not in antwoord.content.decode()


def test_without_a_year_of_birth_it_asks_for_one(client):
    assert "Vul het geboortejaar in" in lees(client, geboortejaar="")[1]
    assert "niet bekend" not in lees(client, geboortejaar="", jong="on", maanden="4")[1]


def test_holidays_that_are_not_known_are_said(client):
    assert "De schoolvakanties na 31 augustus 2028 kennen we nog niet." in lees(client, start="2028-06-01")[1]
    Schoolvakantie.objects.all().delete()
    vergeet()
    assert "De schoolvakanties kennen we nog niet." in lees(client)[1]


@pytest.mark.parametrize(
    ("anders", "zin"),
    [
        ({"soort": ""}, "Kies wie je zoekt."),
        ({"soort": "DBSO"}, "Kies een van de vier mogelijkheden."),
        ({"categorie": ""}, "Kies een categorie: ze bepaalt de leervergoeding bij een OAO."),
        ({"categorie": "4"}, "Kies categorie 1, 2 of 3."),
        ({"soort": "ODOS"}, "Vul in hoeveel uur per week de cursist bij jou is."),
        ({"soort": "ODOS", "werkplek": "24"}, "Vul in hoeveel uur per week de cursist les volgt."),
        (
            {"soort": "ODOS", "werkplek": "19,99", "les": "1"},
            "Bij een ODOS is de cursist minstens 20 uur per week bij jou.",
        ),
        ({"soort": "ODO", "werkplek": "20"}, "Bij een ODO is de cursist minder dan 20 uur per week bij jou."),
        ({"soort": "ODO", "werkplek": "-1"}, "Vul een aantal uren van 0 of meer in."),
        ({"soort": "ODO", "werkplek": "NaN"}, "Vul een aantal uren in, bijvoorbeeld 24 of 24,5."),
        ({"soort": "ODO", "werkplek": "99"}, "Vul hoogstens 50 uur per week in."),
        ({"geboortejaar": "jong"}, "Vul een jaartal in, bijvoorbeeld 2009."),
        ({"geboortejaar": "2020"}, "Vul een jaar tussen 1946 en 2012 in."),
        ({"start": ""}, "Vul de eerste dag in."),
        ({"start": "2026-02-30"}, "Vul een datum in, zoals 3/12/2026."),
        ({"start": "2022-11-30"}, "Voor deze dag kennen we geen bedragen."),
        ({"start": "9999-12-31"}, "Kies een dag tot en met"),
        ({"maanden": "0"}, "Een overeenkomst duurt minstens 1 maand en hoogstens 3 jaar."),
        ({"maanden": "37"}, "Een overeenkomst duurt minstens 1 maand en hoogstens 3 jaar."),
        ({"maanden": "1000000"}, "Een overeenkomst duurt minstens 1 maand en hoogstens 3 jaar."),
        ({"maanden": "veel"}, "Vul een aantal maanden in, bijvoorbeeld 10."),
    ],
)
def test_what_cannot_be_computed_gets_its_sentence(client, anders, zin):
    antwoord, tekst = lees(client, **anders)
    assert antwoord.status_code == 422
    assert zin in tekst
    assert "kosten" not in antwoord.context


def test_three_years_fit(client):
    antwoord, _ = lees(client, maanden="36")
    assert antwoord.status_code == 200
    assert len(antwoord.context["kosten"].maanden) == 36


def test_the_four_overeenkomsten_stand_beside_each_other_with_the_amounts_of_the_day(client):
    with time_machine.travel(datetime(2024, 6, 10, 12, tzinfo=UTC), tick=False):
        html = client.get("/wie-zoek-je/").content.decode()
    tekst = re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", html)))
    assert "Per maand: 600,50 euro, 662,60 euro of 714,40 euro" in tekst
    assert "4,35 euro per uur, bij jou én in de les" in tekst
    assert "type ALT" in tekst
    assert "Minstens 28 uur" in tekst
    assert "hoogstens 3 jaar" in tekst
