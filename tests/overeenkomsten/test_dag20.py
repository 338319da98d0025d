"""The personal page of the lerende, and the three questions around day 20 (rules.md §5, §7)."""

from datetime import date, datetime, timedelta

import pytest
import time_machine
from django.utils import timezone

from educam_portal.accounts.fouten import Geweigerd
from educam_portal.meldingen import GeheimVervallen
from educam_portal.meldingen.models import Bericht
from educam_portal.termijnen.job import verwerk
from overeenkomsten import deelnemers, leeslink
from overeenkomsten.models import (
    Bevraging,
    Deelnemerlink,
    Kalenderlink,
    Knelpunt,
    Leeslink,
    Overeenkomst,
)
from overeenkomsten.services import beeindigen, bevragingen, knelpunten
from overeenkomsten.services.leeslinks import geef_toegang
from overeenkomsten.services.lerenden import wijzig_lerende
from overeenkomsten.services.wissen import wis_overeenkomst
from overeenkomsten.toestanden import Deelnemer, Toestand
from tests.fabrieken import MentorFactory
from tests.overeenkomsten.getekend import Zaak, zaak

pytestmark = pytest.mark.django_db
START = date(2026, 10, 5)
GOED = {"welkom": "goed", "duidelijk": "goed", "begeleiding": "goed", "opmerking": ""}


def _op(dag: date):
    return time_machine.travel(datetime(dag.year, dag.month, dag.day, 9, tzinfo=timezone.get_current_timezone()))


@pytest.fixture
def z() -> Zaak:
    with _op(START):
        return zaak(Toestand.LOPEND, start=START)


def _links() -> dict[str, str]:
    return {rij.deelnemer: f"/mijn-overeenkomst/{deelnemers.token(rij)}/" for rij in Deelnemerlink.objects.all()}


def _mails(soort: str) -> list[str]:
    return sorted(Bericht.objects.filter(soort=soort).values_list("adres", flat=True))


def _vraag(z: Zaak) -> None:
    bevragingen.begin(overeenkomst=z.overeenkomst, op=timezone.now())


def test_on_day_twenty_each_of_the_three_is_asked_once(z):
    with _op(date(2026, 10, 22)):
        list(verwerk(date(2026, 10, 22)))
    assert not Bevraging.objects.exists()
    # Day 20 is a Saturday: asked on the working day before, also when the job runs again and late.
    for dag in (date(2026, 10, 23), date(2026, 10, 26)):
        with _op(dag):
            list(verwerk(dag))
    assert set(Bevraging.objects.values_list("deelnemer", flat=True)) == {"lerende", "mentor", "school"}
    assert _mails("deelnemerlink") == ["yassine1@example.be"]
    herinnerd = Bericht.objects.filter(soort="dagmail")
    assert {z.begeleider.email, z.mentor.email} <= set(herinnerd.values_list("adres", flat=True))


def test_the_lerende_answers_by_link_and_opening_it_changes_nothing(client, z, django_assert_max_num_queries):
    _vraag(z)
    pagina = _links()["lerende"]
    for _ in range(2):
        with django_assert_max_num_queries(10):
            assert "Drie korte vragen" in client.get(pagina).content.decode()
    vragen = f"{pagina}hoe-gaat-het/"
    assert "Krijg je genoeg begeleiding?" in client.get(vragen).content.decode()
    assert client.post(vragen, {"welkom": "goed"}).status_code == 422
    assert not Bevraging.objects.exclude(beantwoord_op=None).exists()
    velden = GOED | {"begeleiding": "slecht", "opmerking": "Niemand heeft tijd."}
    assert client.post(vragen, velden).status_code == 302
    assert "Je vond iets niet goed" in client.get(pagina).content.decode()
    assert client.post(vragen, GOED).status_code == 302
    rij = Bevraging.objects.get(deelnemer="lerende")
    assert (rij.begeleiding, rij.opmerking, rij.beantwoord_door) == ("slecht", "Niemand heeft tijd.", None)
    assert _mails("dag20_niet_goed") == [z.begeleider.email]


