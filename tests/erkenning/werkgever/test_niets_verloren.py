"""Half answers, old pages and people without an onderneming: nothing typed is lost and nobody meets a dead end (ux.md §0)."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from educam_portal.accounts.models import Organisatie, Rol
from educam_portal.parameters.models import Parameter
from educam_portal.termijnen import services as termijnen
from erkenning.services.bezoek import bezoek_voorstellen
from tests import fabrieken
from tests.erkenning.dossiers import dossier, klaar_om_te_beslissen, opleiding_met_checklist
from tests.erkenning.werkgever.test_aanvraag import start, url

pytestmark = pytest.mark.django_db
JA = {"uitrusting_ok": "ja", "draagkracht_ok": "ja", "veroordelingen_ok": "ja"}


@pytest.fixture
def werkgever(client):
    user = fabrieken.werkgever(fabrieken.VestigingFactory().onderneming)
    client.force_login(user)
    return user


def test_stopping_half_way_keeps_the_answers_so_far(client, werkgever):
    aanvraag = start(client)
    half = {"uitrusting_ok": "ja", "opmerking": "Bel na 17 uur"}
    assert client.post(url("voorwaarden", aanvraag), half).status_code == 422
    assert client.post(url("voorwaarden", aanvraag), half | {"later": "1"}).url == url("aanvraag", aanvraag)
    aanvraag.refresh_from_db()
    assert (aanvraag.uitrusting_ok, aanvraag.draagkracht_ok, aanvraag.opmerking) == (True, None, "Bel na 17 uur")


def test_a_page_that_saves_itself_hands_out_the_version_for_the_next_press(client, werkgever):
    aanvraag = start(client)
    vers = client.get(url("voorwaarden", aanvraag)).context["form"]["versie"].value()
    tussendoor = client.post(
        url("voorwaarden", aanvraag), {"uitrusting_ok": "nee", "versie": vers}, headers={"x-autosave": "1"}
    )
    assert tussendoor.status_code == 200
    nieuw = tussendoor.json()["versie"]
    assert client.post(url("voorwaarden", aanvraag), JA | {"versie": vers}).status_code == 422
    assert client.post(url("voorwaarden", aanvraag), JA | {"versie": nieuw}).status_code == 302


def test_the_checklist_saves_itself_half_filled_in(client, werkgever):
    aanvraag = start(client)
    client.post(url("opleidingen", aanvraag), {"opleidingen": [opleiding_met_checklist().pk]})
    lijn = aanvraag.lijnen.get()
    eerste = lijn.activiteiten.first()
    adres = url("activiteiten_lijn", aanvraag, lijn.pk)
    assert "(niet verplicht)" not in client.get(adres).content.decode()
    client.post(adres, {f"activiteit_{eerste.pk}": "ja"}, headers={"x-autosave": "1"})
    eerste.refresh_from_db()
    assert eerste.antwoord == "ja"


def test_two_tabs_on_different_steps_do_not_clash(client, werkgever):
    aanvraag = start(client)
    vers = client.get(url("voorwaarden", aanvraag)).context["form"]["versie"].value()
    client.post(url("opleidingen", aanvraag), {"opleidingen": [opleiding_met_checklist().pk]})
    assert client.post(url("voorwaarden", aanvraag), JA | {"versie": vers}).status_code == 302


def test_everything_typed_stands_on_the_check_page(client, werkgever):
    aanvraag = start(client)
    client.post(url("voorwaarden", aanvraag), JA | {"opmerking": "Bel na 17 uur", "geplande_start": "2027-02-01"})
    inhoud = client.get(url("nakijken", aanvraag)).content.decode()
    assert "Bel na 17 uur" in inhoud and "1 februari 2027" in inhoud


def test_a_postcode_of_two_gemeenten_is_asked_at_its_field(client, werkgever):
    aanvraag = start(client)
    adres = {"naam": "Garage", "nummer_onbekend": "on", "straat": "Kerkstraat", "huisnummer": "1", "postcode": "1804"}
    antwoord = client.post(url("vestiging_nieuw", aanvraag), adres)
    assert antwoord.status_code == 422
    assert antwoord.context["form"].errors == {"gemeente": ["Kies je gemeente."]}


def test_start_je_aanvraag_leads_somebody_new_to_adding_the_onderneming(client):
    client.force_login(fabrieken.UserFactory())
    for naam in ("aanvraag_nieuw", "overzicht"):
        assert client.get(reverse(f"werkgever:{naam}")).url == reverse("organisatie:mijn")


def test_a_secretariaat_starts_at_its_client(client):
    kantoor = Organisatie.objects.create(soort=Organisatie.Soort.SECRETARIAAT, naam="Kompas", sleutel="kompas")
    user = fabrieken.lid(kantoor, Rol.VERANTWOORDELIJKE)
    onderneming = fabrieken.VestigingFactory().onderneming
    fabrieken.lid(onderneming.organisatie, Rol.MEDEWERKER, user=user, bereik="aanvragen", bron="machtiging")
    client.force_login(user)
    antwoord = client.get(reverse("werkgever:overzicht"))
    assert antwoord.status_code == 200 and antwoord.context["onderneming"] == onderneming


def test_the_dossier_says_whose_turn_it_is(client):
    geval = klaar_om_te_beslissen()
    client.force_login(geval.werkgever)
    inhoud = client.get(geval.aanvraag.get_absolute_url()).content.decode()
    assert "is aan zet en behandelt je aanvraag" in inhoud


def test_a_proposed_visit_makes_it_the_turn_of_the_werkgever(client):
    geval = dossier().vul_in().dien_in()
    bezoek_voorstellen(
        aanvraag=geval.aanvraag,
        momenten=[timezone.now() + timedelta(days=2)],
        door=geval.consulent,
        op=timezone.now(),
    )
    client.force_login(geval.werkgever)
    assert "Jij bent aan zet: kies een moment" in client.get(geval.aanvraag.get_absolute_url()).content.decode()


def test_an_opleiding_as_search_word_offers_its_leerwerkplekken(client):
    geval = klaar_om_te_beslissen().beslis()
    titel = geval.aanvraag.lijnen.get().opleiding.titel
    inhoud = client.get(reverse("publiek:leerwerkplekken"), {"q": titel}).content.decode()
    assert f"opleiding {titel}" in inhoud


def test_the_check_without_answers_says_what_to_do(client):
    assert client.get(reverse("publiek:check")).status_code == 200
    assert client.get(reverse("publiek:check"), {"toon": "1"}).status_code == 422


def test_a_form_that_is_sent_empty_names_each_field(client):
    inhoud = client.post(reverse("account_signup"), {"email": "geen adres"}).content.decode()
    assert "Dit e-mailadres klopt niet" in inhoud and "Kies een wachtwoord." in inhoud
    assert "Dit veld is verplicht" not in inhoud


def test_who_only_has_a_concept_reads_whom_to_call_and_that_it_is_gone(client):
    geval = dossier()
    client.force_login(geval.werkgever)
    overzicht = reverse("werkgever:overzicht")
    assert "contactkaart" in client.get(overzicht).content.decode()
    antwoord = client.post(url("intrekken", geval.aanvraag), {"reden": ""}, follow=True).content.decode()
    assert "Je concept is weg." in antwoord and "ingetrokken" not in antwoord


def test_after_a_withdrawal_the_file_stays_within_reach(client):
    geval = dossier().vul_in().dien_in(timezone.now() - timedelta(days=20))
    client.force_login(geval.werkgever)
    assert "Sorry daarvoor" in client.get(url("aanvraag", geval.aanvraag)).content.decode()
    client.post(url("intrekken", geval.aanvraag), {"reden": "Te druk"})
    overzicht = client.get(reverse("werkgever:overzicht")).content.decode()
    assert "nog geen aanvraag" not in overzicht and "Bekijk je vorige aanvragen" in overzicht
    assert "contactkaart" in overzicht
    verslag = client.get(url("aanvraag", geval.aanvraag)).content.decode()
    assert "niet verder" in verslag and "Begin opnieuw met deze antwoorden" in verslag


@pytest.mark.parametrize(("dagen", "zin"), [(1, "Ga je niet akkoord?"), (60, "In beroep gaan kon tot en met")])
def test_the_time_to_appeal_is_never_called_too_late(client, dagen, zin):
    Parameter.objects.filter(naam="weigering_bevestigen").update(waarde=False)
    geval = klaar_om_te_beslissen().beslis(weiger="Te klein.")
    termijnen.nietig(geval.aanvraag, "beroep", op=timezone.localdate())
    termijnen.start(geval.aanvraag, "beroep", op=timezone.localdate() - timedelta(days=dagen))
    client.force_login(geval.werkgever)
    inhoud = client.get(url("aanvraag", geval.aanvraag)).content.decode()
    assert zin in inhoud and "dagen te laat" not in inhoud
