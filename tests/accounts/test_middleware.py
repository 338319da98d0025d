"""Second factor of staff, the active organisation, and the decorators per audience."""

import pytest
from allauth.mfa.models import Authenticator
from django.http import Http404
from django.test import Client
from django.urls import reverse

from educam_portal.accounts import services, toegang
from educam_portal.accounts.models import Bereik, Bron, Rol
from tests.fabrieken import OndernemingFactory, SchoolFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def verplicht(settings):
    settings.TWEEDE_FACTOR_VERPLICHT = True


def test_staff_without_second_factor_only_reaches_its_setup(client, coordinator, verplicht):
    client.force_login(coordinator)
    assert client.get("/start/")["Location"] == reverse("mfa_index")
    assert client.get("/beheer/")["Location"] == reverse("mfa_index")
    assert client.post(reverse("account_logout")).status_code == 302


def test_staff_with_an_authenticator_goes_on(client, coordinator, verplicht):
    Authenticator.objects.create(user=coordinator, type=Authenticator.Type.TOTP, data={"secret": "x"})
    client.force_login(coordinator)
    assert client.get("/start/")["Location"] == "/coordinator/"


def test_recovery_codes_alone_are_no_second_factor(client, coordinator, verplicht):
    Authenticator.objects.create(user=coordinator, type=Authenticator.Type.RECOVERY_CODES, data={})
    client.force_login(coordinator)
    assert client.get("/start/")["Location"] == reverse("mfa_index")


def test_the_others_are_only_offered_one(client, verantwoordelijke, verplicht):
    client.force_login(verantwoordelijke)
    assert client.get("/start/")["Location"] == "/werkgever/"
    assert reverse("mfa_index") in client.get("/mijn-gegevens/").content.decode()


def test_totp_secrets_are_encrypted_at_rest():
    from allauth.mfa.utils import decrypt, encrypt

    assert encrypt("geheim") != "geheim"
    assert decrypt(encrypt("geheim")) == "geheim"


def test_switching_changes_what_start_opens(client, verantwoordelijke, lid):
    school = SchoolFactory()
    lid(verantwoordelijke, school.organisatie, Rol.TRAJECTBEGELEIDER)
    client.force_login(verantwoordelijke)
    assert client.get("/start/")["Location"] == "/werkgever/"
    antwoord = client.post("/organisatie/wissel/", {"organisatie": school.organisatie_id})
    assert antwoord["Location"] == "/school/"
    assert client.get("/school/").status_code == 200


def test_switching_to_another_organisation_is_not_found(client, verantwoordelijke):
    client.force_login(verantwoordelijke)
    vreemd = OndernemingFactory().organisatie_id
    assert client.post("/organisatie/wissel/", {"organisatie": vreemd}).status_code == 404
    assert client.post("/organisatie/wissel/", {"organisatie": "x"}).status_code == 404
    assert client.get("/organisatie/wissel/").status_code == 405


def test_switching_never_leads_outside(client, verantwoordelijke, onderneming):
    client.force_login(verantwoordelijke)
    gegevens = {"organisatie": onderneming.organisatie_id, "volgende": "https://elders.example.be/"}
    assert client.post("/organisatie/wissel/", gegevens)["Location"] == "/werkgever/"


def test_a_chosen_organisation_counts_only_as_long_as_the_membership(client, verantwoordelijke, lid):
    tweede = OndernemingFactory(naam="Carrosserie Maes")
    lid(verantwoordelijke, tweede.organisatie)
    client.force_login(verantwoordelijke)
    client.post("/organisatie/wissel/", {"organisatie": tweede.organisatie_id})
    assert client.get("/werkgever/organisatie/").context["onderneming"] == tweede
    verantwoordelijke.lidmaatschappen.filter(organisatie=tweede.organisatie).delete()
    assert client.get("/werkgever/organisatie/").context["onderneming"] != tweede


