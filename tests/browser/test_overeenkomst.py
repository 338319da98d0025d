"""One overeenkomst from draft to its end: a minor, four signatures, the seal, what the employer owes (rules.md §5)."""

import re
import subprocess
from collections.abc import Callable
from datetime import date, timedelta
from email.message import EmailMessage
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from scripts.diensten import wacht_tot
from tests.browser.portaal import Portaal
from tests.browser.wegen import SCHERM, TELEFOON, knop, meld_aan

pytestmark = pytest.mark.browser

OPLEIDING, WERKPLEK = "Onderhoudsmechanica auto duaal", "Garage De Smet"
LERENDE, OUDER = "Jitse Verhaegen", "Griet Verhaegen"
HOREN_HET = ("werkgever@example.be", "school@example.be")
OUDER_ADRES = "griet.verhaegen@example.be"
DAGEN = (("les", "08:30", "16:30", "60"),) * 2 + (("werkplek", "08:00", "16:30", "30"),) * 3

# Other tests put lerenden there too.
PLAATS = """
from erkenning.models import Erkenning
Erkenning.objects.filter(vestiging__onderneming__naam="Garage De Smet").update(plaatsen=20)
"""


def test_van_concept_tot_einde(portaal, new_context, tmp_path):
    portaal.manage("shell", "-v", "0", "-c", PLAATS)
    school = new_context(viewport=SCHERM).new_page()
    meld_aan(school, "school@example.be")
    ouder = Ouder(portaal, new_context(viewport=TELEFOON).new_page())
    start = timezone.localdate() + timedelta(days=7)
    voeg_lerende_toe(school, start)
    adres = stel_op(school, start)
    knop(school, "Leg het plan voor aan de mentor")

    mentor = new_context(viewport=TELEFOON).new_page()
    meld_aan(mentor, "mentor@example.be")
    beantwoord_plan(mentor)

    school.goto(f"{adres}nakijken/")
    knop(school, "Stuur ter ondertekening")
    gedeeld = adres.replace("/school", "")
    werkgever = new_context(viewport=TELEFOON).new_page()
    meld_aan(werkgever, "werkgever@example.be")
    wacht_op_stuk(school, gedeeld)
    teken(school, gedeeld, "Leen Baeten")
    teken(werkgever, gedeeld, "Karel De Smet")
    teken_op_de_tablet(school, gedeeld)
    ouder.teken()
    verzegeld = bewaar_verzegeld(school, gedeeld, tmp_path)
    controleer_zegel(verzegeld)

    # Two obligations met, the others missed: on the first day both read what the school must know of.
    for plicht in ("Dimona-aangifte", "Verzekering burgerlijke aansprakelijkheid"):
        vink_af(werkgever, gedeeld, plicht)
    expect(werkgever.locator("#verplichtingen h2")).to_contain_text("nog 6 te regelen")
    eerste_dag(portaal, gedeeld)
    werkgever.goto(gedeeld)
    expect(werkgever.locator("main")).to_contain_text("Vandaag is dag 1 van 30")
    for wie in HOREN_HET:
        mail = portaal.wacht_op_mail(wie, f"Vandaag: wat klaar moet zijn voor {referentie(gedeeld)}")
        gemist = mail.get_body(("plain",)).get_content()
        assert "Nog niet bevestigd: Arbeidsongevallenverzekering, Medisch onderzoek." in gemist

    # It does not work out: all four sign that it ends today.
    stop_samen(werkgever, gedeeld)
    verloop = f"{gedeeld}wijzigingen/"
    wacht_op_stuk(school, verloop)
    teken(school, verloop, "Leen Baeten")
    teken(werkgever, verloop, "Karel De Smet")
    teken_op_de_tablet(school, verloop)
    ouder.teken()
    school.goto(gedeeld)
    expect(school.locator("main")).to_contain_text("Deze overeenkomst loopt niet meer")
    expect(school.locator("main")).to_contain_text("Beëindigd")


def voeg_lerende_toe(school: Page, start: date) -> None:
    """A minor, with a parent whose mailbox is another one."""
    school.goto("/school/lerenden/nieuw/")
    voornaam, naam = LERENDE.split()
    geboren = start.replace(year=start.year - 17, day=1)
    for veld, waarde in {
        "voornaam": voornaam, "naam": naam, "geboortedatum": f"{geboren:%d/%m/%Y}", "insz": insz(geboren),
        "email": "jitse.verhaegen@example.be", "straat": "Molenstraat", "huisnummer": "8", "postcode": "9300",
        "gemeente": "Aalst", "klas": "6 auto", "lessen_vanaf": f"{start - timedelta(days=20)}",
        "v_voornaam": OUDER.split()[0], "v_naam": naam, "v_email": OUDER_ADRES,
    }.items():  # fmt: skip
        school.fill(f"#id_{veld}", waarde)
    school.get_by_label("Opleiding", exact=True).select_option(label=OPLEIDING)
    knop(school, "Bewaar de lerende")
    expect(school.locator("main")).to_contain_text(LERENDE)


