"""The transition table as data: who may use which row from which state, and what a guard says (architecture.md §2)."""

from dataclasses import dataclass

import pytest
from django.utils import timezone

from educam_portal.accounts.fouten import Geweigerd
from educam_portal.workflow.overgangen import Overgang, Overgangen

TABEL = Overgangen(
    Overgang("openen", ("dicht",), "open", ("baas",), "Openen"),
    Overgang("sluiten", ("open",), ("dicht", "kapot"), ("baas", "knecht"), "Sluiten"),
    Overgang("kijken", ("open", "dicht"), None, ("knecht",), "Kijken"),
    Overgang("schilderen", ("dicht",), None, ("baas",), "Schilderen", (lambda d, op: ["Nat.", "Vuil."],)),
)


@dataclass
class Deur:
    toestand: str

    def get_toestand_display(self) -> str:
        return self.toestand.title()


def controleer(actie: str, toestand: str, *rollen: str) -> Overgang:
    return TABEL.controleer(actie, Deur(toestand), rollen=rollen, op=timezone.now())


def test_an_action_stands_in_the_table_once():
    with pytest.raises(ValueError, match="dezelfde actie"):
        Overgangen(*TABEL, Overgang("openen", ("open",), "dicht", ("baas",), "Nog eens"))


def test_the_table_answers_per_state_and_role():
    assert TABEL.acties("dicht", ["baas"]) == {"openen", "schilderen"}
    assert TABEL.acties("dicht", ["knecht"]) == {"kijken"}
    assert TABEL.acties("open", ["baas", "knecht"]) == {"sluiten", "kijken"}
    assert TABEL.acties("kapot", ["baas", "knecht"]) == set()
    assert TABEL.acties("dicht", []) == set()


def test_buttons_come_in_the_order_of_the_table():
    assert [rij.actie for rij in TABEL.voor("dicht", ["baas", "knecht"])] == ["openen", "kijken", "schilderen"]


@pytest.mark.parametrize(
    ("actie", "huidig", "doelen"),
    [("openen", "dicht", ("open",)), ("sluiten", "open", ("dicht", "kapot")), ("kijken", "dicht", ("dicht",))],
)
def test_a_row_knows_where_it_leads(actie, huidig, doelen):
    assert TABEL[actie].doelen(huidig) == doelen


def test_a_row_that_may_is_given_back():
    assert controleer("openen", "dicht", "knecht", "baas") is TABEL["openen"]


def test_the_wrong_role_is_refused_without_telling_the_state():
    with pytest.raises(Geweigerd, match="mag je niet doen") as fout:
        controleer("openen", "open", "knecht")
    assert "Open" not in str(fout.value)


def test_a_dossier_that_moved_on_is_refused_with_its_state():
    with pytest.raises(Geweigerd, match="intussen op “Open”"):
        controleer("openen", "open", "baas")


def test_a_guard_refuses_with_every_sentence():
    with pytest.raises(Geweigerd, match=r"^Nat\. Vuil\.$"):
        controleer("schilderen", "dicht", "baas")
    assert TABEL["schilderen"].bezwaren(Deur("dicht"), timezone.now()) == ["Nat.", "Vuil."]


def test_an_unknown_action_is_a_mistake_of_ours():
    with pytest.raises(KeyError):
        controleer("verven", "dicht", "baas")
