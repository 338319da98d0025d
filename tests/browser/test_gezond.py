"""The whole thing runs: web, worker, beat and what they stand on."""

import json

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.ingebed]


def test_health_page_says_all_is_well(portaal, page):
    antwoord = page.goto("/gezond/")
    assert json.loads(antwoord.text()) == {
        "ok": True,
        "checks": {"database": True, "cache": True, "broker": True, "berichten": True, "termijnen": True},
    }
    assert antwoord.status == 200
    assert portaal.stapel.gevallen() is None
