"""One run judges what is due, whoever asked for it; a second one leaves it the work (rules.md §6)."""

import pytest
from django.core.cache import cache
from django.utils import timezone
from time_machine import travel

from premies.models import Premie
from premies.services import herbekijken
from premies.services.herbekijken import SLOT, herbekijk_alles
from premies.tasks import herbekijk
from tests.premies.test_beoordelen import de_premie, geregistreerd

pytestmark = pytest.mark.django_db


@pytest.fixture
def twee(werker) -> list[Premie]:
    with travel("2026-10-15 10:00", tick=False):
        yield [de_premie(geregistreerd(werker, nummer=nummer)) for nummer in (1, 2)]


def vraag(*premies: Premie, om: str = "prestaties") -> None:
    Premie.objects.filter(pk__in=[een.pk for een in premies]).update(herbekijk_op=timezone.localdate(), herbekijk_om=om)


def wachtend() -> set[str]:
    return set(Premie.objects.aan_de_beurt(timezone.localdate()).values_list("referentie", flat=True))


@pytest.fixture
def beoordeeld(monkeypatch) -> list[int]:
    """The persons that are judged, in order."""
    wie: list[int] = []
    echt = herbekijken.beoordeel

    def beoordeel(**velden):
        wie.append(velden["persoonsnummer"])
        echt(**velden)

    monkeypatch.setattr(herbekijken, "beoordeel", beoordeel)
    return wie


def test_whoever_finds_another_run_busy_leaves_it_the_work(twee, beoordeeld, django_assert_num_queries):
    vraag(*twee)
    cache.set(SLOT, "een ander", 60)
    with django_assert_num_queries(1):
        herbekijk()
    assert (beoordeeld, len(wachtend())) == ([], 2)
    cache.delete(SLOT)
    herbekijk()
    assert (len(beoordeeld), wachtend()) == (2, set())
    # Nothing is due: no place is taken, nobody is judged.
    with django_assert_num_queries(1):
        herbekijk()
    assert (len(beoordeeld), cache.get(SLOT)) == (2, None)


def test_what_is_asked_while_a_run_is_busy_is_done_by_that_run(twee, beoordeeld, monkeypatch):
    """Also between its last look and the moment it leaves the place: whoever asked found it busy."""
    eerste, tweede = twee
    vraag(eerste)
    laat_los = cache.delete

    def net_ervoor(sleutel):
        if len(beoordeeld) == 1:
            vraag(tweede)
            herbekijk()
            assert wachtend() == {tweede.referentie}
        laat_los(sleutel)

    monkeypatch.setattr(herbekijken.cache, "delete", net_ervoor)
    herbekijk()
    assert (beoordeeld, wachtend()) == ([eerste.persoonsnummer_id, tweede.persoonsnummer_id], set())


def test_one_that_fails_stops_no_other_nor_the_end(twee, monkeypatch, caplog):
    eerste = twee[0]
    vraag(*twee)
    echt = herbekijken.beoordeel

    def beoordeel(**velden):
        if velden["persoonsnummer"] == eerste.persoonsnummer_id:
            raise ValueError("stuk")
        echt(**velden)

    monkeypatch.setattr(herbekijken, "beoordeel", beoordeel)
    herbekijk_alles()
    assert wachtend() == {eerste.referentie}
    assert f"de premies van persoonsnummer {eerste.persoonsnummer_id} bleven staan" in caplog.text


def test_a_fact_goes_before_what_changed_for_many_at_once(twee, beoordeeld):
    eerste, tweede = twee
    vraag(eerste, om="parameter")
    vraag(tweede)
    herbekijk()
    assert beoordeeld == [tweede.persoonsnummer_id, eerste.persoonsnummer_id]


def test_who_keeps_being_asked_for_ends_the_run_all_the_same(twee, monkeypatch):
    keren: list[int] = []
    monkeypatch.setattr(herbekijken, "beoordeel", lambda **velden: keren.append(velden["persoonsnummer"]))
    vraag(*twee)
    herbekijk()
    assert (len(keren), len(set(keren))) == (2 * herbekijken.KEREN, 2)
