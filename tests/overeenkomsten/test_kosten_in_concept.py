"""What a lerende costs, shown in the draft and beside the overeenkomst, with what was agreed (rules.md §5.2)."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from overeenkomsten.kosten import raam, vraag_van
from overeenkomsten.toestanden import Toestand

from .fabriek import wereld
from .getekend import zaak

pytestmark = pytest.mark.django_db
BRON = "Waar komen deze cijfers vandaan?"


def test_what_was_agreed_counts_and_the_minimum_when_it_rises_above_it():
    rij = zaak(
        Toestand.CONCEPT, start=date(2026, 3, 2), einde=date(2026, 6, 30), vergoeding=Decimal("690.00")
    ).overeenkomst
    raming = raam(vraag_van(rij))
    assert raming.loon == Decimal("690.00")
    april = next(maand for maand in raming.maanden if maand.eerste == date(2026, 4, 1))
    # 32 % of the GGMMI of 1 April is more than was agreed: 700,80 a month.
    assert raam(replace(vraag_van(rij), afgesproken=None)).maanden[1].vergoeding == april.vergoeding
    rij.soort, rij.start = "", None
    assert vraag_van(rij) is None


def test_the_draft_shows_it_to_the_school(client):
    w = wereld()
    rij = w.concept()
    client.force_login(w.begeleider)
    for stap in ("vergoeding", "nakijken"):
        html = client.get(reverse(f"school:{stap}", args=[rij.referentie])).content.decode()
        assert "700,80 euro</strong> leervergoeding per maand, zoals afgesproken" in html
        assert "schoolvakantie" in html
        assert "kostengrafiek" in html
        assert BRON in html


def test_it_is_shown_to_who_sees_pay_once_the_draft_was_laid_before_the_werkgever(client):
    z = zaak(Toestand.CONCEPT)
    adres = reverse("overeenkomst:kosten", args=[z.overeenkomst.referentie])
    for wie in (z.begeleider, z.werkgever, z.secretariaat):
        client.force_login(wie)
        assert adres in client.get(z.overeenkomst.get_absolute_url()).content.decode()
        assert BRON in client.get(adres).content.decode()
    verborgen = zaak(Toestand.CONCEPT, nummer=2, voorgelegd_op=None)
    for wie, rij in ((z.mentor, z), (verborgen.werkgever, verborgen), (verborgen.begeleider, z)):
        client.force_login(wie)
        assert client.get(reverse("overeenkomst:kosten", args=[rij.overeenkomst.referentie])).status_code == 404
