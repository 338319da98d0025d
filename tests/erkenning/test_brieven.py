"""Letters: from a stored snapshot, made once, readable by few, accessible (rules.md §3.2)."""

import subprocess
from datetime import timedelta
from unittest import mock

import pikepdf
import pytest
from django.urls import reverse
from django.utils import timezone

from educam_portal import documenten
from educam_portal.documenten.maakwerk import MAX_POGINGEN, vingerafdruk
from educam_portal.documenten.models import Document
from erkenning import tasks
from erkenning.models import Brief, Erkenning
from erkenning.services import beslissen
from erkenning.services import brieven as diensten
from tests import fabrieken

from .acties import mensen
from .dossiers import klaar_om_te_beslissen

pytestmark = pytest.mark.django_db
PDF = "erkenning.pdf.render"


def half_erkend():
    """Two opleidingen: one granted, one refused and confirmed."""
    d = klaar_om_te_beslissen(opleidingen=2)
    besluiten = d.besluiten()
    besluiten[max(besluiten)] = beslissen.LijnBesluit(False, "Er is geen hefbrug voor vrachtwagens.")
    beslissen.beslissen(aanvraag=d.aanvraag, door=d.consulent, op=timezone.now(), besluiten=besluiten)
    beslissen.bevestigen(aanvraag=d.aanvraag, door=fabrieken.coordinator(), op=timezone.now())
    return d.ververs()


# --- the snapshot ----------------------------------------------------------------------------------------------------


def test_the_snapshot_carries_its_own_hash_and_changes_with_nothing():
    d = half_erkend()
    for brief in Brief.objects.all():
        assert brief.sha256 == vingerafdruk(brief.gegevens) and len(brief.sha256) == 64
    onderneming = d.aanvraag.onderneming
    onderneming.naam = "Een andere naam"
    onderneming.save()
    brief = Brief.objects.get(soort="beslissing")
    assert brief.gegevens["onderneming"]["naam"] != "Een andere naam"


def test_the_hash_knows_every_letter_and_no_order():
    assert vingerafdruk({"a": 1, "b": 2}) == vingerafdruk({"b": 2, "a": 1}) != vingerafdruk({"a": 1, "b": 3})


def test_one_letter_with_the_appeal_and_one_attest_per_erkenning():
    d = half_erkend()
    brief, attest = Brief.objects.get(soort="beslissing"), Brief.objects.get(soort="attest")
    assert attest.erkenning == Erkenning.objects.get()
    assert brief.gegevens["beroep_dagen"] == 10
    assert brief.gegevens["geweigerd"][0]["redenen"] == "Er is geen hefbrug voor vrachtwagens."
    # The attest tells about the erkenning only: no persons.
    tekst = str(attest.gegevens)
    for persoon in (d.werkgever, d.consulent, d.mentoren[0]):
        assert str(persoon) not in tekst


# --- made once -------------------------------------------------------------------------------------------------------


def test_made_twice_is_made_once():
    half_erkend()
    brief = Brief.objects.first()
    with mock.patch(PDF, return_value=b"%PDF-1.7 een") as render:
        tasks.maak_brief(brief.pk)
        tasks.maak_brief(brief.pk)
    assert render.call_count == 1
    assert Document.objects.filter(soort="brief").count() == 1
    brief.refresh_from_db()
    assert (brief.toestand, brief.lease_tot, brief.fout) == ("klaar", None, "")


def test_a_worker_that_comes_late_throws_its_copy_away():
    half_erkend()
    brief = Brief.objects.first()
    eerste = diensten.leg_pdf_vast(brief, b"%PDF-1.7 een").document
    assert diensten.leg_pdf_vast(brief, b"%PDF-1.7 twee").document == eerste
    assert Document.objects.filter(soort="brief").count() == 1


def test_while_somebody_makes_it_nobody_else_does():
    half_erkend()
    brief = Brief.objects.first()
    Brief.objects.filter(pk=brief.pk).update(lease_tot=timezone.now() + timedelta(minutes=1))
    with mock.patch(PDF) as render:
        tasks.maak_brief(brief.pk)
    assert not render.called


def test_a_failure_is_written_down_and_tried_again():
    half_erkend()
    brief = Brief.objects.first()
    with mock.patch(PDF, side_effect=RuntimeError("geen lettertype")), pytest.raises(RuntimeError):
        tasks.maak_brief(brief.pk)
    brief.refresh_from_db()
    assert (brief.toestand, brief.pogingen) == ("wacht", 1) and "geen lettertype" in brief.fout
    assert brief.lease_tot > timezone.now()
    # Not before its time, and then by the sweep.
    Brief.objects.exclude(pk=brief.pk).update(lease_tot=timezone.now() + timedelta(hours=1))
    with mock.patch.object(tasks.maak_brief, "delay") as wachtrij:
        tasks.veeg_brieven()
        assert not wachtrij.called
        Brief.objects.filter(pk=brief.pk).update(lease_tot=timezone.now() - timedelta(seconds=1))
        tasks.veeg_brieven()
    wachtrij.assert_called_once_with(brief.pk)
    with mock.patch(PDF, return_value=b"%PDF-1.7 een"):
        tasks.maak_brief(brief.pk)
    brief.refresh_from_db()
    assert brief.toestand == "klaar"


