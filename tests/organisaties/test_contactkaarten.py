"""The contact card of a region, dated and kept by the coördinator (rules.md §10)."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from educam_portal.accounts.fouten import Geweigerd
from educam_portal.organisaties import services
from educam_portal.organisaties.models import ContactKaart
from educam_portal.organisaties.regios import contactkaart
from tests import fabrieken
from tests.vragen import kost

pytestmark = pytest.mark.django_db
LIJST = "/coordinator/instellingen/contactkaarten/"
ADRES = "/coordinator/instellingen/contactkaarten/ovl/"
DAG = timedelta(days=1)


def over(n: int):
    return timezone.localdate() + n * DAG


@pytest.fixture
def inge(client):
    user = fabrieken.coordinator()
    client.force_login(user)
    return user


def zet(door, n: int, naam: str = "Nele Verstraete", code: str = "ovl") -> ContactKaart:
    return services.zet_contactkaart(
        regio=fabrieken.regio(code),
        naam=naam,
        email="nele@example.be",
        telefoon="+32470000001",
        vanaf=over(n),
        door=door,
        op=timezone.now(),
    )


def op(n: int, code: str = "ovl") -> str | None:
    kaart = contactkaart(fabrieken.regio(code), over(n))
    return kaart.naam if kaart else None


def test_the_new_card_takes_over_on_its_day_and_the_old_one_ends_the_day_before(inge):
    zet(inge, 3)
    assert (op(2), op(3), op(2, "lim")) == ("Ruben Janssens", "Nele Verstraete", "Willem-Jan Aarts")
    oud = ContactKaart.objects.get(naam="Ruben Janssens")
    assert oud.geldig_tot == over(2)
    assert oud.history.latest().history_user == inge


def test_a_card_in_between_ends_where_the_next_begins(inge):
    zet(inge, 9, "Lien Verbrugge")
    zet(inge, 3)
    assert [op(n) for n in (2, 3, 8, 9)] == ["Ruben Janssens", "Nele Verstraete", "Nele Verstraete", "Lien Verbrugge"]
    assert ContactKaart.objects.filter(regio__code="ovl").count() == 3


def test_the_same_day_again_corrects_the_card(inge):
    zet(inge, 0, "Neel Verstraete")
    zet(inge, 0)
    assert op(0) == "Nele Verstraete" and op(-1) == "Ruben Janssens"
    assert not ContactKaart.objects.filter(naam="Neel Verstraete").exists()


def test_withdrawing_lets_the_one_before_go_on(inge):
    zet(inge, 9, "Lien Verbrugge")
    kaart = zet(inge, 3)
    services.trek_contactkaart_in(kaart=kaart, door=inge, op=timezone.now())
    assert (op(5), op(9)) == ("Ruben Janssens", "Lien Verbrugge")
    with pytest.raises(Geweigerd, match="al ingetrokken"):
        services.trek_contactkaart_in(kaart=kaart, door=inge, op=timezone.now())


def test_what_was_shown_stays(inge):
    with pytest.raises(Geweigerd, match="vanaf vandaag"):
        zet(inge, -1)
    with pytest.raises(Geweigerd, match="wordt al getoond"):
        services.trek_contactkaart_in(
            kaart=ContactKaart.objects.get(naam="Ruben Janssens"), door=inge, op=timezone.now()
        )


def test_only_a_coordinator_changes_them(inge):
    kaart, nele = zet(inge, 3), fabrieken.consulent(fabrieken.regio("ovl"))
    with pytest.raises(Geweigerd, match="Alleen een coördinator"):
        zet(nele, 5)
    with pytest.raises(Geweigerd, match="Alleen een coördinator"):
        services.trek_contactkaart_in(kaart=kaart, door=nele, op=timezone.now())


def test_the_screens_from_start_to_end(client, inge):
    inhoud = client.get(LIJST).content.decode()
    assert "Ruben Janssens" in inhoud and "Oost-Vlaanderen" in inhoud
    assert 'value="Ruben Janssens"' in client.get(ADRES).content.decode()
    wat = {
        "naam": "Nele Verstraete",
        "telefoon": "0470 00 00 01",
        "email": "nele@example.be",
        "vanaf": over(3).isoformat(),
    }
    assert "Nele Verstraete, vanaf" in client.post(ADRES, wat, follow=True).content.decode()
    kaart = ContactKaart.objects.get(naam="Nele Verstraete")
    assert kaart.telefoon == "+32470000001"
    weg = reverse("organisatie:contactkaart_intrekken", args=[kaart.pk])
    assert client.get(weg).status_code == 405
    assert "komt er niet" in client.post(weg, follow=True).content.decode()
    assert client.post(weg).status_code == 404


@pytest.mark.parametrize(
    ("velden", "zin"),
    [
        ({"naam": ""}, "Vul de naam in."),
        ({"naam": "Kijk op www.voorbeeld.be"}, "webadres"),
        ({"naam": "x" * 121}, "120"),
        ({"telefoon": "12"}, "Schrijf het zo: 0470 12 34 56."),
        ({"telefoon": ""}, "Vul het telefoonnummer in."),
        ({"email": "nele"}, "Schrijf het zo: naam@bedrijf.be."),
        ({"vanaf": ""}, "Kies vanaf welke dag."),
        ({"vanaf": "morgen"}, "Vul een datum in"),
        ({"vanaf": "2020-01-01"}, "Kies een dag vanaf vandaag."),
    ],
)
def test_bad_input_says_what_to_do(client, inge, velden, zin):
    wat = {"naam": "Nele", "telefoon": "0470000001", "email": "nele@example.be", "vanaf": over(3).isoformat()}
    antwoord = client.post(ADRES, wat | velden)
    assert antwoord.status_code == 422 and zin in antwoord.content.decode()
    assert ContactKaart.objects.filter(regio__code="ovl").count() == 1


def test_a_region_that_does_not_exist(client, inge):
    assert client.get("/coordinator/instellingen/contactkaarten/mars/").status_code == 404


@pytest.mark.parametrize("aantal", [1, 3])
def test_the_list_costs_the_same_for_any_number(client, inge, aantal):
    for n in range(aantal):
        zet(inge, n + 1, f"Naam {n}")
    with kost(3):
        assert client.get(LIJST).status_code == 200
