"""A mentor who does not follow the course: reminders at 6, 3 and 1 months, escalation, more time (rules.md §4, §7)."""

import json
import re
from datetime import date
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from scripts.diensten import wacht_tot
from tests.browser.portaal import Portaal
from tests.browser.test_mentoropleiding import dag
from tests.browser.wegen import SCHERM, TELEFOON, knop, meld_aan
from tests.browser.wegen_consulent import gelukt

pytestmark = pytest.mark.browser

# Recognised a month ago in the demo world, with a mentor who still has to follow the course.
ONDERNEMING, MENTOR = "Bandenhuis Stevens", "Pascal Stevens"
WERKGEVER, MENTOR_ADRES, CONSULENT = (
    "stevens@example.be",
    "mentor.pascal.stevens@example.be",
    "consulent.bru@example.be",
)
REDEN = "Hij was lang ziek en kan pas in de lente komen."
SAMEN = [MENTOR_ADRES, WERKGEVER]


def test_van_herinnering_tot_meer_tijd(portaal, new_context):
    portaal.manage("shell", "-c", ACCOUNT)
    assert loop(portaal, over=240)["moment"] == []

    # Six, three and one month before the end: both hear it, once, however often the job runs.
    for maanden, over in ((6, 182), (3, 90), (1, 29)):
        gelopen = loop(portaal, over=over)
        assert gelopen["moment"] == [[f"-{maanden}m", adres] for adres in SAMEN]
        assert gelopen["nog eens"] == 0
        for adres in SAMEN:
            een_mail(portaal, adres, f"uiterlijk op {gelopen['dag']}")

    # The day after the end it is the consulent who hears it, and gives more time.
    te_laat = loop(portaal, over=-1)
    assert te_laat["moment"] == [["+1d", CONSULENT]]
    assert te_laat["nog eens"] == 0
    een_mail(portaal, CONSULENT, f"De mentoropleiding is niet gevolgd voor {te_laat['dag']}")
    scherm = new_context(viewport=SCHERM).new_page()
    meld_aan(scherm, CONSULENT)
    tot = dag(200)
    verleng(scherm, tot)

    # Both have the three reminders in the portal, each once, and read until when it is now, and why.
    for adres in SAMEN:
        telefoon = new_context(viewport=TELEFOON).new_page()
        meld_aan(telefoon, adres)
        telefoon.goto("/berichten/")
        expect(telefoon.locator("tr", has_text=f"mentoropleiding van {MENTOR}")).to_have_count(3)
        telefoon.get_by_role("link", name="Je hebt tijd tot").click()
        expect(telefoon.locator("main")).to_contain_text(REDEN)
        telefoon.goto("/termijnen/")
        rij = telefoon.locator("tr", has_text=f"{MENTOR} – {ONDERNEMING}")
        expect(rij).to_contain_text(re.compile(rf"\b{tot.day} \w+"))
        expect(rij).to_contain_text("verlengd")

    # The new day is a new beginning: half a year before it both hear it again, once.
    opnieuw = loop(portaal, over=170)
    assert opnieuw["moment"] == [["-6m", adres] for adres in SAMEN]
    assert opnieuw["nog eens"] == 0
    for adres in SAMEN:
        een_mail(portaal, adres, f"uiterlijk op {opnieuw['dag']}")


# The mentor, entered by the werkgever, gets an account as after an invitation, and cancels the seat in a session.
ACCOUNT = f"""
from django.db import transaction
from django.utils import timezone
from educam_portal.accounts.models import Rol
from educam_portal.accounts.services import geef_lidmaatschap, maak_gebruiker
from mentoren.koppeling import koppel_mentor
from mentoren.models import Mentor
from mentoren.services.inschrijvingen import annuleer, lopende_inschrijving
mentor = Mentor.objects.get(email="{MENTOR_ADRES}")
bedrijf, nu = mentor.onderneming.organisatie, timezone.now()
with transaction.atomic():
    user = maak_gebruiker(email="{MENTOR_ADRES}", naam="{MENTOR}", wachtwoord="duaal")
    geef_lidmaatschap(user=user, organisatie=bedrijf, rol=Rol.MENTOR, van=timezone.localdate())
    koppel_mentor(user=user, organisatie=bedrijf, rol=Rol.MENTOR, op=nu)
annuleer(inschrijving=lopende_inschrijving(mentor.persoon), door=user, op=nu)
"""

