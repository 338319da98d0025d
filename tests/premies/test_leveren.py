"""The batch holds each claim exactly once, with what the department needs and nobody else sees (rules.md §6, §2)."""

import hashlib
import json
from contextlib import suppress

import pytest
from django.db import IntegrityError, transaction
from django.db.models import TextField, Value
from django.utils import timezone
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from time_machine import travel

from educam_portal.accounts.fouten import Geweigerd
from educam_portal.documenten.fouten import GeenToegang
from educam_portal.documenten.models import Leeslog
from educam_portal.documenten.services import lees
from educam_portal.workflow.models import Gebeurtenis
from overeenkomsten.inlezen.xlsx import lees_xlsx
from overeenkomsten.models import Persoonsnummer
from premies import formaat, tasks
from premies.models import Levering, Premie, Toestemming
from premies.services import leveren
from premies.services.beoordelen import beoordeel
from tests import fabrieken
from tests.overeenkomsten.fabriek import insz

from .fabriek import IBAN, JAAR, NA, geleverd, klare_premie

pytestmark = pytest.mark.django_db


@travel(NA, tick=False)
def test_a_batch_takes_what_is_klaar_and_its_files_say_the_same(werker):
    premies, door = [klare_premie(1), klare_premie(2)], fabrieken.coordinator()
    levering = geleverd(werker, door)
    assert (levering.referentie, levering.totaal, levering.gedaan) == ("PRL-2027-00001", 2, 2)
    assert list(levering.premies.values_list("toestand", "herbekijk_op")) == [("doorgegeven", None)] * 2
    inhoud = lees(levering.json, door=door)
    assert levering.sha256 == hashlib.sha256(inhoud).hexdigest()
    bestand = json.loads(inhoud)
    assert (bestand["formaat"], bestand["aantal"], bestand["totaal"]) == ("educam-premie-levering", 2, "2000.00")
    assert bestand["controle"] == formaat.controlegetal(bestand)
    rij = bestand["rijen"][0]
    assert (rij["referentie"], rij["insz"], rij["iban"]) == (premies[0].referentie, insz(701), IBAN)
    assert rij["controle"] == formaat.controlegetal(rij)
    [kop, eerste, tweede] = [cellen for _, cellen in lees_xlsx(lees(levering.xlsx, door=door), 10, 20)]
    assert dict(zip(kop, eerste, strict=True)) == {**rij, "nummer": "1", "bedrag": "1000"}
    assert tweede[kop.index("referentie")] == premies[1].referentie
    # Each reading of INSZ and IBAN is known, and nobody else reads.
    assert Leeslog.objects.filter(user=door).count() == 2
    werkgever = Toestemming.objects.get(onderneming=premies[0].onderneming).gegeven_door
    for ander in (fabrieken.consulent(fabrieken.regio("ovl")), werkgever):
        with pytest.raises(GeenToegang):
            lees(levering.json, door=ander)


@travel(NA, tick=False)
def test_what_changed_meanwhile_does_not_go_and_withdrawing_later_does_not_undo(werker):
    blijft, vervalt = klare_premie(1), klare_premie(2)
    door = fabrieken.coordinator()
    levering = leveren.begin_levering(jaar=JAAR, door=door, op=timezone.now())
    Toestemming.objects.filter(onderneming=vervalt.onderneming).update(
        ingetrokken_op="2027-09-02", ingetrokken_door=door
    )
    leveren.maak(levering.pk)
    Toestemming.objects.update(ingetrokken_op="2027-09-02", ingetrokken_door=door)
    beoordeel(persoonsnummer=blijft.persoonsnummer_id, aanleiding=None, op=timezone.now())
    assert list(Premie.objects.order_by("pk").values_list("toestand", "levering")) == [
        ("doorgegeven", levering.pk),
        ("vervallen", None),
    ]
    levering.refresh_from_db()
    assert (levering.totaal, levering.gedaan, levering.premies.count()) == (2, 2, 1)


