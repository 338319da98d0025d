"""The public simulator of the premie: a few answers, the outcome with its reasons and days (rules.md §6)."""

import re
from datetime import UTC, date, datetime
from html import unescape

import pytest
import time_machine

from premies.simulatie import Vraag, simuleer

pytestmark = pytest.mark.django_db
VANDAAG = date(2026, 9, 15)
VRAAG = {"soort": "OAO", "gewest": "vlaams", "aandeel": "ja", "start": "2026-09-01", "einde": "2027-06-30"}


def lees(client, **anders):
    with time_machine.travel(datetime(2026, 9, 15, 8, tzinfo=UTC), tick=False):
        antwoord = client.get("/premie/", {naam: waarde for naam, waarde in (VRAAG | anders).items() if waarde != ""})
    tekst = unescape(re.sub(r"<[^>]+>", " ", antwoord.content.decode()))
    return antwoord, re.sub(r"\s+", " ", tekst)


def uitkomsten(antwoord, nummer=0):
    return antwoord.context["uitslag"].jaren[nummer].oordeel.uitkomsten


def test_what_is_still_to_do_comes_with_its_last_day(client, django_assert_max_num_queries):
    with django_assert_max_num_queries(3):
        antwoord, tekst = lees(client)
    assert antwoord.status_code == 200
    assert "Je kan 1.000 euro per schooljaar krijgen" in tekst
    assert "Onthou deze dag: 1 december 2026." in tekst
    assert "Vraag de school om de overeenkomst te registreren, uiterlijk op 1 december 2026." in tekst
    assert "Geef toestemming en vul je rekeningnummer in, uiterlijk op 1 december 2026." in tekst
    assert (
        "Laat de mentor de mentoropleiding volgen, uiterlijk op 31 augustus 2027. Dan blijft 1.000 euro mogelijk."
        in tekst
    )
    assert "Werkt de lerende bij jou tot en met 30 december 2026? Dan zijn de 4 maanden vol." in tekst
    assert "Dit is premie 1 van hoogstens 3 voor deze lerende." in tekst
    assert antwoord.content.decode().count("Nog te doen") == 5
    assert "Zo kan het niet" not in tekst


def test_when_all_is_in_order_there_is_a_right(client):
    dagen = {"mentoropleiding_op": "2026-03-10", "geregistreerd_op": "2026-01-04", "toestemming_op": "2026-04-05"}
    antwoord, tekst = lees(client, soort="SAO", start="2026-01-05", einde="2026-08-31", **dagen)
    assert set(uitkomsten(antwoord).values()) == {"voldaan"}
    assert "Je hebt recht op 600 euro " in tekst
    assert "De overeenkomst werd geregistreerd op 4 januari 2026, binnen 3 maanden na de start." in tekst
    assert "De lerende werkte in dit schooljaar minstens 4 maanden bij jou." in tekst
    assert "Onthou deze dag" not in tekst


@pytest.mark.parametrize(
    ("anders", "code", "zin"),
    [
        (
            {"gewest": "brussels"},
            "vlaams_gewest",
            "De premie bestaat alleen voor een vestiging in het Vlaams Gewest, niet in Brussel.",
        ),
        ({"aandeel": "nee"}, "aandeel", "De lerende is minder dan 50 % van de tijd op de werkplek."),
        ({"eerder": "3"}, "maximum", "Er gaan al 3 andere premies van deze lerende voor. Meer dan 3 kan niet."),
        ({"einde": "2026-12-29"}, "vier_maanden", "De lerende werkt in dit schooljaar geen 4 maanden bij jou."),
        (
            {"start": "2026-05-01", "einde": "2026-08-31"},
            "tijdig_geregistreerd",
            "De overeenkomst moest uiterlijk op 1 augustus 2026 geregistreerd zijn: 3 maanden na de start.",
        ),
        (
            {"start": "2026-05-01", "einde": "2026-08-31", "mentoropleiding_op": "2026-09-14"},
            "mentoropleiding",
            "De mentor volgde de mentoropleiding niet vóór het einde van het schooljaar.",
        ),
        (
            {"start": "2026-05-01", "einde": "2026-08-31"},
            "overeenkomst",
            "Er is geen getekende OAO, SAO, ODO of ODOS voor dit schooljaar.",
        ),
        (
            {"start": "2026-05-01", "einde": "2026-08-31"},
            "toestemming",
            "De toestemming en het rekeningnummer moesten er uiterlijk op 1 augustus 2026 zijn: 3 maanden na de start.",
        ),
    ],
)
def test_what_stands_in_the_way_is_said_first(client, anders, code, zin):
    antwoord, tekst = lees(client, **anders)
    assert antwoord.status_code == 200
    assert uitkomsten(antwoord)[code] == "niet_voldaan"
    assert "Voor deze overeenkomst is er geen premie" in tekst
    assert "Onthou deze dag" not in tekst
    assert zin in tekst
    assert tekst.index("Zo kan het niet") < tekst.index("In orde")


