import stat

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction

from educam_portal import documenten
from educam_portal.accounts.models import Organisatie
from educam_portal.documenten import BestandOntbreekt, GeenToegang, OngeldigBestand, opslag
from educam_portal.documenten.controle import keur
from educam_portal.documenten.models import Document, Leeslog
from tests.fabrieken import UserFactory

from . import bestanden
from .bestanden import GEHEIM

pytestmark = pytest.mark.django_db


def test_an_upload_is_stored_encrypted_under_a_random_name_for_this_user_only(user, op_schijf):
    beeld = bestanden.pdf()
    document = documenten.bewaar(
        bestand=bestanden.opgeladen("../../mijn uittreksel.pdf", beeld), soort="test", door=user, onderwerp=user
    )
    [(pad, bytes_)] = op_schijf()
    assert GEHEIM not in bytes_ and b"%PDF" not in bytes_
    assert "uittreksel" not in str(pad)
    assert stat.S_IMODE(pad.stat().st_mode) == 0o600
    assert stat.S_IMODE(pad.parent.stat().st_mode) == 0o700
    assert (document.bestandsnaam, document.mime) == ("mijn uittreksel.pdf", "application/pdf")
    assert document.onderwerp == user and document.geupload_door == user and not document.gegenereerd


def test_what_was_kept_comes_back_unchanged(user, maak, open_voor_iedereen):
    assert documenten.lees(maak(), door=user) == GEHEIM


def test_a_refused_upload_leaves_nothing(user, op_schijf):
    with pytest.raises(OngeldigBestand):
        documenten.bewaar(bestand=bestanden.opgeladen("a.pdf", b""), soort="test", door=user, onderwerp=None)
    assert not op_schijf() and not Document.objects.exists()


def test_a_row_that_cannot_be_written_takes_its_file_along(maak, op_schijf):
    with pytest.raises(ValidationError):
        maak(bewaren_tot="geen datum")
    assert not op_schijf()


def test_a_checked_file_is_not_checked_again(user, monkeypatch):
    gekeurd = keur(bestanden.opgeladen("a.pdf", bestanden.pdf()))
    monkeypatch.setattr("educam_portal.documenten.afgezonderd.zuiver", None)
    assert documenten.bewaar(bestand=gekeurd, soort="test", door=user, onderwerp=None).grootte == gekeurd.size


class TestBeleid:
    def test_without_policy_nobody_reads(self, user, maak):
        with pytest.raises(GeenToegang):
            documenten.lees(maak(), door=user)

    def test_the_policy_of_its_kind_decides(self, user, maak):
        document, ander = maak(door=user), UserFactory()
        documenten.registreer_beleid("test", lambda document, user: document.geupload_door_id == user.pk)
        assert documenten.mag_lezen(document, user)
        assert not documenten.mag_lezen(document, ander)

    def test_a_superuser_is_no_exception(self, maak):
        documenten.registreer_beleid("test", lambda document, user: False)
        assert not documenten.mag_lezen(maak(), UserFactory(is_superuser=True, is_staff=True))

    def test_nobody_and_the_deactivated_never_read(self, maak, open_voor_iedereen):
        document = maak()
        assert not documenten.mag_lezen(document, None)
        assert not documenten.mag_lezen(document, UserFactory(is_active=False))

    @pytest.mark.parametrize("aantal", [1, 3])
    def test_a_list_costs_the_same_for_any_number(self, user, maak, aantal, django_assert_num_queries):
        documenten.registreer_beleid("test", lambda document, user: document.onderwerp.naam.startswith("Garage"))
        for nummer in range(aantal):
            organisatie = Organisatie.objects.create(soort="onderneming", naam=f"Garage {nummer}", sleutel=str(nummer))
            maak(onderwerp=organisatie)
        Document.objects.first().onderwerp  # the content type is cached per process  # noqa: B018
        with django_assert_num_queries(2):
            assert len(documenten.leesbare(Document.objects.order_by("pk"), user)) == aantal