# No clock of a running portal can be moved: what happened so far is, into the past, until the term ends `over` days from
# today. Then the job of today runs, twice.
LOOP = """
import json
from datetime import timedelta
from io import StringIO
from django.core.management import call_command
from django.utils import timezone
from django.utils.formats import date_format
from educam_portal.meldingen.models import Bericht
from educam_portal.termijnen import berekenen
from educam_portal.termijnen.models import Dagbundel, Herinnering, Termijn
from mentoren.models import Mentor
mentor = Mentor.objects.get(email="{mentor}")
termijn = Termijn.objects.open().get(soort="mentoropleiding", onderwerp_id=str(mentor.pk))
einde = timezone.localdate() + timedelta({over})
terug = termijn.vervalt_op - einde
termijn.start -= terug
termijn.aangemaakt_op -= terug
if termijn.verlengd_tot:
    termijn.verlengd_tot -= terug
    termijn.verlengd_op -= terug
for rij in [*Herinnering.objects.filter(termijn=termijn), *Dagbundel.objects.filter(ontvanger__in={adressen}).order_by("op")]:
    rij.op -= terug
    rij.save()
berekenen.zet_dagen(termijn)
while termijn.vervalt_op > einde:
    termijn.start -= timedelta(1)
    berekenen.zet_dagen(termijn)
termijn.save()
had = list(Herinnering.objects.filter(termijn=termijn).values_list("pk", flat=True))
call_command("verwerk_termijnen", stdout=StringIO())
nieuw = Herinnering.objects.filter(termijn=termijn).exclude(pk__in=had).exclude(ontvanger="portaal").order_by("ontvanger")
moment = list(nieuw.values_list("moment", "ontvanger"))
berichten = Bericht.objects.filter(adres__in={adressen})
aantal = berichten.count()
call_command("verwerk_termijnen", stdout=StringIO())
dag = date_format(termijn.vervalt_op, "j F Y")
print(json.dumps({{"moment": moment, "nog eens": berichten.count() - aantal, "dag": dag}}))
"""


def loop(portaal: Portaal, *, over: int) -> dict[str, Any]:
    """Which moments of the term were claimed for whom, how many messages a second run added, and the end of the term."""
    opdracht = LOOP.format(mentor=MENTOR_ADRES, adressen=[*SAMEN, CONSULENT], over=over)
    return json.loads(portaal.manage("shell", "-v", "0", "-c", opdracht).splitlines()[-1])


def een_mail(portaal: Portaal, aan: str, woorden: str) -> None:
    """Exactly one mail to `aan` holds these words, once the worker has sent it."""

    def mails() -> int:
        # The address of the werkgever is the end of that of the mentor.
        eigen = (mail for mail in portaal.mails(aan) if mail["X-Ontvanger"] == aan)
        teksten = (mail.get_body(("plain",)).get_content() for mail in eigen)
        return sum(woorden in " ".join(tekst.split()) for tekst in teksten)

    wacht_tot(lambda: mails() > 0, seconden=30, wat=f"Een mail aan {aan} met '{woorden}'")
    assert mails() == 1


def verleng(page: Page, tot: date) -> None:
    """The consulent finds the term among what is late, and gives more time with a reason."""
    page.goto("/termijnen/")
    rij = page.locator("tr", has_text=f"{MENTOR} – {ONDERNEMING}")
    expect(rij).to_contain_text("te laat")
    rij.get_by_role("link", name="Verleng").click()
    page.get_by_label("Tot en met welke dag?").fill(tot.isoformat())
    page.get_by_label("Waarom?").fill(REDEN)
    knop(page, "Verleng")
    gelukt(page)