def test_mentor_and_school_answer_and_read_the_werkgever_does_not(client, z):
    _vraag(z)
    lerende = Bevraging.objects.get(deelnemer="lerende")
    bevragingen.beantwoord(bevraging=lerende, antwoorden=GOED | {"opmerking": "Streng"}, door=None, op=timezone.now())
    gesprek = f"{z.overeenkomst.get_absolute_url()}gesprek/"
    for wie, slecht in ((z.mentor, "slecht"), (z.begeleider, "goed")):
        client.force_login(wie)
        assert "Beantwoord de vragen" in client.get(gesprek).content.decode()
        antwoord = client.post(f"{gesprek}hoe-gaat-het/", GOED | {"welkom": slecht})
        assert antwoord["Location"] == (f"{gesprek}#knelpunten" if slecht == "slecht" else gesprek)
        assert client.get(f"{gesprek}hoe-gaat-het/").status_code == 302
    ziet = {}
    for wie in ("begeleider", "mentor", "werkgever"):
        client.force_login(getattr(z, wie))
        ziet[wie] = client.get(gesprek).content.decode()
    assert {wie for wie, html in ziet.items() if "Hoe gaat het rond dag 20?" in html} == {"begeleider", "mentor"}
    assert {wie for wie, html in ziet.items() if "Streng" in html} == {"begeleider"}
    for buiten in (z.werkgever, z.secretariaat, zaak(nummer=2).begeleider):
        client.force_login(buiten)
        assert client.get(f"{gesprek}hoe-gaat-het/").status_code == 404
    with pytest.raises(Geweigerd):
        bevragingen.beantwoord(bevraging=lerende, antwoorden=GOED, door=z.mentor, op=timezone.now())


def test_the_lerende_reports_by_link_and_reads_what_was_agreed(client, z):
    deelnemers.stuur_link(z.overeenkomst, Deelnemer.LERENDE, "start", op=timezone.now())
    pagina = _links()["lerende"]
    assert client.post(f"{pagina}knelpunt/", {"omschrijving": " "}).status_code == 422
    assert client.post(f"{pagina}knelpunt/", {"omschrijving": "Niemand legt iets uit."}).status_code == 302
    rij = Knelpunt.objects.get()
    assert (rij.melder, rij.gemeld_door) == ("lerende", None)
    # Before the talk the onderneming hears nothing.
    assert _mails("knelpunt_gemeld") == [z.begeleider.email]
    client.force_login(z.mentor)
    assert "Knelpunt gemeld" not in client.get(z.overeenkomst.get_absolute_url()).content.decode()
    client.force_login(z.begeleider)
    velden = {
        "gesprek_op": timezone.localdate().isoformat(),
        "afspraken": "Elke week een half uur.",
        "hercontrole_op": (timezone.localdate() + timedelta(days=900)).isoformat(),
    }
    adres = f"{z.overeenkomst.get_absolute_url()}gesprek/knelpunt/{rij.pk}/gesprek/"
    assert client.post(adres, velden).status_code == 422
    velden["hercontrole_op"] = (timezone.localdate() + timedelta(days=10)).isoformat()
    assert client.post(adres, velden).status_code == 302
    assert _mails("deelnemerlink") == ["yassine1@example.be"] * 2
    assert "Elke week een half uur." in client.get(pagina).content.decode()


def test_the_lerende_reads_every_agreement_and_nobody_elses_words(client, z):
    op, dag = timezone.now(), timezone.localdate()
    rij = knelpunten.meld_knelpunt(overeenkomst=z.overeenkomst, omschrijving="Te laat", door=z.mentor, op=op)
    deelnemers.stuur_link(z.overeenkomst, Deelnemer.LERENDE, "start", op=op)
    pagina = _links()["lerende"]
    assert "meldde iets" not in client.get(pagina).content.decode()
    afspraak = {"gesprek_op": dag, "afspraken": "Een bus vroeger.", "hercontrole_op": dag + timedelta(days=9)}
    knelpunten.noteer_gesprek(knelpunt=rij, door=z.begeleider, op=op, **afspraak)
    assert _mails("deelnemerlink") == ["yassine1@example.be"] * 2
    html = client.get(pagina).content.decode()
    assert "De mentor meldde iets" in html and "Een bus vroeger." in html and "Te laat" not in html


