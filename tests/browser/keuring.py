"""What every page must hold, on a phone and on a screen: accessible, within the screen, light, and quiet.

A `Keuring` watches one browser page, and returns complaints as sentences instead of failing, so that one run tells all.
"""

import gzip
from urllib.parse import urlsplit

from axe_playwright_python.base import AXE_FILE_PATH
from playwright.sync_api import BrowserContext, Page, Response

# WCAG 2.2 AA, plus axe's own advice.
NORM = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]},
    "resultTypes": ["violations", "incomplete"],
    "preload": False,  # only for rules about sound and orientation, which we do not have
}
SCHERM, TABLET, TELEFOON, SMAL = (1366, 768), (768, 1024), (360, 740), (320, 640)
# Places where axe cannot tell the contrast, so that somebody measured it. Anywhere else not knowing is a failure.
GEMETEN = {
    ".regiokaart": "one digit per region, white on colours of 5:1 and more; the legend says the same in words",
    'svg[aria-labelledby="grafiek-titel"]': "text in an SVG on the white of the page, beside a table with the same figures",
}
HOOGSTENS_KB = {"HTML": 30, "CSS": 45, "eigen JS": 10}
HOOGSTENS_VERZOEKEN = 12

_AXE = """async (norm) => {
  const kort = (regel) => ({ id: regel.id, help: regel.help, waar: regel.nodes.map((n) => n.target.join(' ')) })
  const uitslag = await axe.run(document, norm)
  return { violations: uitslag.violations.map(kort), incomplete: uitslag.incomplete.map(kort) }
}"""
_VORM = """() => ({
  breed: document.documentElement.scrollWidth,
  koppen: document.querySelectorAll('h1').length,
  taal: document.documentElement.lang,
  titel: document.title,
})"""

_LEEG = """() => document.querySelectorAll('main form[method=post] :is(input, textarea, select)').forEach((veld) => {
  if (['checkbox', 'radio'].includes(veld.type)) veld.checked = false
  else if (!['hidden', 'submit', 'button'].includes(veld.type)) veld.value = ''
})"""


def bereid_voor(context: BrowserContext) -> None:
    """Give every page of this context axe, from before its own scripts."""
    context.add_init_script(path=AXE_FILE_PATH)


