"""Another INSZ for a lerende: claims, days and earlier premiums follow the person, who may be known already (rules.md §6)."""

from datetime import date

import pytest
from django.utils import timezone
from time_machine import travel

from educam_portal.accounts.fouten import Geweigerd
from overeenkomsten.models import Persoonsnummer
from overeenkomsten.services.lerenden import persoonsnummer, wijzig_lerende
from premies.models import EerderePremie, Levering, Premie, Prestatie
from premies.services.beoordelen import beoordeel
from premies.services.presteren import voeg_prestatie_toe
from premies.toestanden import Aanleiding
from tests.fabrieken import OndernemingFactory
from tests.overeenkomsten.fabriek import insz
from tests.overeenkomsten.getekend import Zaak
from tests.premies.test_beoordelen import START, de_premie, geregistreerd, vervolg

pytestmark = pytest.mark.django_db
OKTOBER = date(2026, 10, 14)


@pytest.fixture(autouse=True)
def oktober():
    with travel("2026-10-15 10:00", tick=False):
        yield


@pytest.fixture
def twee(werker) -> tuple[Zaak, Zaak]:
    """At one garage somebody whose number is right, and the same human being under a wrong one: both with a claim."""
    goed = geregistreerd(werker, einde=date(2026, 10, 10))
    fout = geregistreerd(werker, nummer=2, vestiging=goed.overeenkomst.vestiging)
    for een in (goed, fout):
        voeg_prestatie_toe(premie=de_premie(een), van=START, tot=OKTOBER, door=een.werkgever, op=timezone.now())
    return goed, fout


def verbeter(werker, wie: Zaak, nummer: str) -> None:
    with werker():
        wijzig_lerende(lerende=wie.lerende, velden={}, insz=nummer, vertegenwoordiger=None, door=wie.begeleider)
    wie.lerende.refresh_from_db()


def eerder(wie: Zaak, aantal: int) -> None:
    EerderePremie.objects.create(
        persoonsnummer=wie.lerende.persoonsnummer, aantal=aantal, bron="Brief", ingevoerd_door=wie.werkgever
    )
    beoordeel(persoonsnummer=wie.lerende.persoonsnummer_id, aanleiding=Aanleiding.EERDER, op=timezone.now())


def test_two_claims_for_the_same_person_onderneming_and_schooljaar_become_one(werker, twee):
    goed, fout = twee
    eerder(goed, 1)
    eerder(fout, 2)
    blijft, vergist = de_premie(goed), fout.lerende.persoonsnummer
    verbeter(werker, fout, goed.lerende.persoonsnummer.nummer)
    # The wrong number may be that of a stranger.
    assert list(Persoonsnummer.objects.all()) == [goed.lerende.persoonsnummer] != [vergist]
    [premie] = Premie.objects.all()
    assert (premie, premie.persoonsnummer) == (blijft, goed.lerende.persoonsnummer)
    # Alone the first one is too short; together they may reach four months. Of what was noted twice the most counts.
    assert (premie.overeenkomst, premie.recht, premie.eerder) == (goed.overeenkomst, "nog_niet", 2)
    assert [(een.van, een.tot) for een in Prestatie.objects.all()] == [(START, OKTOBER)]
    assert [een.aantal for een in EerderePremie.objects.all()] == [2]


def test_a_wrong_number_to_which_something_else_hangs_is_left_for_people(werker, twee):
    goed, fout = twee
    vergist = fout.lerende.persoonsnummer
    elders = Prestatie.objects.create(
        persoonsnummer=vergist, onderneming=OndernemingFactory(), van=START, tot=OKTOBER, bron="dimona",
        ingevoerd_door=fout.werkgever,
    )  # fmt: skip
    verbeter(werker, fout, goed.lerende.persoonsnummer.nummer)
    elders.refresh_from_db()
    assert elders.persoonsnummer == vergist
    assert set(Persoonsnummer.objects.all()) == {goed.lerende.persoonsnummer, vergist}


def doorgegeven(*premies: Premie) -> None:
    levering = Levering.objects.create(
        referentie="PRL-2026-00001", schooljaar=2026, gemaakt_door=premies[0].overeenkomst.begeleider
    )
    Premie.objects.filter(pk__in=[een.pk for een in premies]).update(toestand="doorgegeven", levering=levering)


def test_the_one_that_was_handed_on_stays(werker, twee):
    goed, fout = twee
    blijft = de_premie(fout)
    doorgegeven(blijft)
    verbeter(werker, fout, goed.lerende.persoonsnummer.nummer)
    [premie] = Premie.objects.all()
    assert (premie, premie.toestand) == (blijft, "doorgegeven")
    assert premie.persoonsnummer == goed.lerende.persoonsnummer


def test_two_that_were_handed_on_are_for_people_to_put_right(werker, twee):
    goed, fout = twee
    doorgegeven(de_premie(goed), de_premie(fout))
    with pytest.raises(Geweigerd, match="al twee premies van hetzelfde schooljaar"):
        verbeter(werker, fout, goed.lerende.persoonsnummer.nummer)
    fout.lerende.refresh_from_db()
    assert fout.lerende.persoonsnummer != goed.lerende.persoonsnummer
    assert Premie.objects.count() == 2


def test_who_shared_a_claim_under_one_number_each_get_their_own(werker):
    eerste = geregistreerd(werker, einde=date(2027, 1, 31))
    tweede = vervolg(werker, eerste, start=date(2027, 2, 1), einde=date(2027, 6, 30))
    assert de_premie(eerste) == de_premie(tweede)
    voeg_prestatie_toe(premie=de_premie(eerste), van=START, tot=OKTOBER, door=eerste.werkgever, op=timezone.now())
    eerder(eerste, 1)
    verbeter(werker, tweede, insz(991))
    verbeterd = persoonsnummer(insz(991))
    assert {een.persoonsnummer: een.overeenkomst for een in Premie.objects.all()} == {
        eerste.lerende.persoonsnummer: eerste.overeenkomst,
        verbeterd: tweede.overeenkomst,
    }
    # The days and the earlier premie are of who keeps the number.
    assert not Prestatie.objects.filter(persoonsnummer=verbeterd).exists()
    assert [een.eerder for een in Premie.objects.order_by("pk")] == [1, 0]
