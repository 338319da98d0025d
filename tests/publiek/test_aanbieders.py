"""The public overview of who offers which opleiding (rules.md §2)."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from educam_portal.organisaties.models import Gemeente, School
from tests.fabrieken import AanbodFactory, OpleidingFactory, SchoolFactory

pytestmark = pytest.mark.django_db
LIJST = "/aanbieders/"


def namen(antwoord):
    return [school.naam for school in antwoord.context["pagina"].object_list]


@pytest.fixture
def drie():
    """A school in Aalst with two opleidingen, a CVO in Gent with one of them, a Syntra in Hasselt with another."""
    koetswerk, banden = OpleidingFactory(titel="Koetswerk proef"), OpleidingFactory(titel="Banden proef")
    aalst = SchoolFactory(naam="TI Aalst")
    gent = SchoolFactory(naam="CVO Gent", soort=School.Soort.CVO, gemeente=Gemeente.objects.get(naam="Gent"))
    hasselt = SchoolFactory(
        naam="Syntra Hasselt", soort=School.Soort.SYNTRA, gemeente=Gemeente.objects.get(naam="Hasselt")
    )
    for school, opleiding in ((aalst, koetswerk), (aalst, banden), (gent, koetswerk), (hasselt, banden)):
        AanbodFactory(school=school, opleiding=opleiding)
    return koetswerk, banden


def test_every_aanbieder_with_its_opleidingen_by_name(client, drie):
    antwoord = client.get(LIJST)
    assert namen(antwoord) == ["CVO Gent", "Syntra Hasselt", "TI Aalst"]
    html = antwoord.content.decode()
    assert "3 scholen en centra" in html
    assert "Kaart van Vlaanderen en Brussel: 3 scholen en centra in 3 gemeenten" in html
    assert html.index("Banden proef</li>") < html.rindex("Koetswerk proef</li>")


@pytest.mark.parametrize(
    ("vraag", "gevonden"),
    [
        ({"q": "gent"}, ["CVO Gent"]),
        ({"q": "ti aalst"}, ["TI Aalst"]),
        ({"q": "hass"}, ["Syntra Hasselt"]),
        ({"soort": "syntra"}, ["Syntra Hasselt"]),
        ({"gebied": "Oost-Vlaanderen"}, ["CVO Gent", "TI Aalst"]),
        ({"gebied": "Limburg", "soort": "cvo"}, []),
    ],
)
def test_filters_narrow_the_list_and_the_map(client, drie, vraag, gevonden):
    antwoord = client.get(LIJST, vraag)
    assert antwoord.status_code == 200
    assert namen(antwoord) == gevonden
    assert sum(punt["aantal"] for punt in antwoord.context["punten"]) == len(gevonden)
    assert len(antwoord.context["chips"]) == len(vraag)


def test_one_opleiding_shows_who_offers_it_and_the_rest_of_their_list(client, drie):
    koetswerk, _ = drie
    antwoord = client.get(LIJST, {"opleiding": koetswerk.code})
    assert namen(antwoord) == ["CVO Gent", "TI Aalst"]
    assert len(antwoord.context["pagina"].object_list[1].aanbod_nu) == 2


@pytest.mark.parametrize("vraag", [{"soort": "kleuter"}, {"gebied": "Mars"}, {"opleiding": "geen"}])
def test_a_filter_that_does_not_exist_is_said_and_left_out(client, drie, vraag):
    antwoord = client.get(LIJST, vraag)
    assert antwoord.status_code == 422
    assert "Kies een mogelijkheid uit de lijst." in antwoord.content.decode()
    assert len(namen(antwoord)) == 3


def test_what_is_over_or_has_yet_to_begin_is_not_offered(client):
    vandaag = timezone.localdate()
    dag = timedelta(days=1)
    AanbodFactory(geldig_tot=vandaag - dag)
    AanbodFactory(geldig_van=vandaag + dag)
    laatste = AanbodFactory(geldig_tot=vandaag)
    assert namen(client.get(LIJST)) == [laatste.school.naam]
    laatste.delete()
    assert "Er staat nog geen school of centrum in de lijst" in client.get(LIJST).content.decode()


@pytest.mark.parametrize("aantal", [1, 3])
def test_the_list_costs_the_same_for_any_number(client, aantal, django_assert_num_queries):
    AanbodFactory.create_batch(aantal)
    with django_assert_num_queries(5):
        assert len(namen(client.get(LIJST))) == aantal


def test_an_opleiding_is_offered_once_from_a_day(drie):
    een = AanbodFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        AanbodFactory(school=een.school, opleiding=een.opleiding)
    with pytest.raises(IntegrityError), transaction.atomic():
        AanbodFactory(geldig_tot=een.geldig_van - timedelta(days=1))
