"""Enrolling, cancelling, and the waiting list that moves up by itself (rules.md §4)."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from icalendar import Calendar

from educam_portal.accounts.fouten import Geweigerd
from educam_portal.accounts.models import Bereik, Bron
from educam_portal.meldingen.models import Bericht
from educam_portal.workflow.models import Gebeurtenis
from mentoren.models import Inschrijving
from mentoren.services import inschrijvingen
from tests import fabrieken

from .cursus import gemaild, mentor, schrijf_in, vol, werkgever

pytestmark = pytest.mark.django_db


def annuleer(rij: Inschrijving, door, op=None, reden="") -> Inschrijving:
    return inschrijvingen.annuleer(inschrijving=rij, door=door, op=op or timezone.now(), reden=reden)


def uitnodiging(bericht: Bericht) -> tuple[str, str, int, str]:
    """(method, uid, sequence, status) of the one calendar event in a mail."""
    (bijlage,) = bericht.bijlagen
    kalender = Calendar.from_ical(bijlage["inhoud"])
    event = kalender.walk("VEVENT")[0]
    return str(kalender["method"]), str(event["uid"]), int(event["sequence"]), str(event["status"])


# --- a seat --------------------------------------------------------------------------------------------------------


def test_the_werkgever_enrols_and_both_hear_it_the_mentor_with_the_event():
    sessie, m = fabrieken.SessieFactory(), mentor()
    rij = schrijf_in(sessie, m)
    assert (rij.toestand, rij.plaats_op_wachtlijst, rij.persoon) == ("ingeschreven", None, m.persoon)
    assert gemaild("opleiding_ingeschreven") == {m.email, werkgever(m).email}
    eigen = Bericht.objects.get(adres=m.email)
    assert uitnodiging(eigen) == ("REQUEST", f"{rij.uid}@portaal-duaal-leren", 0, "CONFIRMED")
    assert "Je bent ingeschreven" in eigen.tekst
    baas = Bericht.objects.get(adres=werkgever(m).email)
    assert not baas.bijlagen and f"{m} is ingeschreven" in baas.tekst
    gebeurtenis = Gebeurtenis.objects.get(actie="inschrijven")
    assert (gebeurtenis.onderwerp, gebeurtenis.door) == (rij, werkgever(m))


def test_a_mentor_without_address_is_reached_through_the_werkgever_who_gets_the_event():
    m = mentor(email="")
    schrijf_in(fabrieken.SessieFactory(), m)
    (bericht,) = Bericht.objects.filter(soort="opleiding_ingeschreven")
    assert bericht.adres == werkgever(m).email and bericht.bijlagen


def test_who_is_werkgever_and_mentor_reads_it_once():
    m = mentor()
    m.email = werkgever(m).email
    m.save()
    schrijf_in(fabrieken.SessieFactory(), m)
    assert Bericht.objects.filter(soort="opleiding_ingeschreven").count() == 1


def test_the_mentor_the_consulent_and_the_coordinator_enrol_too():
    m = mentor()
    for door in (
        fabrieken.mentor_met_account(m),
        fabrieken.consulent(fabrieken.regio("ovl")),
        fabrieken.coordinator(),
        fabrieken.werkgever(m.onderneming, bereik=Bereik.AANVRAGEN, bron=Bron.MACHTIGING),
    ):
        rij = schrijf_in(fabrieken.SessieFactory(), m, door=door)
        assert (rij.toestand, rij.ingeschreven_door) == ("ingeschreven", door)
        annuleer(rij, door)


def test_nobody_else_enrols():
    m = mentor()
    ander = mentor()
    for door in (
        werkgever(ander),
        fabrieken.mentor_met_account(ander),
        fabrieken.consulent(fabrieken.regio("lim")),
        fabrieken.werkgever(m.onderneming, bereik=Bereik.LEZEN, bron=Bron.MACHTIGING),
        fabrieken.werkgever(m.onderneming, bron=Bron.HULP),
        fabrieken.beheerder(),
        fabrieken.trajectbegeleider(fabrieken.SchoolFactory()),
        fabrieken.UserFactory(),
    ):
        with pytest.raises(Geweigerd, match="niet inschrijven"):
            schrijf_in(fabrieken.SessieFactory(), m, door=door)
    assert not Inschrijving.objects.exists() and not Bericht.objects.exists()


# --- what is refused, and why --------------------------------------------------------------------------------------


def test_enrolling_twice_is_refused_with_where():
    sessie, later = fabrieken.SessieFactory(), fabrieken.SessieFactory(over=60)
    m = mentor()
    schrijf_in(sessie, m)
    for keuze in (sessie, later):
        with pytest.raises(Geweigerd, match=f"{m} is al ingeschreven voor de sessie van .* in Lokeren"):
            schrijf_in(keuze, m)
    assert Inschrijving.objects.count() == 1


def test_another_onderneming_learns_that_the_person_is_enrolled_never_by_whom():
    m = mentor()
    elders = mentor(persoon=m.persoon)
    schrijf_in(fabrieken.SessieFactory(), m)
    with pytest.raises(Geweigerd) as fout:
        schrijf_in(fabrieken.SessieFactory(), elders)
    assert "is al ingeschreven" in str(fout.value) and m.onderneming.naam not in str(fout.value)
    assert not Inschrijving.objects.for_user(werkgever(elders)).exists()


def test_in_the_past_is_refused_from_the_hour_it_starts():
    sessie = fabrieken.SessieFactory(over=0)
    begin = sessie.dag1.begint_op
    m = mentor()
    with pytest.raises(Geweigerd, match="al begonnen"):
        schrijf_in(sessie, m, op=begin)
    assert schrijf_in(sessie, m, op=begin - timedelta(minutes=1)).toestand == "ingeschreven"


def test_a_session_that_does_not_take_place_takes_nobody():
    sessie = fabrieken.SessieFactory(toestand="geannuleerd", reden="De trainer is ziek.")
    with pytest.raises(Geweigerd, match="geannuleerd"):
        schrijf_in(sessie, mentor())


def test_who_has_it_or_left_is_refused_with_a_sentence():
    klaar = mentor(persoon__mentoropleiding_op=timezone.localdate())
    weg = mentor(toestand="vertrokken", vertrokken_op=timezone.localdate())
    with pytest.raises(Geweigerd, match="Eén keer is genoeg"):
        schrijf_in(fabrieken.SessieFactory(), klaar)
    with pytest.raises(Geweigerd, match="geen mentor meer"):
        schrijf_in(fabrieken.SessieFactory(), weg)


# --- the waiting list ----------------------------------------------------------------------------------------------


def test_above_capacity_one_waits_and_hears_so():
    sessie, m = vol(), mentor()
    rij = schrijf_in(sessie, m)
    assert (rij.toestand, rij.plaats_op_wachtlijst) == ("wachtlijst", 1)
    assert gemaild("opleiding_wachtlijst") == {m.email, werkgever(m).email}
    assert not any(bericht.bijlagen for bericht in Bericht.objects.filter(soort="opleiding_wachtlijst"))


def test_who_gives_the_own_seat_back_is_not_told_who_did_it():
    m = mentor()
    zelf, baas = fabrieken.mentor_met_account(m), werkgever(m)
    annuleer(schrijf_in(fabrieken.SessieFactory(), m), zelf)
    tekst = {rij.adres: rij.tekst for rij in Bericht.objects.filter(soort="opleiding_uitgeschreven")}
    assert "is geannuleerd." in tekst[zelf.email]
    assert f"is geannuleerd door {zelf}." in tekst[baas.email]


def test_who_cancels_lets_the_first_who_waits_in():
    sessie = vol()
    eerste, tweede = (schrijf_in(sessie, mentor()) for _ in range(2))
    houder = Inschrijving.objects.get(toestand="ingeschreven")
    annuleer(houder, werkgever(houder.mentor), reden="Ziek.")
    eerste.refresh_from_db(), tweede.refresh_from_db(), houder.refresh_from_db()
    assert (eerste.toestand, eerste.plaats_op_wachtlijst) == ("ingeschreven", None)
    assert (tweede.toestand, tweede.plaats_op_wachtlijst) == ("wachtlijst", 2)
    assert (houder.toestand, houder.reden) == ("geannuleerd", "Ziek.")
    assert gemaild("opleiding_plaats_vrij") == {eerste.mentor.email, werkgever(eerste.mentor).email}
    weg = Bericht.objects.get(soort="opleiding_uitgeschreven", adres=houder.mentor.email)
    assert uitnodiging(weg) == ("CANCEL", f"{houder.uid}@portaal-duaal-leren", 1, "CANCELLED")
    doorgeschoven = Gebeurtenis.objects.get(actie="doorschuiven")
    assert (doorgeschoven.door, doorgeschoven.van, doorgeschoven.naar) == (None, "wachtlijst", "ingeschreven")


def test_a_waiting_place_that_is_given_back_moves_nobody():
    sessie = vol()
    eerste, tweede = (schrijf_in(sessie, mentor()) for _ in range(2))
    annuleer(eerste, werkgever(eerste.mentor))
    tweede.refresh_from_db()
    assert tweede.toestand == "wachtlijst"
    assert not any(bericht.bijlagen for bericht in Bericht.objects.filter(soort="opleiding_uitgeschreven"))


def test_a_seat_elsewhere_ends_the_waiting():
    sessie, elders, m = vol(), fabrieken.SessieFactory(over=60), mentor()
    wacht = schrijf_in(sessie, m)
    rij = schrijf_in(elders, m)
    wacht.refresh_from_db()
    assert (rij.toestand, wacht.toestand) == ("ingeschreven", "geannuleerd")


def test_waiting_twice_is_refused():
    m = mentor()
    schrijf_in(vol(), m)
    with pytest.raises(Geweigerd, match="staat al op de wachtlijst"):
        schrijf_in(vol(), m)


def test_once_it_has_begun_nobody_moves_up_and_nobody_cancels():
    sessie = vol(over=1)
    wacht = schrijf_in(sessie, mentor())
    houder = Inschrijving.objects.get(toestand="ingeschreven")
    straks = sessie.dag1.begint_op
    with pytest.raises(Geweigerd, match="al begonnen"):
        annuleer(houder, werkgever(houder.mentor), op=straks)
    assert inschrijvingen.schuif_door(sessie, op=straks) == []
    annuleer(houder, werkgever(houder.mentor), op=straks - timedelta(minutes=1))
    wacht.refresh_from_db()
    assert wacht.toestand == "ingeschreven"


def test_the_list_closes_when_the_session_starts_and_each_hears_it_once():
    sessie = vol(over=1)
    wacht = schrijf_in(sessie, mentor())
    assert inschrijvingen.sluit_wachtlijsten(op=sessie.dag1.begint_op - timedelta(minutes=1)) == 0
    assert inschrijvingen.sluit_wachtlijsten(op=sessie.dag1.begint_op) == 1
    assert inschrijvingen.sluit_wachtlijsten(op=sessie.dag1.begint_op) == 0
    wacht.refresh_from_db()
    assert (wacht.toestand, wacht.reden) == ("geannuleerd", "Er kwam geen plaats vrij.")
    assert gemaild("opleiding_geen_plaats") == {wacht.mentor.email, werkgever(wacht.mentor).email}
    # And the person is free for another one.
    assert schrijf_in(fabrieken.SessieFactory(), wacht.mentor).toestand == "ingeschreven"


def test_who_cancelled_may_come_back():
    sessie, m = fabrieken.SessieFactory(), mentor()
    eerste = schrijf_in(sessie, m)
    annuleer(eerste, werkgever(m))
    tweede = schrijf_in(sessie, m)
    assert tweede.toestand == "ingeschreven" and tweede.uid != eerste.uid


def test_of_a_colleague_elsewhere_one_cancels_nothing():
    rij = schrijf_in(fabrieken.SessieFactory(), mentor())
    for door in (werkgever(mentor()), fabrieken.consulent(fabrieken.regio("lim")), fabrieken.beheerder()):
        with pytest.raises(Geweigerd, match="mag je niet"):
            annuleer(rij, door)


# --- what a row can state, the database holds ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("velden", "naam"),
    [
        ({"toestand": "wachtlijst"}, "inschrijving_wacht_heeft_plaats"),
        ({"plaats_op_wachtlijst": 1}, "inschrijving_wacht_heeft_plaats"),
        ({"toestand": "geannuleerd"}, "inschrijving_geannuleerd_op"),
        ({"geannuleerd_op": timezone.now()}, "inschrijving_geannuleerd_op"),
    ],
)
def test_constraints_of_an_enrolment(velden, naam):
    with pytest.raises(IntegrityError), transaction.atomic():
        fabrieken.InschrijvingFactory(**velden)
    assert naam in {regel.name for regel in Inschrijving._meta.constraints}


def test_one_open_enrolment_per_person_and_one_place_in_the_row():
    m = mentor()
    fabrieken.InschrijvingFactory(mentor=m)
    with pytest.raises(IntegrityError), transaction.atomic():
        fabrieken.InschrijvingFactory(mentor=m)
    sessie = fabrieken.SessieFactory()
    fabrieken.InschrijvingFactory(sessie=sessie, toestand="wachtlijst", plaats_op_wachtlijst=1)
    with pytest.raises(IntegrityError), transaction.atomic():
        fabrieken.InschrijvingFactory(sessie=sessie, toestand="wachtlijst", plaats_op_wachtlijst=1)
