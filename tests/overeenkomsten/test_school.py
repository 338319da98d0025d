"""What a school sees on its board, and what it fills in about a lerende (rules.md §2, §5, §9)."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from educam_portal.termijnen.services import nietig, van
from educam_portal.termijnen.services import start as start_termijn
from overeenkomsten.deadlines import NIEUWE_WERKPLEK, REGISTRATIE
from overeenkomsten.models import Lerende, Ondertekenaar, Overeenkomst, Stuk
from overeenkomsten.rules import begin_van_schooljaar
from overeenkomsten.stukken import maak_versie
from overeenkomsten.toestanden import Partij, StukSoort
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
        ("Benali2", "Jij", "kijk na en stuur ter ondertekening"),
        ("Benali3", "School, Onderneming, Lerende, Wettelijke vertegenwoordiger", "ondertekent"),
        ("Benali1", "Jij", "begin een overeenkomst"),
    ]
    assert [(rij.getekend, rij.partijen, rij.erkend) for rij in rijen] == [(0, 0, True), (0, 4, True), (0, 0, False)]
    assert verstuurd.referentie in client.get("/school/?toestand=ter_ondertekening").content.decode()


@pytest.mark.parametrize(
    ("vraag", "namen"),
    [("?toestand=zonder", ["Benali1", "Benali9"]), ("?toestand=concept", ["Benali2"]), ("?wie=mij", ["Benali2", "Benali1"]),
     ("?q=yassine+benali2", ["Benali2"]), ("?toestand=onzin", ["Benali2", "Benali1", "Benali9"])],
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


def test_a_bijlage_that_waits_is_no_part_of_the_signatures_of_the_overeenkomst(client, w):
    rij = w.verstuurd(w.lerende(1, minderjarig=True))
    Ondertekenaar.objects.update(getekend_op=timezone.now(), wijze="aangemeld", sha256="a" * 64)
    Stuk.objects.update(stand="ondertekend", ondertekend_op=timezone.now())
    Overeenkomst.objects.update(
        toestand="lopend", ondertekend_op=timezone.now(), geregistreerd_op=timezone.localdate() - timedelta(days=1)
    )
    rij.refresh_from_db()
    maak_versie(rij, StukSoort.ADDENDUM, {}, (Partij.SCHOOL, Partij.ONDERNEMING), door=w.begeleider, op=timezone.now())
    (op_bord,) = client.get("/school/").context["rijen"]
    assert (op_bord.getekend, op_bord.partijen) == (4, 4)
    assert op_bord.wacht_op == ("School, Onderneming", "ondertekent de bijlage")
    assert client.get("/school/?wacht=jij").context["rijen"] == [op_bord]
    Ondertekenaar.objects.filter(partij="school", getekend_op=None).update(
        getekend_op=timezone.now(), wijze="aangemeld", sha256="a" * 64
    )
    assert client.get("/school/?wacht=jij").context["rijen"] == []
    Ondertekenaar.objects.filter(partij="onderneming", getekend_op=None).update(
        geweigerd_op=timezone.now(), geweigerd_reden="Te veel uren."
    )
    (op_bord,) = client.get("/school/?wacht=jij").context["rijen"]
    assert op_bord.wacht_op[0] == "Jij"
    assert op_bord.wacht_op[1].endswith("tekent niet: trek in of maak een nieuwe")


def test_the_board_shows_only_what_waits_for_the_school(client, w):
    w.lerende(1)
    bij_de_mentor = w.concept(w.lerende(2))
    w.concept(w.lerende(3))
    w.verstuurd(w.lerende(4))
    Overeenkomst.objects.filter(pk=bij_de_mentor.pk).update(plan_beantwoord_op=None)
    antwoord = client.get("/school/?wacht=jij")
    assert [rij.lerende.naam for rij in antwoord.context["rijen"]] == ["Benali3", "Benali4", "Benali1"]
    assert [rij.wacht_op[0] for rij in antwoord.context["rijen"]] == ["Jij", "School, Onderneming, Lerende", "Jij"]
    assert "Wacht op de school" in antwoord.content.decode()


def test_what_waits_for_the_school_comes_first_the_nearest_day_before_the_others(client, w):
    vandaag, dag = timezone.localdate(), timedelta(days=1)
    getekend = {"toestand": "lopend", "verstuurd_op": timezone.now(), "ondertekend_op": timezone.now()}
    for nummer, start, geregistreerd in ((1, 20, vandaag), (2, 20, None), (3, 60, None), (4, 9, vandaag)):
        rij = w.concept(w.lerende(nummer))
        velden = getekend | {"start": vandaag - start * dag, "geregistreerd_op": geregistreerd}
        Overeenkomst.objects.filter(pk=rij.pk).update(**velden)
        nietig(rij.lerende, NIEUWE_WERKPLEK, op=vandaag)
        rij.refresh_from_db()
        start_termijn(rij, REGISTRATIE, op=rij.start)
    w.concept(w.lerende(5))
    volgorde = [rij.lerende.naam for rij in client.get("/school/").context["rijen"]]
    assert volgorde == ["Benali5", "Benali3", "Benali2", "Benali1", "Benali4"]


def _afgelopen(w: Wereld, nummer: int, einde: date, *, terug: bool = False) -> None:
    """Over since `einde`; `terug` = the same lerende is at the school again this schooljaar."""
    begin = begin_van_schooljaar(timezone.localdate())
    lerende = w.lerende(nummer, lessen_vanaf=begin if terug else begin - timedelta(days=300))
    rij = w.concept(lerende)
    nietig(lerende, NIEUWE_WERKPLEK, op=timezone.localdate())
    nu = timezone.now()
    Overeenkomst.objects.filter(pk=rij.pk).update(
        toestand="afgelopen", start=begin - timedelta(days=300), einde=einde, verstuurd_op=nu, ondertekend_op=nu,
        geregistreerd_op=begin,
    )  # fmt: skip


def test_the_board_shows_what_lives_and_this_schooljaar_and_earlier_ones_when_asked(client, w):
    begin = begin_van_schooljaar(timezone.localdate())
    _afgelopen(w, 1, begin - timedelta(days=1))
    _afgelopen(w, 2, begin)
    _afgelopen(w, 3, begin - timedelta(days=1), terug=True)
    w.concept(w.lerende(4))

    def getoond(vraag: str) -> list[tuple[str, str]]:
        rijen = client.get(f"/school/{vraag}").context["rijen"]
        return sorted((rij.lerende.naam, rij.overeenkomst.toestand if rij.overeenkomst else "") for rij in rijen)

    assert getoond("") == [("Benali2", "afgelopen"), ("Benali3", ""), ("Benali4", "concept")]
    vorig = f"?schooljaar={begin.year - 1}"
    assert getoond(vorig) == [("Benali1", "afgelopen"), ("Benali2", "afgelopen"), ("Benali3", "afgelopen")]
    assert getoond("?schooljaar=alle") == [*getoond(vorig), ("Benali4", "concept")]
    assert getoond(f"?schooljaar={begin.year - 2}") == []
    assert f"</span>Schooljaar {begin.year - 1}-{begin.year}<" in client.get(f"/school/{vorig}").content.decode()


def test_who_left_the_school_looks_for_no_workplace_and_leaves_the_board(client, w):
    vandaag = timezone.localdate()
    lerende = w.lerende(1, lessen_vanaf=vandaag - timedelta(days=3))
    assert van(lerende, NIEUWE_WERKPLEK).is_open
    adres, velden = reverse("school:lerende", args=[lerende.pk]), _nieuw(w, insz="", lessen_vanaf=lerende.lessen_vanaf)
    vroeger = client.post(adres, velden | {"weg_op": lerende.lessen_vanaf - timedelta(days=1)})
    assert "De laatste dag ligt vóór de eerste lesdag." in vroeger.content.decode()
    assert client.post(adres, velden | {"weg_op": vandaag}).status_code == 302
    assert not van(lerende, NIEUWE_WERKPLEK).is_open
    assert client.get("/school/").context["rijen"] == []
    assert client.post(adres, velden).status_code == 302
    assert van(lerende, NIEUWE_WERKPLEK).is_open
    assert [rij.lerende.pk for rij in client.get("/school/").context["rijen"]] == [lerende.pk]


def test_who_is_bound_by_an_overeenkomst_does_not_leave_before_it_stops(client, w):
    rij = w.verstuurd()
    velden = _nieuw(w, insz="", lessen_vanaf=w.start, weg_op=w.start)
    antwoord = client.post(reverse("school:lerende", args=[rij.lerende_id]), velden)
    assert antwoord.status_code == 422
    assert f"nog een overeenkomst: {rij.referentie}. Stop die eerst" in antwoord.content.decode()
    rij.lerende.refresh_from_db()
    assert rij.lerende.weg_op is None


def test_a_representative_without_mailbox_signs_at_school(client, w):
    assert _bewaar(client, w, v_email="").status_code == 302
    assert Lerende.objects.get().vertegenwoordiger.email == ""


def test_who_comes_from_a_draft_goes_back_to_it(client, w):
    rij = w.concept()
    adres = f"{reverse('school:lerende', args=[rij.lerende_id])}?van={rij.referentie}"
    terug = reverse("school:overeenkomst", args=[rij.referentie])
    assert adres in client.get(terug).content.decode()
    assert "Terug naar de overeenkomst" in client.get(adres).content.decode()
    assert client.post(adres, _nieuw(w, insz="")).url == terug
    vreemd = client.post(adres.replace(rij.referentie, "onzin"), _nieuw(w, insz=""))
    assert vreemd.url == reverse("school:lerenden")


def test_a_new_lerende_can_be_followed_by_the_overeenkomst_at_once(client, w):
    antwoord = _bewaar(client, w, verder="1")
    assert antwoord.url == f"{reverse('school:overeenkomst_nieuw')}?lerende={Lerende.objects.get().pk}"
