"""Where a coördinator keeps the parameters: the list, the versions, and a form per kind of value."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from educam_portal.parameters import services, waarde
from educam_portal.parameters.definities import DEFINITIES
from educam_portal.parameters.models import Parameter
from educam_portal.termijnen import services as termijnen
from tests import fabrieken

pytestmark = pytest.mark.django_db
LIJST = "/coordinator/instellingen/"
DAG = timedelta(days=1)


@pytest.fixture
def inge(client):
    user = fabrieken.coordinator(user=fabrieken.UserFactory(naam="Inge Coppens"))
    client.force_login(user)
    return user


def pagina(naam: str) -> str:
    return reverse("instellingen:parameter", args=[naam])


def nieuw(naam: str) -> str:
    return reverse("instellingen:nieuw", args=[naam])


def dag(n: int) -> str:
    return (timezone.localdate() + n * DAG).isoformat()


def gegevens(n: int = 3, **velden) -> dict:
    """What the second page sends."""
    return {"geldig_vanaf": dag(n), "bron": "Beslissing van EDUCAM", "stap": "bewaar"} | velden


def test_the_list_shows_every_parameter_with_its_value_and_source(client, inge):
    inhoud = client.get(LIJST).content.decode()
    for naam in DEFINITIES:
        assert f'href="{pagina(naam)}"' in inhoud
    assert "2.189,81 euro per maand" in inhoud and "1 april 2026" in inhoud
    assert "Brochure EDUCAM" in inhoud and "Keuze van het portaal" in inhoud and "altijd" in inhoud
    # What only our own papers number says nothing to a coördinator.
    assert "rules.md" not in inhoud and "[B]" not in inhoud and "F§" not in inhoud


def test_what_is_to_come_stands_beside_what_counts(client, inge):
    client.post(nieuw("behandeltermijn"), gegevens(aantal="10", eenheid="dagen"))
    assert "10 dagen" in client.get(LIJST).content.decode()
    inhoud = client.get(pagina("behandeltermijn")).content.decode()
    assert "Later" in inhoud and "Geldt nu" in inhoud
    assert "Toegevoegd: 10 dagen" in inhoud and "door Inge Coppens" in inhoud


def test_withdrawing_from_the_page(client, inge):
    client.post(nieuw("behandeltermijn"), gegevens(aantal="10", eenheid="dagen"))
    versie = Parameter.objects.latest("pk")
    adres = reverse("instellingen:intrekken", args=["behandeltermijn", versie.pk])
    assert client.get(adres).status_code == 405
    assert "gaat niet in" in client.post(adres, follow=True).content.decode()
    assert client.post(adres).status_code == 404
    begin = Parameter.objects.get(naam="behandeltermijn")
    adres = reverse("instellingen:intrekken", args=["behandeltermijn", begin.pk])
    assert "geldt al" in client.post(adres, follow=True).content.decode()
    assert client.post(reverse("instellingen:intrekken", args=["ggmmi", begin.pk])).status_code == 404


@pytest.mark.parametrize(
    ("naam", "velden", "opgeslagen"),
    [
        ("ggmmi", {"waarde": "2.250,40"}, "2250.40"),
        ("leervergoeding_uur", {"waarde": "0,215"}, "0.215"),
        ("premie_max", {"waarde": "4"}, 4),
        ("behandeltermijn", {"aantal": "12", "eenheid": "werkdagen"}, {"aantal": 12, "eenheid": "werkdagen"}),
        ("weigering_bevestigen", {"waarde": "nee"}, False),
        ("bevoegd_loket", {"waarde": "departement"}, "departement"),
        ("rsz_beperkt", {"procent_bijdrage": "18", "procent_basis": "108"}, {"bijdrage": "18", "basis": "108"}),
        (
            "herinneringen_aanvulling",
            {"aantal_1": "1", "wanneer_1": "+d", "aantal_2": "5", "wanneer_2": "-d", "wanneer_4": "0d"},
            ["-5d", "+0d", "+1d"],
        ),
        ("herinneringen_aanvulling", {}, []),
    ],
)
def test_a_version_of_every_kind(client, inge, naam, velden, opgeslagen):
    assert client.get(nieuw(naam)).status_code == 200
    antwoord = client.post(nieuw(naam), gegevens(**velden))
    assert antwoord.status_code == 302 and antwoord["Location"] == pagina(naam)
    assert Parameter.objects.get(naam=naam, geldig_vanaf=dag(3)).waarde == opgeslagen
    waarde(naam, timezone.localdate() + 3 * DAG)


@pytest.mark.parametrize(
    ("naam", "velden", "zin"),
    [
        ("ggmmi", {}, "Vul een getal in, zoals 2.189,81."),
        ("ggmmi", {"waarde": "veel"}, "Schrijf het zo: 2.189,81."),
        ("ggmmi", {"waarde": "<script>alert(1)</script>"}, "Schrijf het zo: 2.189,81."),
        ("ggmmi", {"waarde": "-5"}, "Schrijf het zo: 2.189,81."),
        ("ggmmi", {"waarde": "1,999"}, "Schrijf het zo: 2.189,81."),
        ("ggmmi", {"waarde": "9" * 31}, "hoogstens 30 tekens"),
        ("leervergoeding_uur", {"waarde": "0,12345"}, "Schrijf het zo: 34,5."),
        ("premie_max", {"waarde": "3,5"}, "zonder komma"),
        ("premie_max", {"waarde": "-1"}, "van 0 of meer"),
        ("concept", {"aantal": "0", "eenheid": "dagen"}, "van 1 of meer"),
        ("premie_max", {"waarde": "999999"}, "te groot"),
        ("behandeltermijn", {"aantal": "10", "eenheid": "weken"}, "Kies een eenheid uit de lijst."),
        ("behandeltermijn", {"eenheid": "dagen"}, "Vul een getal in."),
        ("weigering_bevestigen", {}, "Kies een van de antwoorden."),
        ("bevoegd_loket", {"waarde": "elders"}, "Kies een van de antwoorden."),
        ("rsz_beperkt", {"procent_bijdrage": "18"}, "Vul een getal in, zoals 34,5."),
        ("herinneringen_aanvulling", {"aantal_1": "5"}, "vóór of na de uiterste datum"),
        ("herinneringen_aanvulling", {"wanneer_2": "-d"}, "minstens 1"),
        ("herinneringen_aanvulling", {"wanneer_1": "gisteren"}, "Kies een moment uit de lijst."),
        (
            "herinneringen_aanvulling",
            {"aantal_1": "5", "wanneer_1": "-d", "aantal_2": "5", "wanneer_2": "-d"},
            "Dit moment staat er al.",
        ),
    ],
)
def test_bad_input_of_every_kind_says_what_to_do_and_keeps_what_was_typed(client, inge, naam, velden, zin):
    voor = Parameter.objects.count()
    antwoord = client.post(nieuw(naam), gegevens(opmerking="Nog na te kijken", **velden))
    assert antwoord.status_code == 422
    inhoud = antwoord.content.decode()
    assert zin in inhoud and "Nog na te kijken" in inhoud and "<script>alert" not in inhoud
    assert Parameter.objects.count() == voor


@pytest.mark.parametrize(
    ("velden", "zin"),
    [
        ({"geldig_vanaf": ""}, "Kies vanaf welke dag dit geldt."),
        ({"geldig_vanaf": "31/02/2027"}, "Vul een datum in, zoals 3/12/2026."),
        ({"geldig_vanaf": "9999-12-31"}, "tien jaar in de toekomst"),
        ({"bron": ""}, "Schrijf uit welke bron je dit hebt."),
        ({"bron": "x" * 251}, "Maak hem korter dan 250 tekens."),
        ({"opmerking": "x" * 251}, "Maak hem korter dan 250 tekens."),
    ],
)
def test_a_version_needs_a_day_and_a_source(client, inge, velden, zin):
    antwoord = client.post(nieuw("ggmmi"), gegevens(waarde="2250") | velden)
    assert antwoord.status_code == 422 and zin in antwoord.content.decode()


def test_what_changes_is_shown_before_the_button_that_saves(client, inge):
    termijnen.start(fabrieken.AanvraagFactory(), "concept", op=timezone.localdate())
    wat = gegevens(0, aantal="3", eenheid="maanden", afgeleid="on", opmerking="Proef")
    antwoord = client.post(nieuw("concept"), wat | {"stap": ""})
    inhoud = antwoord.content.decode()
    assert antwoord.status_code == 200
    assert "Concept wordt gewist: 1 lopende termijn volgt de nieuwe waarde." in inhoud
    assert "3 maanden" in inhoud and "Berekend of afgeleid" in inhoud and "Er is nog niets bewaard." in inhoud
    assert Parameter.objects.filter(naam="concept").count() == 1
    # What the page carries on is what is saved, or typed again.
    verborgen = {veld.html_name: veld.value() or "" for veld in antwoord.context["form"]}
    terug = client.post(nieuw("concept"), verborgen | {"stap": "pas_aan"})
    assert terug.status_code == 200 and "Bekijk wat er verandert" in terug.content.decode()
    assert client.post(nieuw("concept"), verborgen | {"stap": "bewaar"}).status_code == 302
    versie = Parameter.objects.filter(naam="concept").latest("geldig_vanaf")
    assert (versie.waarde, versie.afgeleid, versie.opmerking) == (
        {"aantal": 3, "eenheid": "maanden"},
        True,
        "Proef",
    )


@pytest.mark.parametrize("stap", ["", "bewaar"])
def test_the_past_stays_as_it_was(client, inge, stap):
    antwoord = client.post(nieuw("concept"), gegevens(-1, aantal="3", eenheid="maanden", stap=stap))
    assert antwoord.status_code == 422 and "Wat al gold, verandert niet meer." in antwoord.content.decode()


def test_replacing_what_is_still_to_begin_starts_from_what_it_says(client, inge):
    client.post(nieuw("ggmmi"), gegevens(waarde="2.250", bron="Cao 43"))
    adres = f"{nieuw('ggmmi')}?vanaf={dag(3)}"
    assert adres in client.get(pagina("ggmmi")).content.decode()
    inhoud = client.get(adres).content.decode()
    assert f'value="{dag(3)}"' in inhoud and 'value="2.250"' in inhoud and "Cao 43" in inhoud
    client.post(adres, gegevens(waarde="2.251", gezien=services.merk("ggmmi")))
    assert Parameter.objects.get(naam="ggmmi", geldig_vanaf=dag(3)).waarde == "2251"
    assert "Vervangen: 2.251 euro" in client.get(pagina("ggmmi")).content.decode()


def test_an_old_page_asks_to_look_again_and_the_next_press_counts(client, inge):
    gezien = services.merk("ggmmi")
    services.zet_parameter(
        naam="ggmmi",
        waarde="2300",
        geldig_vanaf=timezone.localdate() + 9 * DAG,
        bron="Ander",
        door=inge,
        op=timezone.now(),
    )
    antwoord = client.post(nieuw("ggmmi"), gegevens(waarde="2250", gezien=gezien))
    inhoud = antwoord.content.decode()
    assert antwoord.status_code == 422 and "intussen aan" in inhoud and "2250" in inhoud
    assert f'value="{services.merk("ggmmi")}"' in inhoud


@pytest.mark.parametrize(
    "adres", ["/coordinator/instellingen/bestaat_niet/", "/coordinator/instellingen/bestaat_niet/nieuw/"]
)
def test_a_parameter_that_does_not_exist(client, inge, adres):
    assert client.get(adres).status_code == 404


@pytest.mark.parametrize("vanaf", ["x", "2026-13-01", "2026-04-01", ""])
def test_a_day_in_the_address_without_a_version_to_replace_is_a_new_version(client, inge, vanaf):
    assert "Voeg een waarde toe" in client.get(f"{nieuw('ggmmi')}?vanaf={vanaf}").content.decode()


def test_nobody_else_sees_the_settings(client):
    client.force_login(fabrieken.consulent(fabrieken.regio("ovl")))
    for adres in (LIJST, pagina("ggmmi"), nieuw("ggmmi")):
        assert client.get(adres).status_code == 404


@pytest.mark.parametrize("aantal", [1, 3])
def test_the_pages_cost_the_same_for_any_number_of_versions(client, inge, aantal, django_assert_num_queries):
    for n in range(aantal):
        client.post(nieuw("ggmmi"), gegevens(n + 1, waarde=f"23{n}0", gezien=services.merk("ggmmi")))
    assert Parameter.objects.filter(naam="ggmmi").count() == 7 + aantal
    # Counted literally, for these pages are about the table that `tests.vragen` leaves out.
    for adres, verwacht in ((LIJST, 3), (pagina("ggmmi"), 6), (nieuw("ggmmi"), 4)):
        client.get(adres)
        with django_assert_num_queries(verwacht):
            client.get(adres)
