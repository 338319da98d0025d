"""A premie that waits for a place, or for days that were worked, is not lost: it is asked and reminded (rules.md §6)."""

from dataclasses import replace
from datetime import date

import pytest
from django.utils import timezone
from time_machine import travel

from educam_portal.termijnen.job import verwerk
from educam_portal.workflow.feiten import meld
from overeenkomsten.feiten import OVEREENKOMST_BEEINDIGD
from overeenkomsten.services.lerenden import persoonsnummer
from premies.acties import voor_werkgever
from premies.deadlines import TOESTEMMING
from premies.models import Levering, Premie
from premies.rules import Mededinger, Tijdvak, oordeel, wacht_op, zeker_ontvangen
from premies.services.beoordelen import beoordeel
from premies.services.presteren import voeg_prestatie_toe
from tests.overeenkomsten.fabriek import insz
from tests.overeenkomsten.getekend import Zaak
from tests.premies.test_beoordelen import START, geregistreerd, uitkomsten
from tests.premies.test_rules import GOED, REGELS
from tests.premies.test_werkgever import lees

VOL = {"eerder_ontvangen": 3}
SEPTEMBER = (Tijdvak(date(2026, 9, 1), date(2026, 9, 30)),)
KORT = {"start": date(2027, 3, 1), "einde": date(2027, 6, 30), "prestaties": ()}


@pytest.mark.parametrize(
    ("anders", "vandaag", "zeker", "verwacht"),
    [
        ({}, date(2027, 1, 1), 0, None),
        (VOL, date(2027, 1, 1), 2, "plaats"),
        (VOL, date(2027, 1, 1), 3, None),
        # Also after the schooljaar; and only when nothing else stands in the way.
        (VOL, date(2027, 9, 1), 2, "plaats"),
        (VOL | {"gewest": "brussels"}, date(2027, 1, 1), 2, None),
        (VOL | {"toestemming_op": None}, date(2026, 12, 1), 2, "plaats"),
        (VOL | {"toestemming_op": None}, date(2026, 12, 2), 2, None),
        # Nothing was told since 1 March: from the second day on it is a day short, until it is told.
        (KORT, date(2027, 3, 2), 0, "dagen"),
        (KORT | VOL, date(2027, 3, 2), 2, "plaats"),
        (KORT, date(2027, 8, 31), 0, "dagen"),
        (KORT, date(2027, 9, 1), 0, None),
        # What came after the last day that was told may be told; a gap before it was not worked.
        ({"prestaties": SEPTEMBER}, date(2027, 8, 31), 0, "dagen"),
        ({"prestaties": (*SEPTEMBER, Tijdvak(date(2027, 4, 1), date(2027, 4, 30)))}, date(2027, 5, 1), 0, "dagen"),
        ({"prestaties": (*SEPTEMBER, Tijdvak(date(2027, 5, 20), date(2027, 5, 30)))}, date(2027, 6, 1), 0, None),
    ],
)
def test_what_it_waits_for(anders, vandaag, zeker, verwacht):
    feiten = replace(GOED, **anders)
    assert wacht_op(oordeel(feiten, REGELS, vandaag), feiten, REGELS, vandaag, zeker=zeker) == verwacht


def test_a_place_is_sure_when_it_was_granted_or_given_before():
    gegeven = Mededinger(2025, START, "1", vast=True, zeker=True)
    doorgegeven, kan = Mededinger(2025, START, "2", vast=True), Mededinger(2025, START, "3")
    assert zeker_ontvangen([gegeven, doorgegeven, kan], stagebonussen=1) == 2


@pytest.fixture
def vier(werker, db) -> list[Zaak]:
    """One person at four garages, of which the fourth comes one too late."""
    persoon, zaken = persoonsnummer(insz(980)), []
    with travel("2026-09-20 10:00", tick=False):
        for dag in (1, 2, 3, 4):
            een = geregistreerd(werker, nummer=80 + dag, start=date(2026, 9, dag))
            een.lerende.persoonsnummer = persoon
            een.lerende.save()
            Premie.objects.filter(overeenkomst=een.overeenkomst).update(persoonsnummer=persoon)
            zaken.append(een)
        beoordeel(persoonsnummer=persoon.pk, aanleiding=None, op=timezone.now())
    return zaken


def premie_van(een: Zaak) -> Premie:
    return Premie.objects.get(overeenkomst=een.overeenkomst)


def herinnerd(een: Zaak, op: date) -> bool:
    return een.werkgever.email in {rij.ontvanger for rij in verwerk(op) if rij.soort == TOESTEMMING}