@pytest.mark.parametrize(
    ("decorator", "mag"),
    [
        (toegang.vereist_werkgever, {"werkgever", "gemachtigde", "secretariaat"}),
        (toegang.vereist_consulent, {"consulent", "coordinator"}),
        (toegang.vereist_coordinator, {"coordinator"}),
        (toegang.vereist_beheerder, {"beheerder"}),
        (toegang.vereist_school, {"school"}),
        (toegang.vereist_mentor, {"mentor"}),
    ],
)
def test_each_decorator_opens_for_its_own_roles(rf, persoon, lid, coordinator, consulent, onderneming, decorator, mag):
    bedrijf = onderneming.organisatie
    mensen = {
        "coordinator": coordinator,
        "consulent": consulent,
        "beheerder": lid(persoon("a@example.be"), services.educam(), Rol.BEHEERDER),
        "werkgever": lid(persoon("b@example.be"), bedrijf, Rol.MEDEWERKER),
        "gemachtigde": lid(persoon("c@example.be"), bedrijf, Rol.MEDEWERKER, bereik=Bereik.LEZEN, bron=Bron.MACHTIGING),
        "secretariaat": lid(
            persoon("d@example.be"), bedrijf, Rol.SECRETARIAAT, bereik=Bereik.PREMIES, bron=Bron.MACHTIGING
        ),
        "school": lid(persoon("e@example.be"), SchoolFactory().organisatie, Rol.TRAJECTBEGELEIDER),
        "mentor": lid(persoon("f@example.be"), bedrijf, Rol.MENTOR),
        "niemand": persoon("g@example.be"),
    }
    view = decorator(lambda request: "open")
    geopend = set()
    for naam, user in mensen.items():
        request = rf.get("/x/")
        request.user = user
        try:
            assert view(request) == "open"
        except Http404:
            continue
        geopend.add(naam)
    assert geopend == mag


def test_a_visitor_is_asked_to_log_in(client):
    antwoord = client.get("/werkgever/organisatie/")
    assert antwoord["Location"] == "/aanmelden/?next=/werkgever/organisatie/"


def test_a_membership_that_starts_tomorrow_or_ended_yesterday_opens_nothing(client, persoon, lid, onderneming):
    from datetime import timedelta

    from django.utils import timezone

    vandaag = timezone.localdate()
    user = persoon()
    lid(user, onderneming.organisatie, van=vandaag + timedelta(days=1))
    lid(user, onderneming.organisatie, van=vandaag - timedelta(days=9), tot=vandaag - timedelta(days=1))
    client.force_login(user)
    assert client.get("/werkgever/organisatie/").status_code == 404


def test_django_admin_is_for_the_beheerder_alone(persoon, lid, coordinator, verantwoordelijke):
    for user in (coordinator, verantwoordelijke):
        ander = Client()
        ander.force_login(user)
        assert ander.get("/beheer/", follow=True).status_code == 404
        assert ander.get("/beheer/accounts/user/", follow=True).status_code == 404
    beheerder = Client()
    beheerder.force_login(lid(persoon("a@example.be"), services.educam(), Rol.BEHEERDER))
    assert beheerder.get("/beheer/").status_code == 200
    assert beheerder.get(f"/beheer/accounts/user/{coordinator.pk}/change/").status_code == 200
    assert beheerder.get("/start/")["Location"] == "/beheer/"
    assert Client().get("/beheer/", follow=True).redirect_chain[-1][0].startswith("/aanmelden/?next=/beheer/")


def test_state_fields_are_read_only_in_the_admin(client, persoon, lid, onderneming):
    client.force_login(lid(persoon("a@example.be"), services.educam(), Rol.BEHEERDER))
    adres = f"/beheer/organisaties/onderneming/{onderneming.pk}/change/"
    assert client.get(adres).status_code == 200
    assert client.post(adres, {"status": "te_bevestigen"}).status_code == 403


def test_log_in_addresses_and_second_factors_are_not_in_the_admin(client, persoon, lid):
    client.force_login(lid(persoon("a@example.be"), services.educam(), Rol.BEHEERDER))
    for pad in ("account/emailaddress/", "mfa/authenticator/", "auth/group/"):
        assert client.get(f"/beheer/{pad}").status_code == 404
