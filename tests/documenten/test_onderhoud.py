import logging
import os
from datetime import date, datetime, timedelta
from io import StringIO

import pytest
from cryptography.fernet import Fernet
from django.core.management import CommandError, call_command
from django.utils import timezone

from educam_portal import documenten
from educam_portal.documenten import onderhoud, opslag, services, sleutels, tasks
from educam_portal.documenten.models import Document, Leeslog

from .bestanden import GEHEIM

pytestmark = pytest.mark.django_db
VANDAAG = date(2026, 11, 24)


class TestVervallen:
    def test_only_what_has_passed_its_last_day_is_erased(self, maak):
        voorbij = maak(bewaren_tot=VANDAAG - timedelta(days=1))
        blijft = [maak(bewaren_tot=VANDAAG), maak(bewaren_tot=None)]
        assert onderhoud.wis_vervallen(VANDAAG) == 1
        assert onderhoud.wis_vervallen(VANDAAG) == 0
        assert list(Document.objects.exclude(gewist_op=None)) == [voorbij]
        assert set(Document.objects.filter(gewist_op=None)) == set(blijft)

    def test_more_than_one_batch(self, maak, monkeypatch):
        monkeypatch.setattr(onderhoud, "PER_KEER", 2)
        for _ in range(5):
            maak(bewaren_tot=VANDAAG - timedelta(days=1))
        assert onderhoud.wis_vervallen(VANDAAG) == 5

    def test_one_that_fails_does_not_stop_the_others(self, maak, monkeypatch, caplog):
        monkeypatch.setattr(onderhoud, "PER_KEER", 1)
        rijen = [maak(bewaren_tot=VANDAAG - timedelta(days=1)) for _ in range(3)]
        weigert = sorted(rijen, key=lambda rij: rij.pk)[1]

        def wis(document, **hoe):
            if document.pk == weigert.pk:
                raise OSError("schijf")
            return services.wis(document, **hoe)

        monkeypatch.setattr(onderhoud, "wis", wis)
        with caplog.at_level(logging.CRITICAL, logger="educam_portal.documenten.onderhoud"):
            assert onderhoud.wis_vervallen(VANDAAG) == 2
        assert Document.objects.get(gewist_op=None) == weigert

    @pytest.mark.parametrize("tot", [None, VANDAAG])
    def test_one_that_is_kept_longer_after_the_sweep_read_it_stays(self, maak, monkeypatch, tot):
        rij = maak(bewaren_tot=VANDAAG - timedelta(days=1))

        def wis(document, **hoe):
            # Filing takes the last day of a 596.2 away: here, between the reading of the row and its erasure.
            Document.objects.update(bewaren_tot=tot)
            return services.wis(document, **hoe)

        monkeypatch.setattr(onderhoud, "wis", wis)
        assert onderhoud.wis_vervallen(VANDAAG) == 0
        rij.refresh_from_db()
        assert rij.gewist_op is None and rij.sleutel

    def test_a_night_without_work_costs_few_queries(self, maak, django_assert_max_num_queries):
        document = maak(bewaren_tot=VANDAAG + timedelta(days=9))
        with django_assert_max_num_queries(6):
            onderhoud.onderhoud(timezone.now())
        document.refresh_from_db()
        assert document.gewist_op is None


def test_read_log_older_than_two_years_goes(maak, user, monkeypatch):
    monkeypatch.setattr(onderhoud, "PER_KEER", 2)
    document = maak(gevoelig=True)
    for dagen in (0, 729, 732, 800, 900):
        moment = timezone.make_aware(datetime(2026, 11, 24, 12)) - timedelta(days=dagen)  # noqa: DTZ001
        Leeslog.objects.create(document=document, user=user, op=moment)
    assert onderhoud.wis_leeslog(VANDAAG) == 3
    assert onderhoud.wis_leeslog(VANDAAG) == 0
    assert Leeslog.objects.count() == 2


