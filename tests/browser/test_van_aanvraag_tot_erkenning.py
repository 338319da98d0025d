"""The main job, end to end: from a new account to the public list."""

import io
import re
from datetime import datetime, timedelta

import icalendar
import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from tests.browser import wegen_consulent as consulent
from tests.browser.brieven import brieven_van, download
from tests.browser.wegen import (
    SCHERM,
    TELEFOON,
    WACHTWOORD,
    Garage,
    begin_aanvraag,
    dien_in,
    knop,
    laad_uittreksel_op,
    maak_account,
    meld_aan,
    werk_aanvraag_af,
)
from tests.fabrieken import met_controle

pytestmark = pytest.mark.browser

# In a region where the demo world has no visit today or tomorrow, so that the agenda is free at any hour.
GARAGE = Garage("hilde.vanhout@example.be", "Carrosserie Vanhout", met_controle(4_300_101), postcode="8000")
CONSULENT = "consulent.wvl@example.be"
MENTOR = "Rachid Bouzian"


def uitnodiging(portaal, aan: str, onderwerp: str) -> tuple[str, icalendar.Event]:
    """Method and event of the calendar invitation in the newest such mail."""
    mail = portaal.wacht_op_mail(aan, onderwerp)
    (bijlage,) = [deel for deel in mail.walk() if deel.get_content_type() == "text/calendar"]
    kalender = icalendar.Calendar.from_ical(bijlage.get_content())
    (event,) = kalender.walk("VEVENT")
    return str(kalender["method"]), event


def test_van_nieuw_account_tot_openbare_lijst(portaal, new_context):
    telefoon = new_context(viewport=TELEFOON).new_page()
    scherm = new_context(viewport=SCHERM).new_page()

    # The garage: an account, an aanvraag begun on one phone and finished on another.
    maak_account(telefoon, portaal, GARAGE)
    begin_aanvraag(telefoon, GARAGE)
    knop(telefoon, "Bewaar en ga later verder")
    telefoon = new_context(viewport=TELEFOON).new_page()
    meld_aan(telefoon, GARAGE.email, WACHTWOORD)
    referentie = maak_af_op_ander_toestel(telefoon)
    dossier = f"/werkgever/aanvragen/{referentie}/"

    # The consulent: takes it in, calls, and asks for the extract that is not there yet.
    meld_aan(scherm, CONSULENT)
    consulent.open_dossier(scherm, referentie)
    consulent.neem_in(scherm)
    vraag_en_antwoord(portaal, scherm, telefoon, referentie)

    # The visit: tomorrow, then moved to today; reported from a phone in the workshop.
    plan_bezoek(portaal, scherm, telefoon, dossier)
    foto_van_het_bezoek(new_context, referentie)

    # The decision, and what comes of it.
    beslis(scherm, referentie)
    portaal.wacht_op_mail(GARAGE.email, "Je bedrijf is erkend")
    brief, attest = brieven_van(telefoon, dossier)
    assert "Beslissing over je aanvraag" in brief and MENTOR in brief
    assert MENTOR not in attest and GARAGE.opleidingen[0] in attest
    code = re.search(r"/controleer/([^/\s]+)/", attest)
    assert code
    bekijk_als_bezoeker(new_context(viewport=TELEFOON).new_page(), code[1])


def bekijk_als_bezoeker(bezoeker: Page, code: str) -> None:
    """Anybody finds the workplace on the public list, and the code of the attest is good."""
    bezoeker.goto("/leerwerkplekken/")
    bezoeker.get_by_label("Naam, gemeente of postcode").fill(GARAGE.naam)
    bezoeker.locator("main").get_by_role("button", name="Zoek").click()
    expect(bezoeker.locator(".plek")).to_have_count(1)
    expect(bezoeker.locator(".plek")).to_contain_text("2 plaatsen vrij")
    bezoeker.get_by_role("link", name=GARAGE.naam, exact=True).click()
    expect(bezoeker.locator("main")).to_contain_text(GARAGE.opleidingen[0])
    bezoeker.goto(f"/controleer/{code}/")
    expect(bezoeker.locator(".uitslag--geldig")).to_contain_text(GARAGE.naam)


def maak_af_op_ander_toestel(page: Page) -> str:
    """The task list shows what is done and what is left; filing gives reference, due date and the consulent's card."""
    page.goto("/werkgever/")
    page.locator("main").get_by_role("link", name=re.compile("verder", re.IGNORECASE)).first.click()
    expect(page.locator(".taak", has_text="Je vestiging")).to_contain_text("Klaar")
    expect(page.locator(".taak", has_text="Nakijken en indienen")).to_contain_text("Kan nog niet")
    page.get_by_role("link", name="Activiteiten per opleiding").click()
    werk_aanvraag_af(page, GARAGE, met_uittreksel=False)
    page.get_by_role("link", name="Terug naar je aanvraag").click()
    expect(page.locator(".taak--klaar")).to_have_count(5)
    expect(page.locator(".taak", has_text="Documenten")).to_contain_text("596.2")  # may come later, and it says so
    page.get_by_role("link", name="Nakijken en indienen").click()
    referentie = dien_in(page)
    uiterlijk = datetime.now(consulent.BRUSSEL) + timedelta(days=14)
    expect(page.locator("main")).to_contain_text(re.compile(rf"uiterlijk op \w+ {uiterlijk.day} \w+ {uiterlijk.year}"))
    expect(page.locator(".contactkaart")).to_contain_text("West-Vlaanderen")
    assert page.locator(".contactkaart a[href^='tel:']").count()
    return referentie


