"""One agenda, one slot: visits that are fixed, chosen and moved at the same moment (rules.md §3.2)."""

from datetime import timedelta

import pytest
from django.utils import timezone

from educam_portal.meldingen.models import Bericht
from educam_portal.organisaties.services import deactiveer_gebruiker
from erkenning.models import Bezoek
from erkenning.services import bezoek
from tests import fabrieken
from tests.erkenning.acties import gepland, over
from tests.erkenning.dossiers import Dossier, in_behandeling

from .samen import een_wint, tegelijk

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def leg_vast(d: Dossier, begint_op, door=None):
    return lambda: bezoek.bezoek_vastleggen(
        aanvraag=d.aanvraag, begint_op=begint_op, door=door or d.consulent, op=timezone.now()
    )


def zelfde_consulent() -> tuple[Dossier, Dossier]:
    een, ander = in_behandeling(), in_behandeling()
    ander.consulent = een.consulent
    return een, ander


def vaste() -> list[Bezoek]:
    return list(Bezoek.objects.filter(toestand="vastgelegd"))


def test_two_visits_in_the_same_hour_of_one_agenda():
    een, ander = zelfde_consulent()
    taken = leg_vast(een, over(3, 10)), leg_vast(ander, over(3, 10) + timedelta(minutes=30))
    een_wint(tegelijk(*taken, houd=een.consulent), "Er staat al een bezoek in de agenda")
    assert len(vaste()) == 1
    assert Bericht.objects.filter(soort="bezoek_vastgelegd").count() == 2


def test_two_colleagues_fix_a_visit_for_the_same_dossier():
    d = in_behandeling()
    collega = fabrieken.consulent(d.aanvraag.regio)
    taken = leg_vast(d, over(3)), leg_vast(d, over(4), collega)
    een_wint(tegelijk(*taken, houd=d.aanvraag), "Er staat al een bezoek open")
    assert len(vaste()) == 1


def test_two_people_choose_another_slot_of_the_same_offer():
    d = in_behandeling()
    voorstel = bezoek.bezoek_voorstellen(
        aanvraag=d.aanvraag, momenten=[over(3), over(5)], door=d.consulent, op=timezone.now()
    )
    mensen = d.werkgever, fabrieken.werkgever(d.aanvraag.onderneming)
    kies = [
        lambda moment=moment, door=door: bezoek.bezoek_kiezen(
            aanvraag=d.aanvraag, moment=moment, door=door, op=timezone.now()
        )
        for moment, door in zip(voorstel.momenten.all(), mensen, strict=True)
    ]
    winnaar = een_wint(tegelijk(*kies, houd=d.aanvraag), "staat niet meer open")
    assert [rij.begint_op for rij in vaste()] == [winnaar.begint_op]
    # The two of the onderneming and the consulent, once each.
    assert Bericht.objects.filter(soort="bezoek_vastgelegd").count() == 3


def test_a_slot_that_is_chosen_while_the_consulent_fills_that_hour():
    een, ander = zelfde_consulent()
    voorstel = bezoek.bezoek_voorstellen(
        aanvraag=een.aanvraag, momenten=[over(3)], door=een.consulent, op=timezone.now()
    )
    moment = voorstel.momenten.get()
    uitkomsten = tegelijk(
        lambda: bezoek.bezoek_kiezen(aanvraag=een.aanvraag, moment=moment, door=een.werkgever, op=timezone.now()),
        leg_vast(ander, over(3)),
        houd=een.consulent,
    )
    een_wint(uitkomsten, "Er staat al een bezoek in de agenda")
    assert Bezoek.objects.filter(toestand=Bezoek.Toestand.VASTGELEGD, begint_op=moment.begint_op).count() == 1


def test_a_visit_that_is_moved_twice_to_the_same_hour_is_told_once():
    d = in_behandeling()
    rij = gepland(d, over(3))
    verplaats = [
        lambda door=door: bezoek.bezoek_verplaatsen(
            aanvraag=d.aanvraag, bezoek=rij, begint_op=over(4), op_vraag_werkgever=False, door=door, op=timezone.now()
        )
        for door in (d.consulent, fabrieken.consulent(d.aanvraag.regio))
    ]
    een_wint(tegelijk(*verplaats, houd=d.aanvraag), "staat al op dat moment")
    rij.refresh_from_db()
    assert (rij.volgnummer, Bericht.objects.filter(soort="bezoek_verplaatst").count()) == (1, 2)


def test_planning_a_visit_while_the_account_of_the_consulent_closes():
    d = in_behandeling()
    coordinator = fabrieken.coordinator()
    tegelijk(
        leg_vast(d, over(3)),
        lambda: deactiveer_gebruiker(user=d.consulent, door=coordinator, op=timezone.now()),
        houd=d.consulent,
    )
    d.consulent.refresh_from_db()
    assert not d.consulent.is_active
    assert d.ververs().aanvraag.consulent != d.consulent
