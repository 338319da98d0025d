"""In the last run of `make test`: each earlier stage as a test, so that the closing summary counts them."""

import json
import os
from pathlib import Path

import pytest

_bestand = os.environ.get("PORTAAL_ETAPPES")
ETAPPES: dict[str, bool] = json.loads(Path(_bestand).read_text()) if _bestand else {}


@pytest.mark.etappe
@pytest.mark.parametrize("naam", list(ETAPPES))
def test_earlier_stage_of_make_test_succeeded(naam):
    assert ETAPPES[naam], f"De etappe '{naam}' is mislukt; haar uitvoer staat hierboven."