class TestLeeslog:
    def test_reading_a_sensitive_document_is_logged(self, user, maak, open_voor_iedereen):
        document = maak(gevoelig=True)
        documenten.lees(document, door=user)
        documenten.lees(document, door=user)
        assert [(regel.document, regel.user) for regel in Leeslog.objects.all()] == [(document, user)] * 2

    def test_other_documents_and_refused_readers_are_not(self, user, maak, open_voor_iedereen):
        documenten.lees(maak(), door=user)
        with pytest.raises(GeenToegang):
            documenten.lees(maak(gevoelig=True, soort="zonder-beleid"), door=user)
        assert not Leeslog.objects.exists()

    def test_what_cannot_be_logged_is_not_handed_over(self, user, maak, open_voor_iedereen, monkeypatch):
        document = maak(gevoelig=True)
        monkeypatch.setattr(Leeslog.objects, "create", lambda **_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            documenten.lees(document, door=user)


class TestPortaal:
    def test_the_portal_attaches_its_letters_itself(self, maak):
        assert documenten.inhoud_voor_portaal(maak()) == GEHEIM

    def test_but_never_a_sensitive_or_an_erased_document(self, maak):
        gewist = maak()
        documenten.wis(gewist, reden="test")
        for document in (maak(gevoelig=True), gewist):
            with pytest.raises(GeenToegang):
                documenten.inhoud_voor_portaal(document)


class TestWissen:
    def test_erasing_takes_key_file_name_and_hash(self, maak, op_schijf, django_capture_on_commit_callbacks):
        document = maak(gevoelig=True, bestandsnaam="strafregister Jan Peeters.pdf")
        with django_capture_on_commit_callbacks(execute=True):
            documenten.wis(document, reden="nagekeken")
        document.refresh_from_db()
        assert not op_schijf()
        assert (document.sleutel, document.sha256, document.bestandsnaam) == ("", "", "gewist")
        assert document.gewist_op and document.gewist_reden == "nagekeken"

    def test_an_erased_document_is_closed_even_with_its_file_kept_in_a_backup(
        self, user, maak, op_schijf, open_voor_iedereen, django_capture_on_commit_callbacks
    ):
        document = maak()
        oud = Document.objects.get(pk=document.pk)
        [(pad, bytes_)] = op_schijf()
        with django_capture_on_commit_callbacks(execute=True):
            documenten.wis(document, reden="test")
        pad.write_bytes(bytes_)
        with pytest.raises(GeenToegang):
            documenten.lees(Document.objects.get(pk=oud.pk), door=user)
        assert Document.objects.get(pk=oud.pk).sleutel == ""

    def test_erasing_twice_changes_nothing(self, maak, django_capture_on_commit_callbacks):
        document = maak()
        with django_capture_on_commit_callbacks(execute=True):
            documenten.wis(document, reden="eerst")
            eerste = document.gewist_op
            documenten.wis(document, reden="daarna")
        document.refresh_from_db()
        assert (document.gewist_op, document.gewist_reden) == (eerste, "eerst")

    def test_erasing_is_fine_when_the_file_is_already_gone(self, maak, op_schijf, django_capture_on_commit_callbacks):
        document = maak()
        opslag.verwijder(document.opslagnaam)
        with django_capture_on_commit_callbacks(execute=True):
            documenten.wis(document, reden="test")
        assert document.gewist_op

    @pytest.mark.django_db(transaction=True)
    def test_a_rollback_keeps_the_document_whole(self, user, maak, open_voor_iedereen):
        document = maak()
        with pytest.raises(RuntimeError), transaction.atomic():
            documenten.wis(Document.objects.get(pk=document.pk), reden="test")
            raise RuntimeError
        assert documenten.lees(Document.objects.get(pk=document.pk), door=user) == GEHEIM


def test_a_lost_or_changed_file_is_told_apart(user, maak, op_schijf, open_voor_iedereen):
    document = maak()
    [(pad, bytes_)] = op_schijf()
    pad.chmod(0o600)
    pad.write_bytes(bytes_[:-10] + b"AAAAAAAAAA")
    with pytest.raises(BestandOntbreekt):
        documenten.lees(document, door=user)
    pad.unlink()
    with pytest.raises(BestandOntbreekt):
        documenten.lees(document, door=user)


def test_a_document_can_change_its_subject(user, maak):
    document = maak(onderwerp=user)
    ander = UserFactory()
    documenten.vervang_onderwerp(document, ander)
    assert Document.objects.get(pk=document.pk).onderwerp == ander
    documenten.vervang_onderwerp(document, None)
    assert Document.objects.get(pk=document.pk).onderwerp is None


def test_stored_files_have_no_public_address(maak):
    with pytest.raises(ValueError):
        opslag.opslag().url(maak().opslagnaam)
