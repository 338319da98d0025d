"""The screens about being away, for the person and for the coördinator (ux.md §3.4, rules.md §2, §10)."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from educam_portal.meldingen.models import Bericht
from educam_portal.organisaties.models import Afwezigheid
from tests import fabrieken
from tests.erkenning.acties import gepland, over
from tests.erkenning.dossiers import in_behandeling
from tests.vragen import kost

EIGEN = "/consulent/afwezigheid/"
ALLE = "/coordinator/afwezigheden/"
NIEUW = "/coordinator/afwezigheden/nieuw/"
DAG = timedelta(days=1)
pytestmark = pytest.mark.django_db


def dag(n: int) -> str:
    return (timezone.localdate() + n * DAG).isoformat()


@pytest.fixture
def mohamed():
    return fabrieken.consulent(fabrieken.regio("ant"), user=fabrieken.UserFactory(naam="Mohamed Aziz"))


@pytest.fixture
def inge():
    return fabrieken.coordinator(user=fabrieken.UserFactory(naam="Inge Coppens"))


def een(rij: Afwezigheid) -> str:
    return reverse("consulent:afwezigheid_een", args=[rij.pk])


# --- one's own -----------------------------------------------------------------------------------------------------


def test_reporting_leads_to_what_stands_in_those_days(als, dossier, mohamed):
    gepland(dossier, over(3))
    client = als(dossier.consulent)
    assert "Je hebt geen afwezigheid gemeld." in client.get(EIGEN).content.decode()
    gegevens = {"van": dag(2), "tot": dag(9), "vervanger": mohamed.pk, "reden": "Verlof"}
    antwoord = client.post(EIGEN, gegevens, follow=True)
    rij = Afwezigheid.objects.get()
    assert antwoord.redirect_chain == [(een(rij), 302)]
    assert (rij.user, rij.vervanger, rij.reden, rij.gemeld_door) == (dossier.consulent, mohamed, "Verlof", rij.user)
    pagina = antwoord.content.decode()
    assert "Deze bezoeken botsen met de afwezigheid" in pagina
    assert (
        reverse("consulent:bezoek_verplaatsen", args=[dossier.aanvraag.ref, dossier.aanvraag.bezoeken.get().pk])
        in pagina
    )
    assert dossier.aanvraag.ref in pagina
    assert "1 bezoek in die dagen" in client.get(EIGEN).content.decode()


def test_reported_twice_is_reported_once(als, dossier, mohamed):
    client = als(dossier.consulent)
    gegevens = {"van": dag(2), "tot": dag(9), "vervanger": mohamed.pk}
    client.post(EIGEN, gegevens)
    antwoord = client.post(EIGEN, gegevens)
    assert antwoord.status_code == 422
    assert "al afwezig" in antwoord.content.decode()
    assert Afwezigheid.objects.count() == 1


@pytest.mark.parametrize(
    ("velden", "zin"),
    [
        ({}, "Kies de eerste dag."),
        ({"van": "morgen", "tot": dag(3)}, "Vul een datum in, zoals 3/12/2026."),
        ({"van": "2026-02-31", "tot": dag(3)}, "Vul een datum in, zoals 3/12/2026."),
        ({"van": dag(1)}, "Kies de laatste dag."),
        ({"van": dag(-1), "tot": dag(3)}, "Kies een eerste dag vanaf vandaag."),
        ({"van": dag(4), "tot": dag(3)}, "De laatste dag valt vóór de eerste."),
        ({"van": dag(1), "tot": "9999-12-31"}, "duurt hoogstens een jaar"),
        ({"van": dag(1), "tot": dag(3), "vervanger": "0"}, "Kies een collega uit de lijst."),
        ({"van": dag(1), "tot": dag(3), "vervanger": "' OR 1=1"}, "Kies een collega uit de lijst."),
        ({"van": dag(1), "tot": dag(3), "reden": "x" * 201}, "Maak hem korter dan 200 tekens."),
    ],
)
def test_bad_input_says_what_to_do_and_keeps_what_was_typed(als, dossier, velden, zin):
    antwoord = als(dossier.consulent).post(EIGEN, {"reden": "<b>Zee</b>"} | velden)
    assert antwoord.status_code == 422
    pagina = antwoord.content.decode()
    assert zin in pagina
    assert velden.get("reden", "&lt;b&gt;Zee&lt;/b&gt;") in pagina
    assert not Afwezigheid.objects.exists()


def test_a_werkgever_or_oneself_cannot_be_chosen(als, dossier):
    client = als(dossier.consulent)
    for pk in (dossier.werkgever.pk, dossier.consulent.pk):
        antwoord = client.post(EIGEN, {"van": dag(1), "tot": dag(3), "vervanger": pk})
        assert "Kies een collega uit de lijst." in antwoord.content.decode()


def test_other_days_and_another_replacement(als, dossier, mohamed):
    lien = fabrieken.consulent(fabrieken.regio("wvl"))
    rij = fabrieken.afwezig(dossier.consulent, van=2, tot=9, vervanger=mohamed)
    client = als(dossier.consulent)
    assert client.post(een(rij), {"van": dag(3), "tot": dag(5), "vervanger": lien.pk}).status_code == 302
    rij.refresh_from_db()
    assert (rij.van.isoformat(), rij.tot.isoformat(), rij.vervanger) == (dag(3), dag(5), lien)
    antwoord = client.post(een(rij), {"van": dag(3), "tot": dag(2), "vervanger": lien.pk})
    assert antwoord.status_code == 422 and "vóór de eerste" in antwoord.content.decode()


def test_of_one_that_runs_the_first_day_stays_whatever_is_sent(als, dossier, mohamed):
    rij = fabrieken.afwezig(dossier.consulent, tot=9, vervanger=mohamed)
    with time_machine.travel(timezone.now() + 2 * DAG, tick=False):
        client = als(dossier.consulent)
        assert client.post(een(rij), {"van": dag(5), "tot": dag(4), "vervanger": mohamed.pk}).status_code == 302
        rij.refresh_from_db()
        assert (rij.van.isoformat(), rij.tot.isoformat()) == (dag(-2), dag(4))
        assert "Ben je terug?" in client.get(een(rij)).content.decode()


def test_stopping_is_a_button_that_works_once(als, dossier, mohamed):
    rij = fabrieken.afwezig(dossier.consulent, van=2, tot=9, vervanger=mohamed)
    client, adres = als(dossier.consulent), reverse("consulent:afwezigheid_stoppen", args=[rij.pk])
    assert client.get(adres).status_code == 405
    assert "Vanaf nu vervangt niemand meer." in client.post(adres, follow=True).content.decode()
    assert "is al ingetrokken" in client.post(adres, follow=True).content.decode()
    pagina = client.get(een(rij)).content.decode()
    assert "gaat niet door" in pagina and "Bewaar de wijziging" not in pagina
    assert client.post(een(rij), {"van": dag(2), "tot": dag(3)}).status_code == 200
    assert "Niet doorgegaan" in client.get(EIGEN).content.decode()


def test_one_that_is_over_can_only_be_read(als, dossier, mohamed):
    rij = fabrieken.afwezig(dossier.consulent, tot=1, vervanger=mohamed)
    with time_machine.travel(timezone.now() + 3 * DAG, tick=False):
        pagina = als(dossier.consulent).get(een(rij)).content.decode()
        assert "Alles is vanzelf teruggegaan." in pagina and "Bewaar de wijziging" not in pagina


def test_slots_on_offer_in_those_days_are_listed(als, dossier):
    from erkenning.services import bezoek

    bezoek.bezoek_voorstellen(
        aanvraag=dossier.aanvraag, momenten=[over(1), over(4)], door=dossier.consulent, op=timezone.now()
    )
    rij = fabrieken.afwezig(dossier.consulent, van=3, tot=9)
    pagina = als(dossier.consulent).get(een(rij)).content.decode()
    assert "Nog te kiezen door de werkgever" in pagina
    assert "De coördinatoren krijgen de berichten en herinneringen." in pagina


def test_the_absence_of_somebody_else_does_not_exist(als, dossier, mohamed):
    rij = fabrieken.afwezig(dossier.consulent, van=2, tot=9, vervanger=mohamed)
    client = als(mohamed)
    assert client.get(een(rij)).status_code == 404
    assert client.post(reverse("consulent:afwezigheid_stoppen", args=[rij.pk])).status_code == 404
    assert client.get(ALLE).status_code == client.get(NIEUW).status_code == 404


@pytest.mark.parametrize("aantal", [1, 3])
def test_pages_cost_the_same_for_any_number(als, dossier, mohamed, aantal):
    for n in range(aantal):
        fabrieken.afwezig(dossier.consulent, van=10 * n + 1, tot=10 * n + 5, vervanger=mohamed)
        gepland(dossier, over(10 * n + 2))
        ander = in_behandeling(vestiging=dossier.aanvraag.vestiging)
        ander.aanvraag.consulent = dossier.consulent
        ander.aanvraag.save()
        gepland(dossier, over(2, 13 + n))
    client = als(dossier.consulent)
    with kost(5):
        assert len(client.get(EIGEN).context["komend"]) == aantal
    with kost(10):
        assert client.get(een(Afwezigheid.objects.earliest("van"))).status_code == 200


# --- the coördinator -----------------------------------------------------------------------------------------------


def test_nobody_away_says_so(als, inge):
    pagina = als(inge).get(ALLE).content.decode()
    assert "Niemand meldde een afwezigheid." in pagina and "Inge Coppens" in pagina


def test_eight_weeks_at_a_glance(als, dossier, mohamed, inge):
    fabrieken.afwezig(dossier.consulent, van=7, tot=8, vervanger=mohamed)
    fabrieken.afwezig(mohamed, van=20, tot=22)
    antwoord = als(inge).get(ALLE)
    rooster = {rij["user"]: rij["weken"] for rij in antwoord.context["rooster"]}
    verwacht = {(timezone.localdate() + n * DAG).isocalendar().week for n in (7, 8)}
    assert {week["nummer"] for week in rooster[dossier.consulent] if week["rijen"]} == verwacht
    assert len(rooster[inge]) == 8 and not any(week["rijen"] for week in rooster[inge])
    assert "niemand vervangt" in antwoord.content.decode()


def test_reporting_for_a_colleague(als, dossier, mohamed, inge):
    client = als(inge)
    gegevens = {"user": dossier.consulent.pk, "van": dag(0), "tot": dag(4), "vervanger": mohamed.pk}
    antwoord = client.post(NIEUW, gegevens, follow=True)
    rij = Afwezigheid.objects.get()
    assert (rij.user, rij.gemeld_door) == (dossier.consulent, inge)
    assert antwoord.redirect_chain == [(een(rij), 302)]
    assert "Inge Coppens" in antwoord.content.decode(), "who reported it stands in the log"
    assert {b.adres for b in Bericht.objects.filter(soort__in=["afwezigheid_bevestigd", "vervanging_gekregen"])} == {
        dossier.consulent.email,
        mohamed.email,
    }


@pytest.mark.parametrize(
    ("velden", "zin"),
    [
        ({}, "Kies een collega."),
        ({"user": "x"}, "Kies een collega uit de lijst."),
        ({"zelfde": True}, "niemand vervangt zichzelf"),
    ],
)
def test_bad_input_of_the_coordinator(als, dossier, inge, velden, zin):
    basis = {"van": dag(1), "tot": dag(2)}
    if velden.pop("zelfde", False):
        velden = {"user": dossier.consulent.pk, "vervanger": dossier.consulent.pk}
    antwoord = als(inge).post(NIEUW, basis | velden)
    assert antwoord.status_code == 422 and zin in antwoord.content.decode()


def test_the_coordinator_replaces_the_replacement_and_goes_back_to_the_list(als, dossier, mohamed, inge):
    rij = fabrieken.afwezig(dossier.consulent, van=2, tot=9, vervanger=mohamed)
    client = als(inge)
    assert f'href="{ALLE}"' in client.get(een(rij)).content.decode()
    client.post(een(rij), {"van": dag(2), "tot": dag(9), "vervanger": ""})
    rij.refresh_from_db()
    assert rij.vervanger is None
    antwoord = client.post(reverse("consulent:afwezigheid_stoppen", args=[rij.pk]))
    assert antwoord["Location"] == ALLE


def test_the_load_per_consulent_says_who_is_away(als, dossier, mohamed, inge):
    fabrieken.afwezig(dossier.consulent, tot=4, vervanger=mohamed)
    assert "Mohamed vervangt" in als(inge).get("/coordinator/").content.decode()


def test_whoever_hands_work_over_sees_who_is_away(als, dossier, mohamed, inge):
    collega = fabrieken.consulent(dossier.aanvraag.regio, user=fabrieken.UserFactory(naam="Noor Jacobs"))
    fabrieken.afwezig(collega, tot=4)
    pagina = als(inge).get(reverse("coordinator:herverdelen", args=[dossier.consulent.pk])).content.decode()
    assert "Noor Jacobs (afwezig tot en met" in pagina
    assert "Mohamed Aziz" not in pagina, "another region: the service would refuse it"


@pytest.mark.parametrize("aantal", [1, 3])
def test_the_overview_costs_the_same_for_any_number(als, inge, aantal):
    for code in ("ovl", "ant", "lim")[:aantal]:
        fabrieken.afwezig(fabrieken.consulent(fabrieken.regio(code)), van=3, tot=8)
    client = als(inge)
    with kost(5):
        assert len(client.get(ALLE).context["komend"]) == aantal