@travel(NA, tick=False)
def test_a_worker_killed_halfway_loses_nothing_and_doubles_nothing(monkeypatch):
    premies = [klare_premie(nummer) for nummer in (1, 2, 3)]
    levering = leveren.begin_levering(jaar=JAAR, door=fabrieken.coordinator(), op=timezone.now())
    echt, keren = leveren._geef_door, []

    def sterft(*args):
        keren.append(args)
        if len(keren) == 2:
            raise KeyboardInterrupt
        echt(*args)

    monkeypatch.setattr(leveren, "_geef_door", sterft)
    with pytest.raises(KeyboardInterrupt):
        leveren.maak(levering.pk)
    assert levering.premies.count() == 1
    # Held by the one that died: a second worker leaves it alone until the lease is over.
    leveren.maak(levering.pk)
    assert (levering.premies.count(), leveren.wachtend(timezone.now())) == (1, [])
    with travel("2027-09-02 10:04", tick=False):
        assert leveren.wachtend(timezone.now()) == [levering.pk]
        leveren.maak(levering.pk)
        leveren.maak(levering.pk)
    levering.refresh_from_db()
    assert (levering.premies.count(), levering.totaal, levering.gedaan) == (3, 3, 3)
    assert Gebeurtenis.objects.filter(actie="doorgeven").count() == len(premies)


@travel(NA, tick=False)
def test_one_at_a_time_and_only_when_there_is_something(werker):
    door = fabrieken.coordinator()
    wie = {"jaar": JAAR, "door": door, "op": timezone.now()}
    with pytest.raises(Geweigerd, match="geen enkele premie"):
        leveren.begin_levering(**wie)
    klare_premie()
    with pytest.raises(Geweigerd, match="Alleen een coördinator"):
        leveren.begin_levering(**wie | {"door": fabrieken.consulent(fabrieken.regio("ovl"))})
    with pytest.raises(Geweigerd, match="vanaf de dag na 31/08/2028"):
        leveren.begin_levering(**wie | {"jaar": 2027})
    levering = leveren.begin_levering(**wie)
    with pytest.raises(Geweigerd, match="al een levering"):
        leveren.begin_levering(**wie)
    with pytest.raises(IntegrityError), transaction.atomic():
        Levering.objects.create(referentie="PRL-2027-9", schooljaar=JAAR, gemaakt_door=door)
    with werker(), travel("2027-09-02 10:02", tick=False):
        tasks.veeg()
    levering.refresh_from_db()
    assert levering.klaar_op is not None


@travel(NA, tick=False)
def test_a_number_that_no_key_opens_is_never_handed_over_empty():
    """Of the person or of the account: what stands there is no text of any key."""
    zonder_insz, zonder_iban = klare_premie(1), klare_premie(2)
    onleesbaar = Value("onleesbaar", output_field=TextField())
    Persoonsnummer.objects.filter(pk=zonder_insz.persoonsnummer_id).update(nummer=onleesbaar)
    Toestemming.objects.filter(onderneming=zonder_iban.onderneming).update(iban=onleesbaar)
    levering = leveren.begin_levering(jaar=JAAR, door=fabrieken.coordinator(), op=timezone.now())
    leveren.maak(levering.pk)
    assert list(Premie.objects.values_list("toestand", "levering")) == [("klaar", None)] * 2
    assert not levering.rekeningen.exists()


@given(st.lists(st.tuples(st.integers(0, 2), st.sampled_from(["begin", "maak", "half", "erbij"])), max_size=6))
@hypothesis_settings(max_examples=5)
def test_never_a_claim_in_two_batches(gebeurtenissen):
    """Whatever coördinatoren and workers do in whatever order: handed over once, and once only."""
    with travel(NA, tick=False), transaction.atomic():
        door = fabrieken.coordinator()
        gemaakt = [klare_premie(1)]
        for nummer, wat in gebeurtenissen:
            open_ = Levering.objects.filter(klaar_op=None).first()
            if wat == "begin":
                with suppress(Geweigerd):
                    leveren.begin_levering(jaar=JAAR, door=door, op=timezone.now())
            elif wat == "maak" and open_:
                Levering.objects.update(lease_tot=None)
                leveren.maak(open_.pk)
            elif wat == "half" and open_:
                leveren._geef_door(open_, gemaakt[nummer % len(gemaakt)].persoonsnummer_id, timezone.now())
            elif len(gemaakt) < 3:
                gemaakt.append(klare_premie(len(gemaakt) + 1))
        in_bestanden = [
            rij["referentie"]
            for levering in Levering.objects.exclude(klaar_op=None)
            for rij in leveren.als_bestand(levering)["rijen"]
        ]
        doorgegeven = Gebeurtenis.objects.filter(actie="doorgeven").count()
        assert len(in_bestanden) == len(set(in_bestanden))
        assert doorgegeven == Premie.objects.exclude(levering=None).count()
        transaction.set_rollback(True)
