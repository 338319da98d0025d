"""The public API: the answers of the pages and of `manage.py reken`, the list page by page, and what is refused."""

import json
import re
from dataclasses import replace
from datetime import UTC, datetime
from html import unescape

import pytest
import time_machine

from educam_portal.accounts import remmen
from educam_portal.organisaties.models import Gemeente, Regio
from educam_portal.overzicht.api.schema import KOSTEN_VOORBEELD, PREMIE_VOORBEELD
from educam_portal.overzicht.rekenen import reken
from tests.fabrieken import ErkenningFactory, VestigingFactory, uit_catalogus

pytestmark = pytest.mark.django_db
LIJST = "/api/v1/leerwerkplekken"
PREMIE = "/api/v1/simulatie/premie"
KOSTEN = "/api/v1/simulatie/kosten"


def stuur(client, pad, geval):
    return client.post(pad, geval, content_type="application/json")


def plek(naam="Garage De Smet", postcode="9300", titel="Koetswerk duaal", **velden):
    vestiging = VestigingFactory(naam=naam, postcode=postcode, **velden)
    return ErkenningFactory(vestiging=vestiging, opleiding=uit_catalogus(titel))


def namen(client, **vraag):
    return [een["naam"] for een in client.get(LIJST, vraag).json()["leerwerkplekken"]]


# --- computing --------------------------------------------------------------------------------------------------
def test_a_premie_has_the_answer_of_reken_with_its_reasons(client, django_assert_max_num_queries):
    with django_assert_max_num_queries(1):
        antwoord = stuur(client, PREMIE, PREMIE_VOORBEELD)
    uitkomst = antwoord.json()
    uitleg = {rij["code"]: rij for rij in uitkomst.pop("uitleg")}
    assert uitkomst == reken("premie", [PREMIE_VOORBEELD])[0]
    assert (uitkomst["recht"], uitkomst["bedrag"]) == ("nog_niet", "1000.00")
    assert list(uitleg) == list(uitkomst["voorwaarden"])
    assert uitleg["toestemming"] == {
        "code": "toestemming",
        "titel": "Toestemming en rekeningnummer",
        "uitkomst": "open",
        "uiterlijk": "2026-12-01",
        "zin": "Er is nog geen toestemming met een rekeningnummer.",
        "doe": "Geef toestemming en vul je rekeningnummer in, uiterlijk op 1 december 2026. Later is er geen premie.",
        "bron": "Brochure “Duaal leren in de automotive”, Leerbedrijf worden; "
        "vlaanderen.be, premie kwalificerend werkplekleren",
    }
    assert uitleg["mentoropleiding"]["uiterlijk"] is None
    assert "set-cookie" not in {naam.lower() for naam in antwoord.headers}


def test_sentences_hold_for_facts_the_page_does_not_ask(client):
    geval = PREMIE_VOORBEELD | {"prestaties": [], "vks": 5, "gewest": None, "soort": "SAO"}
    zinnen = {rij["code"]: rij["zin"] for rij in stuur(client, PREMIE, geval).json()["uitleg"]}
    assert zinnen["niveau"] == "De opleiding gaat hoger dan niveau 4 van de Vlaamse kwalificatiestructuur."
    assert zinnen["vier_maanden"].endswith("Er zijn nog geen gewerkte dagen ingevuld.")


def test_the_costs_are_those_of_the_page(client):
    with time_machine.travel(datetime(2026, 9, 15, 8, tzinfo=UTC), tick=False):
        pagina = client.get("/kosten/", KOSTEN_VOORBEELD)
        uitkomst = stuur(client, KOSTEN, KOSTEN_VOORBEELD).json()
    raming = pagina.context["kosten"]
    assert (uitkomst["per"], uitkomst["loon"]) == ("maand", f"{raming.loon:.2f}")
    assert [maand["vergoeding"] for maand in uitkomst["maanden"]] == [f"{m.vergoeding:.2f}" for m in raming.maanden]
    assert [maand["maand"] for maand in uitkomst["maanden"]][:2] == ["2026-09", "2026-10"]
    assert uitkomst["bronnen"][0]["bron"] == "Cao 43; nota loonadministratie 2026"


