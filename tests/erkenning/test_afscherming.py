"""Holes that were found by attacking: who reads, writes or decides without the right to (rules.md §2, §4)."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from educam_portal import documenten
from educam_portal.accounts import remmen
from educam_portal.accounts.fouten import Geweigerd
from educam_portal.accounts.models import Bereik, Bron, Lidmaatschap, Rol, User
from educam_portal.documenten.controle import GekeurdBestand
from educam_portal.organisaties.afwezigheden import stand
from educam_portal.organisaties.models import Toegangsverzoek
from educam_portal.organisaties.services import beslis_toegangsverzoek, bevestig_onderneming
from erkenning import daglijst
from erkenning.models import Aanvraag
from erkenning.services import behandeling, bezoek, concept, uittreksels
from tests import fabrieken
from tests.documenten.bestanden import pdf

from .dossiers import dossier, in_behandeling

pytestmark = pytest.mark.django_db


def vers(user: User) -> User:
    return User.objects.get(pk=user.pk)


def lezer(d) -> User:
    return fabrieken.lid(d.aanvraag.onderneming.organisatie, Rol.MEDEWERKER, bereik=Bereik.LEZEN, bron=Bron.MACHTIGING)


def test_a_machtiging_to_read_starts_no_aanvraag(client):
    d = dossier()
    client.force_login(lezer(d))
    antwoord = client.post(reverse("werkgever:aanvraag_nieuw"), follow=True)
    assert "geen aanvraag starten" in antwoord.content.decode()
    assert Aanvraag.objects.count() == 1


def test_who_helps_with_a_concept_sees_nothing_that_was_filed():
    d = in_behandeling()
    organisatie = d.aanvraag.onderneming.organisatie
    ver = fabrieken.lid(fabrieken.regio("wvl").organisatie, Rol.CONSULENT)
    Lidmaatschap.objects.create(
        user=ver, organisatie=organisatie, rol=Rol.MEDEWERKER, bereik=Bereik.AANVRAGEN, bron=Bron.HULP
    )
    nieuw = concept.nieuw(onderneming=d.aanvraag.onderneming, door=d.werkgever, op=timezone.now())
    assert list(Aanvraag.objects.for_user(vers(ver))) == [nieuw]
    d.vraag_aanvulling()
    assert not d.aanvraag.mag(vers(ver), "wijzigen")


def test_a_consulent_who_is_a_member_elsewhere_reads_no_internal_notes_there(client):
    d = in_behandeling()
    behandeling.notitie(aanvraag=d.aanvraag, door=d.consulent, op=timezone.now(), tekst="Alleen voor ons")
    ver = fabrieken.lid(fabrieken.regio("wvl").organisatie, Rol.CONSULENT)
    Lidmaatschap.objects.create(user=ver, organisatie=d.aanvraag.onderneming.organisatie, rol=Rol.MEDEWERKER)
    client.force_login(vers(ver))
    pagina = client.get(reverse("werkgever:aanvraag", args=[d.aanvraag.ref]))
    assert pagina.status_code == 200
    assert "Alleen voor ons" not in pagina.content.decode()


def test_a_596_2_closes_for_who_moved_to_another_region_or_is_no_coordinator_any_more():
    d = dossier().vul_in()
    bestand = SimpleUploadedFile("uittreksel.pdf", pdf(), "application/pdf")
    gezien = uittreksels.uittreksel_opladen(
        aanvraag=d.aanvraag, mentor=d.mentoren[0], bestand=bestand, door=d.werkgever, op=timezone.now()
    )
    d.dien_in().neem_in()
    document = gezien.document
    assert documenten.mag_lezen(document, vers(d.consulent))
    d.consulent.lidmaatschappen.update(organisatie=fabrieken.regio("wvl").organisatie)
    assert not documenten.mag_lezen(document, vers(d.consulent))
    fabrieken.werkgever(d.aanvraag.onderneming, user=vers(d.consulent))
    assert not documenten.mag_lezen(document, vers(d.consulent)), "ook niet als lid van de onderneming"
    coordinator = fabrieken.coordinator()
    gezien.uitkomst, gezien.coordinator = "vermelding", coordinator
    gezien.gecontroleerd_op, gezien.gecontroleerd_door = timezone.now(), d.consulent
    gezien.uitgegeven_op = timezone.localdate()
    gezien.save()
    assert documenten.mag_lezen(document, vers(coordinator))
    coordinator.lidmaatschappen.all().delete()
    assert not documenten.mag_lezen(document, vers(coordinator))


def test_photos_of_the_visit_are_for_who_handles_the_dossier():
    d = in_behandeling()
    foto = documenten.bewaar(
        bestand=GekeurdBestand("brug.jpg", b"x", "image/jpeg"),
        soort="verslagfoto",
        door=d.consulent,
        onderwerp=d.aanvraag,
    )
    assert documenten.mag_lezen(foto, vers(d.consulent))
    ver = fabrieken.werkgever(d.aanvraag.onderneming, user=fabrieken.consulent(fabrieken.regio("wvl")))
    assert Aanvraag.objects.for_user(vers(ver)).filter(pk=d.aanvraag.pk).exists()
    assert not documenten.mag_lezen(foto, vers(ver))


def test_the_calendar_forgets_the_visits_of_a_region_one_left():
    d = in_behandeling()
    nu = timezone.now()
    bezoek.bezoek_vastleggen(aanvraag=d.aanvraag, begint_op=nu + timedelta(days=1), door=d.consulent, op=nu)
    van, tot = timezone.localdate(), timezone.localdate() + timedelta(days=2)
    assert [rij.dossiers for rij in daglijst.bezoeken(vers(d.consulent), van, tot, stand(van))] == [[d.aanvraag]]
    d.consulent.lidmaatschappen.update(organisatie=fabrieken.regio("wvl").organisatie)
    assert daglijst.bezoeken(vers(d.consulent), van, tot, stand(van)) == []


def test_a_checked_person_cannot_become_somebody_else():
    d = in_behandeling()
    mentor = d.mentoren[0]
    uittreksels.uittreksel_nakijken(
        aanvraag=d.aanvraag,
        mentor=mentor,
        uitgegeven_op=timezone.localdate(),
        uitkomst="blanco",
        getoond=True,
        gezien="",
        door=d.consulent,
        op=timezone.now(),
    )
    ander = concept.nieuw(onderneming=d.aanvraag.onderneming, door=d.werkgever, op=timezone.now())
    zelfde = {"voornaam": mentor.persoon.voornaam, "naam": mentor.persoon.naam}
    wie = {"aanvraag": ander, "mentor": mentor, "door": d.werkgever, "op": timezone.now()}
    concept.bewaar_mentor(persoon=zelfde, gegevens={"functie": "Meestergast"}, **wie)
    with pytest.raises(Geweigerd, match="opnieuw toe"):
        concept.bewaar_mentor(persoon=zelfde | {"naam": "Iemand Anders"}, gegevens={}, **wie)
    mentor.persoon.refresh_from_db()
    assert mentor.persoon.naam == zelfde["naam"]


def test_nobody_admits_or_confirms_oneself():
    d = in_behandeling()
    onderneming = fabrieken.OndernemingFactory(status="te_bevestigen")
    fabrieken.VestigingFactory(onderneming=onderneming)
    vraag = Toegangsverzoek.objects.create(user=d.consulent, onderneming=onderneming)
    with pytest.raises(Geweigerd, match="eigen vraag"):
        beslis_toegangsverzoek(verzoek=vraag, door=vers(d.consulent), toelaten=True, op=timezone.now())
    Lidmaatschap.objects.create(user=d.consulent, organisatie=onderneming.organisatie, rol=Rol.VERANTWOORDELIJKE)
    with pytest.raises(Geweigerd, match="zelf lid"):
        bevestig_onderneming(onderneming=onderneming, door=vers(d.consulent), op=timezone.now())


@pytest.mark.parametrize("week", ["9999-W52", "1-W1", "-5-W1", f"{10**30}-W1", "x"])
def test_an_impossible_week_is_no_error(client, week):
    d = in_behandeling()
    client.force_login(d.consulent)
    assert client.get(reverse("consulent:kalender"), {"week": week}).status_code == 200


def test_uploads_and_messages_have_a_limit(client, monkeypatch):
    d = in_behandeling()
    client.force_login(d.werkgever)
    klein = remmen.Grens(1, 3600, "Wacht even.")
    monkeypatch.setattr(remmen, "GRENZEN", dict.fromkeys(remmen.GRENZEN, klein))
    bericht = reverse("werkgever:bericht", args=[d.aanvraag.ref])
    assert [client.post(bericht, {"tekst": "Dag"}).status_code for _ in range(2)] == [302, 429]
    d.vraag_aanvulling()
    opladen = reverse("werkgever:opladen", args=[d.aanvraag.ref, "fotos_werkplaats"])
    codes = [
        client.post(opladen, {"fotos_werkplaats": SimpleUploadedFile("a.jpg", b"geen foto")}).status_code
        for _ in range(2)
    ]
    assert codes[1] == 429
    assert client.post(opladen).status_code != 429, "zonder bestand telt het niet"


def test_the_technical_administration_shows_no_subject(client):
    d = in_behandeling()
    bericht = d.werkgever.berichten.first()
    client.force_login(fabrieken.lid(fabrieken.coordinator().lidmaatschappen.get().organisatie, Rol.BEHEERDER))
    pagina = client.get(f"/beheer/meldingen/bericht/{bericht.pk}/change/").content.decode()
    assert bericht.titel not in pagina
    assert bericht.soort in pagina