class Keuring:
    """Judges the pages that one browser page shows. `titels`: title → name of the page that has it, over all tests."""

    def __init__(self, page: Page, url: str, titels: dict[str, str]) -> None:
        self.page, self.url, self.titels = page, url, titels
        self._antwoorden: list[Response] = []
        self._gewichten: dict[str, int] = {}
        page.on("response", lambda antwoord: self._antwoorden.append(antwoord))

    def open(self, naam: str, pad: str, *, status: int = 200) -> list[str]:
        """Go there, and say what is wrong with the page."""
        self._antwoorden.clear()
        self._formaat(SCHERM)
        antwoord = self.page.goto(pad)
        assert antwoord is not None
        waar = self.page.url.removeprefix(self.url)
        if waar != pad or antwoord.status != status:
            return [f"{naam}: {pad} gaf {antwoord.status} op {waar}, niet {status}"]
        return self.hier(naam, status=status) + [f"{naam}: {klacht}" for klacht in self._gewicht(antwoord)]

    def hier(self, naam: str, *, status: int = 200) -> list[str]:
        """Say what is wrong with the page that is open now."""
        klachten = []
        for formaat in (SCHERM, TABLET, TELEFOON, SMAL):
            self._formaat(formaat)
            vorm = self.page.evaluate(_VORM)
            if vorm["breed"] > formaat[0]:
                klachten.append(f"op {formaat[0]} px is de pagina {vorm['breed']} breed")
            if formaat in (SCHERM, TELEFOON):
                klachten += [f"op {formaat[0]} px: {klacht}" for klacht in self._axe()]
        if vorm["koppen"] != 1:
            klachten.append(f"{vorm['koppen']} koppen h1")
        if vorm["taal"] != "nl":
            klachten.append(f"taal {vorm['taal']!r}")
        # What is not there looks the same everywhere.
        if status != 404:
            klachten += self._titel(naam, vorm["titel"], fout=status == 422)
        return [f"{naam}: {klacht}" for klacht in dict.fromkeys(klachten)]

    def verstuur_leeg(self, naam: str, knop: str) -> list[str]:
        """Empty the form of the page, press `knop`, and judge the answer: 422, the errors on top and in focus."""
        self._formaat(SCHERM)
        self.page.evaluate(_LEEG)
        hier = self.page.locator("main form[method=post]").get_by_role("button", name=knop, exact=True).first
        with self.page.expect_navigation() as gegaan:
            hier.click()
        if gegaan.value.status != 422:
            return [f"{naam}: leeg versturen gaf {gegaan.value.status}, niet 422"]
        klachten = self.hier(naam, status=422)
        overzicht = self.page.locator("#foutenoverzicht")
        if not overzicht.is_visible() or self.page.evaluate("document.activeElement.id") != "foutenoverzicht":
            klachten.append(f"{naam}: het foutenoverzicht staat er niet of heeft de focus niet")
        for link in overzicht.locator("a").all():
            if self.page.locator(f"[id='{link.get_attribute('href')[1:]}']").count() != 1:
                klachten.append(f"{naam}: {link.inner_text()!r} leidt nergens heen")
        return klachten

    def _formaat(self, formaat: tuple[int, int]) -> None:
        self.page.set_viewport_size({"width": formaat[0], "height": formaat[1]})

    def _axe(self) -> list[str]:
        uitslag = self.page.evaluate(_AXE, NORM)
        klachten = [f"{regel['id']} ({regel['help']}): {regel['waar'][:3]}" for regel in uitslag["violations"]]
        for regel in uitslag["incomplete"]:
            onbekend = [waar for waar in regel["waar"] if not self._gemeten(waar)]
            if regel["id"] == "color-contrast" and onbekend:
                klachten.append(f"contrast onbekend: {onbekend[:3]}")
        return klachten

    def _gemeten(self, waar: str) -> bool:
        return self.page.locator(waar).first.evaluate("(deel, plekken) => !!deel.closest(plekken)", ", ".join(GEMETEN))

    def _titel(self, naam: str, titel: str, *, fout: bool) -> list[str]:
        eigen = titel.removesuffix(" · Portaal duaal leren")
        if eigen == titel or eigen in ("", "Portaal duaal leren"):
            return [f"titel zegt niets: {titel!r}"]
        if fout != eigen.startswith("Fout: "):
            return [f"titel {titel!r} hoort {'wel' if fout else 'niet'} met 'Fout: ' te beginnen"]
        ander = self.titels.setdefault(eigen, naam.split(" ")[0])
        return [f"titel {titel!r} is ook die van {ander}"] if ander != naam.split(" ")[0] else []

    def _gewicht(self, document: Response) -> list[str]:
        """Requests and weight of what the page asked for, compressed as it travels."""
        klachten = []
        adressen = {antwoord.url for antwoord in self._antwoorden if not antwoord.url.startswith("data:")}
        if vreemd := [adres for adres in adressen if not adres.startswith(f"{self.url}/")]:
            klachten.append(f"vraagt iets elders: {vreemd}")
        if len(adressen) > HOOGSTENS_VERZOEKEN:
            klachten.append(f"{len(adressen)} verzoeken")
        soorten: dict[str, int] = {"HTML": len(gzip.compress(document.body()))}
        for adres in adressen:
            pad = urlsplit(adres).path
            if pad.endswith(".css"):
                soorten["CSS"] = soorten.get("CSS", 0) + self._zwaar(adres)
            elif pad.startswith("/static/js/"):
                soorten["eigen JS"] = soorten.get("eigen JS", 0) + self._zwaar(adres)
        klachten += [
            f"{soort} weegt {gewicht / 1024:.0f} KB"
            for soort, gewicht in soorten.items()
            if gewicht > HOOGSTENS_KB[soort] * 1024
        ]
        return klachten

    def _zwaar(self, adres: str) -> int:
        if adres not in self._gewichten:
            self._gewichten[adres] = len(gzip.compress(self.page.request.get(adres).body()))
        return self._gewichten[adres]
