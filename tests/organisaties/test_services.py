"""What people do with organisations, and who may not (rules.md §2)."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from educam_portal.accounts import services as accounts
from educam_portal.accounts.fouten import Geweigerd
from educam_portal.accounts.models import Bereik, Bron, Lidmaatschap, Organisatie, Rol, User
from educam_portal.organisaties import services
from educam_portal.organisaties.models import Onderneming, Toegangsverzoek
from educam_portal.workflow.models import Gebeurtenis
from tests.fabrieken import SchoolFactory, VestigingFactory, met_controle

pytestmark = pytest.mark.django_db
NUMMER = met_controle(4_123_456)
PNG = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x02\x00\x00\x00\x90wS\xde"
    b"\x00\x00\x00\x0cIDATx\x9cc\xf8\xff\xff?\x00\x05\xfe\x02\xfe\r\xefF\xb8\x00\x00\x00\x00IEND\xaeB`\x82"
)


def papier() -> SimpleUploadedFile:
    return SimpleUploadedFile("machtiging.png", PNG, content_type="image/png")


def nu():
    return timezone.now()


def vers(user: User) -> User:
    """The user as the next request sees it."""
    return User.objects.get(pk=user.pk)


# --- registering ------------------------------------------------------------------------------------------------
def test_a_new_number_makes_a_responsible_of_an_onderneming_to_be_confirmed(persoon):
    els = persoon()
    bedrijf = services.registreer_onderneming(user=els, nummer=f"BE {NUMMER[:4]}.{NUMMER[4:]}", naam="Garage", op=nu())
    assert bedrijf.nummer == NUMMER
    assert bedrijf.status == Onderneming.Status.TE_BEVESTIGEN
    assert els.organisaties_als(Rol.VERANTWOORDELIJKE) == {bedrijf.organisatie_id}


def test_a_wrong_number_is_refused_with_an_example(persoon):
    with pytest.raises(Geweigerd, match="10 cijfers"):
        services.registreer_onderneming(user=persoon(), nummer="0123.456.700", naam="Garage", op=nu())


def test_a_taken_number_forwards_the_question_to_the_responsible(
    persoon, verantwoordelijke, onderneming, werker, mailoutbox
):
    els = persoon()
    with werker():
        verzoek = services.registreer_onderneming(user=els, nummer=onderneming.nummer, naam="Iets", op=nu())
        opnieuw = services.registreer_onderneming(user=els, nummer=onderneming.nummer, naam="Iets", op=nu())
    assert isinstance(verzoek, Toegangsverzoek)
    assert opnieuw == verzoek
    assert not vers(els).lidmaatschappen_nu
    assert [bericht.to for bericht in mailoutbox] == [[verantwoordelijke.email]]


def test_without_a_responsible_the_consulent_of_the_region_hears(persoon, consulent, onderneming, werker, mailoutbox):
    VestigingFactory(onderneming=onderneming)
    with werker():
        services.registreer_onderneming(user=persoon(), nummer=onderneming.nummer, naam="Iets", op=nu())
    bericht = consulent.berichten.get()
    assert (bericht.soort, bericht.toestand) == ("toegang_gevraagd", "dagmail"), "in de mail van morgenvroeg"
    assert mailoutbox == []


def test_a_member_gets_the_onderneming_back(verantwoordelijke, onderneming):
    assert (
        services.registreer_onderneming(user=verantwoordelijke, nummer=onderneming.nummer, naam="x", op=nu())
        == onderneming
    )
    assert not Toegangsverzoek.objects.exists()


def test_two_people_with_the_same_new_number_at_once(persoon, monkeypatch):
    """The second looked before the first wrote: it ends as a request to join, not as an error page."""
    eerste = services.registreer_onderneming(user=persoon(), nummer=NUMMER, naam="Garage", op=nu())
    kijk = Onderneming.objects.filter

    class Leeg:
        def exists(self):
            return False

    monkeypatch.setattr(
        "educam_portal.organisaties.services.ondernemingen.Onderneming.objects.filter",
        lambda **voorwaarden: Leeg() if voorwaarden == {"nummer": NUMMER} else kijk(**voorwaarden),
    )
    verzoek = services.registreer_onderneming(user=persoon("tom@example.be"), nummer=NUMMER, naam="Garage", op=nu())
    assert isinstance(verzoek, Toegangsverzoek)
    assert verzoek.onderneming == eerste
    assert Organisatie.objects.filter(sleutel=NUMMER).count() == 1


# --- admitting and confirming -----------------------------------------------------------------------------------
@pytest.fixture
def verzoek(persoon, onderneming):
    return Toegangsverzoek.objects.create(user=persoon("vrager@example.be"), onderneming=onderneming)


def test_the_responsible_admits(verzoek, verantwoordelijke, onderneming, werker, mailoutbox):
    with werker():
        services.beslis_toegangsverzoek(verzoek=verzoek, door=verantwoordelijke, toelaten=True, op=nu())
    assert vers(verzoek.user).organisaties_als(Rol.MEDEWERKER) == {onderneming.organisatie_id}
    assert onderneming.naam in mailoutbox[0].body


def test_a_refusal_names_nothing_but_the_number(verzoek, verantwoordelijke, onderneming, werker, mailoutbox):
    with werker():
        services.beslis_toegangsverzoek(verzoek=verzoek, door=verantwoordelijke, toelaten=False, op=nu())
    assert not vers(verzoek.user).lidmaatschappen_nu
    inhoud = mailoutbox[0].subject + mailoutbox[0].body
    assert onderneming.nummer_weergave in inhoud
    assert onderneming.naam not in inhoud
    assert verantwoordelijke.naam not in inhoud


def test_a_consulent_admits_only_in_the_own_region(verzoek, consulent, onderneming):
    with pytest.raises(Geweigerd, match="consulent beslist"):
        services.beslis_toegangsverzoek(verzoek=verzoek, door=consulent, toelaten=True, op=nu())
    VestigingFactory(onderneming=onderneming)
    services.beslis_toegangsverzoek(verzoek=verzoek, door=consulent, toelaten=True, rol=Rol.VERANTWOORDELIJKE, op=nu())
    assert vers(verzoek.user).heeft_rol(Rol.VERANTWOORDELIJKE)


def test_a_question_is_answered_once(verzoek, verantwoordelijke):
    services.beslis_toegangsverzoek(verzoek=verzoek, door=verantwoordelijke, toelaten=False, op=nu())
    with pytest.raises(Geweigerd, match="al beantwoord"):
        services.beslis_toegangsverzoek(verzoek=verzoek, door=verantwoordelijke, toelaten=True, op=nu())


def test_confirming_is_for_educam_and_leaves_history(persoon, lid, consulent, verantwoordelijke):
    bedrijf = services.registreer_onderneming(user=persoon(), nummer=NUMMER, naam="Garage", op=nu())
    with pytest.raises(Geweigerd):
        services.bevestig_onderneming(onderneming=bedrijf, door=verantwoordelijke, op=nu())
    with pytest.raises(Geweigerd):
        services.bevestig_onderneming(onderneming=bedrijf, door=consulent, op=nu())
    VestigingFactory(onderneming=bedrijf)
    bedrijf = services.bevestig_onderneming(onderneming=bedrijf, door=consulent, op=nu(), reden="Gebeld")
    assert bedrijf.bevestigd
    assert bedrijf.history.first().history_change_reason == "Gebeld"
    assert Gebeurtenis.objects.filter(actie="bevestigd", door=consulent).count() == 1
    services.bevestig_onderneming(onderneming=bedrijf, door=consulent, op=nu())
    assert Gebeurtenis.objects.filter(actie="bevestigd").count() == 1


# --- leaving ----------------------------------------------------------------------------------------------------
def test_the_last_responsible_cannot_leave(verantwoordelijke, persoon, lid, onderneming):
    collega = lid(persoon(), onderneming.organisatie, Rol.MEDEWERKER)
    with pytest.raises(Geweigerd, match="altijd iemand"):
        services.verlaat(user=verantwoordelijke, organisatie=onderneming.organisatie, op=nu())
    lid(collega, onderneming.organisatie, Rol.VERANTWOORDELIJKE)
    services.verlaat(user=verantwoordelijke, organisatie=onderneming.organisatie, op=nu())
    assert not vers(verantwoordelijke).lidmaatschappen_nu


def test_a_borrowed_responsible_does_not_count_as_one(verantwoordelijke, persoon, lid, onderneming):
    lid(persoon(), onderneming.organisatie, Rol.VERANTWOORDELIJKE, bron=Bron.HULP)
    with pytest.raises(Geweigerd):
        services.verlaat(user=verantwoordelijke, organisatie=onderneming.organisatie, op=nu())


def test_only_a_responsible_takes_somebody_out(verantwoordelijke, persoon, lid, onderneming):
    collega = lid(persoon(), onderneming.organisatie, Rol.MEDEWERKER)
    baas = verantwoordelijke.lidmaatschappen.get()
    with pytest.raises(Geweigerd, match="Alleen een verantwoordelijke"):
        services.verwijder_lid(lid=baas, door=collega, op=nu())
    services.verwijder_lid(lid=collega.lidmaatschappen.get(), door=verantwoordelijke, op=nu())
    assert not vers(collega).lidmaatschappen_nu


def test_a_membership_that_ends_keeps_its_dates(verantwoordelijke, persoon, lid, onderneming):
    vandaag = timezone.localdate()
    collega = lid(persoon(), onderneming.organisatie, Rol.MEDEWERKER, van=vandaag - timedelta(days=30))
    services.verlaat(user=collega, organisatie=onderneming.organisatie, op=nu())
    assert collega.lidmaatschappen.get().tot == vandaag - timedelta(days=1)


def test_the_last_responsible_keeps_the_role(verantwoordelijke, onderneming):
    eigen = verantwoordelijke.lidmaatschappen.get()
    with pytest.raises(Geweigerd):
        services.wijzig_rol(lid=eigen, rol=Rol.MEDEWERKER, door=verantwoordelijke, op=nu())
    assert vers(verantwoordelijke).heeft_rol(Rol.VERANTWOORDELIJKE)


# --- machtiging -------------------------------------------------------------------------------------------------
def geef(onderneming, door, **velden):
    standaard = {
        "email": "kantoor@example.be",
        "naam": "Sofie Kantoor",
        "scopes": ["aanvragen", "premies"],
        "tot": timezone.localdate() + timedelta(days=90),
        "document": papier(),
    }
    return services.geef_machtiging(onderneming=onderneming, door=door, op=nu(), **{**standaard, **velden})


def test_a_machtiging_gives_one_membership_per_scope_until_its_end(verantwoordelijke, onderneming):
    machtiging = geef(onderneming, verantwoordelijke)
    rijen = Lidmaatschap.objects.filter(user=machtiging.gemachtigde)
    assert {(rij.bereik, rij.bron, rij.tot) for rij in rijen} == {
        (Bereik.AANVRAGEN, Bron.MACHTIGING, machtiging.tot),
        (Bereik.PREMIES, Bron.MACHTIGING, machtiging.tot),
    }
    gemachtigde = vers(machtiging.gemachtigde)
    assert onderneming in Onderneming.objects.for_user(gemachtigde)
    assert machtiging.document.soort == "machtiging"
    assert not gemachtigde.has_usable_password()


def test_a_scope_that_is_not_given_opens_nothing(verantwoordelijke, onderneming):
    machtiging = geef(onderneming, verantwoordelijke, scopes=["premies"])
    assert onderneming not in Onderneming.objects.for_user(vers(machtiging.gemachtigde))


def test_a_sociaal_secretariaat_keeps_its_own_role(verantwoordelijke, onderneming, persoon, lid):
    kantoor = Organisatie.objects.create(soort=Organisatie.Soort.SECRETARIAAT, naam="Kantoor", sleutel="kantoor")
    lid(persoon("kantoor@example.be"), kantoor, Rol.SECRETARIAAT)
    machtiging = geef(onderneming, verantwoordelijke, scopes=["aanvragen", "overeenkomsten"])
    rijen = machtiging.gemachtigde.lidmaatschappen.filter(bron=Bron.MACHTIGING)
    assert {(rij.bereik, rij.rol) for rij in rijen} == {
        (Bereik.AANVRAGEN, Rol.MEDEWERKER),
        (Bereik.OVEREENKOMSTEN, Rol.SECRETARIAAT),
    }


def test_a_machtiging_that_is_stopped_opens_nothing_any_more(verantwoordelijke, onderneming, persoon):
    machtiging = geef(onderneming, verantwoordelijke)
    with pytest.raises(Geweigerd):
        services.trek_machtiging_in(machtiging=machtiging, door=persoon(), op=nu())
    services.trek_machtiging_in(machtiging=machtiging, door=verantwoordelijke, op=nu())
    assert not vers(machtiging.gemachtigde).lidmaatschappen_nu
    with pytest.raises(Geweigerd, match="al gestopt"):
        services.trek_machtiging_in(machtiging=machtiging, door=verantwoordelijke, op=nu())


@pytest.mark.parametrize(
    ("velden", "zin"),
    [
        ({"document": None}, "Voeg de ondertekende"),
        ({"scopes": []}, "Kies waarvoor"),
        ({"scopes": ["alles"]}, "Kies waarvoor"),
        ({"tot": timezone.localdate() - timedelta(days=1)}, "einddatum"),
        ({"email": "baas@example.be"}, "jezelf"),
    ],
)
def test_a_machtiging_that_is_not_right_is_refused(verantwoordelijke, onderneming, velden, zin):
    with pytest.raises(Geweigerd, match=zin):
        geef(onderneming, verantwoordelijke, **velden)


def test_a_bad_document_leaves_nothing_behind(verantwoordelijke, onderneming):
    slecht = SimpleUploadedFile("machtiging.pdf", b"geen pdf", content_type="application/pdf")
    with pytest.raises(Geweigerd):
        geef(onderneming, verantwoordelijke, document=slecht)
    assert not onderneming.machtigingen.exists()
    assert not User.objects.filter(email="kantoor@example.be").exists()


def test_a_colleague_gives_no_machtiging(onderneming, persoon, lid):
    with pytest.raises(Geweigerd, match="Alleen een verantwoordelijke"):
        geef(onderneming, lid(persoon(), onderneming.organisatie, Rol.MEDEWERKER))


# --- accounts ---------------------------------------------------------------------------------------------------
def test_a_closed_account_is_out_at_once(client, coordinator, verantwoordelijke):
    client.force_login(verantwoordelijke)
    assert client.get("/mijn-gegevens/").status_code == 200
    services.deactiveer_gebruiker(user=verantwoordelijke, door=coordinator, op=nu(), reden="Werkt er niet meer")
    assert client.get("/mijn-gegevens/").status_code == 302
    assert not client.session.keys()
    assert not vers(verantwoordelijke).lidmaatschappen_nu
    assert Gebeurtenis.objects.filter(actie="account_gesloten", intern=True).count() == 1


def test_only_coordinator_or_beheerder_closes_an_account(coordinator, consulent, verantwoordelijke):
    for door, user in ((consulent, verantwoordelijke), (coordinator, coordinator)):
        with pytest.raises(Geweigerd):
            services.deactiveer_gebruiker(user=user, door=door, op=nu())


def test_a_lost_second_factor_is_reset_by_a_coordinator_and_told(coordinator, consulent, client, werker, mailoutbox):
    from allauth.mfa.models import Authenticator

    Authenticator.objects.create(user=consulent, type=Authenticator.Type.TOTP, data={"secret": "x"})
    client.force_login(consulent)
    with pytest.raises(Geweigerd):
        services.reset_tweede_factor(user=consulent, door=consulent, op=nu(), reden="kwijt")
    with pytest.raises(Geweigerd, match="Schrijf op"):
        services.reset_tweede_factor(user=consulent, door=coordinator, op=nu(), reden=" ")
    with werker():
        services.reset_tweede_factor(user=consulent, door=coordinator, op=nu(), reden="Gebeld, toestel stuk")
    assert not Authenticator.objects.filter(user=consulent).exists()
    assert client.get("/mijn-gegevens/").status_code == 302
    assert Gebeurtenis.objects.get(actie="tweede_factor_gewist").tekst == "Gebeld, toestel stuk"
    assert mailoutbox[0].to == [consulent.email]


# --- vestigingen ------------------------------------------------------------------------------------------------
def adres(**velden):
    return {"nummer": None, "naam": "Werkplaats", "straat": "Markt", "huisnummer": "1", "postcode": "9300", **velden}


def test_a_vestiging_finds_its_gemeente_and_region(verantwoordelijke, onderneming):
    plek = services.vestiging_maken(onderneming=onderneming, door=verantwoordelijke, op=nu(), **adres())
    assert plek.gemeente.naam == "Aalst"
    assert plek.regio.naam == "Oost-Vlaanderen"
    assert plek.nummer is None
    plek = services.vestiging_wijzigen(
        vestiging=plek, door=verantwoordelijke, op=nu(), **adres(postcode="3500", nummer=met_controle(21_555_555))
    )
    assert plek.regio.naam == "Limburg"
    assert plek.nummer == met_controle(21_555_555)


def test_a_walloon_postcode_is_refused_with_a_clear_sentence(verantwoordelijke, onderneming):
    with pytest.raises(Geweigerd, match="5000 ligt niet in het Vlaams Gewest"):
        services.vestiging_maken(onderneming=onderneming, door=verantwoordelijke, op=nu(), **adres(postcode="5000"))


def test_a_number_in_use_or_wrong_is_refused(verantwoordelijke, onderneming):
    bestaand = VestigingFactory()
    for nummer, zin in ((bestaand.nummer, "al in gebruik"), ("2.123.456.700", "klopt niet")):
        with pytest.raises(Geweigerd, match=zin):
            services.vestiging_maken(onderneming=onderneming, door=verantwoordelijke, op=nu(), **adres(nummer=nummer))


def test_somebody_else_changes_no_vestiging(persoon, onderneming):
    with pytest.raises(Geweigerd):
        services.vestiging_maken(onderneming=onderneming, door=persoon(), op=nu(), **adres())


def test_closing_the_portal_organisation_needs_another_coordinator(coordinator):
    with pytest.raises(Geweigerd):
        services.verlaat(user=coordinator, organisatie=accounts.educam(), op=nu())


def test_schools_are_answered_for_by_their_trajectbegeleiders(persoon, lid):
    school = SchoolFactory()
    els = lid(persoon(), school.organisatie, Rol.TRAJECTBEGELEIDER)
    services.nodig_uit(
        organisatie=school.organisatie, email="tom@example.be", rol=Rol.TRAJECTBEGELEIDER, door=els, op=nu()
    )
    with pytest.raises(Geweigerd, match="altijd iemand"):
        services.verlaat(user=els, organisatie=school.organisatie, op=nu())


def test_a_gemachtigde_without_account_logs_in_with_a_code(client, verantwoordelijke, onderneming, werker):
    from django.urls import reverse

    from tests.accounts.personen import code_uit

    geef(onderneming, verantwoordelijke, scopes=["lezen"])
    with werker():
        client.post(reverse("account_request_login_code"), {"email": "kantoor@example.be"})
    client.post(reverse("account_confirm_login_code"), {"code": code_uit("kantoor@example.be")})
    assert client.get("/werkgever/vestigingen/").status_code == 200
    assert client.get(reverse("organisatie:vestiging_nieuw")).status_code == 404
