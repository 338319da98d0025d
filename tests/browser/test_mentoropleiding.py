"""From a recognition to the attest of the mentor: a waiting list, a seat, two days in the room (rules.md §4)."""

import re
from datetime import date, datetime, timedelta

import icalendar
import pytest
from playwright.sync_api import Page, expect

from scripts.diensten import wacht_tot
from tests.browser.brieven import download, tekst_van
from tests.browser.wegen import SCHERM, TELEFOON, knop, meld_aan
from tests.browser.wegen_consulent import BRUSSEL, gelukt, kies_overal

pytestmark = pytest.mark.browser

WERKGEVER, ANDER = "werkgever@example.be", "desmedt@example.be"
PLAATS, LOKAAL = "Gent", "Vormingszaal Muide"
MENTOREN = "/werkgever/mentoren/"


def test_van_erkenning_tot_attest(portaal, new_context):
    coordinator = new_context(viewport=SCHERM).new_page()
    meld_aan(coordinator, "coordinator@example.be")
    beheer = plan_sessie(coordinator, over=20)
    openbaar = beheer.replace("/coordinator", "")

    # One seat: another garage has it. The mentor of a recognised garage waits, on a phone.
    ander = new_context(viewport=SCHERM).new_page()
    meld_aan(ander, ANDER)
    ander.goto(openbaar)
    schrijf_in(ander, "Schrijf in")
    telefoon = new_context(viewport=TELEFOON).new_page()
    meld_aan(telefoon, WERKGEVER)
    mentor = wacht(telefoon)
    portaal.wacht_op_mail(WERKGEVER, "Wachtlijst: mentoropleiding")

    # The other one does not come: the seat goes to who waits, with both days as one event for the calendar.
    ander.get_by_role("link", name="Annuleer").click()
    knop(ander, "Annuleer de inschrijving")
    gelukt(ander)
    mail = portaal.wacht_op_mail("mentor@example.be", "Plaats vrij")
    (bijlage,) = [deel for deel in mail.walk() if deel.get_content_type() == "text/calendar"]
    (event,) = icalendar.Calendar.from_ical(bijlage.get_content()).walk("VEVENT")
    assert event.start.date() == dag(20) and event["rrule"]["count"] == [2] and PLAATS in event["location"]
    telefoon.goto(MENTOREN)
    expect(kaart(telefoon, mentor)).to_contain_text("Ingeschreven")

    # Three weeks later: who was there is noted in the room, on a phone, and the session is closed.
    portaal.manage("shell", "-c", SCHUIF_OP.format(lokaal=LOKAAL))
    lokaal = new_context(viewport=TELEFOON).new_page()
    meld_aan(lokaal, "coordinator@example.be")
    for nummer in (1, 2):
        lokaal.goto(beheer)
        lokaal.get_by_role("link", name=f"Aanwezigheid dag {nummer}").click()
        kies_overal(lokaal, "Aanwezig")
        knop(lokaal, "Bewaar de aanwezigheid")
        gelukt(lokaal)
    lokaal.get_by_role("link", name="Rond de sessie af").click()
    expect(lokaal.locator("main")).to_contain_text(mentor)
    knop(lokaal, "Rond af en geef de attesten")
    gelukt(lokaal)

    # The term is met, and anybody can check the attest with its code.
    attest = attest_van(telefoon, mentor)
    expect(kaart(telefoon, mentor)).not_to_contain_text("uiterlijk")
    assert mentor in attest and "Garage De Smet" not in attest
    code = re.search(r"/controleer/([^/\s]+)/", attest)
    assert code
    telefoon.goto(f"/controleer/{code[1]}/")
    expect(telefoon.locator(".uitslag--geldig")).to_contain_text("mentoropleiding")


# No clock of a running portal can be moved: the session is, from the future to the days before today.
SCHUIF_OP = """
from datetime import timedelta
from django.utils import timezone
from mentoren.models import Sessiedag
for dag in Sessiedag.objects.filter(sessie__locatie="{lokaal}"):
    dag.datum = timezone.localdate() - timedelta(days=9 - dag.nummer * 4)
    dag.save()
"""


def dag(over: int) -> date:
    return datetime.now(BRUSSEL).date() + timedelta(days=over)


def plan_sessie(page: Page, *, over: int) -> str:
    """A session for one person; gives the address of its page."""
    page.goto("/coordinator/mentoropleiding/")
    page.get_by_role("link", name="Plan een sessie").first.click()
    for nummer, na in ((1, over), (2, over + 7)):
        page.fill(f"#id_dag_{nummer}", dag(na).isoformat())
    page.get_by_label("Naam van de plaats").fill(LOKAAL)
    page.get_by_label("Straat").fill("Muidepoort")
    page.get_by_label("Huisnummer").fill("3")
    page.get_by_label("Postcode").fill("9000")
    page.get_by_label("Aantal plaatsen").fill("1")
    page.get_by_label("Trainer").fill("Griet Aerts")
    knop(page, "Plan de sessie")
    gelukt(page)
    return page.url


def schrijf_in(page: Page, wat: str) -> None:
    page.locator("main").get_by_role("button", name=re.compile(f"^{wat}")).first.click()
    gelukt(page)


def wacht(page: Page) -> str:
    """From the own mentoren to the full session and its waiting list; gives the name of the mentor with an account."""
    page.goto(MENTOREN)
    mentor = page.locator("article", has_text="Mentoropleiding uiterlijk").first.locator("h2").inner_text()
    kaart(page, mentor).get_by_role("link", name="Bekijk alle sessies").click()
    page.locator("tr", has_text=PLAATS).get_by_role("link").first.click()
    expect(page.locator("main")).to_contain_text("volzet")
    page.get_by_role("button", name=re.compile(f"^Zet op de wachtlijst.*{mentor}$")).click()
    gelukt(page)
    page.goto(MENTOREN)
    expect(kaart(page, mentor)).to_contain_text("Op de wachtlijst, plaats 1")
    return mentor


def kaart(page: Page, mentor: str):
    return page.locator("article", has=page.get_by_role("heading", name=mentor, exact=True))


def attest_van(page: Page, mentor: str) -> str:
    """The words of the attest on the card of the mentor, once the worker has made it."""
    link = kaart(page, mentor).get_by_role("link", name="Attest mentoropleiding")

    def klaar() -> bool:
        page.goto(MENTOREN)
        return link.count() == 1

    wacht_tot(klaar, seconden=60, wat="Het attest")
    return tekst_van(download(page, link.get_attribute("href") or ""))
