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
    """An employer that the portal does not know yet; `nummer` is the ondernemingsnummer in ten digits.

    It asks for `opleidingen` that "carrosserie" finds, `plaatsen` each.
    """

    email: str
    naam: str
    nummer: str
    postcode: str = "2800"
    opleidingen: tuple[str, ...] = ("Koetswerk duaal",)
    plaatsen: int = 2


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
    """Sign up with the code from the mail, and say for which onderneming one works."""
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
    expect(page.locator("main")).to_contain_text("Je onderneming staat klaar")


def begin_aanvraag(page: Page, garage: Garage) -> None:
    """From "Start je aanvraag" to the page of the activities: the vestiging and the opleidingen are known."""
    page.goto("/werkgever/aanvragen/nieuw/")
    knop(page, "Start je aanvraag")
    expect(page.locator("h1")).to_have_text("Welke vestiging is het?")
    page.get_by_label("Dat weet ik niet").check()
    page.fill("#id_naam", garage.naam)
    page.fill("#id_straat", "Nekkerspoelstraat")
    page.fill("#id_huisnummer", "12")
    page.fill("#id_postcode", garage.postcode)
    page.fill("#id_telefoon", "015 12 34 56")
    knop(page, "Verder")
    page.get_by_label("Zoek een opleiding").fill("carrosserie")
    knop(page, "Zoek")
    for opleiding in garage.opleidingen:
        page.get_by_label(opleiding, exact=True).check()
    knop(page, "Verder")
    expect(page.locator("h1")).to_have_text("Hoeveel plaatsen heb je per opleiding?")
    for opleiding in garage.opleidingen:
        page.get_by_label(opleiding).fill(str(garage.plaatsen))
    knop(page, "Verder")
    expect(page.locator("h1")).to_have_text("Wat kan een lerende bij jou leren?")


def werk_aanvraag_af(page: Page, garage: Garage, *, met_uittreksel: bool = True) -> None:
    """From the activities to the page to check the answers, one thing per page, with a 596.2 (or not yet) and a photo."""
    for opleiding in garage.opleidingen:
        expect(page.locator("main")).to_contain_text(opleiding)
        zeg_ja(page)
        knop(page, "Verder")
    expect(page.locator("h1")).to_have_text("Wie begeleidt de lerende bij jou?")
    page.fill("#id_voornaam", "Rachid")
    page.fill("#id_naam", "Bouzian")
    page.fill("#id_geboortedatum", "15/06/1985")
    page.fill("#id_beroep_sinds", "01/09/2008")
    zeg_ja(page)
    knop(page, "Verder")
    expect(page.get_by_label("Rachid Bouzian")).to_have_count(len(garage.opleidingen))
    for keuze in page.get_by_label("Rachid Bouzian").all():
        keuze.check()
    knop(page, "Verder")
    expect(page.locator("h1")).to_have_text("Voldoet je onderneming aan de voorwaarden?")
    zeg_ja(page)
    knop(page, "Verder")
    expect(page.locator("h1")).to_have_text("Welke documenten heb je al?")
    if met_uittreksel:
        laad_uittreksel_op(page)
    laad_op(page, "Foto van je werkplaats", "IMG_2031.JPG", "image/jpeg", foto(grootte=(1200, 900), draaiing=6))
    knop(page, "Verder")
    expect(page.locator("h1")).to_have_text("Kijk je aanvraag na")


def vul_aanvraag_in(page: Page, garage: Garage) -> None:
    begin_aanvraag(page, garage)
    werk_aanvraag_af(page, garage)


def zeg_ja(page: Page) -> None:
    """Answer every question of the page with yes; the page must be there, `all()` waits for nothing."""
    for ja in page.get_by_role("radio", name="Ja", exact=True).all():
        ja.check()


def laad_op(page: Page, vak: str, naam: str, mime: str, inhoud: bytes) -> None:
    """Upload a file in the slot whose title holds `vak`."""
    hier = page.locator("section.uploadvak").filter(has=page.locator("h3", has_text=vak))
    hier.locator("input[type=file]").set_input_files({"name": naam, "mimeType": mime, "buffer": inhoud})
    hier.get_by_role("button", name="Laad op").click()
    expect(page.locator(".melding", has_text=re.compile(rf"{vak}.* is opgeladen"))).to_be_visible()


def laad_uittreksel_op(page: Page) -> None:
    laad_op(page, "596.2", "uittreksel.pdf", "application/pdf", pdf())


def dien_in(page: Page) -> str:
    """Tick the four engagements, file, and return the reference on the confirmation."""
    for naam in AKKOORD:
        page.check(f"#id_{naam}")
    knop(page, "Aanvraag indienen")
    expect(page.locator("h1")).to_have_text("Je aanvraag is ingediend")
    referentie = re.search(r"ERK-\d{4}-\d{5}", page.locator("main").inner_text())
    assert referentie
    return referentie[0]
