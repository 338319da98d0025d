"""A coördinator keeps the school holidays and who offers what (rules.md §2, §5)."""

from datetime import date

import pytest
from django.urls import reverse

from educam_portal.accounts.fouten import Geweigerd
from educam_portal.organisaties import schoolvakanties, services
from educam_portal.organisaties.models import Aanbod, Schoolvakantie
from tests import fabrieken

pytestmark = pytest.mark.django_db
KROKUS = {"naam": "Krokusvakantie", "van": "2033-02-28", "tot": "2033-03-06", "bron": "Omzendbrief"}
LIJST = "/coordinator/instellingen/schoolvakanties/"


@pytest.fixture
def inge(client):
    user = fabrieken.coordinator()
    client.force_login(user)
    return user


def test_a_holiday_from_start_to_end(client, inge):
    assert "Zomervakantie" in client.get(LIJST).content.decode()
    assert "De schoolvakantie is bewaard." in client.post(f"{LIJST}nieuw/", KROKUS, follow=True).content.decode()
    rij = Schoolvakantie.objects.get(van=date(2033, 2, 28))
    assert schoolvakanties.laatste_bekende_dag() == date(2033, 3, 6)
    een = reverse("organisatie:schoolvakantie", args=[rij.pk])
    assert 'value="2033-03-06"' in client.get(een).content.decode()
    client.post(een, KROKUS | {"tot": "2033-03-05"})
    rij.refresh_from_db()
    assert rij.tot == date(2033, 3, 5)
    assert rij.history.first().history_user == inge
    assert "is gewist" in client.post(f"{een}wissen/", follow=True).content.decode()
    assert not Schoolvakantie.objects.filter(pk=rij.pk).exists()
    assert client.post(f"{een}wissen/").status_code == 404


@pytest.mark.parametrize(
    ("velden", "zin"),
    [
        ({"naam": ""}, "Vul de naam in."),
        ({"bron": ""}, "Vul in waar dit staat."),
        ({"van": ""}, "Vul de eerste dag in."),
        ({"tot": "2033-02-30"}, "Vul een datum in"),
        ({"tot": "2033-02-27"}, "De laatste dag ligt vóór de eerste dag."),
        ({"tot": "2034-03-06"}, "Een schoolvakantie duurt minder dan 70 dagen."),
        ({"van": "2028-08-31", "tot": "2028-09-01"}, "overlappen met een andere schoolvakantie: Zomervakantie"),
    ],
)
def test_a_holiday_that_does_not_fit_says_why(client, inge, velden, zin):
    antwoord = client.post(f"{LIJST}nieuw/", KROKUS | velden)
    assert antwoord.status_code == 422
    assert zin in antwoord.content.decode()
    assert Schoolvakantie.objects.count() == 30


def test_what_a_school_offers_from_start_to_end(client, inge):
    school, opleiding = fabrieken.SchoolFactory(), fabrieken.OpleidingFactory()
    nieuw = reverse("organisatie:aanbod_nieuw")
    wat = {"school": school.pk, "opleiding": opleiding.pk, "geldig_van": "2026-09-01", "geldig_tot": ""}
    assert "Het aanbod is bewaard." in client.post(nieuw, wat, follow=True).content.decode()
    rij = Aanbod.objects.get()
    assert school.naam in client.get(reverse("organisatie:aanbod")).content.decode()
    een = reverse("organisatie:aanbod_een", args=[rij.pk])
    client.post(een, wat | {"geldig_tot": "2027-08-31"})
    rij.refresh_from_db()
    assert rij.geldig_tot == date(2027, 8, 31)
    # Offered again the day after, not a day earlier.
    dubbel = client.post(nieuw, wat | {"geldig_van": "2027-08-31"})
    assert dubbel.status_code == 422
    assert "in deze tijd al aan" in dubbel.content.decode()
    assert client.post(nieuw, wat | {"geldig_van": "2027-09-01"}).status_code == 302
    achterwaarts = client.post(een, wat | {"geldig_tot": "2026-08-31"})
    assert "De laatste dag ligt vóór de eerste dag." in achterwaarts.content.decode()
    assert "Het aanbod is gewist." in client.post(f"{een}wissen/", follow=True).content.decode()
    assert Aanbod.objects.count() == 1


@pytest.mark.parametrize(("veld", "zin"), [("school", "Kies een school"), ("opleiding", "Kies een opleiding")])
def test_an_offer_names_a_school_and_an_opleiding(client, inge, veld, zin):
    rij = fabrieken.AanbodFactory()
    wat = {"school": rij.school_id, "opleiding": rij.opleiding_id, "geldig_van": "2033-09-01"}
    for waarde in ("", "0", "x"):
        antwoord = client.post(reverse("organisatie:aanbod_nieuw"), wat | {veld: waarde})
        assert antwoord.status_code == 422
        assert zin in antwoord.content.decode()


def test_what_was_erased_meanwhile_and_who_may_not_are_refused(inge):
    vakantie, rij = Schoolvakantie.objects.latest("van"), fabrieken.AanbodFactory()
    with pytest.raises(Geweigerd, match="Alleen een coördinator"):
        services.wis_schoolvakantie(vakantie=vakantie, door=fabrieken.UserFactory())
    services.wis_schoolvakantie(vakantie=vakantie, door=inge)
    with pytest.raises(Geweigerd, match="al gewist"):
        services.wis_schoolvakantie(vakantie=vakantie, door=inge)
    with pytest.raises(Geweigerd, match="intussen gewist"):
        services.zet_schoolvakantie(
            naam="Zomer", van=date(2033, 7, 1), tot=date(2033, 8, 31), bron="x", door=inge, vakantie=vakantie
        )
    services.wis_aanbod(aanbod=rij, door=inge)
    with pytest.raises(Geweigerd, match="al gewist"):
        services.wis_aanbod(aanbod=rij, door=inge)


@pytest.mark.parametrize("aantal", [1, 3])
def test_the_list_of_what_is_offered_costs_the_same_for_any_number(client, inge, aantal, django_assert_num_queries):
    fabrieken.AanbodFactory.create_batch(aantal)
    client.get(LIJST)
    with django_assert_num_queries(4):
        antwoord = client.get(reverse("organisatie:aanbod"))
    assert len(antwoord.context["pagina"].object_list) == aantal