def insz(geboren: date) -> str:
    """A number that fits somebody born on this day, in this century."""
    basis = f"{geboren:%y%m%d}871"
    return f"{basis}{97 - int(f'2{basis}') % 97:02d}"


def stel_op(school: Page, start: date) -> str:
    """The six steps of the draft; the address of the draft."""
    school.goto("/school/overeenkomsten/nieuw/")
    school.get_by_label("Voor welke lerende?").select_option(label="Verhaegen Jitse (6 auto)")
    knop(school, "Begin de overeenkomst")
    adres = school.url
    school.get_by_role("link", name="Leerwerkplek", exact=True).click()
    school.get_by_role("radio", name=re.compile(WERKPLEK)).first.check()
    knop(school, "Verder")
    school.get_by_role("radio").first.check()
    knop(school, "Verder")
    school.get_by_role("radio", name=re.compile("OAO")).check()
    school.get_by_label("Eerste dag").fill(f"{start}")
    school.get_by_label("Laatste dag").fill(f"{start + timedelta(days=250)}")
    school.get_by_role("radio", name="Elke week").check()
    for rij, (waar, van, tot, pauze) in enumerate(DAGEN):
        school.locator(f"#id_plek_{rij}").select_option(waar)
        for kolom, waarde in {"van": van, "tot": tot, "pauze": pauze}.items():
            school.locator(f"#id_{kolom}_{rij}").fill(waarde)
    knop(school, "Bewaar en toon het gemiddelde")
    expect(school.locator("main")).to_contain_text("24")
    knop(school, "Verder")
    knop(school, "Verder")
    school.get_by_role("radio", name=re.compile("Categorie 1")).check()
    school.locator("#id_vergoeding").fill("")
    knop(school, "Verder")
    school.get_by_label("Hoe evalueren jullie?").fill("Een gesprek, en daarna een verslag.")
    school.get_by_label("Evaluatie 1").fill(f"{start + timedelta(days=60)}")
    knop(school, "Verder")
    return adres


def beantwoord_plan(mentor: Page) -> None:
    mentor.goto("/mentor/leerlingen/")
    mentor.locator("main").get_by_role("link", name=re.compile(LERENDE)).first.click()
    mentor.get_by_role("link", name="Beantwoord het plan").click()
    for ja in mentor.get_by_role("radio", name=re.compile("^Ja")).all():
        ja.check()
    knop(mentor, "Bewaar je antwoorden")


def wacht_op_stuk(school: Page, adres: str) -> None:
    """The worker makes the PDF; only then is there something to sign."""

    def te_tekenen() -> bool:
        school.goto(adres)
        return school.get_by_role("link", name="Lees en teken").count() > 0

    wacht_tot(te_tekenen, seconden=60, wat="De overeenkomst om te tekenen")


def teken(page: Page, adres: str, naam: str) -> None:
    """Logged in: read, tick twice, type one's name."""
    page.goto(adres)
    page.locator("main").get_by_role("link", name="Lees en teken").first.click()
    lees_en_teken(page, naam)


def teken_op_de_tablet(school: Page, adres: str) -> None:
    """The lerende at the table of the school, whose trajectbegeleider looks at the identity card."""
    school.goto(adres)
    school.get_by_role("link", name="Laat hier tekenen voor lerende").click()
    lees_en_teken(school, LERENDE, eerst=lambda: school.locator("#id_identiteit").check())


class Ouder:
    """The parent on a phone, without an account: each link and code from the mail is used once."""

    def __init__(self, portaal: Portaal, telefoon: Page) -> None:
        self._portaal, self._telefoon = portaal, telefoon
        self._gelezen = {mail["Message-ID"] for mail in portaal.mails(OUDER_ADRES)}

    def teken(self) -> None:
        """The link of the newest invitation; what it opens is signed with a code."""
        telefoon = self._telefoon
        telefoon.goto(self._uit_de_mail("om te tekenen", r"https?://\S+/onderteken/\S+"))
        expect(telefoon.locator("h1")).to_have_text("Wat teken je?")

        def met_code() -> None:
            knop(telefoon, "Mail me een code")
            telefoon.fill("#id_code", self._uit_de_mail("Je code", r"(?<=tekenen: )\d{6}"))

        lees_en_teken(telefoon, OUDER, eerst=met_code)
        expect(telefoon.locator("main")).to_contain_text("Iedereen heeft getekend")

    def _uit_de_mail(self, onderwerp: str, patroon: str) -> str:
        def ongelezen() -> list[EmailMessage]:
            mails = self._portaal.mails(OUDER_ADRES)
            return [m for m in mails if onderwerp in m["Subject"] and m["Message-ID"] not in self._gelezen]

        wacht_tot(lambda: bool(ongelezen()), seconden=30, wat=f"Een nieuwe mail over {onderwerp!r}")
        mail = ongelezen()[-1]
        self._gelezen.add(mail["Message-ID"])
        gevonden = re.search(patroon, mail.get_body(("plain",)).get_content())
        assert gevonden
        return gevonden[0]


