"""The public overview: what is recognised today, and nothing else (rules.md §3.3)."""

from datetime import timedelta

import pytest
from django.utils import timezone

from erkenning import overzicht
from erkenning.views import publiek as views
from tests.fabrieken import ErkenningFactory, VestigingFactory, uit_catalogus

pytestmark = pytest.mark.django_db
LIJST = "/leerwerkplekken/"
NUMMER = "0470 12 34 56".replace(" ", "\N{NO-BREAK SPACE}")


def namen(client, **filters):
    answer = client.get(LIJST, filters)
    return [vestiging.naam for vestiging in answer.context["pagina"]]


def plek(naam="Garage De Smet", postcode="9300", titel="Koetswerk duaal", **velden):
    vestiging = VestigingFactory(naam=naam, postcode=postcode)
    return ErkenningFactory(vestiging=vestiging, opleiding=uit_catalogus(titel), **velden)


# --- who stands on it -------------------------------------------------------------------------------------------
def test_only_what_is_recognised_today_stands_on_the_list(client):
    vandaag = timezone.localdate()
    dag = timedelta(days=1)
    plek("vandaag het laatst", geldig_van=vandaag - 9 * dag, geldig_tot=vandaag)
    plek("vandaag het eerst", geldig_van=vandaag)
    plek("morgen pas", geldig_van=vandaag + dag)
    plek("gisteren vervallen", geldig_van=vandaag - 9 * dag, geldig_tot=vandaag - dag)
    plek("opgeheven", toestand="opgeheven", opgeheven_op=vandaag)
    plek("later opgeheven", toestand="opgeheven", opgeheven_op=vandaag + dag)
    plek("geschorst", geschorst_van=vandaag, geschorst_tot=vandaag)
    VestigingFactory(naam="nooit erkend")
    assert namen(client) == ["later opgeheven", "vandaag het eerst", "vandaag het laatst"]


def test_a_vestiging_stands_once_with_all_its_opleidingen(client):
    erkenning = plek("Garage Peeters")
    ErkenningFactory(vestiging=erkenning.vestiging, opleiding=uit_catalogus())
    vervallen = timezone.localdate() - timedelta(days=10)
    ErkenningFactory(
        vestiging=erkenning.vestiging,
        opleiding=uit_catalogus("Autotechnieken duaal"),
        geldig_van=vervallen - timedelta(days=10),
        geldig_tot=vervallen,
    )
    (vestiging,) = client.get(LIJST).context["pagina"]
    assert [str(e.opleiding) for e in vestiging.geldige_erkenningen] == [
        "Koetswerk duaal",
        "Onderhoudsmechanica auto duaal",
    ]


# --- searching ---------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("filters", "gevonden"),
    [
        ({"q": "peeters"}, ["Garage Peeters"]),
        ({"q": "aalst"}, ["Garage De Smet"]),
        ({"q": "9300"}, ["Garage De Smet"]),
        ({"q": "93"}, ["Garage De Smet"]),
        ({"gebied": "Limburg"}, ["Garage Peeters"]),
        ({"gebied": "Brussel"}, ["Motorhuis Claes"]),
        ({"bij": "9000"}, []),
        ({"bij": "dendermonde"}, ["Garage De Smet"]),
        ({"bij": "9200", "gebied": "Limburg"}, []),
        ({"q": "garage", "gebied": "Oost-Vlaanderen"}, ["Garage De Smet"]),
        ({"q": "100%_"}, []),
    ],
)
def test_the_filters(client, filters, gevonden):
    plek("Garage De Smet", "9300")
    plek("Garage Peeters", "3600")
    plek("Motorhuis Claes", "1070")
    assert namen(client, **filters) == gevonden


