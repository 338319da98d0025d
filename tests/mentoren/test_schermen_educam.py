"""The screens of EDUCAM for the mentoropleiding, and what every screen does with bad input (rules.md §4)."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from mentoren.models import Attest, Inschrijving, Sessie
from tests import fabrieken
from tests.formulier import formulieren

from .cursus import html_van, mentor, met_termijn, schrijf_in, tik, vol, voorbij, werkgever

pytestmark = pytest.mark.django_db
LIJST = "/mentoropleiding/"
MENTOREN = "/werkgever/mentoren/"


# --- EDUCAM --------------------------------------------------------------------------------------------------------


def test_the_consulent_enrols_on_the_page_of_the_onderneming(client):
    m = met_termijn(mentor())
    fabrieken.SessieFactory()
    client.force_login(fabrieken.consulent(fabrieken.regio("ovl")))
    adres = reverse("consulent:bedrijf", args=[m.onderneming_id])
    html = html_van(client, adres)
    assert "Aanvaard een attest van elders" in html
    (form,) = [f for f in formulieren(client.get(adres), adres) if "inschrijven" in f.actie]
    assert form.stuur(client)["Location"] == adres
    assert Inschrijving.objects.get().mentor == m


def test_the_consulent_accepts_an_attest_without_a_file(client):
    m = met_termijn(mentor())
    client.force_login(fabrieken.consulent(fabrieken.regio("ovl")))
    adres = reverse("mentoropleiding:extern_attest", args=[m.pk])
    antwoord = client.post(adres, {"aanbieder": "Syntra", "gevolgd_op": "2024-05-03", "reden": "Zelfde inhoud."})
    assert antwoord["Location"] == reverse("consulent:bedrijf", args=[m.onderneming_id]) + "#mentoren"
    assert "bij Syntra, aanvaard door EDUCAM" in html_van(client, antwoord["Location"])
    assert client.get(adres).status_code == 302, "een tweede keer hoeft niet"


def test_the_coordinator_takes_a_session_from_plan_to_attest(client, monkeypatch):
    client.force_login(fabrieken.coordinator())
    html = html_van(client, "/coordinator/mentoropleiding/")
    assert "Er is geen sessie gepland" in html
    morgen = timezone.localdate() + timedelta(days=1)
    gegevens = {
        "titel": "Mentorschap",
        "dag_1": morgen.isoformat(),
        "dag_2": (morgen + timedelta(days=7)).isoformat(),
        **{f"{deel}_{n}": uur for n in (1, 2) for deel, uur in (("van", "09:00"), ("tot", "17:00"))},
        "locatie": "De Spil",
        "straat": "Industriepark",
        "huisnummer": "4",
        "postcode": "9160",
        "capaciteit": "2",
        "trainer": "Griet Aerts",
        "programma": "Coachen.",
    }
    antwoord = client.post("/coordinator/mentoropleiding/nieuw/", gegevens)
    sessie = Sessie.objects.get()
    assert antwoord["Location"] == f"/coordinator/mentoropleiding/{sessie.pk}/"
    wie = [schrijf_in(sessie, mentor()) for _ in range(3)]
    html = html_van(client, antwoord["Location"])
    assert "2 van 2 plaatsen ingenomen" in html and f"1. {wie[2].persoon}" in html
    client.post(f"{antwoord['Location']}wijzigen/", gegevens | {"capaciteit": "3"})
    assert "3 van 3 plaatsen ingenomen" in html_van(client, antwoord["Location"])
    lijst = html_van(client, f"{antwoord['Location']}lijst/")
    assert all(str(rij.persoon) in lijst for rij in wie)
    # The days pass.
    for dag in sessie.dagen.all():
        dag.datum -= timedelta(days=20)
        dag.save()
    for nummer in (1, 2):
        adres = f"{antwoord['Location']}aanwezigheid/{nummer}/"
        keuzes = {f"wie_{rij.pk}": "ok" for rij in wie} | ({f"wie_{wie[1].pk}": "niet"} if nummer == 2 else {})
        assert client.post(adres, keuzes).status_code == 302
        assert html_van(client, adres).count("checked") == 3
    html = html_van(client, antwoord["Location"])
    assert (html.count("dag 1: aanwezig"), html.count("dag 2: aanwezig"), html.count("dag 2: afwezig")) == (3, 2, 1)
    slot = html_van(client, f"{antwoord['Location']}afronden/")
    assert slot.index("Krijgt een attest") < slot.index(str(wie[0].persoon)) < slot.index("Krijgt geen attest")
    assert slot.index("Krijgt geen attest") < slot.index(str(wie[1].persoon))
    assert client.post(f"{antwoord['Location']}afronden/").status_code == 302
    assert Attest.objects.count() == 2
    html = html_van(client, antwoord["Location"])
    assert "Afgerond" in html and "Zet recht" in html
    antwoord = client.get(f"{antwoord['Location']}afronden/", follow=True)
    assert "Dat kan niet meer: deze sessie is afgerond." in antwoord.content.decode()


def test_before_cancelling_one_sees_whom_it_touches(client):
    sessie = vol()
    wacht = schrijf_in(sessie, mentor())
    client.force_login(fabrieken.coordinator())
    adres = f"/coordinator/mentoropleiding/{sessie.pk}/annuleren/"
    html = html_van(client, adres)
    assert str(wacht.persoon) in html and "op de wachtlijst" in html
    assert client.post(adres, {"reden": ""}).status_code == 422
    assert client.post(adres, {"reden": "Ziek."}).status_code == 302
    assert "Deze sessie gaat niet door" in html_van(client, f"/coordinator/mentoropleiding/{sessie.pk}/")


def test_a_session_to_close_stands_out(client):
    voorbij(1)
    client.force_login(fabrieken.coordinator())
    assert "Af te ronden" in html_van(client, "/coordinator/mentoropleiding/")
    for tab in ("afgerond", "geannuleerd", "onzin"):
        html_van(client, f"/coordinator/mentoropleiding/?tab={tab}")


# --- bad input -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("mentor_id", ["", "abc", "0", "-1", "9" * 30, "1 OR 1=1"])
def test_a_mentor_that_is_none_does_not_exist(client, mentor_id):
    client.force_login(werkgever(mentor()))
    assert tik(client, fabrieken.SessieFactory(), mentor_id).status_code == 404


def test_a_refusal_is_shown_with_the_session_and_what_else_can_be_done(client):
    m, sessie = mentor(), fabrieken.SessieFactory(over=-1)
    client.force_login(werkgever(m))
    antwoord = tik(client, sessie, m)
    html = antwoord.content.decode()
    assert antwoord.status_code == 422 and "Deze sessie is al begonnen" in html and LIJST in html


@pytest.mark.parametrize("terug", ["https://elders.example/", "//elders.example", "javascript:alert(1)", "\\\\elders"])
def test_another_address_is_no_way_back(client, terug):
    m, sessie = mentor(), fabrieken.SessieFactory()
    client.force_login(werkgever(m))
    assert tik(client, sessie, m, terug=terug)["Location"] == f"{LIJST}{sessie.pk}/"


def test_enrolling_asks_for_a_post(client):
    sessie = fabrieken.SessieFactory()
    client.force_login(werkgever(mentor()))
    assert client.get(f"{LIJST}{sessie.pk}/inschrijven/").status_code == 405


@pytest.mark.parametrize(
    ("veld", "waarde", "zin"),
    [
        ("titel", "", "Vul een titel in"),
        ("titel", "x" * 500, "Maak dit korter"),
        ("dag_1", "31/02/2027", "Vul een datum in"),
        ("van_1", "25:00", "Vul een uur in"),
        ("dag_2", "2020-01-01", "Dag 2 komt na dag 1"),
        ("postcode", "abc", "Een postcode heeft 4 cijfers"),
        ("postcode", "6000", "niet in Vlaanderen of Brussel"),
        ("capaciteit", "0", "minstens één plaats"),
        ("capaciteit", "999", "hoogstens 100 plaatsen"),
        ("capaciteit", "veel", "Vul een getal in"),
        ("trainer", "", "naam van de trainer"),
        ("programma", "x" * 6000, "Deze tekst is te lang"),
    ],
)
def test_a_session_that_is_filled_in_wrongly_says_why_and_loses_nothing(client, veld, waarde, zin):
    client.force_login(fabrieken.coordinator())
    goed = {
        "titel": "Mentorschap",
        "dag_1": "2030-03-04",
        "dag_2": "2030-03-11",
        **{f"{deel}_{n}": uur for n in (1, 2) for deel, uur in (("van", "09:00"), ("tot", "17:00"))},
        "locatie": "De <b>Spil</b>",
        "straat": "Industriepark",
        "huisnummer": "4",
        "postcode": "9160",
        "capaciteit": "12",
        "trainer": "Griet Aerts",
    }
    antwoord = client.post("/coordinator/mentoropleiding/nieuw/", goed | {veld: waarde})
    html = antwoord.content.decode()
    assert antwoord.status_code == 422 and zin in html and "<b>Spil" not in html and "&lt;b&gt;Spil" in html
    assert not Sessie.objects.exists()


def test_a_postcode_of_two_gemeenten_asks_which(client):
    client.force_login(fabrieken.coordinator())
    html = client.post("/coordinator/mentoropleiding/nieuw/", {"postcode": "1804"}).content.decode()
    assert "Deze postcode hoort bij meer dan één gemeente" in html


def test_presence_takes_nothing_but_the_two_choices(client):
    sessie, (wie,) = voorbij(1)
    client.force_login(fabrieken.coordinator())
    adres = f"/coordinator/mentoropleiding/{sessie.pk}/aanwezigheid/1/"
    assert client.post(adres, {f"wie_{wie.pk}": "misschien"}).status_code == 422
    assert client.post(adres, {"wie_999999": "ok"}).status_code == 302, "wie niet op de lijst staat, telt niet"
    assert not wie.aanwezigheden.exists()
    assert client.get(f"/coordinator/mentoropleiding/{sessie.pk}/aanwezigheid/3/").status_code == 404


@pytest.mark.parametrize(
    ("velden", "zin"),
    [
        ({"aanbieder": ""}, "Schrijf waar de opleiding gevolgd is"),
        ({"gevolgd_op": "morgen"}, "Vul een datum in"),
        ({"gevolgd_op": "2999-01-01"}, "niet in de toekomst"),
        ({"reden": ""}, "Schrijf waarom dit attest telt"),
    ],
)
def test_an_attest_of_elsewhere_that_is_filled_in_wrongly(client, velden, zin):
    m = mentor()
    client.force_login(fabrieken.consulent(fabrieken.regio("ovl")))
    goed = {"aanbieder": "Syntra", "gevolgd_op": "2024-05-03", "reden": "Zelfde inhoud."}
    antwoord = client.post(reverse("mentoropleiding:extern_attest", args=[m.pk]), goed | velden)
    assert antwoord.status_code == 422 and zin in antwoord.content.decode()


def test_a_file_that_is_no_attest_is_refused(client):
    m = mentor()
    client.force_login(fabrieken.consulent(fabrieken.regio("ovl")))
    goed = {"aanbieder": "Syntra", "gevolgd_op": "2024-05-03", "reden": "Zelfde inhoud."}
    bestand = SimpleUploadedFile("attest.pdf", b"MZ\x90\x00 geen pdf", "application/pdf")
    antwoord = client.post(reverse("mentoropleiding:extern_attest", args=[m.pk]), goed | {"bestand": bestand})
    assert antwoord.status_code == 422
    m.persoon.refresh_from_db()
    assert m.persoon.mentoropleiding_op is None