def vraag_en_antwoord(portaal, scherm: Page, telefoon: Page, referentie: str) -> None:
    """Only the part that is asked for opens, the clock stands still on both sides, and runs again after the answer."""
    vraag = "Laad het uittreksel strafregister van je mentor op."
    consulent.vraag_aanvulling(scherm, "Documenten", vraag)
    expect(scherm.locator(".identiteit-klok")).to_contain_text("nog 14 dagen na aanvulling")
    mail = portaal.wacht_op_mail(GARAGE.email, "heeft een vraag over je aanvraag")
    assert vraag in mail.get_body(("plain",)).get_content()
    dossier = f"/werkgever/aanvragen/{referentie}/"
    telefoon.goto(f"{dossier}opleidingen/")
    telefoon.wait_for_url(f"**{dossier}")  # this part is not open
    expect(telefoon.locator("main")).to_contain_text("De termijn staat stil")
    telefoon.get_by_role("link", name="Vul je aanvraag aan").click()
    delen = telefoon.locator(f"main a[href^='{dossier}']:not([href='{dossier}'])")
    expect(delen).to_have_text(["Documenten"])
    delen.click()
    laad_uittreksel_op(telefoon)
    knop(telefoon, "Bewaar en ga terug naar de vraag")
    telefoon.get_by_label("Ik heb alles aangevuld").check()
    knop(telefoon, "Aanvulling indienen")
    expect(telefoon.locator("main")).not_to_contain_text("De termijn staat stil")
    consulent.open_dossier(scherm, referentie)
    expect(scherm.locator(".identiteit-klok")).to_contain_text("nog 14 dagen")
    expect(scherm.locator(".identiteit-klok")).not_to_contain_text("na aanvulling")


def plan_bezoek(portaal, scherm: Page, telefoon: Page, dossier: str) -> None:
    """Both sides get the same calendar event: first version, then an update of it."""
    morgen = datetime.now(consulent.BRUSSEL).replace(hour=10, minute=0, second=0, microsecond=0) + timedelta(days=1)
    consulent.leg_bezoek_vast(scherm, morgen)
    methode, eerste = uitnodiging(portaal, GARAGE.email, "Bezoek op")
    assert (methode, eerste["sequence"], eerste.start) == ("REQUEST", 0, morgen)
    assert uitnodiging(portaal, CONSULENT, "Bezoek op")[1]["uid"] == eerste["uid"]
    straks = consulent.straks_vandaag()
    consulent.verplaats_bezoek(scherm, straks)
    methode, tweede = uitnodiging(portaal, GARAGE.email, "Het bezoek is verplaatst")
    assert (methode, tweede["uid"], tweede["sequence"]) == ("REQUEST", eerste["uid"], 1)
    assert tweede.start == straks
    telefoon.goto(dossier)
    expect(telefoon.locator("#bezoek")).to_contain_text(f"{straks:%H.%M} uur".lstrip("0"))


def foto_van_het_bezoek(new_context, referentie: str) -> None:
    """The report is filed from a phone; what the camera knew of place and owner is gone from the stored photo."""
    page = new_context(viewport=TELEFOON).new_page()
    meld_aan(page, CONSULENT)
    consulent.open_dossier(page, referentie)
    consulent.tab(page, "Bezoek")
    consulent.schrijf_verslag(page)
    consulent.tab(page, "Documenten")
    beeld = download(page, page.locator("#fotos img").get_attribute("src"))
    assert b"GEHEIMPERS" not in beeld
    foto = Image.open(io.BytesIO(beeld))
    assert not foto.getexif()
    assert foto.size == (1200, 1600)  # stood on its side: turned upright before its EXIF data went


def beslis(page: Page, referentie: str) -> None:
    """Everything that stands in the way is mended, the 596.2 judged; the letter is read before it goes."""
    uitgegeven = datetime.now(consulent.BRUSSEL).date() - timedelta(days=30)
    consulent.maak_klaar_om_te_beslissen(page, referentie, met_controle(21_430_101), uitgegeven=uitgegeven)
    consulent.doe(page, "Beslissen")
    consulent.kies_besluit(page, GARAGE.opleidingen[0])
    expect(page.get_by_label(MENTOR)).to_be_checked()
    knop(page, "Bekijk de brief")
    for stuk in (referentie, GARAGE.naam, GARAGE.opleidingen[0], MENTOR):
        expect(page.locator("body")).to_contain_text(stuk)
    page.get_by_role("button", name="Bevestig de beslissing").first.click()
    consulent.gelukt(page)