@travel("2026-10-01 10:00", tick=False)
def test_who_waits_for_a_place_is_told_so_and_asked_what_keeps_it_possible(client, vier):
    premie, user = premie_van(vier[3]), vier[3].werkgever
    assert (premie.recht, premie.bedrag, premie.wacht_op_plaats) == ("nee", 0, True)
    lijst = lees(client, user, "/werkgever/premies/")
    assert "Wacht op een plaats" in lijst
    assert "Geef toestemming en vul je rekeningnummer in" in lijst
    assert "Niet mogelijk" not in lijst
    blad = lees(client, user, premie.get_absolute_url())
    assert "Wacht op een plaats: er gaan nu 3 premies voor" in blad
    assert (
        "Geef toestemming en vul je rekeningnummer in.</strong> "
        "Dan blijft 1.000 euro mogelijk als er een plaats vrijkomt." in blad
    )
    assert '<span class="zacht">tot en met 31 augustus 2027</span>' in blad
    assert "Deze premie is niet mogelijk." not in blad
    acties = voor_werkgever(premie.onderneming, user)
    assert [(een.titel, een.voor) for een in acties] == [
        ("Geef toestemming voor de premie", date(2026, 12, 4)),
        ("Vul de gewerkte dagen in", date(2027, 3, 1)),
    ]
    assert herinnerd(vier[3], date(2026, 10, 5))


@travel("2026-10-01 10:00", tick=False)
def test_the_place_comes_free_and_the_premie_is_there(vier, werker):
    eerste = vier[0].overeenkomst
    eerste.einde_feitelijk = date(2026, 10, 20)
    eerste.save()
    with werker():
        meld(OVEREENKOMST_BEEINDIGD, overeenkomst=eerste, op=eerste.einde_feitelijk)
    premie = premie_van(vier[3])
    assert (premie.recht, premie.bedrag, premie.wacht_op) == ("nog_niet", 1000, "")
    assert [een.wacht_op for een in premie.beoordelingen.all()] == ["", "plaats", ""]


@travel("2026-10-01 10:00", tick=False)
def test_three_that_were_granted_leave_no_hope(client, vier):
    """Handed on they may still be refused; granted they are not. It is looked at again the next day."""
    drie = [premie_van(een).pk for een in vier[:3]]
    levering = Levering.objects.create(referentie="PRL-2026-00009", schooljaar=2026, gemaakt_door=vier[0].werkgever)
    for toestand, beslist, wacht, status in (
        ("doorgegeven", None, "plaats", "Wacht op een plaats"),
        ("toegekend", START, "", "Niet mogelijk"),
    ):
        Premie.objects.filter(pk__in=drie).update(toestand=toestand, levering=levering, beslist_op=beslist)
        premie = premie_van(vier[3])
        beoordeel(persoonsnummer=premie.persoonsnummer_id, aanleiding=None, op=timezone.now())
        premie.refresh_from_db()
        assert (premie.wacht_op, premie.status.label) == (wacht, status)
        assert (premie.herbekijk_op == date(2026, 10, 2)) is premie.wacht_op_plaats
    assert voor_werkgever(premie.onderneming, vier[3].werkgever) == []
    assert not herinnerd(vier[3], date(2026, 10, 5))
    blad = lees(client, vier[3].werkgever, premie.get_absolute_url())
    # What is open of it is shown without a day, and asks nothing.
    assert blad.count("Niet meer nodig") == 3
    assert '<span class="zacht">tot en met' not in blad
    assert "Wat moet je doen?" not in blad
    assert "Deze premie is niet mogelijk." in blad


def test_days_that_were_not_told_yet_do_not_silence_the_rest(client, werker, db):
    """Four months to the day, and nobody tells the days before the month is over."""
    start = date(2027, 3, 1)
    with travel("2027-03-20 10:00", tick=False):
        een = geregistreerd(werker, start=start, einde=date(2027, 6, 30))
        premie = premie_van(een)
        assert (uitkomsten(premie)["vier_maanden"], premie.recht) == ("niet_voldaan", "nee")
        assert premie.status.label == "Actie nodig"
        assert "Vul de gewerkte dagen in" in lees(client, een.werkgever, "/werkgever/premies/")
        assert "Vul de gewerkte dagen in.</strong> Er ontbreken er nog. Dan blijft 1.000 euro mogelijk." in lees(
            client, een.werkgever, premie.get_absolute_url()
        )
        assert [rij.titel for rij in voor_werkgever(premie.onderneming, een.werkgever)] == [
            "Geef toestemming voor de premie"
        ]
        assert herinnerd(een, date(2027, 4, 2))
        voeg_prestatie_toe(premie=premie, van=start, tot=date(2027, 3, 20), door=een.werkgever, op=timezone.now())
        premie.refresh_from_db()
        assert (premie.recht, premie.wacht_op) == ("nog_niet", "")
