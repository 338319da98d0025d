"""The places that a school may choose, on a map beside the list (ux.md §3.5)."""

import pytest
from django.urls import reverse
from django.utils import timezone

from overeenkomsten.services.concept import begin
from tests import fabrieken

from .fabriek import wereld

pytestmark = pytest.mark.django_db


def test_the_places_stand_on_the_map_and_a_dot_asks_for_its_gemeente(client):
    w = wereld()
    elders = fabrieken.VestigingFactory(gemeente=fabrieken.plaats("2000").gemeente, postcode="2000")
    fabrieken.ErkenningFactory(vestiging=elders, opleiding=w.erkenning.opleiding)
    rij = begin(lerende=w.lerende(), door=w.begeleider, op=timezone.now())
    client.force_login(w.begeleider)
    adres = reverse("school:leerwerkplek", args=[rij.referentie])
    punten = client.get(adres).context["punten"]
    assert {(punt["plek"].naam, punt["aantal"], punt["url"]) for punt in punten} == {
        ("Aalst", 1, "?q=Aalst"), ("Antwerpen", 1, "?q=Antwerpen"),
    }  # fmt: skip
    gekozen = client.get(f"{adres}?q=Antwerpen")
    assert [punt["plek"].naam for punt in gekozen.context["punten"]] == ["Antwerpen"]
    tekst = gekozen.content.decode()
    assert 'class="provinciekaart"' in tekst and elders.naam in tekst
    assert 'class="provinciekaart"' not in client.get(f"{adres}?q=bestaatniet").content.decode()
