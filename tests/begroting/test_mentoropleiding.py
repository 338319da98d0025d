"""The mentoropleiding costs the same for one mentor in one session and for three in three (quality.md, Budgets)."""

import pytest
from django.urls import reverse

from tests import fabrieken
from tests.mentoren.cursus import mentor, met_termijn, werkgever
from tests.vragen import kost

pytestmark = [pytest.mark.eenmaal, pytest.mark.django_db]


@pytest.mark.parametrize("aantal", [1, 3])
def test_pages_cost_the_same_for_any_number(client, aantal):
    m = met_termijn(mentor())
    for _ in range(aantal - 1):
        met_termijn(fabrieken.MentorFactory(onderneming=m.onderneming))
    # One of the own mentoren waits, the others still have to choose.
    wacht = fabrieken.SessieFactory(over=30)
    fabrieken.InschrijvingFactory(
        sessie=wacht,
        mentor=fabrieken.MentorFactory(onderneming=m.onderneming),
        toestand="wachtlijst",
        plaats_op_wachtlijst=1,
    )
    fabrieken.AanduidingFactory(mentor=m, vestiging=m.onderneming.vestigingen.get())
    for _ in range(aantal):
        sessie = fabrieken.SessieFactory(over=20)
        for _ in range(aantal):
            fabrieken.InschrijvingFactory(sessie=sessie)
        for plaats in range(aantal):
            fabrieken.InschrijvingFactory(sessie=sessie, toestand="wachtlijst", plaats_op_wachtlijst=plaats + 1)
    consulent, coordinator = fabrieken.consulent(fabrieken.regio("ovl")), fabrieken.coordinator()
    beheer = f"/coordinator/mentoropleiding/{sessie.pk}/"
    for adres, user, vragen in (
        ("/mentoropleiding/", None, 2),
        (f"/mentoropleiding/{sessie.pk}/", werkgever(m), 6),
        ("/werkgever/mentoren/", werkgever(m), 10),
        ("/mentor/", fabrieken.mentor_met_account(m), 11),
        (reverse("consulent:bedrijf", args=[m.onderneming_id]), consulent, 16),
        ("/coordinator/mentoropleiding/", coordinator, 5),
        (beheer, coordinator, 7),
        (f"{beheer}lijst/", coordinator, 6),
    ):
        client.logout()
        if user:
            client.force_login(user)
        with kost(vragen):
            assert client.get(adres).status_code == 200, adres
