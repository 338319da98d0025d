"""Invitations: opening changes nothing, accepting works once, for the invited address only."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from educam_portal.accounts import services as accounts
from educam_portal.accounts.fouten import Geweigerd
from educam_portal.accounts.models import Rol, Uitnodiging, User
from educam_portal.meldingen.models import Bericht
from educam_portal.organisaties import services
from tests.accounts.personen import WACHTWOORD, code_uit, link_uit
from tests.fabrieken import SchoolFactory

pytestmark = pytest.mark.django_db
ADRES = "collega@example.be"


@pytest.fixture
def uitnodiging(verantwoordelijke, onderneming, werker):
    with werker():
        return services.nodig_uit(
            organisatie=onderneming.organisatie,
            email=ADRES,
            rol=Rol.MEDEWERKER,
            door=verantwoordelijke,
            op=timezone.now(),
        )


def test_the_link_stands_nowhere_in_the_database(uitnodiging):
    token = link_uit(ADRES).split("/")[2]
    bericht = Bericht.objects.get(adres=ADRES)
    assert token not in f"{bericht.titel}{bericht.tekst}{bericht.gegevens}"
    assert token not in (uitnodiging.token_hash, uitnodiging.zaad)


def test_opening_the_link_changes_nothing(client, uitnodiging):
    for _ in range(3):
        assert client.get(link_uit(ADRES)).status_code == 200
    uitnodiging.refresh_from_db()
    assert uitnodiging.aanvaard_op is None


def test_a_new_person_signs_up_through_the_link_and_accepts(client, uitnodiging, onderneming, werker):
    link = link_uit(ADRES)
    assert client.post(link)["Location"].startswith(reverse("account_login"))
    with werker():
        client.post(reverse("account_signup"), {"email": ADRES, "password1": WACHTWOORD, "next": link})
    antwoord = client.post(reverse("account_email_verification_sent"), {"code": code_uit(ADRES), "next": link})
    assert antwoord["Location"] == link
    assert "Aanvaard de uitnodiging" in client.get(link).content.decode()
    assert client.post(link)["Location"] == "/start/"
    assert User.objects.get(email=ADRES).organisaties_als(Rol.MEDEWERKER) == {onderneming.organisatie_id}
    assert client.get("/start/")["Location"] == "/werkgever/"


def test_a_link_works_once(client, uitnodiging, persoon):
    client.force_login(persoon(ADRES))
    link = link_uit(ADRES)
    client.post(link)
    assert client.post(link)["Location"] == link
    assert "al gebruikt" in client.get(link).content.decode()
    assert User.objects.get(email=ADRES).lidmaatschappen.count() == 1


def test_another_address_cannot_accept(client, uitnodiging, persoon):
    vreemde = persoon("vreemde@example.be")
    client.force_login(vreemde)
    link = link_uit(ADRES)
    pagina = client.get(link).content.decode()
    assert "ander e-mailadres" in pagina
    assert ADRES not in pagina
    client.post(link)
    assert not vreemde.lidmaatschappen.exists()


def test_an_expired_link_offers_a_new_one_to_the_invited_address(client, uitnodiging, persoon, werker, mailoutbox):
    oud = link_uit(ADRES)
    with time_machine.travel(timezone.now() + timedelta(days=15), tick=True):
        ander = Client()
        pagina = ander.get(oud).content.decode()
        assert "vervallen" in pagina
        with werker():
            antwoord = ander.post(f"{oud}nieuw/")
        assert antwoord.status_code == 200
        nieuw = link_uit(ADRES)
        assert nieuw != oud
        assert ander.get(oud).status_code == 404
        client.force_login(persoon(ADRES))
        assert client.post(nieuw)["Location"] == "/start/"


def test_an_expired_link_cannot_be_accepted(uitnodiging, persoon):
    with pytest.raises(Geweigerd, match="vervallen"):
        services.aanvaard_uitnodiging(
            uitnodiging=uitnodiging, user=persoon(ADRES), op=timezone.now() + timedelta(days=14, minutes=1)
        )


def test_a_valid_link_is_not_renewed(client, uitnodiging):
    link = link_uit(ADRES)
    assert client.post(f"{link}nieuw/")["Location"] == link


def test_inviting_again_renews_the_link(uitnodiging, verantwoordelijke, onderneming, client, werker):
    oud = link_uit(ADRES)
    with werker():
        services.nodig_uit(
            organisatie=onderneming.organisatie,
            email=ADRES.upper(),
            rol=Rol.MEDEWERKER,
            door=verantwoordelijke,
            op=timezone.now(),
        )
    assert Uitnodiging.objects.count() == 1
    assert client.get(oud).status_code == 404
    assert client.get(link_uit(ADRES)).status_code == 200


def test_a_withdrawn_invitation_does_not_work(uitnodiging, verantwoordelijke, persoon, client):
    services.trek_uitnodiging_in(uitnodiging=uitnodiging, door=verantwoordelijke, op=timezone.now())
    with pytest.raises(Geweigerd, match="ingetrokken"):
        services.aanvaard_uitnodiging(uitnodiging=uitnodiging, user=persoon(ADRES), op=timezone.now())


def test_an_inviter_who_left_opens_no_door(uitnodiging, verantwoordelijke, coordinator, persoon):
    services.deactiveer_gebruiker(user=verantwoordelijke, door=coordinator, op=timezone.now())
    with pytest.raises(Geweigerd, match="kan dat niet meer"):
        services.aanvaard_uitnodiging(uitnodiging=uitnodiging, user=persoon(ADRES), op=timezone.now())


def test_nonsense_and_foreign_tokens_are_not_found(client, db):
    assert client.get("/uitnodiging/onzin/").status_code == 404
    assert client.post("/uitnodiging/onzin/nieuw/").status_code == 404


def test_who_may_invite_whom(verantwoordelijke, coordinator, consulent, onderneming, persoon, lid):
    bedrijf, educam, school = onderneming.organisatie, accounts.educam(), SchoolFactory().organisatie
    medewerker = lid(persoon(), bedrijf, Rol.MEDEWERKER)
    nee = [
        (medewerker, bedrijf, Rol.MEDEWERKER),
        (verantwoordelijke, educam, Rol.COORDINATOR),
        (verantwoordelijke, bedrijf, Rol.COORDINATOR),
        (consulent, bedrijf, Rol.MEDEWERKER),
        (consulent, educam, Rol.BEHEERDER),
        (verantwoordelijke, school, Rol.TRAJECTBEGELEIDER),
    ]
    for door, organisatie, rol in nee:
        with pytest.raises(Geweigerd):
            services.nodig_uit(organisatie=organisatie, email=ADRES, rol=rol, door=door, op=timezone.now())
    for door, organisatie, rol in [
        (verantwoordelijke, bedrijf, Rol.MENTOR),
        (coordinator, educam, Rol.BEHEERDER),
        (coordinator, school, Rol.TRAJECTBEGELEIDER),
    ]:
        assert services.nodig_uit(organisatie=organisatie, email=ADRES, rol=rol, door=door, op=timezone.now())