def test_filter_on_opleiding_and_its_chip(client):
    plek("Koetswerk Lievens", titel="Koetswerk duaal")
    plek("Garage Noord", titel="Onderhoudsmechanica auto duaal")
    code = uit_catalogus("Koetswerk duaal").code
    answer = client.get(LIJST, {"opleiding": code, "q": "lievens"})
    assert [v.naam for v in answer.context["pagina"]] == ["Koetswerk Lievens"]
    assert [chip["label"] for chip in answer.context["chips"]] == ["“lievens”", "Koetswerk duaal"]
    assert answer.context["chips"][1]["url"] == f"{LIJST}?q=lievens"


def test_accents_and_capitals_in_a_gemeente_do_not_matter(client):
    plek("Garage Kasteel", "3020")
    assert namen(client, q="HERENT") == ["Garage Kasteel"]
    assert overzicht.stand().zoek_gemeente("sint niklaas").naam == "Sint-Niklaas"


@pytest.mark.parametrize("filters", [{"bij": "Parijs"}, {"opleiding": "bestaat-niet"}, {"gebied": "Luik"}])
def test_a_filter_that_is_not_understood_says_so_and_shows_the_rest(client, filters):
    plek("Garage De Smet")
    answer = client.get(LIJST, filters)
    assert answer.status_code == 422
    assert [v.naam for v in answer.context["pagina"]] == ["Garage De Smet"]
    assert "Fout: " in answer.content.decode()


def test_nothing_found_offers_wider_searches(client):
    plek("Garage De Smet", "9300")
    answer = client.get(LIJST, {"q": "Heuvelland"})
    assert [keuze["tekst"] for keuze in answer.context["ruimer"]] == [
        "15 km rond Heuvelland",
        "heel West-Vlaanderen",
        "alle leerwerkplekken",
    ]
    for keuze in answer.context["ruimer"]:
        assert client.get(keuze["url"]).status_code == 200
    assert "Zoek ruimer" in answer.content.decode()


def test_no_erkenningen_at_all_is_an_invitation(client):
    html = client.get(LIJST).content.decode()
    assert "nog geen erkende leerwerkplek" in html
    assert "/check/" in html


# --- size --------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("aantal", [1, 3])
def test_the_list_costs_the_same_for_any_number_of_rows(client, aantal, django_assert_num_queries):
    for nummer in range(aantal):
        erkenning = plek(f"Garage {nummer}")
        ErkenningFactory(vestiging=erkenning.vestiging, opleiding=uit_catalogus())
    overzicht.stand()
    with django_assert_num_queries(4):
        assert len(namen(client)) == aantal
    with django_assert_num_queries(5):
        assert len(namen(client, bij="9300")) == aantal


def test_filling_the_snapshot_costs_a_fixed_number_of_queries(client, django_assert_num_queries):
    plek()
    with django_assert_num_queries(8):
        assert len(namen(client)) == 1


def test_the_snapshot_is_read_once_a_page(client, monkeypatch):
    for postcode in ("9300", "9000", "3600"):
        plek(f"Garage {postcode}", postcode)
    gelezen = []
    echt = overzicht.stand
    monkeypatch.setattr(overzicht, "stand", lambda *args: gelezen.append(1) or echt(*args))
    for filters in ({}, {"bij": "9300", "q": "garage"}, {"q": "heuvelland"}):
        gelezen.clear()
        client.get(LIJST, filters)
        assert len(gelezen) == 1, filters


def test_pages_and_the_capped_count(client, monkeypatch):
    monkeypatch.setattr(views, "PER_BLADZIJDE", 2)
    monkeypatch.setattr(views.LeerwerkplekPaginator, "hoogstens", 4)
    for nummer in range(6):
        plek(f"Garage {nummer}")
    answer = client.get(LIJST, {"pagina": 2})
    assert [v.naam for v in answer.context["pagina"]] == ["Garage 2", "Garage 3"]
    assert answer.context["pagina"].paginator.num_pages == 2
    assert answer.context["pagina"].paginator.aantal_tekst == "meer dan 4 leerwerkplekken"
    assert client.get(LIJST, {"pagina": "x"}).status_code == 200
    assert client.get(LIJST, {"pagina": 99}).context["pagina"].number == 2


