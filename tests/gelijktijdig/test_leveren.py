"""Batches and replies that meet at the same moment: each claim in exactly one, each row taken over once (rules.md §6)."""

import json

import pytest
from django.utils import timezone
from time_machine import travel

from educam_portal.documenten.services import lees
from educam_portal.workflow.models import Gebeurtenis
from overeenkomsten.services.lerenden import persoonsnummer
from premies.models import Antwoord, Levering, LeveringTeller, Premie, Toestemming
from premies.services import antwoorden, leveren
from premies.services.toestemmen import trek_toestemming_in
from tests import fabrieken
from tests.overeenkomsten.fabriek import insz
from tests.premies.fabriek import IBAN, JAAR, NA, antwoord_op, klare_premie

from .samen import een_wint, tegelijk

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def na_het_schooljaar():
    with travel(NA, tick=True):
        yield


def begin(door):
    return lambda: leveren.begin_levering(jaar=JAAR, door=door, op=timezone.now())


def test_two_coordinators_begin_one_batch():
    klare_premie()
    eerste, tweede = fabrieken.coordinator(), fabrieken.coordinator()
    teller = LeveringTeller.objects.create(jaar=2027)
    een_wint(tegelijk(begin(eerste), begin(tweede), houd=teller), "al een levering")
    assert Levering.objects.count() == 1


def test_two_workers_hand_each_claim_over_once():
    """The second took over because the lease ran out, while the first was only slow."""
    for nummer in (1, 2):
        klare_premie(nummer)
    levering = begin(fabrieken.coordinator())()
    personen = sorted(Premie.objects.values_list("persoonsnummer", flat=True))

    def geef_door():
        for persoon in personen:
            leveren._geef_door(levering, persoon, timezone.now())
        leveren._schrijf(levering, timezone.now())

    tegelijk(geef_door, geef_door, houd=levering)
    assert Gebeurtenis.objects.filter(actie="doorgeven").count() == 2
    levering.refresh_from_db()
    bestand = json.loads(lees(levering.json, door=levering.gemaakt_door))
    assert [rij["referentie"] for rij in bestand["rijen"]] == sorted(
        Premie.objects.values_list("referentie", flat=True)
    )
    # Whoever is later still brings nothing in that the files do not hold.
    laat = klare_premie(3)
    leveren._geef_door(levering, laat.persoonsnummer_id, timezone.now())
    laat.refresh_from_db()
    assert laat.levering is None


def test_the_same_reply_twice_at_once_counts_once():
    persoon = persoonsnummer(insz(951))
    premie = klare_premie(persoon=persoon)
    levering = begin(fabrieken.coordinator())()
    leveren.maak(levering.pk)
    levering.refresh_from_db()
    rij = {"referentie": premie.referentie, "uitkomst": "toegekend", "beslist_op": "2027-09-02"}
    inhoud = antwoord_op(levering, rij)

    def verwerk():
        return antwoorden.verwerk_antwoord(
            levering=levering, inhoud=inhoud, door=levering.gemaakt_door, op=timezone.now()
        )

    een, ander = tegelijk(verwerk, verwerk, houd=levering)
    assert een == ander == Antwoord.objects.get()
    assert Gebeurtenis.objects.filter(actie="toekennen").count() == 1


def test_consent_withdrawn_at_that_very_moment_leaves_a_claim_whole_or_out():
    """Handed over with its account, or lapsed and in no batch: never half of each."""
    premie = klare_premie()
    levering = begin(fabrieken.coordinator())()
    werkgever = Toestemming.objects.get().gegeven_door
    tegelijk(
        lambda: leveren._geef_door(levering, premie.persoonsnummer_id, timezone.now()),
        lambda: trek_toestemming_in(onderneming=premie.onderneming, door=werkgever, op=timezone.now()),
        houd=premie.persoonsnummer,
    )
    premie.refresh_from_db()
    rijen = [(rij["referentie"], rij["iban"]) for rij in leveren.als_bestand(levering)["rijen"]]
    assert (premie.toestand, rijen) in [("doorgegeven", [(premie.referentie, IBAN)]), ("vervallen", [])]
