"""Chromium against the running portal. TEST_STAPEL=ingebed takes the embedded default instead of the real parts."""

import contextlib
import hashlib
import json
import os
from pathlib import Path

import pytest

from scripts.proefportaal import CHROMIUM
from tests.browser.keuring import Keuring, bereid_voor
from tests.browser.portaal import Portaal, draaiend

PAGINAS = "test_alle_paginas.py"
# Journeys that change nothing the pages show: they mostly wait, so that one browser makes them while the others draw pages.
ONDERWEG = ("test_overeenkomst.py", "test_van_aanvraag_tot_erkenning.py", "test_weigering.py")
# Failures that the page itself shows: a form that is refused, a page that is not there.
TOEGELATEN_CONSOLE = ("the server responded with a status of 4",)


@pytest.fixture(scope="session")
def portaal(tmp_path_factory) -> Portaal:
    """The portal, running for the whole session; tests make data of their own and do not undo."""
    with draaiend(tmp_path_factory.mktemp("portaal"), ingebed=os.environ.get("TEST_STAPEL") == "ingebed") as draait:
        yield draait


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    return browser_type_launch_args | CHROMIUM


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args):
    return browser_context_args | {"locale": "nl-BE", "timezone_id": "Europe/Brussels"}


@pytest.fixture(scope="session")
def base_url(portaal):
    """So that `page.goto("/gezond/")` works."""
    return portaal.url


@pytest.fixture
def new_context(new_context):
    """Makes a browser context; a script error, a blocked resource or a CSP violation on any page fails the test."""
    fouten: list[str] = []

    def hoor(bericht) -> None:
        if bericht.type == "error" and not any(deel in bericht.text for deel in TOEGELATEN_CONSOLE):
            fouten.append(f"{bericht.text} ({bericht.location.get('url')})")

    def maak(**opties):
        context = new_context(**opties)
        context.on("console", hoor)
        context.on("weberror", lambda fout: fouten.append(str(fout.error)))
        context.set_default_timeout(15_000)
        return context

    yield maak
    assert not fouten, "\n".join(fouten)


@pytest.fixture(scope="session")
def feiten(portaal) -> dict[str, str]:
    """Where in the demo world the states of `paginas.py` are."""
    opdracht = "from tests.browser.demofeiten import druk_af; druk_af()"
    return json.loads(portaal.manage("shell", "-c", opdracht).splitlines()[-1])


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """One file stays on one browser, for its tests share what they set up; only the pages are shared out per role.

    The other journeys follow the pages, that must see the demo world as it was made.
    """

    def rang(item: pytest.Item) -> int:
        return 0 if item.path.name in ONDERWEG else 1 if item.path.name == PAGINAS else 2

    for item in items:
        if "browser" in item.path.parts and item.path.name != PAGINAS:
            groep = "onderweg" if item.path.name in ONDERWEG else item.path.name
            item.add_marker(pytest.mark.xdist_group(groep))
    items.sort(key=rang)


class Titels:
    """Title → page, over both browsers: a file per title in the folder that they share."""

    def __init__(self, map_: Path) -> None:
        self.map = map_
        map_.mkdir(exist_ok=True)

    def setdefault(self, titel: str, naam: str) -> str:
        """The page that has this title: `naam` when it is the first."""
        bestand = self.map / hashlib.sha256(titel.encode()).hexdigest()
        eigen = self.map / f"{bestand.name}-{os.getpid()}"
        eigen.write_text(naam)
        # Linked whole: the other browser never reads half a name.
        with contextlib.suppress(FileExistsError):
            os.link(eigen, bestand)
        return bestand.read_text()


@pytest.fixture(scope="session")
def titels(tmp_path_factory) -> Titels:
    """To see that each page has a title of its own."""
    samen = tmp_path_factory.getbasetemp()
    return Titels((samen.parent if "PYTEST_XDIST_WORKER" in os.environ else samen) / "titels")


@pytest.fixture
def keuring(context, portaal, titels) -> Keuring:
    """A browser page whose every state can be judged."""
    bereid_voor(context)
    return Keuring(context.new_page(), portaal.url, titels)
