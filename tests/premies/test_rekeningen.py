"""The account of a batch is that of the moment it was handed over, and no number is kept for ever (rules.md §6, §11)."""

import hashlib
import json
from importlib import import_module

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from time_machine import travel

from educam_portal.documenten.services import lees
from premies import formaat, tasks
from premies.models import Levering, Leveringsrekening, Premie, Toestemming
from premies.services import leveren
from premies.services.toestemmen import geef_toestemming, trek_toestemming_in, wijzig_iban
from tests import fabrieken

from .fabriek import IBAN, JAAR, NA, geleverd, klare_premie

pytestmark = pytest.mark.django_db
ANDER = "BE71 0961 2345 6769"


def ibans(levering: Levering) -> list[str]:
    return [rij["iban"] for rij in leveren.als_bestand(levering)["rijen"]]


@travel(NA, tick=False)
def test_a_file_that_is_written_later_holds_the_account_of_the_handing_over():
    """The worker died in between, the werkgever changed the number or withdrew: the same file, the same checksum."""
    eerste, tweede = klare_premie(1), klare_premie(2)
    levering = leveren.begin_levering(jaar=JAAR, door=fabrieken.coordinator(), op=timezone.now())
    for premie in (eerste, tweede):
        leveren._geef_door(levering, premie.persoonsnummer_id, timezone.now())
    toen = hashlib.sha256(formaat.canoniek(leveren.als_bestand(levering))).hexdigest()
    door = {een.onderneming_id: een.gegeven_door for een in Toestemming.objects.all()}
    wijzig_iban(onderneming=eerste.onderneming, iban=ANDER, door=door[eerste.onderneming_id], op=timezone.now())
    trek_toestemming_in(onderneming=tweede.onderneming, door=door[tweede.onderneming_id], op=timezone.now())
    leveren._schrijf(levering, timezone.now())
    levering.refresh_from_db()
    assert levering.sha256 == toen
    bestand = json.loads(lees(levering.json, door=levering.gemaakt_door))
    assert [rij["iban"] for rij in bestand["rijen"]] == [IBAN, IBAN]


@travel(NA, tick=False)
def test_one_batch_has_one_account_per_onderneming_and_keeps_it_encrypted():
    premie = klare_premie()
    levering = leveren.begin_levering(jaar=JAAR, door=fabrieken.coordinator(), op=timezone.now())
    leveren._geef_door(levering, premie.persoonsnummer_id, timezone.now())
    door = Toestemming.objects.get().gegeven_door
    wijzig_iban(onderneming=premie.onderneming, iban=ANDER, door=door, op=timezone.now())
    # A second claim of the same onderneming, handed over a moment later.
    Premie.objects.filter(pk=premie.pk).update(toestand="klaar", levering=None)
    leveren._geef_door(levering, premie.persoonsnummer_id, timezone.now())
    assert (ibans(levering), levering.rekeningen.count()) == ([IBAN], 1)
    with connection.cursor() as cursor:
        cursor.execute("SELECT iban FROM premies_leveringsrekening")
        [(opgeslagen,)] = cursor.fetchall()
    assert opgeslagen.startswith("gAAAA")
    assert IBAN not in opgeslagen


def ruim_op(dag: str) -> None:
    with travel(f"{dag} 03:50", tick=False):
        tasks.ruim_op()


def test_the_number_of_withdrawn_consent_is_erased_after_three_months():
    with travel("2026-10-15 10:00", tick=False):
        onderneming = fabrieken.OndernemingFactory()
        wie = {"onderneming": onderneming, "door": fabrieken.werkgever(onderneming), "op": timezone.now()}
        geef_toestemming(iban=IBAN, akkoord=True, **wie)
        trek_toestemming_in(**wie)
        geef_toestemming(iban=ANDER, akkoord=True, **wie)
    ruim_op("2027-01-15")
    assert list(Toestemming.objects.order_by("pk").values_list("iban", flat=True)) == [IBAN, "BE71096123456769"]
    ruim_op("2027-01-16")
    rijen = Toestemming.objects.order_by("pk").values_list("iban", "iban_gewist_op__day", "gegeven_op__day")
    assert list(rijen) == [("", 16, 15), ("BE71096123456769", None, 15)]
    with pytest.raises(IntegrityError), transaction.atomic():
        Toestemming.objects.filter(ingetrokken_op=None).update(iban_gewist_op="2027-01-16")


def test_the_account_of_a_batch_stays_as_long_as_a_claim_needs_it(werker):
    with travel(NA, tick=False):
        for nummer in (1, 2, 3):
            klare_premie(nummer)
        levering = geleverd(werker, fabrieken.coordinator())
    wacht, betaald, geweigerd = levering.premies.order_by("pk")
    weg = "2027-11-01"
    uit = {"beslist_op": "2027-10-01"}
    Premie.objects.filter(pk=betaald.pk).update(toestand="uitbetaald", uitbetaald_op=weg, **uit)
    Premie.objects.filter(pk=geweigerd.pk).update(toestand="geweigerd", reden="Geen Dimona", **uit)

    def over() -> list[int]:
        return list(Leveringsrekening.objects.order_by("pk").values_list("onderneming", flat=True))

    drie = [een.onderneming_id for een in (wacht, betaald, geweigerd)]
    ruim_op("2028-01-01")
    assert over() == drie
    # Three months after the refusal, then after the payment; what still waits needs it.
    ruim_op("2028-01-02")
    assert over() == drie[:2]
    ruim_op("2028-02-02")
    assert over() == drie[:1]


@travel(NA, tick=False)
def test_what_was_handed_over_before_gets_the_account_that_is_known_last(werker):
    klare_premie()
    levering = geleverd(werker, fabrieken.coordinator())
    Leveringsrekening.objects.all().delete()
    import_module("premies.migrations.0007_rekeningen_vullen").vul(apps, None)
    assert ibans(levering) == [IBAN]
