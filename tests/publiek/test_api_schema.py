"""Schemathesis sends what the schema of the API allows, and what it forbids, and looks whether the answers agree."""

from dataclasses import replace

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import given, settings
from schemathesis.config import (
    ChecksConfig,
    PositiveDataAcceptanceConfig,
    ProjectConfig,
    ProjectsConfig,
    SchemathesisConfig,
)
from schemathesis.generation import GenerationMode

from educam_portal.accounts import remmen
from educam_portal.wsgi import application
from tests.fabrieken import ErkenningFactory

pytestmark = pytest.mark.django_db
# What a schema cannot say (an end before its start, a sign that no address may hold) is refused with a sentence.
AANVAARD = ["200", "400", "422"]


def portaal(environ, start_response):
    """The portal as a web server calls it; the client leaves out where the call comes from."""
    return application({**environ, "REMOTE_ADDR": "127.0.0.1"}, start_response)


@pytest.fixture
def _open_verbinding():
    """As Django's own test client: the end of a request does not end the transaction of the test."""
    for sein in (request_started, request_finished):
        sein.disconnect(close_old_connections)
    yield
    for sein in (request_started, request_finished):
        sein.connect(close_old_connections)


@pytest.fixture
def beschrijving(db, monkeypatch, _open_verbinding):
    """The schema as the API itself gives it, with something on the list, and nobody slowed down."""
    for actie in ("api_simulatie", "api_leerwerkplekken"):
        monkeypatch.setitem(remmen.GRENZEN, actie, replace(remmen.GRENZEN[actie], aantal=1_000_000))
    ErkenningFactory()
    controles = ChecksConfig(positive_data_acceptance=PositiveDataAcceptanceConfig(expected_statuses=AANVAARD))
    config = SchemathesisConfig(projects=ProjectsConfig(default=ProjectConfig(checks=controles)))
    return schemathesis.openapi.from_wsgi("/api/v1/openapi.json", portaal, config=config)


@pytest.mark.parametrize("modus", list(GenerationMode))
@pytest.mark.parametrize(
    ("pad", "methode"),
    [("/simulatie/premie", "POST"), ("/simulatie/kosten", "POST"), ("/leerwerkplekken", "GET")],
)
def test_every_answer_is_one_that_the_schema_tells(beschrijving, pad, methode, modus):
    statussen = set()

    @settings(max_examples=40)
    @given(case=beschrijving[f"/api/v1{pad}"][methode].as_strategy(generation_mode=modus))
    def stuur(case):
        statussen.add(case.call_and_validate().status_code)

    stuur()
    assert statussen <= {200, 400, 413, 415, 422}
    assert modus is GenerationMode.POSITIVE or 200 not in statussen


@pytest.mark.parametrize("pad", ["/simulatie/premie", "/simulatie/kosten"])
def test_the_example_of_each_is_answered_as_the_schema_tells(beschrijving, pad):
    operatie = beschrijving[f"/api/v1{pad}"]["POST"]
    inhoud = operatie.definition.raw["requestBody"]["content"]["application/json"]
    geval = operatie.Case(body=inhoud["example"], media_type="application/json")
    assert geval.call_and_validate().status_code == 200


@pytest.mark.parametrize("formaat", ["json", "geojson"])
def test_both_forms_of_the_list_are_as_the_schema_tells(beschrijving, formaat):
    antwoord = beschrijving["/api/v1/leerwerkplekken"]["GET"].Case(query={"formaat": formaat}).call_and_validate()
    assert len(antwoord.json()["features" if formaat == "geojson" else "leerwerkplekken"]) == 1


def test_nothing_of_the_schema_is_left_out(beschrijving):
    paden = {(operatie.ok().path, operatie.ok().method) for operatie in beschrijving.get_all_operations()}
    assert paden == {
        ("/api/v1/simulatie/premie", "post"), ("/api/v1/simulatie/kosten", "post"), ("/api/v1/leerwerkplekken", "get")
    }  # fmt: skip
