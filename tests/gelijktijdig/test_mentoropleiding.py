"""The last seat is given once, and a freed one goes to one person (rules.md §4)."""

from collections import Counter

import pytest
from django.utils import timezone

from educam_portal.accounts.fouten import Geweigerd
from educam_portal.meldingen.models import Bericht
from mentoren.models import Attest, Inschrijving, Persoon
from mentoren.services import inschrijvingen, sessies, voltooien
from tests import fabrieken
from tests.mentoren.cursus import mentor, noteer, planning, schrijf_in, vol, voorbij, werkgever

from .samen import een_wint, tegelijk

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def standen() -> Counter:
    return Counter(Inschrijving.objects.values_list("toestand", flat=True))


def in_(sessie, m, door=None):
    door = door or werkgever(m)
    return lambda: schrijf_in(sessie, m, door=door)


def uit(rij):
    door = werkgever(rij.mentor)
    return lambda: inschrijvingen.annuleer(inschrijving=rij, door=door, op=timezone.now())


def test_the_last_seat_is_given_once():
    sessie = fabrieken.SessieFactory(capaciteit=1)
    uitkomsten = tegelijk(*(in_(sessie, mentor()) for _ in range(4)), houd=sessie)
    assert not [fout for fout in uitkomsten if isinstance(fout, Geweigerd)]
    assert standen() == {"ingeschreven": 1, "wachtlijst": 3}
    plaatsen = Inschrijving.objects.filter(toestand="wachtlijst").values_list("plaats_op_wachtlijst", flat=True)
    assert sorted(plaatsen) == [1, 2, 3]


def test_one_person_enrolled_by_two_people_in_one_session():
    sessie, m = fabrieken.SessieFactory(), mentor()
    taken = in_(sessie, m), in_(sessie, m, fabrieken.mentor_met_account(m))
    een_wint(tegelijk(*taken, houd=sessie), "is al ingeschreven")
    assert standen() == {"ingeschreven": 1}


def test_one_person_enrolled_in_two_sessions_by_two_ondernemingen():
    m = mentor()
    elders = mentor(persoon=m.persoon)
    taken = in_(fabrieken.SessieFactory(), m), in_(fabrieken.SessieFactory(over=60), elders)
    een_wint(tegelijk(*taken, houd=m.persoon), "is al ingeschreven")
    assert standen() == {"ingeschreven": 1}


def test_two_who_cancel_let_two_in():
    sessie = fabrieken.SessieFactory(capaciteit=2)
    houders = [schrijf_in(sessie, mentor()) for _ in range(2)]
    wachtend = [schrijf_in(sessie, mentor()) for _ in range(3)]
    tegelijk(*map(uit, houders), houd=sessie)
    na = [Inschrijving.objects.get(pk=rij.pk).toestand for rij in wachtend]
    assert na == ["ingeschreven", "ingeschreven", "wachtlijst"]
    assert Bericht.objects.filter(soort="opleiding_plaats_vrij").count() == 4


def test_a_seat_that_comes_free_while_somebody_enrols_goes_to_who_waited():
    sessie = vol()
    houder = Inschrijving.objects.get()
    wacht = schrijf_in(sessie, mentor())
    tegelijk(uit(houder), in_(sessie, mentor()), houd=sessie)
    wacht.refresh_from_db()
    assert wacht.toestand == "ingeschreven"
    assert standen() == {"geannuleerd": 1, "ingeschreven": 1, "wachtlijst": 1}


def test_enrolling_while_the_session_is_cancelled_leaves_nobody_behind():
    sessie, coordinator = fabrieken.SessieFactory(), fabrieken.coordinator()
    tegelijk(
        in_(sessie, mentor()),
        lambda: sessies.annuleer(sessie=sessie, reden="Ziek.", door=coordinator, op=timezone.now()),
        houd=sessie,
    )
    assert not Inschrijving.objects.open().exists()


def test_cancelling_while_the_session_is_cancelled_takes_one_mail_per_person():
    sessie = vol()
    houder, coordinator = Inschrijving.objects.get(), fabrieken.coordinator()
    tegelijk(
        uit(houder),
        lambda: sessies.annuleer(sessie=sessie, reden="Ziek.", door=coordinator, op=timezone.now()),
        houd=sessie,
    )
    soorten = ["opleiding_uitgeschreven", "opleiding_gaat_niet_door"]
    assert Bericht.objects.filter(soort__in=soorten, adres=houder.mentor.email).count() == 1


def test_places_taken_away_while_somebody_enrols_never_leave_too_many():
    sessie, coordinator = fabrieken.SessieFactory(capaciteit=2), fabrieken.coordinator()
    schrijf_in(sessie, mentor())
    minder = planning(sessie, capaciteit=1)
    tegelijk(
        in_(sessie, mentor()),
        lambda: sessies.wijzig(sessie=sessie, planning=minder, door=coordinator, op=timezone.now()),
        houd=sessie,
    )
    sessie.refresh_from_db()
    assert standen()["ingeschreven"] <= sessie.capaciteit


def test_two_coordinators_close_a_session_and_everything_happens_once():
    sessie, (een, twee) = voorbij()
    coordinatoren = [fabrieken.coordinator() for _ in range(2)]
    noteer(sessie, {een: (True, True), twee: (True, False)}, coordinatoren[0])
    taken = [
        lambda door=door: voltooien.afronden(sessie=sessie, door=door, op=timezone.now()) for door in coordinatoren
    ]
    een_wint(tegelijk(*taken, houd=sessie), "kan niet meer")
    assert standen() == {"voltooid": 1, "niet_voltooid": 1}
    assert Attest.objects.count() == 1


def test_an_attest_of_elsewhere_while_the_person_is_being_enrolled():
    m, coordinator = mentor(), fabrieken.coordinator()
    sessie = fabrieken.SessieFactory()
    tegelijk(
        in_(sessie, m),
        lambda: voltooien.aanvaard_extern_attest(
            mentor=m,
            aanbieder="Syntra",
            gevolgd_op=timezone.localdate(),
            reden="Zelfde inhoud.",
            door=coordinator,
            op=timezone.now(),
        ),
        houd=m.persoon,
    )
    # Either one was first and the other got a sentence, or both happened: never a seat for who has the course.
    if Persoon.objects.get(pk=m.persoon_id).mentoropleiding_op:
        assert not Inschrijving.objects.open().exists()