def test_after_eight_attempts_somebody_must_look():
    half_erkend()
    brief = Brief.objects.first()
    for poging in range(MAX_POGINGEN):
        Brief.objects.filter(pk=brief.pk).update(lease_tot=None)
        with mock.patch(PDF, side_effect=RuntimeError(str(poging))), pytest.raises(RuntimeError):
            tasks.maak_brief(brief.pk)
    brief.refresh_from_db()
    assert brief.toestand == "mislukt"
    Brief.objects.update(lease_tot=None)
    with mock.patch(PDF) as render:
        tasks.maak_brief(brief.pk)
    assert not render.called


def test_a_job_that_never_reached_the_broker_is_swept_up():
    half_erkend()
    Brief.objects.update(aangemaakt_op=timezone.now() - timedelta(minutes=2))
    with mock.patch.object(tasks.maak_brief, "delay") as wachtrij:
        tasks.veeg_brieven()
    assert wachtrij.call_count == 2


# --- the PDF ---------------------------------------------------------------------------------------------------------


@pytest.fixture
def pdfs(tmp_path):
    """Both kinds of letter as files, made by the real renderer."""
    d = half_erkend()
    bestanden = {}
    for brief in Brief.objects.all():
        tasks.maak_brief(brief.pk)
        brief.refresh_from_db()
        bestanden[brief.soort] = tmp_path / f"{brief.soort}.pdf"
        bestanden[brief.soort].write_bytes(documenten.lees(brief.document, door=d.werkgever))
    return d, bestanden


def uitvoer(*opdracht) -> str:
    return subprocess.run([str(deel) for deel in opdracht], capture_output=True, text=True, check=True).stdout


def test_the_pdf_says_it_in_dutch_with_tags_and_a_qr(pdfs):
    d, bestanden = pdfs
    # In the order of the document: a name that needs two lines in its cell stays together.
    brief = " ".join(uitvoer("pdftotext", "-raw", bestanden["beslissing"], "-").split())
    erkenning = Erkenning.objects.get()
    for stuk in (
        f"Beslissing over je aanvraag {d.aanvraag.referentie}",
        str(erkenning.opleiding),
        "Er is geen hefbrug voor vrachtwagens.",
        "binnen 10 dagen",
        "Alleen de onderneming zelf",
        str(d.mentoren[0]),
    ):
        assert stuk in brief
    attest = " ".join(uitvoer("pdftotext", bestanden["attest"], "-").split())
    assert erkenning.code in attest and f"/controleer/{erkenning.code}/" in attest and str(d.mentoren[0]) not in attest
    for soort, bestand in bestanden.items():
        structuur = uitvoer("pdfinfo", "-struct", bestand)
        assert ("H1" in structuur and "P (" in structuur) or "P\n" in structuur, soort
        assert "Tagged:          yes" in uitvoer("pdfinfo", bestand)
        with pikepdf.open(bestand) as pdf:
            assert str(pdf.Root.Lang) == "nl"
            assert pdf.Root.MarkInfo.Marked
    assert "Table" in uitvoer("pdfinfo", "-struct", bestanden["beslissing"])
    assert "Figure" in uitvoer("pdfinfo", "-struct", bestanden["attest"]), "de QR-code"


def test_a_letter_is_private(pdfs):
    d, _ = pdfs
    iedereen = mensen(d)
    for brief in Brief.objects.all():
        lezers = {wie for wie, user in iedereen.items() if documenten.mag_lezen(brief.document, user)}
        assert lezers == {
            "werkgever",
            "medewerker",
            "gemachtigde",
            "gemachtigde om te lezen",
            "consulent",
            "vervanger",
            "coördinator",
        }


def test_a_storage_that_is_away_counts_as_a_failure_too():
    half_erkend()
    brief = Brief.objects.first()
    weg = mock.patch("erkenning.services.brieven.leg_pdf_vast", side_effect=OSError("schijf vol"))
    with mock.patch(PDF, return_value=b"%PDF-1.7"), weg, pytest.raises(OSError):
        tasks.maak_brief(brief.pk)
    brief.refresh_from_db()
    assert brief.pogingen == 1 and "schijf vol" in brief.fout


def test_the_beheerder_sees_what_failed_but_not_what_it_says_and_lets_it_try_again(client):
    half_erkend()
    Brief.objects.update(toestand="mislukt", pogingen=8, fout="geen lettertype")
    brief = Brief.objects.get(soort="beslissing")
    client.force_login(fabrieken.beheerder())
    pagina = client.get(reverse("admin:erkenning_brief_change", args=[brief.pk])).content.decode()
    assert "geen lettertype" in pagina
    assert brief.gegevens["onderneming"]["naam"] not in pagina
    client.post(
        reverse("admin:erkenning_brief_changelist"), {"action": "probeer_opnieuw", "_selected_action": [brief.pk]}
    )
    brief.refresh_from_db()
    assert (brief.toestand, brief.pogingen) == ("wacht", 0)
