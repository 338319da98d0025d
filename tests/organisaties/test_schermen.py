"""The screens about organisations, and what they keep to themselves (rules.md §2)."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from educam_portal.accounts import services as accounts
from educam_portal.accounts.models import Rol, Uitnodiging
from educam_portal.organisaties.models import Machtiging, Onderneming, Toegangsverzoek, Vestiging
from tests.fabrieken import (
    AanduidingFactory,
    MentorFactory,
    OndernemingFactory,
    PersoonFactory,
    SchoolFactory,
    VestigingFactory,
    met_controle,
)
from tests.organisaties.test_services import papier
from tests.vragen import kost

pytestmark = pytest.mark.django_db
NIEUW = "/werkgever/onderneming/nieuw/"


def test_registering_an_onderneming_leads_to_its_first_screen(client, persoon):
    client.force_login(persoon(naam=""))
    nummer = met_controle(4_200_000)
    assert client.post(NIEUW, {"nummer": nummer, "naam": "Garage"}).status_code == 422
    antwoord = client.post(NIEUW, {"jouw_naam": "Els V.", "nummer": nummer, "naam": "Garage Nieuw"})
    assert antwoord["Location"] == "/start/"
    assert client.get("/werkgever/vestigingen/").status_code == 200
    assert Onderneming.objects.get(nummer=nummer).organisatie.leden.get().naam == "Els V."


def test_a_wrong_number_says_how_to_fix_it(client, persoon):
    client.force_login(persoon())
    antwoord = client.post(NIEUW, {"nummer": "123", "naam": "Garage"})
    assert antwoord.status_code == 422
    assert "10 cijfers" in antwoord.content.decode()


def test_a_second_person_sees_nothing_of_the_onderneming(client, persoon, verantwoordelijke, onderneming):
    VestigingFactory(onderneming=onderneming, naam="Werkplaats Zuid")
    client.force_login(persoon("tweede@example.be"))
    antwoord = client.post(NIEUW, {"nummer": onderneming.nummer, "naam": "Anders"}, follow=True)
    paginas = antwoord.content.decode() + client.get("/mijn-organisaties/").content.decode()
    assert "We hebben je vraag doorgestuurd" in paginas
    for geheim in (onderneming.naam, verantwoordelijke.naam, verantwoordelijke.email, "Werkplaats Zuid"):
        assert geheim not in paginas
    for pad in ("/werkgever/organisatie/", "/werkgever/vestigingen/"):
        assert client.get(pad).status_code == 404


def test_registering_is_limited(client, persoon):
    client.force_login(persoon())
    codes = [client.post(NIEUW, {"nummer": "1", "naam": "x"}).status_code for _ in range(11)]
    assert codes[-1] == 429


def test_the_responsible_admits_from_the_page(client, persoon, verantwoordelijke, onderneming):
    verzoek = Toegangsverzoek.objects.create(user=persoon("vrager@example.be"), onderneming=onderneming)
    client.force_login(verantwoordelijke)
    assert "vrager@example.be" in client.get("/werkgever/organisatie/").content.decode()
    client.post(reverse("organisatie:verzoek", args=[verzoek.pk]), {"besluit": "toelaten"})
    verzoek.refresh_from_db()
    assert verzoek.status == "toegelaten"


def test_a_colleague_sees_members_but_manages_nothing(client, persoon, lid, verantwoordelijke, onderneming):
    verzoek = Toegangsverzoek.objects.create(user=persoon("vrager@example.be"), onderneming=onderneming)
    client.force_login(lid(persoon(), onderneming.organisatie, Rol.MEDEWERKER))
    pagina = client.get("/werkgever/organisatie/").content.decode()
    assert verantwoordelijke.naam in pagina
    assert "vrager@example.be" not in pagina
    assert client.post("/werkgever/organisatie/", {"email": "x@example.be", "rol": "medewerker"}).status_code == 404
    assert client.post(reverse("organisatie:verzoek", args=[verzoek.pk]), {"besluit": "toelaten"}).status_code == 404
    assert client.get(reverse("organisatie:machtiging_nieuw")).status_code == 404
    assert client.post(reverse("organisatie:lid", args=[verantwoordelijke.lidmaatschappen.get().pk])).status_code == 404


def test_another_onderneming_is_out_of_reach(client, verantwoordelijke, persoon, lid):
    vreemd = OndernemingFactory()
    baas = lid(persoon("ander@example.be"), vreemd.organisatie)
    verzoek = Toegangsverzoek.objects.create(user=persoon("vrager@example.be"), onderneming=vreemd)
    plek = VestigingFactory(onderneming=vreemd)
    client.force_login(verantwoordelijke)
    assert client.post(reverse("organisatie:verzoek", args=[verzoek.pk]), {"besluit": "toelaten"}).status_code == 404
    assert client.post(reverse("organisatie:lid", args=[baas.lidmaatschappen.get().pk])).status_code == 404
    assert client.get(reverse("organisatie:vestiging", args=[plek.pk])).status_code == 404


def test_inviting_and_withdrawing_from_the_page(client, verantwoordelijke, onderneming):
    client.force_login(verantwoordelijke)
    deze = {"onderneming": onderneming.pk}
    assert (
        client.post("/werkgever/organisatie/", {"email": "geen adres", "rol": "medewerker", **deze}).status_code == 422
    )
    client.post("/werkgever/organisatie/", {"email": "x@example.be", "rol": "medewerker", **deze})
    uitnodiging = Uitnodiging.objects.get()
    assert "x@example.be" in client.get("/werkgever/organisatie/").content.decode()
    client.post(reverse("organisatie:uitnodiging_intrekken", args=[uitnodiging.pk]))
    assert not Uitnodiging.objects.open().exists()


def test_giving_and_stopping_a_machtiging_from_the_page(client, verantwoordelijke, onderneming):
    client.force_login(verantwoordelijke)
    adres = reverse("organisatie:machtiging_nieuw")
    gegevens = {
        "onderneming": onderneming.pk,
        "naam": "Sofie Kantoor",
        "email": "kantoor@example.be",
        "scopes": ["lezen"],
        "tot": (timezone.localdate() + timedelta(days=30)).isoformat(),
    }
    assert client.get(adres).status_code == 200
    assert client.post(adres, gegevens).status_code == 422
    # The mail to somebody who does not know the portal begins with this name.
    assert client.post(adres, {**gegevens, "naam": "www.kwaad.example", "document": papier()}).status_code == 422
    assert client.post(adres, {**gegevens, "document": papier()})["Location"] == "/werkgever/organisatie/"
    machtiging = Machtiging.objects.get()
    assert "kantoor@example.be" in client.get("/werkgever/organisatie/").content.decode()
    assert client.get(reverse("documenten:bestand", args=[machtiging.document_id])).status_code == 200
    client.post(reverse("organisatie:machtiging_intrekken", args=[machtiging.pk]))
    machtiging.refresh_from_db()
    assert machtiging.ingetrokken_op


def test_nobody_gets_access_to_another_onderneming_than_the_form_names(client, verantwoordelijke, onderneming, lid):
    """Who answers for two switched in another tab, after opening the form of the first."""
    elders = OndernemingFactory()
    lid(verantwoordelijke, elders.organisatie)
    client.force_login(verantwoordelijke)
    client.post("/organisatie/wissel/", {"organisatie": elders.organisatie_id})
    velden = {
        "onderneming": onderneming.pk, "naam": "Sofie Kantoor", "email": "kantoor@example.be", "scopes": ["premies"],
        "tot": (timezone.localdate() + timedelta(days=30)).isoformat(), "rol": "medewerker",
    }  # fmt: skip
    for adres in ("/werkgever/organisatie/", reverse("organisatie:machtiging_nieuw")):
        html = client.post(adres, {**velden, "document": papier()}, follow=True).content.decode()
        assert f"Je werkt intussen voor {elders}. Er is niets bewaard." in html
    assert not Machtiging.objects.exists()
    assert not Uitnodiging.objects.exists()


def test_the_document_of_a_machtiging_is_for_its_parties(client, verantwoordelijke, persoon, onderneming, consulent):
    from tests.organisaties.test_services import geef

    document = geef(onderneming, verantwoordelijke).document
    adres = reverse("documenten:bestand", args=[document.pk])
    for vreemde in (persoon("vreemde@example.be"), consulent):
        client.force_login(vreemde)
        assert client.get(adres).status_code == 404
    VestigingFactory(onderneming=onderneming)
    assert client.get(adres).status_code == 200


def test_a_gemachtigde_stops_from_the_own_page(client, verantwoordelijke, onderneming):
    from tests.organisaties.test_services import geef

    machtiging = geef(onderneming, verantwoordelijke)
    client.force_login(machtiging.gemachtigde)
    assert onderneming.naam in client.get("/mijn-organisaties/").content.decode()
    client.post(reverse("organisatie:stop_machtiging", args=[machtiging.pk]))
    assert client.get("/werkgever/vestigingen/").status_code == 404


VESTIGING = {"naam": "Werkplaats", "straat": "Markt", "huisnummer": "1", "postcode": "9300", "toon_contact": "on"}


def test_a_vestiging_with_and_without_number(client, verantwoordelijke, onderneming):
    client.force_login(verantwoordelijke)
    adres = reverse("organisatie:vestiging_nieuw")
    assert client.get(adres).status_code == 200
    antwoord = client.post(adres, VESTIGING)
    assert antwoord.status_code == 422
    assert "Dat weet ik niet" in antwoord.content.decode()
    assert client.post(adres, {**VESTIGING, "nummer_onbekend": "on"})["Location"] == "/werkgever/vestigingen/"
    plek = Vestiging.objects.get(onderneming=onderneming)
    wijzig = reverse("organisatie:vestiging", args=[plek.pk])
    assert client.get(wijzig).status_code == 200
    client.post(wijzig, {**VESTIGING, "naam": "Werkplaats Noord", "nummer": met_controle(21_444_444)})
    plek.refresh_from_db()
    assert (plek.naam, plek.nummer) == ("Werkplaats Noord", met_controle(21_444_444))


def test_a_walloon_postcode_gets_a_sentence(client, verantwoordelijke):
    client.force_login(verantwoordelijke)
    gegevens = {**VESTIGING, "postcode": "5000", "nummer_onbekend": "on"}
    antwoord = client.post(reverse("organisatie:vestiging_nieuw"), gegevens)
    assert antwoord.status_code == 422
    assert "niet in het Vlaams Gewest" in antwoord.content.decode()


def test_a_postcode_of_several_gemeenten_asks_which(client, verantwoordelijke, onderneming):
    client.force_login(verantwoordelijke)
    gegevens = {**VESTIGING, "postcode": "1804", "nummer_onbekend": "on"}
    antwoord = client.post(reverse("organisatie:vestiging_nieuw"), gegevens)
    assert antwoord.status_code == 422
    keuzes = list(antwoord.context["form"].fields["gemeente"].queryset)
    assert len(keuzes) == 2
    client.post(reverse("organisatie:vestiging_nieuw"), {**gegevens, "gemeente": keuzes[1].pk})
    assert onderneming.vestigingen.get().gemeente == keuzes[1]


@pytest.mark.parametrize("aantal", [1, 3])
def test_lists_cost_the_same_for_any_number_of_rows(client, verantwoordelijke, onderneming, persoon, lid, aantal):
    VestigingFactory.create_batch(aantal, onderneming=onderneming)
    for nummer in range(aantal):
        lid(persoon(f"collega{nummer}@example.be"), onderneming.organisatie, Rol.MEDEWERKER)
        Toegangsverzoek.objects.create(user=persoon(f"vrager{nummer}@example.be"), onderneming=onderneming)
    client.force_login(verantwoordelijke)
    for pad, verwacht in (("/werkgever/vestigingen/", 4), ("/werkgever/organisatie/", 7)):
        with kost(verwacht):
            assert client.get(pad).status_code == 200


def test_the_consulent_confirms_and_admits_in_the_own_region(client, consulent, persoon):
    dichtbij, ver = OndernemingFactory(status="te_bevestigen"), OndernemingFactory(status="te_bevestigen")
    VestigingFactory(onderneming=dichtbij)
    VestigingFactory(onderneming=ver, postcode="3500")
    verzoek = Toegangsverzoek.objects.create(user=persoon("vrager@example.be"), onderneming=dichtbij)
    client.force_login(consulent)
    pagina = client.get("/consulent/ondernemingen/").content.decode()
    assert dichtbij.naam in pagina
    assert ver.naam not in pagina
    assert client.get(reverse("organisatie:bevestig", args=[ver.pk])).status_code == 404
    adres = reverse("organisatie:bevestig", args=[dichtbij.pk])
    assert client.get(adres).status_code == 200
    assert client.post(adres, {"reden": ""}).status_code == 422
    client.post(adres, {"reden": "Gebeld met de zaakvoerder"})
    dichtbij.refresh_from_db()
    assert dichtbij.bevestigd
    client.post(reverse("organisatie:educam_verzoek", args=[verzoek.pk]), {"besluit": "verantwoordelijke"})
    assert verzoek.user.lidmaatschappen.get().rol == Rol.VERANTWOORDELIJKE


def test_the_coordinator_keeps_accounts(client, coordinator, consulent, verantwoordelijke):
    client.force_login(consulent)
    assert client.get("/coordinator/gebruikers/").status_code == 404
    client.force_login(coordinator)
    assert verantwoordelijke.naam in client.get("/coordinator/gebruikers/?zoek=bart").content.decode()
    adres = reverse("organisatie:gebruiker", args=[verantwoordelijke.pk])
    assert client.get(adres).status_code == 200
    assert client.post(adres, {"reden": "x"}).status_code == 422
    client.post(adres, {"reden": "Weg", "actie": "sluiten"})
    verantwoordelijke.refresh_from_db()
    assert not verantwoordelijke.is_active


def test_the_coordinator_invites_staff_and_schools(client, coordinator):
    school = SchoolFactory()
    client.force_login(coordinator)
    adres = reverse("organisatie:uitnodigen")
    assert client.get(adres).status_code == 200
    client.post(adres, {"email": "a@example.be", "plek": "educam:beheerder"})
    client.post(adres, {"email": "b@example.be", "plek": f"{school.organisatie_id}:trajectbegeleider"})
    assert client.post(adres, {"email": "c@example.be", "plek": "999999:coordinator"}).status_code == 422
    assert set(Uitnodiging.objects.values_list("email", "rol", "organisatie")) == {
        ("a@example.be", "beheerder", accounts.educam().pk),
        ("b@example.be", "trajectbegeleider", school.organisatie_id),
    }


def test_a_school_sees_its_own_page(client, persoon, lid):
    school = SchoolFactory()
    els = lid(persoon(), school.organisatie, Rol.TRAJECTBEGELEIDER)
    client.force_login(els)
    assert client.get("/start/")["Location"] == "/school/"
    assert school.naam in client.get("/school/collegas/").content.decode()
    client.post("/school/collegas/", {"email": "tom@example.be", "rol": "trajectbegeleider"})
    assert "tom@example.be" in client.get("/school/collegas/").content.decode()


def test_a_mentor_sees_the_own_data_only(client, persoon, lid, onderneming):
    tom = lid(persoon("tom@example.be"), onderneming.organisatie, Rol.MENTOR)
    client.force_login(tom)
    assert "nog geen gegevens" in client.get("/mentor/").content.decode()
    mentor = MentorFactory(onderneming=onderneming, persoon=PersoonFactory(user=tom))
    aanduiding = AanduidingFactory(mentor=mentor)
    ander = AanduidingFactory()
    pagina = client.get("/mentor/").content.decode()
    assert aanduiding.opleiding.titel in pagina
    assert str(ander.vestiging.onderneming) not in pagina


def test_leaving_from_the_own_page(client, persoon, lid, verantwoordelijke, onderneming):
    els = lid(persoon(), onderneming.organisatie, Rol.MEDEWERKER)
    client.force_login(els)
    client.post(reverse("organisatie:verlaat", args=[onderneming.organisatie_id]))
    assert client.get("/werkgever/organisatie/").status_code == 404
    assert client.post(reverse("organisatie:verlaat", args=[onderneming.organisatie_id])).status_code == 404