def test_a_session_of_later_is_on_time_or_too_late(client):
    op_tijd = "De mentoropleiding op 31 augustus 2027 is op tijd."
    assert op_tijd in lees(client, mentoropleiding_op="2027-08-31")[1]
    te_laat = "De mentoropleiding op 1 september 2027 is te laat voor dit schooljaar."
    assert te_laat in lees(client, mentoropleiding_op="2027-09-01")[1]


def test_each_schooljaar_has_its_own_outcome_and_the_places_run_out(client):
    antwoord, tekst = lees(client, soort="ODOS", einde="2029-08-31", eerder="1")
    assert [jaar.naam for jaar in antwoord.context["uitslag"].jaren] == ["2026-2027", "2027-2028", "2028-2029"]
    assert "Dat is samen 2.000 euro voor 2 van de 3 schooljaren van de overeenkomst." in tekst
    assert "Schooljaar 2027-2028: 1.000 euro is mogelijk" in tekst
    assert "Schooljaar 2028-2029: geen premie" in tekst


def test_a_year_before_the_premie_is_left_out():
    vraag = Vraag("OAO", date(2023, 3, 1), date(2024, 6, 30), "vlaams", genoeg_op_werkplek=True)
    assert [jaar.naam for jaar in simuleer(vraag, VANDAAG).jaren] == ["2023-2024"]


@pytest.mark.parametrize(
    ("anders", "zin"),
    [
        ({"soort": ""}, "Kies wie je opleidt."),
        ({"soort": "DBSO"}, "Kies wie je opleidt."),
        ({"gewest": "waals"}, "Kies waar je vestiging ligt."),
        ({"aandeel": ""}, "Kies ja of nee."),
        ({"start": ""}, "Vul de eerste dag in."),
        ({"start": "2026-02-30"}, "Vul een datum in, zoals 3/12/2026."),
        ({"start": "9999-12-31"}, "Kies een dag tot en met 2031."),
        ({"einde": ""}, "Vul de laatste dag in."),
        ({"einde": "2026-08-31"}, "Kies een laatste dag na de eerste dag."),
        ({"einde": "2029-09-01"}, "Een overeenkomst duurt hoogstens 3 jaar."),
        ({"start": "2022-09-01", "einde": "2023-08-31"}, "In die tijd bestond deze premie nog niet."),
        ({"start": "0001-01-01", "einde": "0001-02-01"}, "In die tijd bestond deze premie nog niet."),
        ({"eerder": "-1"}, "Vul 0 of meer in."),
        ({"eerder": "21"}, "Vul hoogstens 20 in."),
        ({"eerder": "veel"}, "Vul een aantal in, bijvoorbeeld 1."),
        ({"geregistreerd_op": "gisteren"}, "Vul een datum in, zoals 3/12/2026."),
    ],
)
def test_what_cannot_be_answered_gets_its_sentence_and_keeps_the_rest(client, anders, zin):
    antwoord, tekst = lees(client, **anders)
    assert antwoord.status_code == 422
    assert zin in tekst
    assert "uitslag" not in antwoord.context
    ingevuld = antwoord.content.decode()
    assert all(f'value="{waarde}"' in ingevuld for naam, waarde in VRAAG.items() if naam not in anders)


def test_the_first_visit_asks_and_says_nothing_yet(client):
    with time_machine.travel(datetime(2026, 9, 15, 8, tzinfo=UTC), tick=False):
        html = client.get("/premie/").content.decode()
    assert 'value="2026-09-15"' in html and 'value="2027-08-31"' in html
    assert "uitslag" not in html and "Fout:" not in html
    assert 'href="/kosten/"' in html
    assert 'href="/premie/"' in client.get("/kosten/").content.decode()
