"""Another amount or term has the claims judged that it decides over (rules.md §8), and each history says why."""

from datetime import date

import pytest
from django.utils import timezone
from time_machine import travel

from educam_portal.accounts.models import User
from educam_portal.parameters.gevolgen import Tijdvak
from educam_portal.workflow.feiten import meld
from overeenkomsten.feiten import OVEREENKOMST_BEEINDIGD
from overeenkomsten.services.lerenden import persoonsnummer
from premies.gevolgen import geraakt, stand, start, zinnen
from premies.models import Premie
from premies.tasks import herbekijk
from tests.overeenkomsten.fabriek import insz
from tests.premies.test_beoordelen import de_premie, geregistreerd, uitkomsten, vervolg

pytestmark = pytest.mark.django_db
SEPTEMBER = date(2026, 9, 1)


@pytest.mark.parametrize(
    ("naam", "vanaf", "tot", "telt"),
    [
        ("premie_max", SEPTEMBER, None, True),
        ("premie_max", date(2026, 3, 1), date(2026, 9, 2), True),
        # It holds after the first day of this schooljaar, or no longer on it.
        ("premie_max", date(2026, 9, 2), None, False),
        ("premie_max", date(2025, 9, 1), SEPTEMBER, False),
        ("registratie", SEPTEMBER, None, True),
        ("toestemming_premie", date(2026, 9, 2), None, False),
        ("toestemming_premie", date(2025, 9, 1), SEPTEMBER, False),
        ("ggmmi", SEPTEMBER, None, False),
    ],
)
@travel("2026-10-15 10:00", tick=False)
def test_only_the_claims_it_decides_over(werker, naam, vanaf, tot, telt):
    geregistreerd(werker)
    assert geraakt(Tijdvak(naam=naam, vanaf=vanaf, tot=tot)).exists() is telt


@travel("2026-10-01 10:00", tick=False)
def test_two_overeenkomsten_after_each_other_make_one_claim_together(werker):
    """The days of both may be worked yet, and the terms of each count from its own first day."""
    eerste = geregistreerd(werker, einde=date(2026, 10, 31))
    premie = de_premie(eerste)
    assert uitkomsten(premie)["vier_maanden"] == "niet_voldaan"
    tweede = vervolg(werker, eerste, start=date(2026, 11, 1), einde=date(2027, 1, 31))
    assert de_premie(tweede) == premie
    premie.refresh_from_db()
    assert (premie.start, uitkomsten(premie)["vier_maanden"]) == (SEPTEMBER, "open")
    for vanaf, tot, telt in (
        (date(2026, 10, 15), None, True),
        (date(2026, 10, 15), date(2026, 11, 1), False),
        (date(2026, 11, 2), None, False),
    ):
        assert geraakt(Tijdvak(naam="toestemming_premie", vanaf=vanaf, tot=tot)).exists() is telt


@travel("2026-10-15 10:00", tick=False)
def test_they_wait_for_the_job_and_are_counted(werker):
    gemaakt = geregistreerd(werker)
    vak = Tijdvak(naam="premie_met_vergoeding", vanaf=SEPTEMBER, tot=None)
    assert zinnen(vak) == ["1 premie in opbouw: we beoordelen ze opnieuw."]
    door: User = gemaakt.werkgever
    start(vak, door, timezone.now())
    assert [een.totaal for een in stand("premie_met_vergoeding")] == [1]
    herbekijk()
    assert stand("premie_met_vergoeding") == []
    assert stand("ggmmi") == zinnen(Tijdvak(naam="ggmmi", vanaf=SEPTEMBER, tot=None)) == []


@travel("2026-10-15 10:00", tick=False)
def test_a_place_that_comes_free_is_told_as_another_premie_that_changed(werker):
    persoon, zaken = persoonsnummer(insz(970)), []
    for dag in (1, 2, 3, 4):
        een = geregistreerd(werker, nummer=60 + dag, start=date(2026, 9, dag))
        een.lerende.persoonsnummer = persoon
        een.lerende.save()
        Premie.objects.filter(overeenkomst=een.overeenkomst).update(persoonsnummer=persoon, herbekijk_op=SEPTEMBER)
        zaken.append(een)
    herbekijk()
    vierde = Premie.objects.get(overeenkomst=zaken[3].overeenkomst)
    assert uitkomsten(vierde)["maximum"] == "niet_voldaan"
    eerste = zaken[0].overeenkomst
    eerste.einde_feitelijk = date(2026, 10, 20)
    eerste.save()
    with werker():
        meld(OVEREENKOMST_BEEINDIGD, overeenkomst=eerste, op=eerste.einde_feitelijk)
    vierde.refresh_from_db()
    assert uitkomsten(vierde)["maximum"] == "voldaan"
    assert vierde.beoordelingen.last().aanleiding == "andere_premie"
    assert eerste.premies.get().beoordelingen.last().aanleiding == "beeindigd"
