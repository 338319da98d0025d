"""A mail that did not arrive goes again from the dossier, by who handles it and nobody else (rules.md §2)."""

import pytest
from django.urls import reverse
from django.utils import timezone

from educam_portal.accounts.fouten import Geweigerd
from educam_portal.meldingen import uitgaand
from educam_portal.meldingen.models import Bericht
from tests import fabrieken
from tests.erkenning.dossiers import dossier

pytestmark = pytest.mark.django_db


def test_from_the_first_tab_of_the_dossier(client):
    d = dossier().vul_in().dien_in()
    bericht = Bericht.objects.filter(soort="aanvraag_ingediend").earliest("pk")
    Bericht.objects.filter(pk=bericht.pk).update(
        toestand="mislukt", mislukt_op=timezone.now(), fout="550 vol", gelezen_op=None
    )
    adres = reverse("consulent:mail_opnieuw", args=[d.aanvraag.ref, bericht.pk])
    client.force_login(fabrieken.consulent(fabrieken.regio("lim")))
    assert client.post(adres).status_code == 404
    with pytest.raises(Geweigerd, match="wie het dossier behandelt"):
        uitgaand.opnieuw_versturen(bericht=bericht, door=d.werkgever, op=timezone.now())
    client.force_login(d.consulent)
    assert adres in client.get(reverse("consulent:dossier", args=[d.aanvraag.ref])).content.decode()
    assert "opnieuw klaar" in client.post(adres, follow=True).content.decode()
    bericht.refresh_from_db()
    assert (bericht.toestand, bericht.opnieuw_door, bericht.fout) == ("wacht", d.consulent, "")
    assert "al klaar" in client.post(adres, follow=True).content.decode()