class TestWezen:
    def oud(self, settings, naam):
        gisteren = (timezone.now() - timedelta(hours=30)).timestamp()
        os.utime(settings.DOCUMENTEN_DIR / naam, (gisteren, gisteren))

    def test_files_without_a_living_row_go_after_a_day(self, maak, settings, op_schijf):
        levend, gewist, jong, oud = maak(), maak(), opslag.schrijf(b"jong"), opslag.schrijf(b"oud")
        documenten.wis(gewist, reden="test")  # this test never commits, so the file is still there
        for naam in (levend.opslagnaam, gewist.opslagnaam, oud):
            self.oud(settings, naam)
        assert onderhoud.ruim_wezen(timezone.now()) == 2
        assert {pad.name for pad, _ in op_schijf()} == {levend.opslagnaam.split("/")[1], jong.split("/")[1]}

    def test_an_empty_storage_is_fine(self):
        assert onderhoud.ruim_wezen(timezone.now()) == 0


def test_the_scheduled_task_exists_and_does_all_of_it(maak, settings):
    document = maak(bewaren_tot=date(2020, 1, 1))
    ingepland = [regel["task"] for regel in settings.CELERY_BEAT_SCHEDULE.values()]
    assert tasks.wis_vervallen.name in ingepland
    tasks.wis_vervallen.apply(throw=True)
    document.refresh_from_db()
    assert document.gewist_op


class TestSleutels:
    @pytest.fixture
    def nieuwe(self, settings):
        """Put a new key in front, as the beheerder does; returns it."""

        def _nieuwe(*, oude_weg=False) -> str:
            sleutel = Fernet.generate_key().decode()
            settings.DOCUMENT_SLEUTELS = [sleutel] if oude_weg else [sleutel, *settings.DOCUMENT_SLEUTELS]
            return sleutel

        return _nieuwe

    def draai(self, *opties) -> str:
        uit = StringIO()
        call_command("sleutels_vernieuwen", *opties, stdout=uit)
        return next(regel for regel in uit.getvalue().splitlines() if regel.startswith("documenten:"))

    def test_after_rotation_the_old_key_can_go(self, maak, nieuwe, settings, user, open_voor_iedereen):
        document = maak()
        versleuteld = opslag.lees(document.opslagnaam)
        sleutel = nieuwe()
        assert "1 vernieuwd, 0 al" in self.draai()
        settings.DOCUMENT_SLEUTELS = [sleutel]
        document.refresh_from_db()
        assert documenten.lees(document, door=user) == GEHEIM
        assert opslag.lees(document.opslagnaam) == versleuteld, "only the key is written anew, never the file"

    def test_twice_changes_nothing_and_dry_changes_nothing(self, maak, nieuwe):
        maak()
        nieuwe()
        assert "1 te vernieuwen" in self.draai("--droog")
        assert "1 vernieuwd" in self.draai()
        assert "0 vernieuwd, 1 al" in self.draai()

    def test_a_key_that_is_missing_is_said_aloud(self, maak, nieuwe, caplog):
        maak()
        nieuwe(oude_weg=True)
        with pytest.raises(CommandError, match="1 rijen"), caplog.at_level(logging.CRITICAL):
            self.draai()

    def test_a_document_erased_meanwhile_gets_no_key_again(self, maak, nieuwe, monkeypatch):
        document = maak(gevoelig=True)
        nieuwe()
        echt = sleutels.vernieuw

        def vernieuw(sleutel):
            documenten.wis(document, reden="test")
            return echt(sleutel)

        monkeypatch.setattr(sleutels, "vernieuw", vernieuw)
        assert onderhoud.vernieuw_sleutels(False).vernieuwd == 0
        assert Document.objects.get().sleutel == ""

    def test_others_can_join(self, monkeypatch):
        monkeypatch.setattr(sleutels, "_vernieuwingen", {})
        documenten.registreer_vernieuwing("documenten: nummers", lambda droog: sleutels.Vernieuwing(vernieuwd=7))
        assert "7 te vernieuwen" in self.draai("--droog")
