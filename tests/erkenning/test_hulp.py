"""A consulent fills in for a werkgever who asked, and who leaves hands the work over (rules.md §2, §3.1)."""

import pytest
from django.urls import reverse
from django.utils import timezone

from educam_portal.accounts.fouten import Geweigerd
from educam_portal.accounts.models import Lidmaatschap, User
from educam_portal.workflow.models import Gebeurtenis
from erkenning.models import Aanvraag
from erkenning.services import concept, hulp, indienen
from erkenning.verwerkers import verdeel_werk
from tests import fabrieken

from .dossiers import dossier, in_behandeling

pytestmark = pytest.mark.django_db


def vers(user: User) -> User:
    return User.objects.get(pk=user.pk)


def test_the_helper_fills_in_but_cannot_file_or_start(client):
    d = dossier().vul_in()
    assert not Aanvraag.objects.for_user(vers(d.consulent)).exists()
    hulp.hulp_vragen(aanvraag=d.aanvraag, door=d.werkgever, op=timezone.now())
    consulent = vers(d.consulent)
    concept.bewaar_voorwaarden(
        aanvraag=d.aanvraag, antwoorden={"opmerking": "Ingevuld aan de telefoon"}, door=consulent, op=timezone.now()
    )
    with pytest.raises(Geweigerd):
        indienen.indienen(aanvraag=d.aanvraag, door=consulent, op=timezone.now(), engagementen=True)
    with pytest.raises(Geweigerd):
        concept.nieuw(onderneming=d.aanvraag.onderneming, door=consulent, op=timezone.now())
    assert Gebeurtenis.objects.filter(actie="hulp_vragen").exists()
    client.force_login(consulent)
    assert client.get(d.aanvraag.get_absolute_url()).status_code == 200
    assert client.get(reverse("organisatie:beheer")).status_code == 404


def test_help_ends_when_the_werkgever_stops_it_and_when_the_aanvraag_is_filed():
    for einde in ("stop", "indienen"):
        d = dossier().vul_in()
        hulp.hulp_vragen(aanvraag=d.aanvraag, door=d.werkgever, op=timezone.now())
        assert len(hulp.helpers(d.aanvraag)) == 1
        if einde == "stop":
            hulp.hulp_stoppen(aanvraag=d.aanvraag, door=d.werkgever, op=timezone.now())
        else:
            d.dien_in()
        assert not Lidmaatschap.objects.geldig().filter(bron="hulp").exists(), einde


def test_asking_for_help_from_the_task_list(client):
    d = dossier()
    client.force_login(d.werkgever)
    antwoord = client.post(reverse("werkgever:hulp", args=[d.aanvraag.ref]), follow=True)
    assert "Alleen jij kan indienen" in antwoord.content.decode()
    client.post(reverse("werkgever:hulp", args=[d.aanvraag.ref]), {"stop": "1"})
    assert hulp.helpers(d.aanvraag) == []


def test_the_work_of_somebody_who_leaves_goes_to_a_colleague():
    d = in_behandeling()
    collega = fabrieken.consulent(d.aanvraag.regio)
    Lidmaatschap.objects.filter(user=d.consulent).delete()
    coordinator = fabrieken.coordinator()
    verdeel_werk(user=d.consulent, rollen=[], door=coordinator, op=timezone.now())
    assert d.ververs().aanvraag.consulent == collega
    assert d.aanvraag.history.first().history_user == coordinator
