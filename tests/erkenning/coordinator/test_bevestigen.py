"""A refusal waits for a second pair of eyes: the letter, the button, and the way back (rules.md §3.2)."""

import pytest
from django.urls import reverse
from django.utils import timezone

from erkenning.models import Aanvraag, Brief
from erkenning.services.beslissen import terugsturen
from tests import fabrieken
from tests.erkenning.dossiers import klaar_om_te_beslissen
from tests.formulier import formulieren, open_formulier

pytestmark = pytest.mark.django_db
REDEN = "Er is geen hefbrug voor vrachtwagens."


def adres(naam, d):
    return reverse(f"consulent:{naam}", args=[d.aanvraag.ref])


@pytest.fixture
def voorstel():
    return klaar_om_te_beslissen().beslis(weiger=REDEN)


@pytest.fixture
def coordinator(client):
    user = fabrieken.coordinator()
    client.force_login(user)
    return user


def test_the_dossier_leads_to_the_letter_that_would_go(client, coordinator, voorstel):
    dossier = client.get(adres("dossier", voorstel)).content.decode()
    assert adres("bevestigen", voorstel) in dossier
    brief = client.get(adres("bevestigen", voorstel)).content.decode()
    assert REDEN in brief
    assert f"{voorstel.consulent} stelt een weigering voor" in brief
    assert "Ga je niet akkoord?" in brief
    assert not Brief.objects.exists()


def test_confirming_decides_today_and_writes_the_letter(client, coordinator, voorstel):
    antwoord = client.post(adres("bevestigen", voorstel), follow=True)
    assert "De beslissing is bevestigd" in antwoord.content.decode()
    aanvraag = Aanvraag.objects.get()
    assert (aanvraag.toestand, aanvraag.bevestigd_door) == ("beslist", coordinator)
    assert Brief.objects.get().gegevens["geweigerd"][0]["redenen"] == REDEN


def test_a_proposal_that_changed_since_it_was_read_is_read_again(client, coordinator, voorstel):
    bladzijde = adres("bevestigen", voorstel)
    form = open_formulier(client, bladzijde)
    terugsturen(aanvraag=voorstel.aanvraag, door=fabrieken.coordinator(), op=timezone.now(), reden="Te vaag.")
    voorstel.ververs().beslis(weiger="De remmenbank ontbreekt.")
    antwoord = form.stuur(client)
    assert antwoord.status_code == 422
    inhoud = antwoord.content.decode()
    assert "Het voorstel is intussen gewijzigd" in inhoud and "De remmenbank ontbreekt." in inhoud
    assert not Brief.objects.exists()
    assert formulieren(antwoord, bladzijde)[0].stuur(client).status_code == 302
    assert Brief.objects.get().gegevens["geweigerd"][0]["redenen"] == "De remmenbank ontbreekt."


def test_pressing_twice_is_answered_with_a_sentence(client, coordinator, voorstel):
    client.post(adres("bevestigen", voorstel))
    antwoord = client.post(adres("bevestigen", voorstel))
    assert antwoord.status_code == 422
    assert "staat intussen op" in antwoord.content.decode()
    assert Brief.objects.count() == 1


def test_who_proposed_it_reads_that_another_must(client):
    d = klaar_om_te_beslissen()
    d.consulent = fabrieken.coordinator()
    d.beslis(weiger=REDEN)
    client.force_login(d.consulent)
    brief = client.get(adres("bevestigen", d)).content.decode()
    assert "een andere coördinator moet ze bevestigen" in brief
    assert "Bevestig de beslissing" not in brief
    antwoord = client.post(adres("bevestigen", d))
    assert antwoord.status_code == 422
    assert "Een andere coördinator moet ze bevestigen" in antwoord.content.decode()
    assert Aanvraag.objects.get().toestand == "ter_bevestiging"


def test_sent_back_with_a_reason_the_consulent_finds_the_proposal_again(client, coordinator, voorstel):
    leeg = client.post(adres("terugsturen", voorstel), {"reden": " "})
    assert leeg.status_code == 422
    client.post(adres("terugsturen", voorstel), {"reden": "Bekijk ook de tweede hal."})
    assert Aanvraag.objects.get().toestand == "in_behandeling"
    client.force_login(voorstel.consulent)
    pagina = client.get(adres("beslissen", voorstel)).content.decode()
    assert REDEN in pagina


def test_a_consulent_cannot_confirm(client, voorstel):
    client.force_login(voorstel.consulent)
    assert adres("bevestigen", voorstel) not in client.get(adres("dossier", voorstel)).content.decode()
    assert client.get(adres("bevestigen", voorstel)).status_code == 302
    antwoord = client.post(adres("bevestigen", voorstel))
    assert antwoord.status_code == 422
    assert Aanvraag.objects.get().toestand == "ter_bevestiging"
