"""Roads through the screens that several browser tests walk: signing up, logging in, filing an aanvraag.

Only what a person does: links and buttons by their text, fields by their label. Works with and without script.
"""

import re
from dataclasses import dataclass

from playwright.sync_api import Page, expect

from tests.browser.portaal import Portaal
from tests.documenten.bestanden import foto, pdf

TELEFOON = {"width": 360, "height": 740}
SCHERM = {"width": 1366, "height": 768}
WACHTWOORD = "zes-linkse-sleutels-42"
AKKOORD = ("leeropportuniteit", "begeleider", "bepalingen", "communicatie")


@dataclass
class Garage:
    """An employer that the portal does not know yet; `nummer` is the ondernemingsnummer in ten digits."""

    email: str
    naam: str
    nummer: str
    postcode: str = "2800"
    gemeente: str = "Mechelen"


def knop(page: Page, naam: str) -> None:
    """Press the button of the page's own content (not of header or footer) that is called `naam`."""
    page.locator("main").get_by_role("button", name=naam, exact=True).click()


def meld_aan(page: Page, email: str, wachtwoord: str = "duaal") -> None:
    page.goto("/aanmelden/")
    page.fill("#id_login", email)
    page.fill("#id_password", wachtwoord)
    knop(page, "Meld aan")
    page.wait_for_url(lambda url: "/aanmelden/" not in url)


def maak_account(page: Page, portaal: Portaal, garage: Garage) -> None:
    """Sign up with the code from the mail, and say for which onderneming and vestiging one works."""
    page.goto("/registreren/")
    page.fill("#id_email", garage.email)
    page.fill("#id_password1", WACHTWOORD)
    knop(page, "Maak mijn account")
    mail = portaal.wacht_op_mail(garage.email)
    code = re.search(r"^\s*([A-Z0-9]{3,4}-?[A-Z0-9]{3,4})\s*$", mail.get_body(("plain",)).get_content(), re.MULTILINE)
    assert code, mail.get_body(("plain",)).get_content()
    page.fill("#id_code", code[1])
    knop(page, "Verder")
    page.goto("/start/")
    page.locator("main").get_by_role("link", name=re.compile("onderneming|garage|bedrijf", re.IGNORECASE)).first.click()
    page.get_by_label("Je voornaam en naam").fill("Hilde Vanhout")
    page.fill("#id_nummer", garage.nummer)
    page.fill("#id_naam", garage.naam)
    page.locator("main form").get_by_role("button").last.click()
    expect(page.locator("h1")).to_have_text("Vestigingen")
    page.get_by_role("link", name="Voeg een vestiging toe").click()
    page.get_by_label("Dat weet ik niet").check()
    page.fill("#id_naam", garage.naam)
    page.fill("#id_straat", "Nekkerspoelstraat")
    page.fill("#id_huisnummer", "12")
    page.fill("#id_postcode", garage.postcode)
    page.fill("#id_telefoon", "015 12 34 56")
    knop(page, "Bewaar de vestiging")
    expect(page.locator("main")).to_contain_text(garage.gemeente)


def vul_aanvraag_in(page: Page, garage: Garage) -> None:
    """From "Start je aanvraag" to the page to check the answers, one thing per page."""
    page.goto("/werkgever/aanvragen/nieuw/")
    knop(page, "Start je aanvraag")
    page.get_by_label(garage.naam).check()
    knop(page, "Verder")
    page.get_by_label("Zoek een opleiding").fill("carrosserie")
    knop(page, "Zoek")
    page.get_by_label("Koetswerk duaal", exact=True).check()
    knop(page, "Verder")
    page.get_by_label("Koetswerk duaal").fill("2")
    knop(page, "Verder")
    expect(page.locator("h1")).to_have_text("Wat kan een lerende bij jou leren?")
    for ja in page.get_by_role("radio", name="Ja", exact=True).all():
        ja.check()
    knop(page, "Verder")
    page.fill("#id_voornaam", "Rachid")
    page.fill("#id_naam", "Bouzian")
    page.fill("#id_geboortedatum", "15/06/1985")
    page.fill("#id_beroep_sinds", "01/09/2008")
    page.get_by_role("radio", name="Ja", exact=True).check()
    knop(page, "Verder")
    page.get_by_label("Rachid Bouzian").check()
    knop(page, "Verder")
    for ja in page.get_by_role("radio", name="Ja", exact=True).all():
        ja.check()
    knop(page, "Verder")
    expect(page.locator("h1")).to_have_text("Welke documenten heb je al?")
    laad_op(page, "596.2", "uittreksel.pdf", "application/pdf", pdf())
    laad_op(page, "oto", "IMG_2031.JPG", "image/jpeg", foto(grootte=(1200, 900)))
    knop(page, "Verder")
    expect(page.locator("h1")).to_have_text("Kijk je aanvraag na")


def laad_op(page: Page, vak: str, naam: str, mime: str, inhoud: bytes) -> None:
    """Upload a file in the slot whose title holds `vak`."""
    hier = page.locator("section.uploadvak").filter(has=page.locator("h3", has_text=vak))
    hier.locator("input[type=file]").set_input_files({"name": naam, "mimeType": mime, "buffer": inhoud})
    hier.get_by_role("button", name="Laad op").click()
    expect(page.locator("main")).to_contain_text("is opgeladen")


def dien_in(page: Page) -> str:
    """Tick the four engagements, file, and return the reference on the confirmation."""
    for naam in AKKOORD:
        page.check(f"#id_{naam}")
    knop(page, "Aanvraag indienen")
    expect(page.locator("h1")).to_have_text("Je aanvraag is ingediend")
    referentie = re.search(r"ERK-\d{4}-\d{5}", page.locator("main").inner_text())
    assert referentie
    return referentie[0]
