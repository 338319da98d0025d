"""`make schermafbeeldingen`: the pictures of the README, from the demo world as it is today.

Each is the top of a page, in few colours, so that the repository stays small.
"""

import io
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from scripts.proefportaal import CHROMIUM, draaiend
from scripts.stapel import WORTEL

DOEL = WORTEL / "docs" / "schermafbeeldingen"
KLEUREN = 256


def takenlijst(page: Page) -> None:
    page.goto("/werkgever/")
    page.locator("main").get_by_role("link", name="Ga verder").first.click()


def dossier(page: Page) -> None:
    page.goto("/werkgever/aanvragen/")
    page.locator("main").get_by_role("link", name="ERK-").first.click()


def vandaag(page: Page) -> None:
    page.goto("/consulent/")


def klaar_dossier(page: Page) -> None:
    page.goto("/consulent/werklijst/?tab=alles&q=Segers")
    page.locator("tbody").get_by_role("link").first.click()


def brief(page: Page) -> None:
    klaar_dossier(page)
    page.get_by_role("link", name="Beslissen", exact=True).click()
    page.get_by_role("radio", name="Erkennen").check()
    page.get_by_role("button", name="Bekijk de brief").click()
    page.get_by_role("heading", name="Beslissing over je aanvraag").wait_for()


def bord(page: Page) -> None:
    page.goto("/school/")


def leren(page: Page) -> None:
    page.goto("/mentor/leerlingen/")
    page.locator("main").get_by_role("link", name="Yassine Benali").first.click()
    page.get_by_role("link", name="Leren", exact=True).click()


def lijst(page: Page) -> None:
    page.goto("/leerwerkplekken/")


# File → who looks, how wide the screen is, and the way to the page.
BEELDEN: dict[str, tuple[str, int, Callable[[Page], None]]] = {
    "werkgever-takenlijst": ("werkgever@example.be", 360, takenlijst),
    "werkgever-dossier": ("werkgever@example.be", 360, dossier),
    "mentor-leren": ("mentor@example.be", 360, leren),
    "consulent-vandaag": ("consulent.ovl@example.be", 1366, vandaag),
    "consulent-dossier": ("consulent.ant@example.be", 1366, klaar_dossier),
    "beslissing-voorbeeld": ("consulent.ant@example.be", 1366, brief),
    "school-bord": ("school@example.be", 1366, bord),
    "leerwerkplekken": ("", 1366, lijst),
}


@contextmanager
def scherm(browser: Browser, url: str, breedte: int) -> Iterator[Page]:
    """A phone shows its picture twice as sharp as a screen does."""
    telefoon = breedte < 600
    context = browser.new_context(
        base_url=url,
        locale="nl-BE",
        timezone_id="Europe/Brussels",
        viewport={"width": breedte, "height": 1080 if telefoon else 860},
        device_scale_factor=2 if telefoon else 1,
    )
    yield context.new_page()
    context.close()


def meld_aan(page: Page, email: str) -> None:
    page.goto("/aanmelden/")
    page.fill("#id_login", email)
    page.fill("#id_password", "duaal")
    page.locator("main").get_by_role("button", name="Meld aan", exact=True).click()
    page.wait_for_url(lambda url: "/aanmelden/" not in url)


def bewaar(naam: str, png: bytes) -> None:
    beeld = Image.open(io.BytesIO(png)).convert("RGB")
    klein = beeld.quantize(KLEUREN, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    bestand = DOEL / f"{naam}.png"
    klein.save(bestand, optimize=True)
    print(f"{bestand.relative_to(WORTEL)}  {bestand.stat().st_size // 1024} kB")


def main() -> None:
    DOEL.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory(prefix="portaal-beeld-") as map_,
        draaiend(Path(map_)) as portaal,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(**CHROMIUM)
        for naam, (wie, breedte, weg) in BEELDEN.items():
            with scherm(browser, portaal.url, breedte) as page:
                if wie:
                    meld_aan(page, wie)
                weg(page)
                bewaar(naam, page.screenshot())
        browser.close()


if __name__ == "__main__":
    main()