def test_one_link_leads_to_the_year_and_the_progress_and_opening_it_changes_nothing(client, z):
    deelnemers.stuur_link(z.overeenkomst, Deelnemer.LERENDE, "start", op=timezone.now())
    pagina, rooster = _links()["lerende"], z.overeenkomst.rooster
    Overeenkomst.objects.update(rooster={})
    assert "kalender/" not in client.get(pagina).content.decode()
    assert client.get(f"{pagina}kalender/").status_code == 302
    Overeenkomst.objects.update(rooster=rooster)
    html = client.get(pagina).content.decode()
    for weg, tekst in (("kalender/", "Je jaar 2026–2027"), ("leren/", "Remmen vervangen")):
        assert f"{pagina}{weg}" in html
        assert tekst in client.get(f"{pagina}{weg}").content.decode()
    assert not Kalenderlink.objects.exists() and not Leeslink.objects.exists()
    (link,) = geef_toegang(overeenkomst=z.overeenkomst, door=z.begeleider, op=timezone.now())
    assert pagina in client.get(f"/mijn-leren/{leeslink.token(link)}/").content.decode()


def test_a_mentor_without_account_has_a_page_from_the_first_day(client):
    z = zaak(Toestand.ONDERTEKEND, start=timezone.localdate())
    persoon = z.overeenkomst.mentor.persoon
    persoon.user = None
    persoon.save()
    type(z.overeenkomst.mentor).objects.update(email="mentor@example.be")
    beeindigen.start(overeenkomst=z.overeenkomst, op=timezone.now())
    assert _mails("deelnemerlink") == ["mentor@example.be", "yassine1@example.be"]
    link = _links()["mentor"]
    assert client.post(f"{link}knelpunt/", {"omschrijving": "Te laat"}).status_code == 302
    assert Knelpunt.objects.get().melder == "mentor"
    assert client.get(f"{link}hoe-gaat-het/").status_code == 302


def test_the_link_dies_with_the_overeenkomst(client, z):
    _vraag(z)
    pagina, geheim = _links()["lerende"], Deelnemerlink.objects.get().token_hash
    assert deelnemers.geheim_van(geheim)["link"].endswith(pagina)
    Overeenkomst.objects.update(toestand=Toestand.AFGELOPEN)
    # What was signed stays (test_nalezen.py); here nothing was.
    assert "Yassine" not in client.get(pagina).content.decode()
    for weg in (f"{pagina}knelpunt/", f"{pagina}hoe-gaat-het/", "/mijn-overeenkomst/onbekend/"):
        antwoord = client.get(weg)
        assert (antwoord.status_code, "Yassine" in antwoord.content.decode()) == (404, False)
    with pytest.raises(GeheimVervallen):
        deelnemers.geheim_van(geheim)
    wis_overeenkomst(overeenkomst=z.overeenkomst, op=timezone.now())
    assert not Deelnemerlink.objects.exists() and not Bevraging.objects.exists()


def test_the_link_ends_with_another_mentor_or_another_mailbox(client, z):
    deelnemers.stuur_link(z.overeenkomst, Deelnemer.LERENDE, "start", op=timezone.now())
    mentor = z.overeenkomst.mentor
    mentor.persoon.user = None
    mentor.persoon.save()
    type(mentor).objects.update(email="mentor@example.be")
    deelnemers.stuur_link(Overeenkomst.objects.get(), Deelnemer.MENTOR, "start", op=timezone.now())
    oud = _links()
    assert [client.get(oud[wie]).status_code for wie in ("lerende", "mentor")] == [200, 200]
    Overeenkomst.objects.update(mentor=MentorFactory(onderneming=mentor.onderneming, email="nieuw@example.be"))
    velden = {"email": "juist@example.be"}
    wijzig_lerende(lerende=z.lerende, velden=velden, insz="", vertegenwoordiger=None, door=z.begeleider)
    assert [client.get(oud[wie]).status_code for wie in ("lerende", "mentor")] == [404, 404]
    assert client.post(f"{oud['mentor']}knelpunt/", {"omschrijving": "Ik ben weg"}).status_code == 404
    assert "juist@example.be" in _mails("deelnemerlink")
    assert client.get(_links()["lerende"]).status_code == 200


def test_in_a_school_holiday_the_contact_of_the_holidays_is_shown(client, z):
    Overeenkomst.objects.update(vakantiecontact="Griet Deleu", vakantietelefoon="+32470123456")
    deelnemers.stuur_link(z.overeenkomst, Deelnemer.LERENDE, "start", op=timezone.now())
    pagina, ziet = _links()["lerende"], {}
    for dag in (date(2026, 10, 28), date(2026, 11, 4)):
        with _op(dag):
            ziet[dag.month] = client.get(pagina).content.decode()
    assert str(z.begeleider) in ziet[10] and "Griet Deleu" not in ziet[10]
    assert "Griet Deleu" in ziet[11] and "herfstvakantie" in ziet[11]
