"""The densest pages at 200 % zoom and with the text spacing of WCAG 1.4.12: nothing cut off, nothing beside the screen."""

import pytest

from tests.browser.paginas import ANT, COORDINATOR, WERKGEVER, Pagina
from tests.browser.wegen import meld_aan

pytestmark = pytest.mark.browser
# A screen of 1366 × 768 at 200 %.
VERGROOT = {"width": 683, "height": 384}
DICHT = {
    ANT: [
        Pagina("consulent:vandaag"),
        Pagina("consulent:werklijst"),
        Pagina("consulent:kalender"),
        Pagina("consulent:dossier", {"ref": "@beslisbaar"}),
        Pagina("consulent:beslissen", {"ref": "@beslisbaar"}),
    ],
    COORDINATOR: [
        Pagina("coordinator:overzicht"),
        Pagina("consulent:bedrijf", {"pk": "@bedrijf"}),
        Pagina("instellingen:lijst"),
    ],
    WERKGEVER: [Pagina("werkgever:overzicht"), Pagina("werkgever:aanvraag", {"ref": "@vraag"})],
}
# A sheet made by script is none of those that our policy refuses; an element with text that hides what does not fit,
# is cut off. What is there for a screen reader alone is one pixel on purpose.
_MET_RUIMTE = """() => {
  const blad = new CSSStyleSheet()
  blad.replaceSync(`* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }
    p { margin-bottom: 2em !important }`)
  document.adoptedStyleSheets = [blad]
}"""
_AFGEKNIPT = """() => {
  const klachten = []
  const breed = document.documentElement.scrollWidth
  if (breed > innerWidth) klachten.push(`de pagina is ${breed} breed`)
  for (const deel of document.querySelectorAll('body *')) {
    const stijl = getComputedStyle(deel)
    if (deel.clientWidth <= 1 || !deel.innerText || !deel.checkVisibility()) continue
    const plat = ['hidden', 'clip'].includes(stijl.overflowX) && deel.scrollWidth > deel.clientWidth + 1
    const hoog = ['hidden', 'clip'].includes(stijl.overflowY) && deel.scrollHeight > deel.clientHeight + 1
    if (plat || hoog) klachten.push(`afgeknipt: ${deel.tagName}.${deel.className} “${deel.innerText.slice(0, 30)}”`)
  }
  return klachten
}"""


@pytest.mark.parametrize("wie", DICHT)
def test_vergroot_en_met_ruimte_valt_er_niets_weg(wie, page, feiten):
    meld_aan(page, wie)
    page.set_viewport_size(VERGROOT)
    klachten = []
    for pagina in DICHT[wie]:
        assert page.goto(pagina.pad(feiten)).status == 200, pagina
        klachten += [f"{pagina}, 200 %: {klacht}" for klacht in page.evaluate(_AFGEKNIPT)]
        page.evaluate(_MET_RUIMTE)
        klachten += [f"{pagina}, met ruimte: {klacht}" for klacht in page.evaluate(_AFGEKNIPT)]
    assert not klachten, "\n".join(klachten)
