"""A school drafts an overeenkomst step by step, and what it may do with it afterwards (rules.md §5, ux.md §3.5)."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from overeenkomsten.models import Overeenkomst
from overeenkomsten.services.concept import beantwoord_plan
from overeenkomsten.toestanden import Toestand
from tests import fabrieken
from tests.vragen import kost

from .fabriek import Wereld, wereld

pytestmark = pytest.mark.django_db


@pytest.fixture
def w(client) -> Wereld:
    w = wereld()
    fabrieken.ActiviteitFactory(opleiding=w.erkenning.opleiding, omschrijving="De lerende vervangt banden.")
    client.force_login(w.begeleider)
    return w


def _url(naam: str, rij: Overeenkomst) -> str:
    return reverse(f"school:{naam}", args=[rij.referentie])


def _post(client, naam: str, rij: Overeenkomst, **velden):
    rij.refresh_from_db()
    return client.post(_url(naam, rij), {"versie": rij.versie, **velden})


def _periode(w: Wereld, **anders) -> dict:
    blokken = {f"dag_{n}": n + 1 for n in range(5)} | {f"van_{n}": "08:00" for n in range(5)}
    blokken |= {f"tot_{n}": "16:00" for n in range(5)} | {f"plek_{n}": "les" if n < 2 else "werkplek" for n in range(5)}
    einde = w.start + timedelta(days=280)
    return {
        "soort": "OAO", "start": w.start.isoformat(), "einde": einde.isoformat(), "voltijds_uren": "40", "weken": "1",
        **blokken, **anders,
    }  # fmt: skip


def _begonnen(client, w: Wereld) -> Overeenkomst:
    antwoord = client.post(reverse("school:overeenkomst_nieuw"), {"lerende": w.lerende().pk})
    rij = Overeenkomst.objects.get()
    assert antwoord.url == _url("overeenkomst", rij)
    return rij


def test_a_school_drafts_step_by_step_and_sends(client, w):
    rij = _begonnen(client, w)
    activiteit = w.erkenning.opleiding.activiteiten.get()
    assert _post(client, "leerwerkplek", rij, vestiging=w.erkenning.vestiging_id).url == _url("mentor", rij)
    assert _post(client, "mentor", rij, mentor=w.mentor.pk).url == _url("periode", rij)
    assert _post(client, "periode", rij, **_periode(w)).url == _url("plan", rij)
    plan = {f"activiteit_{activiteit.pk}": "werkplek", "eigen_0": "De lerende wast wagens.", "eigen_plek_0": "beide"}
    assert _post(client, "plan", rij, **plan).url == _url("vergoeding", rij)
    assert _post(client, "vergoeding", rij, categorie="2", vergoeding="").url == _url("evaluatie", rij)
    evaluatie = {"evaluatievorm": "Een gesprek.", "datum_0": (w.start + timedelta(days=60)).isoformat()}
    assert _post(client, "evaluatie", rij, **evaluatie).url == _url("nakijken", rij)
    rij.refresh_from_db()
    assert [(c.omschrijving, c.plek) for c in rij.competenties.all()] == [
        ("De lerende vervangt banden.", "werkplek"),
        ("De lerende wast wagens.", "beide"),
    ]
    assert (rij.categorie, rij.vergoeding, len(rij.rooster["blokken"])) == (2, Decimal("700.80"), 5)
    nagekeken = client.get(_url("nakijken", rij)).content.decode()
    assert "De mentor heeft het opleidingsplan nog niet beantwoord." in nagekeken
    assert "gemiddeld 24 uur per week" in nagekeken
    assert client.post(_url("voorleggen", rij)).status_code == 302
    w.beantwoord(rij)
    assert "Stuur ter ondertekening" in client.get(_url("nakijken", rij)).content.decode()
    client.post(_url("versturen", rij))
    rij.refresh_from_db()
    assert rij.toestand == Toestand.TER_ONDERTEKENING


def test_the_task_list_and_the_check_cost_a_fixed_number_of_queries(client, w):
    rij = w.concept()
    with kost(5):
        client.get(_url("overeenkomst", rij))
    client.get(_url("nakijken", rij))
    with kost(11):
        client.get(_url("nakijken", rij))


@pytest.mark.parametrize("aantal", [1, 3])
def test_the_places_cost_the_same_for_any_number(client, w, aantal):
    for _ in range(aantal - 1):
        fabrieken.ErkenningFactory(opleiding=w.erkenning.opleiding)
    rij = _begonnen(client, w)
    client.get(_url("leerwerkplek", rij))
    with kost(5):
        antwoord = client.get(_url("leerwerkplek", rij))
    assert antwoord.context["aantal"] == aantal


def test_another_school_finds_nothing(client, w):
    rij = w.concept()
    client.force_login(fabrieken.trajectbegeleider(fabrieken.SchoolFactory()))
    for naam in ("overeenkomst", "leerwerkplek", "periode", "plan", "nakijken", "versturen", "annuleren", "kopieren"):
        assert client.get(_url(naam, rij)).status_code == 404
    assert client.post(_url("annuleren", rij), {"reden": "Zomaar."}).status_code == 404


def test_an_old_page_overwrites_nobody(client, w):
    rij = w.concept()
    antwoord = client.post(_url("mentor", rij), {"versie": rij.versie - 1, "mentor": w.mentor.pk})
    assert antwoord.status_code == 422
    assert "Iemand anders paste dit concept intussen aan." in antwoord.content.decode()


@pytest.mark.parametrize(
    ("naam", "velden", "zin"),
    [
        ("leerwerkplek", {}, "Kies een leerwerkplek, of vul haar nummer in."),
        ("leerwerkplek", {"nummer": "2.123.456.791"}, "Deze vestiging is niet erkend voor deze opleiding."),
        ("mentor", {"mentor": "0"}, "Kies een mentor uit de lijst."),
        ("plan", {}, "Kies minstens één competentie"),
        ("vergoeding", {"categorie": "2", "vergoeding": "10"}, "De leervergoeding is minstens 700,80 euro per maand."),
        ("vergoeding", {"categorie": "2", "vergoeding": "veel"}, "Schrijf het bedrag zo: 700,80."),
        ("evaluatie", {"evaluatievorm": "Gesprek."}, "Plan minstens één evaluatie."),
        ("evaluatie", {"evaluatievorm": "Gesprek.", "datum_0": "2020-01-01"}, "Kies een dag tussen"),
    ],
)
def test_what_is_wrong_is_said(client, w, naam, velden, zin):
    antwoord = _post(client, naam, w.concept(), **velden)
    assert antwoord.status_code == 422
    assert zin in antwoord.content.decode()


@pytest.mark.parametrize(
    ("anders", "zin"),
    [
        ({"einde": "2020-01-01"}, "De laatste dag ligt vóór de eerste dag."),
        ({"tot_0": ""}, "Vul op rij 1 in van wanneer tot wanneer."),
        ({"tot_0": "07:00"}, "Op maandag eindigt een blok vóór het begint"),
        ({"dag_1": "1"}, "Op maandag overlappen twee blokken"),
        ({"pauze_0": "-5"}, "Vul op rij 1 0 minuten of meer in."),
        ({"soort": "ODO"}, "Kies de soort uit de lijst."),
    ],
)
def test_a_timetable_that_does_not_fit_is_said(client, w, anders, zin):
    antwoord = _post(client, "periode", w.concept(), **_periode(w, **anders))
    assert antwoord.status_code == 422
    assert zin in antwoord.content.decode()


def test_the_average_stands_on_the_page_after_saving(client, w):
    rij = w.concept()
    assert _post(client, "periode", rij, **_periode(w), blijf="1").url == _url("periode", rij)
    assert "gemiddeld 24 uur per week" in client.get(_url("periode", rij)).content.decode()


def test_a_step_waits_for_what_it_needs(client, w):
    rij = _begonnen(client, w)
    assert client.get(_url("mentor", rij)).url == _url("leerwerkplek", rij)
    assert client.get(_url("vergoeding", rij)).url == _url("periode", rij)


def test_another_place_asks_for_another_mentor(client, w):
    rij, ander = w.concept(), fabrieken.ErkenningFactory(opleiding=w.erkenning.opleiding)
    _post(client, "leerwerkplek", rij, vestiging=ander.vestiging_id)
    rij.refresh_from_db()
    assert (rij.vestiging, rij.mentor, rij.plan_beantwoord_op) == (ander.vestiging, None, None)


def test_a_sao_has_no_pay(client, w):
    rij = w.concept(soort="SAO")
    assert client.get(_url("vergoeding", rij)).url == _url("evaluatie", rij)


def test_what_was_sent_is_taken_back_and_cancelled(client, w):
    rij = w.verstuurd()
    assert client.post(_url("terugnemen", rij), {"reden": ""}).status_code == 422
    assert client.post(_url("herinneren", rij)).status_code == 302
    client.post(_url("terugnemen", rij), {"reden": "De uren veranderen."})
    rij.refresh_from_db()
    assert rij.toestand == Toestand.CONCEPT
    client.post(_url("annuleren", rij), {"reden": "De lerende stopt."})
    rij.refresh_from_db()
    assert (rij.toestand, rij.reden) == (Toestand.GEANNULEERD, "De lerende stopt.")


def test_a_colleague_takes_over_nobody_else(client, w):
    rij, collega = w.concept(), fabrieken.trajectbegeleider(w.school)
    vreemd = fabrieken.trajectbegeleider(fabrieken.SchoolFactory())
    assert client.post(_url("overdragen", rij), {"aan": vreemd.pk}).status_code == 422
    assert client.post(_url("overdragen", rij), {"aan": collega.pk}).status_code == 302
    rij.refresh_from_db()
    assert rij.begeleider == collega


def test_a_copy_and_a_renewal_are_drafts_of_their_own(client, w):
    rij, ander = w.concept(), w.lerende(2)
    client.post(_url("kopieren", rij), {"lerende": ander.pk})
    client.post(_url("verlengen", rij))
    kopie, verlengd = Overeenkomst.objects.exclude(pk=rij.pk).order_by("pk")
    assert (kopie.lerende, kopie.start, kopie.vestiging) == (ander, None, rij.vestiging)
    assert (verlengd.lerende, verlengd.vorige, verlengd.vergoeding) == (rij.lerende, rij, None)


def test_the_portal_is_the_desk_so_nothing_is_noted(client, w):
    rij = w.verstuurd()
    Overeenkomst.objects.filter(pk=rij.pk).update(toestand="ondertekend", ondertekend_op=timezone.now())
    velden = {"op_dag": timezone.localdate().isoformat(), "referentie": "X1"}
    antwoord = client.post(_url("registreren", rij), velden)
    assert antwoord.status_code == 422
    assert "Dit portaal is het loket" in antwoord.content.decode()


def test_what_the_mentor_answered_stands_where_the_school_sends_it_on(client, w):
    rij = w.concept()
    nee, _ja = rij.competenties.order_by("volgorde")
    beantwoord_plan(
        overeenkomst=rij, antwoorden={nee.pk: ("nee", "Wij doen geen remmen.")}, door=w.mentor_user, op=timezone.now()
    )
    nagekeken = client.get(_url("nakijken", rij)).content.decode()
    assert "De mentor zegt: nee, dat kan niet bij ons. Wij doen geen remmen." in nagekeken
    assert "De mentor zegt: ja, dat kan bij ons" in nagekeken


def test_the_page_of_a_draft_leads_back_to_the_draft(client, w):
    rij = w.concept()
    pagina = client.get(rij.get_absolute_url()).content.decode()
    assert "De mentor beantwoordde het plan. Kijk alles na en stuur ter ondertekening." in pagina
    assert _url("nakijken", rij) in pagina and f'href="{_url("overeenkomst", rij)}"' in pagina
    client.force_login(w.werkgever)
    assert "Dit is nog een concept" not in client.get(rij.get_absolute_url()).content.decode()


def test_the_average_is_worked_out_while_it_is_typed_and_nothing_is_kept(client, w):
    rij = _begonnen(client, w)
    assert "Dan zie je hier het gemiddelde per week." in client.get(_url("periode", rij)).content.decode()
    getypt = client.post(_url("periode", rij), {"versie": rij.versie, "reken": "1", **_periode(w)})
    assert "gemiddeld 24 uur per week." in getypt.content.decode()
    half = client.post(_url("periode", rij), {"reken": "1", **_periode(w, tot_0="")})
    assert (half.status_code, "gemiddeld 24" in half.content.decode()) == (200, False)
    rij.refresh_from_db()
    assert (rij.start, bool(rij.rooster.get("blokken"))) == (None, False)
