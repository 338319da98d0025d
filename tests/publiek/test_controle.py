"""A public code tells about its erkenning only, and trying codes is slow (rules.md §3.2)."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from educam_portal.documenten import codes
from educam_portal.overzicht import publiek
from tests.fabrieken import ErkenningFactory

pytestmark = pytest.mark.django_db
DAG = timedelta(days=1)


def html_van(client, code, status=200):
    answer = client.get(f"/controleer/{code}/")
    assert answer.status_code == status
    return answer.content.decode()


def test_a_valid_code_says_until_when_for_which_opleiding(client):
    erkenning = ErkenningFactory(geldig_van=timezone.localdate(), geldig_tot=date(2031, 11, 22))
    html = html_van(client, erkenning.code)
    assert "Erkend tot en met 22 november 2031" in html
    assert erkenning.opleiding.titel in html
    assert erkenning.vestiging.naam in html


def test_it_tells_nothing_more_than_the_erkenning(client):
    erkenning = ErkenningFactory()
    html = html_van(client, erkenning.code)
    vestiging, aanvraag = erkenning.vestiging, erkenning.lijn.aanvraag
    for ander in (vestiging.contactpersoon, vestiging.telefoon, aanvraag.referentie, aanvraag.sleutel):
        assert ander not in html
    assert 'name="robots" content="noindex"' in html


@pytest.mark.parametrize(
    ("velden", "kop"),
    [
        (lambda v: {"geldig_van": v - 9 * DAG, "geldig_tot": v - DAG}, "Niet meer geldig"),
        (lambda v: {"toestand": "opgeheven", "opgeheven_op": v}, "Niet meer geldig"),
        (lambda v: {"geschorst_van": v}, "Vandaag niet geldig"),
        (lambda v: {"geldig_van": v + DAG}, "Geldig vanaf"),
    ],
)
def test_what_does_not_count_today_is_said_without_the_reason(client, velden, kop):
    erkenning = ErkenningFactory(**velden(timezone.localdate()))
    html = html_van(client, erkenning.code)
    assert kop in html
    for woord in ("opgeheven", "geschorst", "opheffing", "schorsing", "uitsluiting"):
        assert woord not in html.lower()


def test_an_unknown_code_gets_a_neutral_answer(client):
    assert "Deze code kennen we niet" in html_van(client, "bestaatniet", 404)


def test_a_code_may_be_typed_with_spaces_and_capitals(client):
    code = ErkenningFactory().code
    getypt = f"{code[:4]} {code[4:8].upper()}-{code[8:]}"
    answer = client.get("/controleer/", {"code": getypt}, follow=True)
    assert answer.redirect_chain == [(f"/controleer/{code}/", 302)]
    assert answer.context["uitkomst"].geldig


@pytest.mark.parametrize("code", ["", "   ", "--", "x" * 60])
def test_an_empty_or_endless_code_is_explained(client, code):
    assert client.get("/controleer/", {"code": code}).status_code == 422


def test_after_many_codes_one_has_to_wait(client, monkeypatch):
    monkeypatch.setattr(publiek, "CODES_PER_UUR", 3)
    code = ErkenningFactory().code
    assert [client.get(f"/controleer/{code}/").status_code for _ in range(5)] == [200, 200, 200, 429, 429]


def test_another_floor_can_answer_for_its_own_codes(client, monkeypatch):
    monkeypatch.setattr(codes, "_zoekers", list(codes._zoekers))
    uitkomst = codes.Uitkomst("Deze brief is vervangen", False, "Er is een nieuwe versie.")
    codes.registreer(lambda code: uitkomst if code == "brief1" else None)
    assert "Deze brief is vervangen" in html_van(client, "brief1")
