"""Roads of the sectorconsulent and the coördinator through the screens, from taking in to deciding."""

import time
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from playwright.sync_api import Locator, Page, expect

from tests.browser.brieven import download
from tests.browser.wegen import knop
from tests.documenten.bestanden import foto

BRUSSEL = ZoneInfo("Europe/Brussels")


def open_dossier(page: Page, referentie: str) -> None:
    """Find the dossier on the work list by its number, as one does with a caller on the phone."""
    page.goto("/consulent/werklijst/?tab=alles")
    page.fill("#id_q", referentie)
    page.locator("#zoeken").get_by_role("button", name="Zoek").click()
    page.locator("tr", has_text=referentie).get_by_role("link").first.click()
    expect(page.locator(".identiteit")).to_contain_text(referentie)


def doe(page: Page, actie: str) -> None:
    """Press a button of the identity bar: the big one, or one under "Andere acties"."""
    klok = page.locator(".identiteit-klok")
    knoppen = klok.get_by_role("link", name=actie, exact=True).or_(klok.get_by_role("button", name=actie, exact=True))
    if not knoppen.is_visible():
        klok.get_by_text("Andere acties").click()
    knoppen.click()


def tab(page: Page, naam: str) -> None:
    page.get_by_role("navigation", name="Onderdelen van het dossier").get_by_role("link", name=naam).click()


def gelukt(page: Page) -> Locator:
    """The sentence that says it worked, once it is there."""
    zin = page.locator(".melding", has_text="Gelukt")
    expect(zin).to_be_visible()
    return zin


def neem_in(page: Page) -> None:
    doe(page, "In behandeling nemen")
    gelukt(page)
    doe(page, "Eerste contact noteren")
    page.get_by_label("Wat heb je afgesproken?").fill("Gebeld met Hilde: de mentor is er elke dag.")
    knop(page, "Noteer het contact")
    gelukt(page)


def vraag_aanvulling(page: Page, deel: str, vraag: str) -> None:
    """Tick one part, read the mail as it will go, send it."""
    doe(page, "Aanvulling vragen")
    page.get_by_label(deel, exact=True).check()
    page.get_by_label("Wat ontbreekt er?").fill(vraag)
    knop(page, "Bekijk de mail")
    expect(page.locator("#voorbeeld")).to_contain_text(vraag)
    knop(page, "Stuur de vraag")
    gelukt(page)


def straks_vandaag() -> datetime:
    """A minute that still has to come today: a visit is fixed ahead and reported on its day. Midnight is waited for.

    Never near nine: on a working day the consulent of the demo world is on a visit then.
    """
    while True:
        nu = datetime.now(BRUSSEL)
        straks = (nu + timedelta(minutes=2)).replace(second=0, microsecond=0)
        if abs(straks - straks.replace(hour=9, minute=0)) <= timedelta(hours=1, minutes=5):
            straks = straks.replace(hour=10, minute=15)
        if straks.date() == nu.date():
            return straks
        time.sleep(5)


def leg_bezoek_vast(page: Page, moment: datetime) -> None:
    doe(page, "Bezoek vastleggen")
    _vul_moment_in(page, moment)
    page.get_by_label("Opmerking bij de afspraak").fill("Parkeren kan achteraan.")
    knop(page, "Leg het bezoek vast")
    gelukt(page)


def verplaats_bezoek(page: Page, moment: datetime) -> None:
    page.get_by_role("link", name="Verplaatsen").click()
    _vul_moment_in(page, moment)
    knop(page, "Verplaats het bezoek")
    gelukt(page)


def _vul_moment_in(page: Page, moment: datetime) -> None:
    page.fill("#id_dag", moment.date().isoformat())
    page.fill("#id_uur", f"{moment:%H:%M}")


def schrijf_verslag(page: Page) -> None:
    """In the workshop, on a phone: every activity and condition, a photo from the camera, a few lines; then file it."""
    knop(page, "Bezoek is gebeurd")
    gelukt(page)
    page.get_by_role("link", name="Schrijf het verslag").click()
    kies_overal(page, "In orde")
    kies_overal(page, "Voldaan")
    beeld = foto(grootte=(1600, 1200), draaiing=6)
    page.get_by_label("Foto").set_input_files({"name": "IMG_0042.JPG", "mimeType": "image/jpeg", "buffer": beeld})
    page.get_by_role("button", name="Bewaar en voeg de foto toe").click()
    gelukt(page)
    page.get_by_label("Wat zag je?").fill("Ruime werkplaats met twee bruggen en een spuitcabine.")
    page.get_by_label("We bespraken de vier engagementen").check()
    knop(page, "Verslag indienen")
    gelukt(page)


def kies_overal(page: Page, antwoord: str) -> None:
    """Choose the same answer wherever it is offered, once it is."""
    keuzes = page.get_by_role("radio", name=antwoord, exact=True)
    expect(keuzes).not_to_have_count(0)
    for keuze in keuzes.all():
        keuze.check()


def geen_bezoek(page: Page, reden: str) -> None:
    doe(page, "Geen bezoek nodig")
    page.get_by_label("Waarom is er geen bezoek nodig?").fill(reden)
    knop(page, "Bewaar de reden")
    gelukt(page)


def beoordeel_voorwaarden(page: Page, referentie: str) -> None:
    """The four conditions outside a report."""
    open_dossier(page, referentie)
    page.get_by_role("link", name="Beoordeel de voorwaarden").click()
    kies_overal(page, "Voldaan")
    knop(page, "Bewaar je oordeel")
    gelukt(page)


def maak_klaar_om_te_beslissen(page: Page, referentie: str, nummer: str, *, uitgegeven: date) -> None:
    """What is left after the visit: the 596.2 of the mentor, the vestigingsnummer, and who speaks for the onderneming."""
    open_dossier(page, referentie)
    page.get_by_role("link", name="596.2 nakijken").click()
    pdf = download(page, page.get_by_role("link", name="Open het uittreksel").get_attribute("href") or "")
    assert pdf.startswith(b"%PDF")
    page.get_by_label("Wanneer is het uittreksel uitgegeven?").fill(uitgegeven.isoformat())
    page.get_by_label("Blanco: er staat niets op").check()
    knop(page, "Bewaar wat je zag")
    gelukt(page)
    page.get_by_role("link", name="Vul het nummer in").click()
    page.get_by_label("Vestigingsnummer").fill(nummer)
    knop(page, "Bewaar het nummer")
    gelukt(page)
    page.get_by_role("link", name="Bevestig de onderneming").click()
    page.get_by_label("Hoe weet je dat?").fill("Gebeld naar het nummer in de KBO.")
    knop(page, "Bevestig")
    gelukt(page)
    open_dossier(page, referentie)
    expect(page.locator("#in-de-weg")).to_have_text("Klaar om te beslissen")


def kies_besluit(page: Page, opleiding: str, *, weiger: str = "") -> None:
    """Grant one opleiding with the mentoren that are proposed, or refuse it for this reason."""
    deel = page.locator("section.kaart", has=page.get_by_role("heading", name=opleiding, exact=True))
    deel.get_by_role("radio", name="Weigeren" if weiger else "Erkennen").check()
    if weiger:
        deel.get_by_label("Waarom weiger je?").fill(weiger)
