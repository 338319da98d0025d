"""Personal numbers at rest: unreadable without the key, matched by a keyed hash, rotated without a registration."""

import logging
from io import StringIO

import pytest
from cryptography.fernet import Fernet
from django.apps import apps
from django.contrib import admin
from django.core import serializers
from django.core.exceptions import FieldError
from django.core.management import CommandError, call_command
from django.db import connection, models
from django.forms import modelform_factory
from django.test.utils import isolate_apps

from educam_portal.documenten.persoonsnummers import Nummer, Onleesbaar, VersleuteldVeld, vingerafdruk_van

INSZ = "85073003328"


def test_a_fingerprint_is_the_same_for_the_same_number_and_hangs_on_the_key(settings):
    afdruk = vingerafdruk_van(INSZ)
    assert len(afdruk) == 64
    assert afdruk == vingerafdruk_van(INSZ)
    assert afdruk != vingerafdruk_van("85030204552")
    settings.PERSOON_HASH_SLEUTEL = "een andere"
    assert afdruk != vingerafdruk_van(INSZ)


def test_a_number_in_memory_does_not_write_itself_down():
    nummer = Nummer(INSZ)
    assert nummer == INSZ
    assert INSZ not in f"{nummer!r} {[nummer]} { {'insz': nummer} }"


def _modellen_met_veld():
    modellen = apps.get_models()
    assert any(hasattr(model, "instance_type") for model in modellen), "this is how a history is known"
    for model in modellen:
        if velden := [veld for veld in model._meta.concrete_fields if isinstance(veld, VersleuteldVeld)]:
            yield model, velden


def test_no_history_and_no_admin_holds_a_number():
    for model, velden in _modellen_met_veld():
        assert not hasattr(model, "instance_type"), f"{model.__name__}: zet {velden} in excluded_fields"
        if model in admin.site._registry:
            rij = admin.site._registry[model]
            getoond = {*rij.readonly_fields, *rij.list_display, *rij.search_fields, *rij.list_filter}
            assert not getoond & {veld.name for veld in velden}


@pytest.fixture
def kaart(db):
    """A model with a number, in a table of the test's own."""
    with isolate_apps("educam_portal.documenten"):

        class Kaart(models.Model):
            naam = models.CharField(max_length=20, default="")
            nummer = VersleuteldVeld(null=True)

            class Meta:
                app_label = "documenten"

            def __str__(self):
                return self.naam

    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE documenten_kaart (id bigint PRIMARY KEY, naam varchar(20), nummer text)")
    return Kaart


def opgeslagen(pk: int = 1) -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT nummer FROM documenten_kaart WHERE id = %s", [pk])
        return cursor.fetchone()[0]


class TestVeld:
    def test_what_is_stored_can_only_be_read_with_the_key(self, kaart):
        kaart.objects.create(pk=1, nummer=INSZ)
        assert INSZ not in opgeslagen()
        rij = kaart.objects.get()
        assert rij.nummer == INSZ
        assert INSZ not in repr(vars(rij))

    @pytest.mark.parametrize("leeg", [None, ""])
    def test_nothing_stays_nothing(self, kaart, leeg):
        kaart.objects.create(pk=1, nummer=leeg)
        assert kaart.objects.get().nummer == leeg == opgeslagen()

    def test_an_unreadable_number_breaks_no_page_and_is_not_overwritten(self, kaart, settings, caplog):
        kaart.objects.create(pk=1, nummer=INSZ)
        oud, settings.PERSOON_SLEUTELS = settings.PERSOON_SLEUTELS, [Fernet.generate_key().decode()]
        with caplog.at_level(logging.ERROR):
            rij = kaart.objects.get()
        assert isinstance(rij.nummer, Onleesbaar)
        assert (str(rij.nummer), bool(rij.nummer)) == ("", False)
        assert "geen sleutel opent een rij" in caplog.text
        rij.naam = "Sofie"
        rij.save()
        settings.PERSOON_SLEUTELS = oud
        assert kaart.objects.get().nummer == INSZ

    def test_it_stands_in_no_dump_and_no_form(self, kaart):
        rij = kaart(pk=1, nummer=INSZ)
        assert "nummer" not in serializers.serialize("json", [rij])
        assert list(modelform_factory(kaart, fields="__all__").base_fields) == ["naam"]

    @pytest.mark.parametrize("vraag", [{"nummer": INSZ}, {"nummer__startswith": "85"}, {"nummer__date": "x"}])
    def test_a_query_on_it_is_refused_instead_of_finding_nothing(self, kaart, vraag):
        with pytest.raises(FieldError, match="vingerafdruk_van"):
            kaart.objects.filter(**vraag)
        assert not kaart.objects.filter(nummer__isnull=False).exists()

    def test_a_migration_names_the_field_alone(self):
        assert VersleuteldVeld(null=True).deconstruct()[1:] == (
            "educam_portal.documenten.persoonsnummers.VersleuteldVeld",
            [],
            {"null": True},
        )


class TestVernieuwen:
    @pytest.fixture(autouse=True)
    def _rijen(self, kaart, monkeypatch):
        monkeypatch.setattr(apps, "get_models", lambda *_, **__: [kaart])
        for pk, nummer in enumerate([INSZ, "BE68539007547034", None, ""], start=1):
            kaart.objects.create(pk=pk, nummer=nummer)

    @staticmethod
    def draai(*opties: str) -> str:
        uit = StringIO()
        call_command("sleutels_vernieuwen", *opties, stdout=uit)
        return next(regel for regel in uit.getvalue().splitlines() if regel.startswith("persoonsnummers:"))

    def test_after_rotation_the_old_key_can_go(self, kaart, settings):
        nieuw = Fernet.generate_key().decode()
        settings.PERSOON_SLEUTELS = [nieuw, *settings.PERSOON_SLEUTELS]
        voor = opgeslagen()
        assert "2 te vernieuwen, 0 al" in self.draai("--droog")
        assert opgeslagen() == voor
        assert "2 vernieuwd, 0 al" in self.draai()
        assert "0 vernieuwd, 2 al" in self.draai()
        settings.PERSOON_SLEUTELS = [nieuw]
        assert list(kaart.objects.order_by("pk").values_list("nummer", flat=True)) == [
            INSZ,
            "BE68539007547034",
            None,
            "",
        ]

    def test_a_key_that_is_missing_is_said_aloud(self, settings, caplog):
        settings.PERSOON_SLEUTELS = [Fernet.generate_key().decode()]
        with pytest.raises(CommandError, match="2 rijen"), caplog.at_level(logging.CRITICAL):
            self.draai()
