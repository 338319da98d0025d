"""The judgement does not depend on the order in which facts arrive (rules.md §6)."""

from collections.abc import Callable
from datetime import date

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st
from time_machine import travel

from educam_portal.accounts.models import Lidmaatschap
from overeenkomsten.models import Persoonsnummer
from overeenkomsten.services.lerenden import persoonsnummer
from premies.models import EerderePremie, Premie
from premies.services.beoordelen import beoordeel, maak_premies
from premies.services.presteren import voeg_prestatie_toe
from premies.services.toestemmen import geef_toestemming
from premies.toestanden import TE_BEOORDELEN, Aanleiding
from tests.overeenkomsten.fabriek import insz
from tests.overeenkomsten.getekend import Zaak, zaak

pytestmark = pytest.mark.django_db
# Four garages, one person: two of them in one schooljaar, and one more than there are places for.
PERIODES = (
    (date(2024, 9, 2), date(2025, 6, 30)),
    (date(2025, 9, 1), date(2026, 1, 31)),
    (date(2026, 2, 1), date(2026, 6, 30)),
    (date(2026, 9, 1), date(2027, 6, 30)),
)
NA = "2027-09-02 10:00"


@pytest.fixture
def zaken(db) -> list[Zaak]:
    persoon = persoonsnummer(insz(960))
    gemaakt = []
    for nummer, (start, einde) in enumerate(PERIODES):
        een = zaak("afgelopen", nummer=40 + nummer, start=start, einde=einde, geregistreerd_op=start)
        een.lerende.persoonsnummer = persoon
        een.lerende.save()
        gemaakt.append(een)
    # They worked there when it all began.
    Lidmaatschap.objects.update(van=PERIODES[0][0])
    return gemaakt


def gebeurtenissen(zaken: list[Zaak]) -> list[Callable[[], object]]:
    """Everything that may come to light, each by its own service."""
    persoon = zaken[0].lerende.persoonsnummer
    assert persoon is not None
    return [
        *(lambda een=een: registreer(een, persoon) for een in zaken),
        *(lambda een=een: stem_toe(een) for een in zaken[1:]),
        *(lambda een=een: volg(een, persoon) for een in zaken),
        *(lambda een=een: werk(een, persoon) for een in zaken),
        lambda: hoor_van_eerder(zaken[0], persoon),
    ]


def registreer(een: Zaak, persoon: Persoonsnummer) -> None:
    maak_premies(overeenkomst=een.overeenkomst, aanleiding=Aanleiding.GEREGISTREERD, op=timezone.now())
    beoordeel(persoonsnummer=persoon.pk, aanleiding=None, op=timezone.now())


def stem_toe(een: Zaak) -> None:
    """In time, whenever we hear of it."""
    with travel(een.overeenkomst.start, tick=False):
        geef_toestemming(
            onderneming=een.overeenkomst.vestiging.onderneming, iban="BE68 5390 0754 7034", akkoord=True,
            door=een.werkgever, op=timezone.now(),
        )  # fmt: skip


def volg(een: Zaak, persoon: Persoonsnummer) -> None:
    mens = een.overeenkomst.mentor.persoon
    mens.mentoropleiding_op = een.overeenkomst.start
    mens.save()
    beoordeel(persoonsnummer=persoon.pk, aanleiding=Aanleiding.MENTOROPLEIDING, op=timezone.now())


def werk(een: Zaak, persoon: Persoonsnummer) -> None:
    """The days of this overeenkomst; who tells them before there is a claim tells them again."""
    premie = Premie.objects.filter(overeenkomst=een.overeenkomst).first()
    if premie is None:
        registreer(een, persoon)
        premie = Premie.objects.get(overeenkomst=een.overeenkomst)
    voeg_prestatie_toe(
        premie=premie, van=een.overeenkomst.start, tot=een.overeenkomst.einde, door=een.werkgever, op=timezone.now()
    )


def hoor_van_eerder(een: Zaak, persoon: Persoonsnummer) -> None:
    EerderePremie.objects.create(persoonsnummer=persoon, aantal=1, bron="Brief", ingevoerd_door=een.werkgever)
    beoordeel(persoonsnummer=persoon.pk, aanleiding=Aanleiding.EERDER, op=timezone.now())


def uitslag() -> dict[int, tuple]:
    return {
        rij.onderneming_id: (rij.toestand, rij.recht, rij.bedrag, rij.voorwaarden, rij.eerder, rij.herbekijk_op)
        for rij in Premie.objects.all()
    }


def test_the_order_in_which_facts_arrive_does_not_matter(zaken):
    """Never more than three, one of them taken by an earlier premie; never twice for one onderneming and schooljaar."""

    def speel(volgorde: list[int]) -> dict[int, tuple]:
        alle = gebeurtenissen(zaken)
        with travel(NA, tick=False), transaction.atomic():
            for index in volgorde:
                alle[index]()
            beoordeel(persoonsnummer=zaken[0].lerende.persoonsnummer_id, aanleiding=None, op=timezone.now())
            uit = uitslag()
            paren = Premie.objects.values_list("onderneming", "schooljaar")
            assert len(set(paren)) == len(paren)
            transaction.set_rollback(True)
        return uit

    aantal = len(gebeurtenissen(zaken))
    verwacht = speel(list(range(aantal)))
    standen = [rij[0] for rij in verwacht.values()]
    # The first had no consent: it lapses, and takes no place of those behind it.
    assert sorted(standen) == ["klaar", "klaar", "vervallen", "vervallen"]
    assert set(standen) <= set(TE_BEOORDELEN)

    @settings(max_examples=6)
    @given(st.permutations(range(aantal)))
    def in_elke_volgorde(volgorde: list[int]) -> None:
        assert speel(list(volgorde)) == verwacht

    in_elke_volgorde()