# --- the map -----------------------------------------------------------------------------------------------------
def test_the_map_counts_vestigingen_per_gemeente_and_has_a_table(client):
    erkenning = plek("Garage Een", "9300")
    ErkenningFactory(vestiging=erkenning.vestiging, opleiding=uit_catalogus())
    plek("Garage Twee", "9308")
    plek("Garage Drie", "3600", titel="Onderhoudsmechanica auto duaal")
    answer = client.get(LIJST)
    assert {p["plek"].naam: p["aantal"] for p in answer.context["punten"]} == {"Aalst": 2, "Genk": 1}
    html = answer.content.decode()
    assert "Kaart van Vlaanderen en Brussel: 3 leerwerkplekken in 2 gemeenten" in html
    assert html.index('id="lijst-titel"') < html.index("<figure")
    assert "Toon als tabel" in html
    gefilterd = client.get(LIJST, {"opleiding": uit_catalogus("Koetswerk duaal").code, "gebied": "Oost-Vlaanderen"})
    assert {p["plek"].naam: p["aantal"] for p in gefilterd.context["punten"]} == {"Aalst": 2}


def test_a_dot_leads_to_the_same_search_in_that_gemeente(client):
    plek("Garage Een", "9300")
    (punt,) = client.get(LIJST, {"gebied": "Oost-Vlaanderen"}).context["punten"]
    assert punt["url"] == f"{LIJST}?q=Aalst"
    assert [v.naam for v in client.get(punt["url"]).context["pagina"]] == ["Garage Een"]


# --- free places -------------------------------------------------------------------------------------------------
@pytest.fixture
def bezet(monkeypatch):
    """Register what is taken; the registration falls away after the test."""
    monkeypatch.setattr(overzicht, "_bezetting", [])
    taken: dict[int, int] = {}
    overzicht.registreer_bezetting(lambda ids: {pk: taken[pk] for pk in ids if pk in taken})
    return taken


def test_free_places_are_places_minus_what_higher_floors_say_is_taken(client, bezet):
    erkenning = plek(plaatsen=3)
    assert overzicht.vrije_plaatsen(erkenning) == 3
    bezet[erkenning.pk] = 2
    assert overzicht.vrije_plaatsen(erkenning) == 1
    assert "1 plaats vrij" in client.get(LIJST).content.decode()
    bezet[erkenning.pk] = 4
    assert overzicht.vrije_plaatsen(erkenning) == 0
    assert "volzet" in client.get(f"{LIJST}{erkenning.vestiging_id}/").content.decode()


# --- one leerwerkplek --------------------------------------------------------------------------------------------
def test_the_detail_shows_opleidingen_until_when_and_the_contact(client, django_assert_num_queries):
    erkenning = plek("Garage De Smet", geldig_van=timezone.localdate())
    overzicht.stand()
    with django_assert_num_queries(4):
        html = client.get(f"{LIJST}{erkenning.vestiging_id}/").content.decode()
    assert "Koetswerk duaal" in html
    assert "An Claes" in html
    assert NUMMER in html
    assert "Ruben Janssens" in html
    assert "<circle" in html


def test_a_hidden_contact_person_is_nowhere_to_be_read(client):
    erkenning = plek()
    vestiging = erkenning.vestiging
    vestiging.toon_contact = False
    vestiging.save()
    html = client.get(f"{LIJST}{vestiging.pk}/").content.decode()
    for geheim in (vestiging.contactpersoon, NUMMER, vestiging.telefoon, vestiging.email):
        assert geheim not in html
    assert vestiging.naam in html


def test_the_detail_is_gone_when_nothing_is_recognised_today(client):
    gisteren = timezone.localdate() - timedelta(days=1)
    erkenning = plek(geldig_van=gisteren - timedelta(days=5), geldig_tot=gisteren)
    assert client.get(f"{LIJST}{erkenning.vestiging_id}/").status_code == 404
    assert client.get(f"{LIJST}999999/").status_code == 404
