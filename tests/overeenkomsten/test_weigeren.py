"""What is refused when an overeenkomst is sent, with its way out, and what is only told (rules.md §5)."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
import time_machine
from django.db.models import prefetch_related_objects
from django.utils import timezone

from educam_portal.accounts.fouten import Geweigerd
from educam_portal.parameters import Duur
from educam_portal.termijnen.services import start, verleng
from erkenning.overzicht import vrije_plaatsen
from overeenkomsten.forms.lerende import LerendeForm
from overeenkomsten.models import Overeenkomst, Vertegenwoordiger
from overeenkomsten.oordeel import beoordeel, waarschuwingen, weigeringen
from overeenkomsten.rules.namen import EIGEN_POSTVAK
from overeenkomsten.services.versturen import verstuur
from overeenkomsten.voorwaarden import Erkend, Feiten, Periode, waarschuw, weiger
from tests.fabrieken import SchoolFactory, trajectbegeleider

from .fabriek import ROOSTER, wereld

START, EINDE = date(2026, 9, 1), date(2027, 6, 30)
GOED = {
    "vandaag": date(2026, 8, 20),
    "soort": "OAO",
    "start": START,
    "einde": EINDE,
    "opleiding": "Onderhoudsmechanica auto duaal",
    "vestiging": "Garage De Smet, Aalst",
    "erkenningen": [Erkend(Periode(date(2025, 1, 1), date(2029, 12, 31)))],
    "mentor": "Bart Goossens",
    "mentor_aangeduid": Periode(date(2025, 1, 1), date(9999, 12, 31)),
    "mentor_niet_meer": "",
    "mentor_te_laat": None,
    "mentor_lerenden": 0,
    "mentor_grens": 2,
    "max_duur": Duur(3, "jaren"),
    "registratie": Duur(3, "maanden"),
    "geboortedatum": date(2009, 5, 5),
    "leeftijd_bevestigd": False,
    "overlappend": None,
    "plaatsen": 1,
    "bezet": 0,
}


def codes(bezwaren) -> list[str]:
    return [bezwaar.code for bezwaar in bezwaren]


@pytest.mark.parametrize(
    ("anders", "verwacht"),
    [
        ({}, []),
        ({"einde": date(2026, 8, 31)}, ["periode"]),
        ({"einde": date(2029, 8, 31)}, []),
        ({"einde": date(2029, 9, 1)}, ["duur"]),
        ({"erkenningen": []}, ["erkenning"]),
        # Valid on the day it is sent, not on the first day.
        ({"erkenningen": [Erkend(Periode(date(2021, 1, 1), date(2026, 8, 31)))]}, ["erkenning"]),
        # One erkenning and its renewal cover both days together.
        (
            {
                "erkenningen": [
                    Erkend(Periode(date(2021, 8, 26), date(2026, 8, 25))),
                    Erkend(Periode(date(2026, 8, 26), date(2031, 8, 25))),
                ]
            },
            [],
        ),
        (
            {"erkenningen": [Erkend(Periode(date(2025, 1, 1), date(2029, 12, 31)), Periode(START, START))]},
            ["erkenning"],
        ),
        ({"mentor_aangeduid": None}, ["mentor"]),
        ({"mentor_niet_meer": "Bart Goossens is geen mentor meer."}, ["mentor"]),
        ({"mentor_te_laat": date(2026, 8, 19)}, ["mentor_opleiding"]),
        ({"overlappend": Periode(date(2026, 1, 1), START)}, ["overlap"]),
        ({"bezet": 1}, ["plaatsen"]),
        ({"plaatsen": 2, "bezet": 1}, []),
    ],
)
def test_what_is_refused(anders, verwacht):
    bezwaren = list(weiger(Feiten(**{**GOED, **anders})))
    assert codes(bezwaren) == verwacht
    assert all(bezwaar.uitweg for bezwaar in bezwaren)


@pytest.mark.parametrize(
    ("anders", "verwacht"),
    [
        ({}, []),
        # 25 on 31 August 2026: that schooljaar was the last; 25 on 1 September 2026: this one still counts.
        ({"geboortedatum": date(2001, 8, 31)}, ["leeftijd"]),
        ({"geboortedatum": date(2001, 9, 1)}, []),
        ({"soort": "ODOS", "geboortedatum": date(1980, 1, 1)}, []),
        ({"erkenningen": [Erkend(Periode(date(2022, 1, 1), date(2027, 6, 29)))]}, ["erkenning_eindigt"]),
        ({"vandaag": date(2026, 12, 1)}, []),
        ({"vandaag": date(2026, 12, 2)}, ["registratie"]),
        ({"mentor_lerenden": 2}, ["mentor_druk"]),
    ],
)
def test_what_is_only_told(anders, verwacht):
    assert codes(waarschuw(Feiten(**{**GOED, **anders}))) == verwacht


@pytest.mark.django_db
def test_a_complete_draft_may_be_sent_and_an_empty_one_says_what_it_lacks():
    w = wereld()
    assert weigeringen(w.concept(), timezone.now()) == []
    leeg = w.concept(w.lerende(2), soort="", evaluatievorm="", rooster={})
    assert {b.zin for b in weigeringen(leeg, timezone.now())} >= {
        "Vul de soort overeenkomst in.",
        "Vul hoe jullie evalueren in.",
        "Vul het uurrooster in.",
    }


@pytest.mark.django_db
def test_hours_that_do_not_fit_the_soort_are_refused():
    w = wereld()
    rij = w.concept(soort="SAO")
    assert codes(weigeringen(rij, timezone.now())) == ["uren"]
    with pytest.raises(Geweigerd, match="24 uur per week op de werkplek past niet bij een SAO"):
        verstuur(overeenkomst=rij, door=w.begeleider, op=timezone.now())


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("velden", "zin"),
    [
        ({"vergoeding": None}, "Vul de leervergoeding in."),
        ({"vergoeding": Decimal("700.79")}, "minder dan het minimum op .* Spreek minstens 700,80 euro af."),
        ({"vergoeding": Decimal("700.80"), "categorie": 3}, "minder dan het minimum"),
    ],
)
def test_pay_below_the_minimum_of_the_first_day_is_refused(velden, zin):
    w = wereld(start=date(2027, 1, 4))
    with time_machine.travel("2026-12-01 08:00:00+01:00", tick=False):
        rij = w.concept(**velden)
        assert codes(weigeringen(rij, timezone.now())) == ["vergoeding"]
        with pytest.raises(Geweigerd, match=zin):
            verstuur(overeenkomst=rij, door=w.begeleider, op=timezone.now())


@pytest.mark.django_db
def test_a_minor_is_represented_from_another_mailbox_at_every_door():
    w = wereld()
    with pytest.raises(Geweigerd, match="een ander dan dat van de lerende"):
        w.lerende(minderjarig=True, email="Ouder1@example.be ")
    rij = w.concept(w.lerende(minderjarig=True))
    # Whatever wrote it, nothing is sent to sign as long as it is so.
    Vertegenwoordiger.objects.update(email=rij.lerende.email.upper())
    rij = Overeenkomst.objects.get(pk=rij.pk)
    assert codes(weigeringen(rij, timezone.now())) == ["vertegenwoordiger"]
    form = LerendeForm({"geboortedatum": "15/06/2011", "email": "a@example.be", "v_email": "A@example.be"})
    assert EIGEN_POSTVAK in str(form.errors["v_email"])


@pytest.mark.django_db
def test_the_facts_behind_both_judgements_are_fetched_once(django_assert_num_queries):
    rij = wereld().concept()
    prefetch_related_objects([rij], "competenties")
    beoordeel(rij, timezone.now())  # the school holidays are read once
    with django_assert_num_queries(6):
        oordeel = beoordeel(rij, timezone.now())
    assert (oordeel.weigeringen, codes(oordeel.waarschuwingen)) == ([], [])


@pytest.mark.django_db
def test_another_school_cannot_bind_the_same_person_meanwhile_and_does_not_hear_who_did():
    w = wereld()
    verstuur(overeenkomst=w.concept(), door=w.begeleider, op=timezone.now())
    elders = trajectbegeleider(SchoolFactory())
    zelfde = w.lerende(school=elders.organisaties.get().school, door=elders)
    with pytest.raises(Geweigerd, match="al een overeenkomst van") as fout:
        verstuur(overeenkomst=w.concept(zelfde, door=elders), door=elders, op=timezone.now())
    assert w.school.naam not in str(fout.value)


@pytest.mark.django_db
def test_the_last_place_is_given_once():
    w = wereld(plaatsen=1)
    verstuur(overeenkomst=w.concept(), door=w.begeleider, op=timezone.now())
    with pytest.raises(Geweigerd, match="geen vrije plaats"):
        verstuur(overeenkomst=w.concept(w.lerende(2)), door=w.begeleider, op=timezone.now())
    later = w.start + timedelta(days=281)
    rij = verstuur(
        overeenkomst=w.concept(w.lerende(3), start=later, einde=later + timedelta(days=100)),
        door=w.begeleider, op=timezone.now(),
    )  # fmt: skip
    assert rij.toestand == "ter_ondertekening"


@pytest.mark.django_db
def test_what_was_told_is_kept_as_it_was_shown():
    w = wereld()
    rij = w.concept(voltijds_uren=40, rooster=ROOSTER)
    getoond = [b.zin for b in waarschuwingen(rij, timezone.now())]
    assert any("voltijds" in zin for zin in getoond)
    rij = verstuur(overeenkomst=rij, door=w.begeleider, op=timezone.now())
    assert [regel["zin"] for regel in rij.waarschuwingen] == getoond


@pytest.mark.django_db
def test_a_lerende_who_is_bound_takes_one_place_also_with_the_next_overeenkomst_signed():
    w = wereld(plaatsen=2)
    assert vrije_plaatsen(w.erkenning) == 2
    rij = w.verstuurd()
    assert vrije_plaatsen(w.erkenning) == 1
    later = rij.einde + timedelta(days=1)
    w.verstuurd(rij.lerende, start=later, einde=later + timedelta(days=100))
    assert vrije_plaatsen(w.erkenning) == 1
    with time_machine.travel(later + timedelta(days=101)):
        assert vrije_plaatsen(w.erkenning) == 2


@pytest.mark.django_db
def test_a_mentor_who_did_not_follow_the_course_in_time_is_no_valid_mentor():
    w, vandaag = wereld(), timezone.localdate()
    rij = w.concept()
    termijn = start(w.mentor, "mentoropleiding", op=vandaag - timedelta(days=366), vast_op=vandaag - timedelta(days=1))
    (bezwaar,) = weigeringen(rij, timezone.now())
    assert bezwaar.code == "mentor_opleiding"
    assert f"Dat moest uiterlijk op {vandaag - timedelta(days=1):%d/%m/%Y}." in bezwaar.zin
    verleng(termijn, tot=vandaag, reden="Er was geen sessie dichtbij.", door=w.begeleider, op=vandaag)
    assert weigeringen(rij, timezone.now()) == []
