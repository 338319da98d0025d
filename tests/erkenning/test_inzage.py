"""What the werkgever may see and do in the own dossier, and what stays inside (rules.md §2, §3.2)."""

import pytest
from django.urls import reverse
from django.utils import timezone

from educam_portal.accounts.models import Bereik, Bron, User
from educam_portal.meldingen.models import Draadbericht
from educam_portal.workflow.diensten import tijdlijn
from erkenning.services import beslissen
from tests import fabrieken

from .dossiers import Dossier, in_behandeling, klaar_om_te_beslissen

pytestmark = pytest.mark.django_db


def gezien_door_werkgever(d: Dossier) -> set[str]:
    return {gebeurtenis.actie for gebeurtenis in tijdlijn(d.aanvraag, voor=User.objects.get(pk=d.werkgever.pk))}


def test_a_refusal_that_waits_for_a_coordinator_is_not_on_the_timeline_of_the_werkgever():
    d = klaar_om_te_beslissen().beslis(weiger="De werkplaats is te klein.")
    assert d.aanvraag.toestand == "ter_bevestiging"
    assert not gezien_door_werkgever(d) & {"beslissen", "bevestigen"}
    assert "beslissen" in {g.actie for g in tijdlijn(d.aanvraag, voor=d.consulent)}
    beslissen.bevestigen(aanvraag=d.aanvraag, door=fabrieken.coordinator(), op=timezone.now())
    assert "bevestigen" in gezien_door_werkgever(d)


def test_a_decision_that_takes_effect_at_once_is():
    assert "beslissen" in gezien_door_werkgever(klaar_om_te_beslissen().beslis())


def test_who_may_only_read_does_not_write_in_the_thread(client):
    d = in_behandeling()
    lezer = fabrieken.lid(d.aanvraag.onderneming.organisatie, "medewerker", bereik=Bereik.LEZEN, bron=Bron.MACHTIGING)
    adres = reverse("werkgever:bericht", args=[d.aanvraag.ref])
    client.force_login(lezer)
    assert adres not in client.get(d.aanvraag.get_absolute_url()).content.decode()
    assert client.post(adres, {"tekst": "Dag"}).status_code == 404
    assert not Draadbericht.objects.exists()
    client.force_login(d.werkgever)
    assert adres in client.get(d.aanvraag.get_absolute_url()).content.decode()
    assert client.post(adres, {"tekst": "Dag"}).status_code == 302