@pytest.mark.parametrize(
    ("pad", "geval", "zin"),
    [
        (PREMIE, PREMIE_VOORBEELD | {"start": "2026-02-30"}, "“start”: 2026-02-30 bestaat niet op de kalender."),
        (PREMIE, PREMIE_VOORBEELD | {"einde": "2026-08-01"}, "De overeenkomst eindigt vóór ze begint."),
        (PREMIE, PREMIE_VOORBEELD | {"kleur": "rood"}, "Deze sleutel kennen we niet: kleur."),
        (PREMIE, {}, "Deze sleutel ontbreekt: "),
        (PREMIE, [], "Stuur een object met sleutels en waarden."),
        (PREMIE, "{", "Dit is geen geldige JSON."),
        (PREMIE, "[" * 20_000, "Dit is geen geldige JSON."),
        (KOSTEN, KOSTEN_VOORBEELD | {"maanden": "10"}, "“maanden” moet een geheel getal zijn van 1 tot en met 120"),
        (KOSTEN, KOSTEN_VOORBEELD | {"maanden": 37}, "Een overeenkomst duurt minstens 1 maand en hoogstens 3 jaar."),
        (KOSTEN, KOSTEN_VOORBEELD | {"categorie": None}, "Kies een categorie: ze bepaalt de leervergoeding"),
        (KOSTEN, KOSTEN_VOORBEELD | {"soort": "ODOS", "werkplek": float("nan")}, "“werkplek” moet een getal zijn"),
    ],
)
def test_what_is_malformed_gets_a_sentence(client, pad, geval, zin):
    antwoord = stuur(client, pad, geval)
    assert antwoord.status_code == 422
    assert antwoord.json()["fout"].startswith(zin)


def test_the_fields_to_change_are_named(client):
    geval = {"soort": "ODOS", "start": "2026-09-01", "maanden": 10}
    assert set(stuur(client, KOSTEN, geval).json()["velden"]) == {"werkplek", "les"}


def test_another_kind_of_content_another_method_and_another_address_are_told_in_json(client):
    anders = client.post(PREMIE, {"soort": "OAO"})
    assert (anders.status_code, anders.json()["fout"]) == (
        415, "Stuur JSON, met de kop “Content-Type: application/json”."
    )  # fmt: skip
    groot = client.post(PREMIE, b" " * 70_000, content_type="application/json")
    assert (groot.status_code, groot.json()["fout"]) == (413, "Dit is te groot. Stuur hoogstens 64 kB.")
    methode = client.get(PREMIE)
    assert (methode.status_code, methode["Allow"]) == (405, "POST")
    assert methode.json()["fout"] == "Gebruik POST voor dit adres."
    nergens = client.get("/api/v1/niets")
    assert (nergens.status_code, nergens.json()["fout"]) == (404, "Dit adres bestaat niet.")
    assert client.get(f"{LIJST}?gemeente=%00").json()["fout"] == "Dit adres klopt niet."


@pytest.mark.parametrize(("actie", "pad"), [("api_simulatie", KOSTEN), ("api_leerwerkplekken", LIJST)])
def test_who_asks_too_often_waits(client, monkeypatch, actie, pad):
    monkeypatch.setitem(remmen.GRENZEN, actie, replace(remmen.GRENZEN[actie], aantal=1))
    vraag = (lambda: stuur(client, pad, KOSTEN_VOORBEELD)) if pad == KOSTEN else (lambda: client.get(pad))
    assert vraag().status_code == 200
    geremd = vraag()
    assert (geremd.status_code, geremd["Retry-After"]) == (429, "3600")
    assert geremd.json()["fout"] == remmen.GRENZEN[actie].zin


# --- the list ---------------------------------------------------------------------------------------------------
def test_the_list_tells_what_the_public_list_shows(client):
    erkenning = plek(contactpersoon="An Peeters", telefoon="+32470123456", email="an@example.be", toon_contact=True)
    plek("Zonder contact", contactpersoon="Bo Maes", toon_contact=False)
    VestigingFactory(naam="Nooit erkend")
    eerste, tweede = client.get(LIJST).json()["leerwerkplekken"]
    vestiging = erkenning.vestiging
    assert eerste == {
        "id": vestiging.pk,
        "naam": "Garage De Smet",
        "adres": {
            "straat": vestiging.straat,
            "huisnummer": vestiging.huisnummer,
            "bus": vestiging.bus,
            "postcode": "9300",
            "gemeente": "Aalst",
            "gebied": "Oost-Vlaanderen",
        },
        "regio": vestiging.regio.code,
        "opleidingen": [
            {
                "code": erkenning.opleiding.code,
                "titel": "Koetswerk duaal",
                "geldig_tot_en_met": erkenning.geldig_tot.isoformat(),
                "vrije_plaatsen": erkenning.plaatsen,
            }
        ],
        "contact": {"naam": "An Peeters", "telefoon": "+32470123456", "email": "an@example.be"},
        "bladzijde": f"http://localhost:8000/leerwerkplekken/{vestiging.pk}/",
    }
    assert (tweede["naam"], tweede["contact"]) == ("Zonder contact", None)
    assert "Bo Maes" not in client.get(f"{LIJST}?formaat=geojson").content.decode()


def test_geojson_puts_each_in_the_middle_of_its_gemeente(client):
    erkenning = plek()
    antwoord = client.get(LIJST, {"formaat": "geojson"})
    assert antwoord["Content-Type"] == "application/geo+json"
    verzameling = json.loads(antwoord.content)
    aalst = Gemeente.objects.get(naam="Aalst")
    assert verzameling["type"] == "FeatureCollection"
    assert verzameling["features"] == [
        {
            "type": "Feature",
            "id": erkenning.vestiging_id,
            "geometry": {"type": "Point", "coordinates": [aalst.lon, aalst.lat]},
            "properties": client.get(LIJST).json()["leerwerkplekken"][0],
        }
    ]
    assert 2.5 < aalst.lon < 6 and 50 < aalst.lat < 52