def lees_en_teken(page: Page, naam: str, eerst: Callable[[], None] = lambda: None) -> None:
    page.get_by_role("link", name=re.compile("^Lees de (overeenkomst|beëindiging)$")).click()
    page.get_by_role("link", name="Verder naar ondertekenen").click()
    eerst()
    for vakje in ("#id_gelezen", "#id_akkoord"):
        expect(page.locator(vakje)).not_to_be_checked()
        page.check(vakje)
    page.fill("#id_naam", naam)
    page.get_by_role("button", name=re.compile("^Onderteken de (overeenkomst|beëindiging)$")).click()
    expect(page.locator("main")).to_contain_text("Je handtekening staat eronder")


def bewaar_verzegeld(school: Page, adres: str, map_: Path) -> Path:
    """The sealed PDF, once the worker has made it."""

    def verzegeld() -> bool:
        school.goto(adres)
        return school.get_by_role("link", name="De getekende overeenkomst (pdf)").count() > 0

    wacht_tot(verzegeld, seconden=60, wat="De verzegelde overeenkomst")
    with school.expect_download() as gehaald:
        school.get_by_role("link", name="De getekende overeenkomst (pdf)").click()
    gehaald.value.save_as(map_ / "verzegeld.pdf")
    return map_ / "verzegeld.pdf"


def controleer_zegel(pdf: Path) -> None:
    """`pdfsig` calls it valid, and no longer when one byte of it is another."""
    assert "Signature is Valid" in pdfsig(pdf)
    inhoud = bytearray(pdf.read_bytes())
    plaats = inhoud.index(b"/Lang")
    inhoud[plaats + 1] ^= 1
    pdf.write_bytes(inhoud)
    assert "Signature is Valid" not in pdfsig(pdf)


def pdfsig(pdf: Path) -> str:
    return subprocess.run(["pdfsig", "-nocert", pdf], capture_output=True, text=True).stdout


def vink_af(werkgever: Page, adres: str, plicht: str) -> None:
    werkgever.goto(adres)
    werkgever.get_by_role("link", name=re.compile(f"Vink af.*{plicht}")).click()
    werkgever.fill("#id_naam", "Karel De Smet")
    knop(werkgever, "Dit is in orde")
    expect(werkgever.locator("#verplichtingen")).to_contain_text("door Karel De Smet")


def stop_samen(werkgever: Page, adres: str) -> None:
    werkgever.goto(adres)
    werkgever.get_by_role("link", name="Wijzigingen en einde").click()
    werkgever.get_by_role("link", name="Stop de overeenkomst").click()
    expect(werkgever.locator("main")).to_contain_text("Praat eerst met elkaar.")
    werkgever.get_by_role("link", name="Samen stoppen").click()
    werkgever.get_by_label("Wat is de laatste dag?").fill(f"{timezone.localdate()}")
    knop(werkgever, "Maak het document")


# No clock of a running portal can be moved: the overeenkomst and its terms are, until its first day is today, and the mails that
# both had today with it. Then the jobs of today run.
EERSTE_DAG = """
from datetime import timedelta
from io import StringIO
from django.core.management import call_command
from django.utils import timezone
from educam_portal.termijnen import berekenen
from educam_portal.termijnen.models import Dagbundel, Termijn
from overeenkomsten.models import Overeenkomst
from overeenkomsten.tasks import nieuwe_dag
rij = Overeenkomst.objects.get(referentie="{ref}")
terug = rij.start - timezone.localdate()
rij.start -= terug
rij.einde -= terug
rij.save()
for plicht in rij.verplichtingen.exclude(vervalt_op=None):
    plicht.vervalt_op -= terug
    plicht.save()
for termijn in Termijn.objects.open().filter(onderwerp_type__model="overeenkomst", onderwerp_id=str(rij.pk)):
    termijn.start -= terug
    termijn.aangemaakt_op -= terug
    if termijn.vast_op:
        termijn.vast_op -= terug
    berekenen.zet_dagen(termijn)
    termijn.save()
for bundel in Dagbundel.objects.filter(ontvanger__in={horen_het}).order_by("op"):
    bundel.op -= terug
    bundel.save()
nieuwe_dag()
call_command("verwerk_termijnen", stdout=StringIO())
"""


def referentie(adres: str) -> str:
    return adres.rstrip("/").rsplit("/", 1)[-1]


def eerste_dag(portaal: Portaal, adres: str) -> None:
    portaal.manage("shell", "-v", "0", "-c", EERSTE_DAG.format(ref=referentie(adres), horen_het=HOREN_HET))
