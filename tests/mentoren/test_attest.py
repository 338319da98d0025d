"""The attest: from a snapshot, made once, accessible, and a public code that names nobody (rules.md §4)."""

import subprocess
from datetime import timedelta
from unittest import mock

import pikepdf
import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from educam_portal import documenten
from educam_portal.accounts.models import Rol
from educam_portal.documenten.maakwerk import vingerafdruk
from mentoren import tasks
from mentoren.models import Attest
from mentoren.services import voltooien
from tests import fabrieken

from .cursus import mentor, noteer, voorbij, werkgever

pytestmark = pytest.mark.django_db


@pytest.fixture
def attest(db) -> Attest:
    """Of somebody who was there on both days; the PDF is not made yet."""
    coordinator = fabrieken.coordinator()
    sessie, (wie,) = voorbij(1)
    noteer(sessie, {wie: (True, True)}, coordinator)
    voltooien.afronden(sessie=sessie, door=coordinator, op=timezone.now())
    return Attest.objects.select_related("persoon", "inschrijving__mentor__onderneming").get()


def test_the_snapshot_names_the_person_and_no_onderneming(attest):
    assert attest.sha256 == vingerafdruk(attest.gegevens)
    assert attest.gegevens["naam"] == str(attest.persoon) and attest.gegevens["code"] == attest.code
    assert attest.inschrijving.mentor.onderneming.naam not in str(attest.gegevens)


def test_it_is_made_in_the_heavy_queue(attest):
    assert settings.CELERY_TASK_ROUTES["mentoren.maak_attest"] == {"queue": "zwaar"}
    assert settings.CELERY_TASK_ROUTES["erkenning.maak_brief"] == {"queue": "zwaar"}


def test_made_twice_is_made_once_and_swept_up_when_its_job_got_lost(attest):
    Attest.objects.update(aangemaakt_op=timezone.now() - timedelta(minutes=2))
    with mock.patch.object(tasks.maak_attest, "delay") as wachtrij:
        tasks.veeg_attesten()
    wachtrij.assert_called_once_with(attest.pk)
    with mock.patch("mentoren.pdf.render", return_value=b"%PDF-1.7") as render:
        tasks.maak_attest(attest.pk)
        tasks.maak_attest(attest.pk)
    assert render.call_count == 1
    with mock.patch.object(tasks.maak_attest, "delay") as wachtrij:
        tasks.veeg_attesten()
    assert not wachtrij.called


def uitvoer(*opdracht) -> str:
    return subprocess.run([str(deel) for deel in opdracht], capture_output=True, text=True, check=True).stdout


def test_the_pdf_is_tagged_dutch_with_code_and_qr(attest, tmp_path):
    tasks.maak_attest(attest.pk)
    attest.refresh_from_db()
    bestand = tmp_path / "attest.pdf"
    bestand.write_bytes(documenten.lees(attest.document, door=werkgever(attest.inschrijving.mentor)))
    tekst = " ".join(uitvoer("pdftotext", bestand, "-").split())
    for stuk in (
        "Attest mentoropleiding",
        str(attest.persoon),
        date_format(attest.voltooid_op, "j F Y"),
        f"/controleer/{attest.code}/",
    ):
        assert stuk in tekst
    assert "Tagged: yes" in " ".join(uitvoer("pdfinfo", bestand).split())
    structuur = uitvoer("pdfinfo", "-struct", bestand)
    assert "H1" in structuur and "Figure" in structuur
    with pikepdf.open(bestand) as pdf:
        assert str(pdf.Root.Lang) == "nl" and pdf.Root.MarkInfo.Marked


def test_who_may_read_it(attest):
    tasks.maak_attest(attest.pk)
    attest.refresh_from_db()
    m = attest.inschrijving.mentor
    elders, vroeger = (
        mentor(persoon=m.persoon),
        mentor(persoon=m.persoon, toestand="vertrokken", vertrokken_op=timezone.localdate()),
    )
    iedereen = {
        "de mentor zelf": fabrieken.mentor_met_account(m),
        "werkgever": werkgever(m),
        "andere onderneming van dezelfde persoon": werkgever(elders),
        "vroegere onderneming": werkgever(vroeger),
        "consulent": fabrieken.consulent(fabrieken.regio("ovl")),
        "consulent van een andere regio": fabrieken.consulent(fabrieken.regio("lim")),
        "coördinator": fabrieken.coordinator(),
        "beheerder": fabrieken.beheerder(),
        "andere werkgever": werkgever(mentor()),
        "collega-mentor": fabrieken.lid(m.onderneming.organisatie, Rol.MENTOR),
        "niemand": fabrieken.UserFactory(),
    }
    assert {wie for wie, user in iedereen.items() if documenten.mag_lezen(attest.document, user)} == {
        "de mentor zelf",
        "werkgever",
        "andere onderneming van dezelfde persoon",
        "consulent",
        "coördinator",
    }


def test_the_code_says_that_it_is_valid_and_when_and_names_nobody(client, attest):
    html = client.get(f"/controleer/{attest.code[:6].upper()}-{attest.code[6:]}/").content.decode()
    assert "Dit attest is geldig" in html and date_format(attest.voltooid_op, "j F Y") in html
    m = attest.inschrijving.mentor
    for stuk in (attest.persoon.naam, attest.persoon.voornaam, m.onderneming.naam, "Griet Aerts", "Lokeren"):
        assert stuk not in html
    assert 'name="robots" content="noindex"' in html


def test_the_beheerder_sees_what_failed_but_not_whose_it_is(client, attest):
    Attest.objects.update(toestand="mislukt", pogingen=8, fout="geen lettertype")
    client.force_login(fabrieken.beheerder())
    pagina = client.get(reverse("admin:mentoren_attest_change", args=[attest.pk])).content.decode()
    assert "geen lettertype" in pagina and attest.persoon.naam not in pagina and attest.code not in pagina
    client.post(
        reverse("admin:mentoren_attest_changelist"), {"action": "probeer_opnieuw", "_selected_action": [attest.pk]}
    )
    attest.refresh_from_db()
    assert (attest.toestand, attest.pogingen) == ("wacht", 0)
