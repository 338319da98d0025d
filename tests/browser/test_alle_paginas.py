"""Every page once as its owner: axe, console and CSP, within the screen, one h1, a title of its own, light (quality.md)."""

import pytest

from tests.browser.paginas import BEZOEKER, LEEG_VERSTUURD, PAGINAS
from tests.browser.wegen import meld_aan

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("wie", PAGINAS, ids=lambda wie: wie or "bezoeker")
def test_elke_pagina_van(wie, keuring, feiten):
    if wie != BEZOEKER:
        meld_aan(keuring.page, wie)
    klachten = []
    for pagina in PAGINAS[wie]:
        klachten += keuring.open(str(pagina), pagina.pad(feiten), status=pagina.status)
        if knop := LEEG_VERSTUURD.get(wie, {}).get(str(pagina)):
            klachten += keuring.verstuur_leeg(f"{pagina} leeg verstuurd", knop)
    assert not klachten, "\n".join(klachten)
