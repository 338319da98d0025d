"""The screens of the mentoropleiding: the public list, the werkgever and the mentor, and one tap (rules.md §2, §4)."""

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from educam_portal.accounts.models import Bereik, Bron
from mentoren.models import Attest, Inschrijving, Sessie
from mentoren.services import attesten, voltooien
from tests import fabrieken
from tests.formulier import formulieren

from .cursus import html_van, mentor, met_termijn, noteer, schrijf_in, tik, vol, voorbij, werkgever

pytestmark = pytest.mark.django_db
LIJST = "/mentoropleiding/"
MENTOREN = "/werkgever/mentoren/"


def test_who_taps_for_whom(client):
    m, ander = mentor(), mentor()
    mag = {
        "werkgever": werkgever(m),
        "mentor": fabrieken.mentor_met_account(m),
        "consulent": fabrieken.consulent(fabrieken.regio("ovl")),
        "coördinator": fabrieken.coordinator(),
    }
    niet = {
        "andere werkgever": werkgever(ander),
        "andere mentor": fabrieken.mentor_met_account(ander),
        "school": fabrieken.trajectbegeleider(fabrieken.SchoolFactory()),
        "consulent van een andere regio": fabrieken.consulent(fabrieken.regio("lim")),
        "beheerder": fabrieken.beheerder(),
    }
    for rol, user in (mag | niet).items():
        client.force_login(user)
        antwoord = tik(client, fabrieken.SessieFactory(), m)
        assert bool(Inschrijving.objects.filter(mentor=m).delete()[0]) == (rol in mag), rol
        assert antwoord.status_code == (302 if rol in mag else 404), rol


# --- the public list -----------------------------------------------------------------------------------------------


def test_everybody_sees_when_where_and_how_many_seats(client):
    vrij, volzet = fabrieken.SessieFactory(capaciteit=3), vol(over=60, postcode="3500")
    schrijf_in(volzet, mentor())
    html = html_van(client, LIJST)
    assert date_format(vrij.dag1.datum, "j F Y") in html and "3 plaatsen vrij" in html
    assert "volzet, 1 op de wachtlijst" in html and "Hasselt" in html
    # Who is enrolled is nobody's business.
    for rij in Inschrijving.objects.all():
        assert rij.persoon.naam not in html + html_van(client, f"{LIJST}{volzet.pk}/")


def test_without_sessions_the_page_says_what_to_do(client):
    assert "Er is nu geen sessie gepland" in html_van(client, LIJST)


def test_with_a_postcode_the_nearest_stands_first(client):
    fabrieken.SessieFactory(over=5, postcode="3500")
    fabrieken.SessieFactory(over=50, postcode="8500")
    html = html_van(client, f"{LIJST}?postcode=8800")
    assert html.index("Kortrijk") < html.index("Hasselt") and " km)" in html
    assert "de dichtste bij Roeselare eerst" in html


@pytest.mark.parametrize("postcode", ["abcd", "99", "1<script>", "6000", "9" * 40])
def test_a_postcode_that_is_none_is_explained(client, postcode):
    fabrieken.SessieFactory()
    antwoord = client.get(LIJST, {"postcode": postcode})
    assert antwoord.status_code == 422 and "<script>" not in antwoord.content.decode()


def test_a_mail_of_long_ago_still_leads_somewhere(client):
    oud, weg = fabrieken.SessieFactory(over=-30), fabrieken.SessieFactory(toestand="geannuleerd", reden="Ziek.")
    assert "Inschrijven kan niet meer" in html_van(client, f"{LIJST}{oud.pk}/")
    assert "Deze sessie gaat niet door" in html_van(client, f"{LIJST}{weg.pk}/")
    html_van(client, f"{LIJST}999999/", 404)


def test_an_anonymous_visitor_is_led_to_the_log_in_and_back(client):
    sessie = fabrieken.SessieFactory()
    assert f"/aanmelden/?next=/mentoropleiding/{sessie.pk}/" in html_van(client, f"{LIJST}{sessie.pk}/")


# --- the werkgever -------------------------------------------------------------------------------------------------


def test_the_list_of_mentoren_shows_term_sessions_and_one_button_each(client):
    m = met_termijn(mentor(), sinds=200)
    fabrieken.AanduidingFactory(mentor=m, vestiging=m.onderneming.vestigingen.get())
    dicht, ver = fabrieken.SessieFactory(over=90), fabrieken.SessieFactory(over=20, postcode="3500")
    te_laat = fabrieken.SessieFactory(over=300, postcode="9300")
    client.force_login(werkgever(m))
    html = html_van(client, MENTOREN)
    plaatsen = [html.index(f"/mentoropleiding/{sessie.pk}/inschrijven/") for sessie in (dicht, ver, te_laat)]
    assert plaatsen == sorted(plaatsen)
    assert html.count("Na de uiterste datum") == 1 and "Mentoropleiding uiterlijk" in html
    assert 'href="/werkgever/mentoren/nieuw/"' in html


