"""What a school sees on its board, and what it fills in about a lerende (rules.md §2, §5, §9)."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from overeenkomsten.models import Lerende
from tests import fabrieken
from tests.vragen import kost

from .fabriek import INSZ, Wereld, wereld

pytestmark = pytest.mark.django_db
NIEUW = {
    "voornaam": "Noor", "naam": "Peeters", "geboortedatum": "15/06/2010", "email": "noor@example.be", "klas": "6 OMA",
    "insz": "85.07.30-033.28", "v_voornaam": "Els", "v_naam": "Peeters", "v_email": "els@example.be",
}  # fmt: skip


@pytest.fixture
def w(client) -> Wereld:
    w = wereld()
    client.force_login(w.begeleider)
    return w


def _nieuw(w: Wereld, **anders) -> dict:
    vast = {"opleiding": w.erkenning.opleiding_id, "lessen_vanaf": timezone.localdate().isoformat()}
    return NIEUW | vast | anders


def _bewaar(client, w: Wereld, **anders):
    return client.post(reverse("school:lerende_nieuw"), _nieuw(w, **anders))


def test_an_empty_board_says_what_to_do(client, w):
    tekst = client.get("/school/").content.decode()
    assert "Maak je eerste overeenkomst" in tekst
    assert tekst.count("<li><strong>") == 3


def test_the_board_says_who_must_act(client, w):
    w.lerende(1)
    w.concept(w.lerende(2))
    verstuurd = w.verstuurd(w.lerende(3, minderjarig=True))
    rijen = client.get("/school/").context["rijen"]
    assert [(rij.lerende.naam, rij.wacht_op[0], rij.wacht_op[1]) for rij in rijen] == [
        ("Benali1", "Jij", "begin een overeenkomst"),
        ("Benali2", "Jij", "kijk na en stuur ter ondertekening"),
        ("Benali3", "School, Onderneming, Lerende, Wettelijke vertegenwoordiger", "ondertekent"),
    ]
    assert [(rij.getekend, rij.partijen, rij.erkend) for rij in rijen] == [(0, 0, False), (0, 0, True), (0, 4, True)]
    assert verstuurd.referentie in client.get("/school/?toestand=ter_ondertekening").content.decode()


@pytest.mark.parametrize(
    ("vraag", "namen"),
    [("?toestand=zonder", ["Benali1", "Benali9"]), ("?toestand=concept", ["Benali2"]), ("?wie=mij", ["Benali1", "Benali2"]),
     ("?q=yassine+benali2", ["Benali2"]), ("?toestand=onzin", ["Benali1", "Benali2", "Benali9"])],
)  # fmt: skip
def test_the_board_is_filtered(client, w, vraag, namen):
    w.lerende(1)
    w.concept(w.lerende(2))
    w.lerende(9, door=fabrieken.trajectbegeleider(w.school))
    assert [rij.lerende.naam for rij in client.get(f"/school/{vraag}").context["rijen"]] == namen


def test_another_school_sees_nothing(client, w):
    lerende = w.concept().lerende
    client.force_login(fabrieken.trajectbegeleider(fabrieken.SchoolFactory()))
    assert client.get("/school/").context["rijen"] == []
    assert "Benali1" not in client.get(reverse("school:lerenden")).content.decode()
    assert client.get(reverse("school:lerende", args=[lerende.pk])).status_code == 404


def test_a_minor_is_kept_with_a_representative(client, w):
    assert _bewaar(client, w).status_code == 302
    lerende = Lerende.objects.get()
    assert (lerende.naam, lerende.vertegenwoordiger.naam, lerende.begeleider) == ("Peeters", "Peeters", w.begeleider)
    assert lerende.persoonsnummer.nummer == INSZ


def test_the_personal_number_is_never_shown_whole(client, w):
    _bewaar(client, w)
    lerende = Lerende.objects.get()
    tekst = client.get(reverse("school:lerende", args=[lerende.pk])).content.decode()
    assert "••.••.••-•••.28" in tekst
    assert INSZ not in tekst and "85.07.30" not in tekst
    gewijzigd = client.post(reverse("school:lerende", args=[lerende.pk]), _nieuw(w, insz="", klas="7 OMA"))
    assert gewijzigd.status_code == 302
    lerende.refresh_from_db()
    assert (lerende.klas, lerende.persoonsnummer.nummer) == ("7 OMA", INSZ)


def test_an_adult_has_no_representative(client, w):
    assert _bewaar(client, w, geboortedatum="15/06/2001").status_code == 302
    assert not hasattr(Lerende.objects.get(), "vertegenwoordiger")


@pytest.mark.parametrize(
    ("anders", "zin"),
    [
        ({"v_email": "NOOR@example.be"}, "De vertegenwoordiger heeft een eigen e-mailadres nodig"),
        ({"v_naam": ""}, "Vul de familienaam van de vertegenwoordiger in."),
        ({"insz": "85073003329"}, "Dit rijksregisternummer klopt niet."),
        ({"geboortedatum": "15/06/2024"}, "dit kan niet de leeftijd van een lerende zijn"),
        ({"postcode": "93"}, "Een postcode heeft 4 cijfers"),
        ({"telefoon": "12"}, "Dit telefoonnummer klopt niet."),
        ({"opleiding": "0"}, "Kies een opleiding uit de lijst."),
    ],
)
def test_what_is_wrong_is_said(client, w, anders, zin):
    antwoord = _bewaar(client, w, **anders)
    assert antwoord.status_code == 422
    assert zin in antwoord.content.decode()
    assert not Lerende.objects.exists()


def test_a_number_that_the_school_knows_is_refused(client, w):
    _bewaar(client, w)
    antwoord = _bewaar(client, w, naam="Ander")
    assert antwoord.status_code == 422
    assert "Er is bij jouw school al een lerende met dit rijksregisternummer." in antwoord.content.decode()


def test_the_data_of_a_lerende_cost_a_fixed_number_of_queries(client, w):
    lerende = w.lerende(1, minderjarig=True)
    client.get("/school/")
    with kost(4):
        antwoord = client.get(reverse("school:lerende", args=[lerende.pk]))
    assert antwoord.status_code == 200


def test_the_day_and_the_last_day_to_register_stand_on_the_board(client, w):
    rij = w.verstuurd()
    dag = timezone.localdate() - timedelta(days=4)
    type(rij).objects.filter(pk=rij.pk).update(toestand="lopend", start=dag, ondertekend_op=timezone.now())
    (op_bord,) = client.get("/school/").context["rijen"]
    assert (op_bord.dag, op_bord.wacht_op) == (5, ("Jij", "noteer de registratie"))
    assert op_bord.registreer_voor > dag + timedelta(days=80)