def test_filters_leave_what_fits(client):
    plek("Aalst koetswerk")
    plek("Aalst auto", titel="Onderhoudsmechanica auto duaal")
    elders = plek("Gent koetswerk", postcode="9000")
    code = elders.opleiding.code
    assert namen(client, opleiding=code) == ["Aalst koetswerk", "Gent koetswerk"]
    assert namen(client, gemeente="aalst") == ["Aalst koetswerk", "Aalst auto"]
    assert namen(client, postcode="9000") == ["Gent koetswerk"]
    assert namen(client, postcode="9999") == []
    assert namen(client, opleiding=code, postcode="9300", formaat="json") == ["Aalst koetswerk"]
    assert len(namen(client, regio=elders.vestiging.regio.code)) == 3
    ander = Regio.objects.exclude(pk=elders.vestiging.regio_id).first()
    assert namen(client, regio=ander.code) == []


@pytest.mark.parametrize("aantal", [1, 3])
def test_a_page_costs_the_same_with_any_number_of_rows(client, aantal, django_assert_num_queries):
    for nummer in range(aantal):
        plek(f"Garage {nummer}")
    namen(client)
    with django_assert_num_queries(3):
        assert len(namen(client)) == aantal


def test_pages_follow_each_other_also_when_something_goes_or_comes(client):
    rijen = [plek(f"Garage {nummer}") for nummer in range(5)]
    eerste = client.get(LIJST, {"aantal": 2})
    volgende = eerste.json()["volgende"]
    assert eerste["Link"] == f'<http://localhost:8000{LIJST}?aantal=2&na={volgende}>; rel="next"'
    rijen[1].delete()
    plek("Aaa Garage")
    tweede = client.get(LIJST, {"aantal": 2, "na": volgende}).json()
    derde = client.get(LIJST, {"aantal": 2, "na": tweede["volgende"]})
    gelezen = [een["naam"] for blad in (eerste.json(), tweede, derde.json()) for een in blad["leerwerkplekken"]]
    assert gelezen == [*(f"Garage {nummer}" for nummer in range(5)), "Aaa Garage"]
    assert derde.json()["volgende"] is None
    assert "Link" not in derde


@pytest.mark.parametrize(
    ("vraag", "zin"),
    [
        ({"na": "7"}, "“na”: Neem “volgende” van de vorige bladzijde over zoals het er staat."),
        ({"na": "Nzp2ZXJ2YWxzdA"}, "“na”: Neem “volgende” van de vorige bladzijde over zoals het er staat."),
        ({"na": "é"}, "“na”: Neem “volgende” van de vorige bladzijde over zoals het er staat."),
        ({"aantal": "0"}, "“aantal”: Geef een geheel getal van 1 tot en met 100."),
        ({"aantal": "101"}, "“aantal”: Geef een geheel getal van 1 tot en met 100."),
        ({"aantal": "²"}, "“aantal”: Geef een geheel getal van 1 tot en met 100."),
        ({"formaat": "xml"}, "“formaat”: Kies uit json, geojson."),
        ({"opleiding": "bakker"}, "“opleiding”: Deze code kennen we niet."),
        ({"regio": "atlantis"}, "“regio”: Deze code kennen we niet."),
        ({"gemeente": "Atlantis"}, "“gemeente”: Deze gemeente kennen we niet."),
        ({"postcode": "93000"}, "“postcode”: Geef vier cijfers."),
        ({"gemeente": ""}, "“gemeente”: Geef een waarde, en niet te lang."),
        ({"gemeente": ["Aalst", "Gent"]}, "“gemeente” mag maar één keer voorkomen."),
        ({"kleur": "rood"}, "Deze vraag kennen we niet; kies uit formaat, opleiding, regio, gemeente, postcode"),
    ],
)
def test_a_question_that_is_not_understood_gets_a_sentence(client, vraag, zin):
    antwoord = client.get(LIJST, vraag)
    assert antwoord.status_code == 422
    assert antwoord.json()["fout"].startswith(zin)


# --- the page about it ------------------------------------------------------------------------------------------
def test_the_page_tells_every_operation_as_the_schema_does(client):
    html = client.get("/api/v1/").content.decode()
    tekst = re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", html)))
    schema = client.get("/api/v1/openapi.json").json()
    assert schema["openapi"].startswith("3.")
    for pad, methodes in schema["paths"].items():
        (methode,) = methodes
        assert f"{methode.upper()} {pad}" in tekst
    assert "schooljaar geheel getal van 1 tot en met 9998 Het jaar waarin het schooljaar begint." in tekst
    assert "gewest vlaams, brussels, waals of leeg (null)" in tekst
    assert "600 berekeningen" in tekst
    assert "http://" not in re.sub(r"http://localhost:8000", "", html.split("<body")[1].split("</main>")[0])