def test_one_tap_and_back_where_one_was(client):
    m, sessie = met_termijn(mentor()), fabrieken.SessieFactory()
    client.force_login(werkgever(m))
    (form,) = [f for f in formulieren(client.get(MENTOREN), MENTOREN) if "inschrijven" in f.actie]
    antwoord = form.stuur(client)
    assert (antwoord.status_code, antwoord["Location"]) == (302, MENTOREN)
    html = html_van(client, MENTOREN)
    assert f"Gelukt. {m} is ingeschreven." in html and "Ingeschreven." in html
    assert not [f for f in formulieren(client.get(MENTOREN), MENTOREN) if "inschrijven" in f.actie]
    rij = Inschrijving.objects.get()
    adres = reverse("mentoropleiding:annuleren", args=[rij.pk])
    assert f"{adres}?terug={MENTOREN}" in html
    (form,) = [f for f in formulieren(client.get(f"{adres}?terug={MENTOREN}"), adres) if "terug" in f.velden]
    antwoord = form.stuur(client, reden="Te druk.")
    assert antwoord["Location"] == MENTOREN
    rij.refresh_from_db()
    assert (rij.toestand, rij.reden) == ("geannuleerd", "Te druk.")
    assert Sessie.objects.get() == sessie


def test_who_waits_sees_the_place_and_where_a_seat_is_free(client):
    m = met_termijn(mentor())
    vol_ = vol(over=20)
    schrijf_in(vol_, mentor())
    schrijf_in(vol_, m)
    anders = fabrieken.SessieFactory(over=40, postcode="8500")
    client.force_login(werkgever(m))
    html = html_van(client, MENTOREN)
    assert "Op de wachtlijst, plaats 2" in html and "Liever zeker zijn van een plaats?" in html
    assert f"/mentoropleiding/{anders.pk}/inschrijven/" in html
    assert f"/mentoropleiding/{vol_.pk}/inschrijven/" not in html


def test_when_all_are_full_one_can_wait(client):
    m, sessie = met_termijn(mentor()), vol()
    client.force_login(werkgever(m))
    html = html_van(client, MENTOREN)
    assert "Zet op de wachtlijst" in html
    antwoord = tik(client, sessie, m)
    assert Inschrijving.objects.get(mentor=m).toestand == "wachtlijst"
    assert "op de wachtlijst" in html_van(client, antwoord["Location"])


def test_another_onderneming_of_the_same_person_sees_the_seat_and_nobody(client):
    m = met_termijn(mentor())
    elders = met_termijn(mentor(persoon=m.persoon))
    rij = schrijf_in(fabrieken.SessieFactory(), m)
    client.force_login(werkgever(elders))
    html = html_van(client, MENTOREN)
    assert "Ingeschreven." in html and m.onderneming.naam not in html
    assert reverse("mentoropleiding:annuleren", args=[rij.pk]) not in html
    html_van(client, reverse("mentoropleiding:annuleren", args=[rij.pk]), 404)
    assert m.onderneming.naam not in html_van(client, f"{LIJST}{rij.sessie_id}/")


def test_a_completed_course_shows_its_attest(client):
    coordinator = fabrieken.coordinator()
    sessie, (wie,) = voorbij(1)
    noteer(sessie, {wie: (True, True)}, coordinator)
    voltooien.afronden(sessie=sessie, door=coordinator, op=timezone.now())
    client.force_login(werkgever(wie.mentor))
    assert "Het attest wordt gemaakt" in html_van(client, MENTOREN)
    document = attesten.leg_pdf_vast(Attest.objects.get(), b"%PDF-1.7").document_id
    html = html_van(client, MENTOREN)
    assert "Mentoropleiding gevolgd" in html and f"/documenten/{document}/" in html


def test_reading_is_not_enrolling(client):
    m = met_termijn(mentor())
    fabrieken.SessieFactory()
    client.force_login(fabrieken.werkgever(m.onderneming, bereik=Bereik.LEZEN, bron=Bron.MACHTIGING))
    html = html_van(client, MENTOREN)
    assert "Mentoropleiding uiterlijk" in html and "inschrijven/" not in html
    antwoord = tik(client, Sessie.objects.get(), m)
    assert antwoord.status_code == 422 and "Je kan deze persoon niet inschrijven." in antwoord.content.decode()


def test_an_enrolled_mentor_is_no_work_on_the_overview_any_more(client):
    m = met_termijn(mentor())
    client.force_login(werkgever(m))
    assert "Plan de mentoropleiding" in html_van(client, "/werkgever/")
    schrijf_in(fabrieken.SessieFactory(), m)
    assert "Plan de mentoropleiding" not in html_van(client, "/werkgever/")


# --- the mentor ----------------------------------------------------------------------------------------------------


def test_the_own_page_has_the_term_and_one_tap(client):
    m = met_termijn(mentor())
    client.force_login(fabrieken.mentor_met_account(m))
    assert "Er is nu geen sessie gepland" in html_van(client, "/mentor/")
    fabrieken.SessieFactory()
    (form,) = [f for f in formulieren(client.get("/mentor/"), "/mentor/") if "inschrijven" in f.actie]
    assert form.stuur(client)["Location"] == "/mentor/"
    html = html_van(client, "/mentor/")
    assert "Gelukt. Je bent ingeschreven." in html and "Schrijf je in" not in html


def test_whoever_is_mentor_at_two_ondernemingen_taps_once(client):
    m = met_termijn(mentor(), sinds=10)
    elders = met_termijn(mentor(persoon=m.persoon), sinds=300)
    client.force_login(fabrieken.mentor_met_account(m))
    fabrieken.SessieFactory()
    (form,) = [f for f in formulieren(client.get("/mentor/"), "/mentor/") if "inschrijven" in f.actie]
    # For the onderneming whose year ends first.
    assert form.velden["mentor"] == [str(elders.pk)]
    (form,) = [f for f in formulieren(client.get(f"{LIJST}{Sessie.objects.get().pk}/"), LIJST) if "mentor" in f.velden]
    form.stuur(client)
    assert Inschrijving.objects.count() == 1
