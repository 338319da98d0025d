"""The premiums of an onderneming cost the same whatever they hold (quality.md, Budgets)."""

from datetime import timedelta

import pytest
from django.utils import timezone
from time_machine import travel

from overeenkomsten.toestanden import Toestand
from premies.models import EerderePremie, Prestatie
from premies.services.antwoorden import begin_antwoord
from premies.services.beoordelen import beoordeel, maak_premies
from premies.services.toestemmen import geef_toestemming
from premies.toestanden import Aanleiding
from tests import fabrieken
from tests.overeenkomsten.getekend import zaak
from tests.premies.fabriek import NA, geleverd, klare_premie
from tests.vragen import kost

pytestmark = [pytest.mark.eenmaal, pytest.mark.django_db]
LIJST, BLAD = 10, 15


@pytest.mark.parametrize("aantal", [1, 3])
def test_the_list_and_one_claim(client, aantal):
    """`aantal` lerenden with `aantal` sessions to choose from, and `aantal` periods on the first claim."""
    nu, vandaag, vestiging = timezone.now(), timezone.localdate(), fabrieken.VestigingFactory()
    for nummer in range(aantal):
        fabrieken.SessieFactory(over=20 + nummer)
        z = zaak(Toestand.LOPEND, nummer=nummer, vestiging=vestiging, start=vandaag, geregistreerd_op=vandaag)
        premies = maak_premies(overeenkomst=z.overeenkomst, aanleiding=Aanleiding.GEREGISTREERD, op=nu)
        beoordeel(persoonsnummer=z.lerende.persoonsnummer_id, aanleiding=None, op=nu)
    iban = "BE68 5390 0754 7034"
    geef_toestemming(onderneming=vestiging.onderneming, iban=iban, akkoord=True, door=z.werkgever, op=nu)
    for nummer in range(aantal):
        Prestatie.objects.create(
            persoonsnummer=z.lerende.persoonsnummer, onderneming=vestiging.onderneming, van=vandaag,
            tot=vandaag + timedelta(days=nummer), bron="werkgever", ingevoerd_door=z.werkgever,
        )  # fmt: skip
    client.force_login(z.werkgever)
    for pad, verwacht, hoogstens, woord in (
        ("/werkgever/premies/", 8, LIJST, "/werkgever/premies/PRM-"),
        (premies[0].get_absolute_url(), 8, BLAD, "Ingevuld door de werkgever"),
    ):
        assert verwacht <= hoogstens
        client.get(pad)
        with kost(verwacht):
            html = client.get(pad).content.decode()
        assert html.count(woord) >= aantal


@pytest.mark.parametrize("aantal", [1, 3])
def test_the_pages_of_a_coordinator(client, werker, aantal):
    """`aantal` claims in a batch, `aantal` replies to it, `aantal` judgements of each claim."""
    with travel(NA, tick=False):
        door = fabrieken.coordinator()
        premies = [klare_premie(nummer) for nummer in range(1, aantal + 1)]
        levering = geleverd(werker, door)
        for _ in range(aantal):
            with werker():
                lezing = begin_antwoord(
                    levering=levering, inhoud=b"[]", bestandsnaam="a.json", door=door, op=timezone.now()
                )
        for premie in premies:
            EerderePremie.objects.create(
                persoonsnummer=premie.persoonsnummer, aantal=aantal, bron="brief", ingevoerd_door=door
            )
        client.force_login(door)
        for pad, verwacht, hoogstens in (
            ("/coordinator/premies/", 5, LIJST),
            ("/coordinator/premies/lijst/", 6, LIJST),
            ("/coordinator/premies/lijst/csv/", 5, LIJST),
            (f"/coordinator/premies/leveringen/{levering.referentie}/", 5, BLAD),
            (f"/coordinator/premies/antwoorden/{lezing.pk}/", 3, BLAD),
            (f"/coordinator/premies/{premies[0].referentie}/", 5, BLAD),
        ):
            assert verwacht <= hoogstens
            client.get(pad)
            with kost(verwacht):
                assert client.get(pad).status_code == 200
