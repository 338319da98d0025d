"""What people print: the answers, the dossier, the visit sheet and the week, without what only works on a screen."""

import pytest

from tests.browser.keuring import Keuring
from tests.browser.paginas import ANT, WERKGEVER, WERKGEVER2
from tests.browser.wegen import meld_aan

pytestmark = pytest.mark.browser

BLADEN = [
    (WERKGEVER2, "/werkgever/aanvragen/{vol}/nakijken/"),
    (WERKGEVER, "/werkgever/aanvragen/{gepland}/"),
    (ANT, "/consulent/dossiers/{beslisbaar}/"),
    (ANT, "/consulent/dossiers/{vandaag}/verslag/"),
    (ANT, "/consulent/kalender/"),
]


@pytest.mark.parametrize(("wie", "pad"), BLADEN, ids=[pad for _, pad in BLADEN])
def test_op_papier(wie, pad, keuring: Keuring, feiten):
    page = keuring.page
    meld_aan(page, wie)
    page.goto(pad.format(**feiten))
    page.set_viewport_size({"width": 680, "height": 960})  # A4 between its margins
    page.emulate_media(media="print")
    assert page.locator("h1").is_visible()
    for weg in ("nav", "button", ".menu", "footer", ".demobalk", ".alleen-scherm"):
        assert not [deel for deel in page.locator(weg).all() if deel.is_visible()], weg
    assert page.evaluate("document.documentElement.scrollWidth") <= 680
    # What is folded on the screen is told on paper.
    for deel in page.locator("main details:not(.menu):not(.alleen-scherm) > :not(summary)").all():
        assert deel.is_visible()


def test_bezoekfiche_zegt_waar_en_wie_en_leidt_terug(keuring: Keuring, feiten):
    page = keuring.page
    meld_aan(page, ANT)
    page.goto(f"/consulent/dossiers/{feiten['vandaag']}/verslag/")
    kop = page.locator(".fichekop")
    assert not kop.is_visible()
    page.emulate_media(media="print")
    assert kop.is_visible()
    assert "Liersesteenweg" in kop.inner_text()
    assert kop.locator("svg").is_visible()
