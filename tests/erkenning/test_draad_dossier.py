"""The thread on both sides of a dossier: files and receipts for both, internal notes for EDUCAM alone (rules.md §2)."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from educam_portal import meldingen
from educam_portal.accounts.models import Bereik, Bron, Rol, User
from educam_portal.documenten.models import Document
from educam_portal.meldingen.models import Bericht, Draadbericht
from tests import fabrieken
from tests.documenten.bestanden import foto, opgeladen, pdf

from .dossiers import Dossier, in_behandeling

pytestmark = pytest.mark.django_db


@pytest.fixture
def d() -> Dossier:
    return in_behandeling()


def van_werkgever(d: Dossier) -> str:
    return reverse("werkgever:aanvraag", args=[d.aanvraag.ref])


def van_consulent(d: Dossier, tab: str = "berichten") -> str:
    return reverse(f"consulent:{tab}", args=[d.aanvraag.ref])


def als(client, user: User):
    client.force_login(user)
    return client


def test_internal_notes_never_reach_the_employer(client, d):
    """Neither the words nor the file, in the thread, the inbox, a mail, or by its address."""
    als(client, d.consulent).post(
        van_consulent(d),
        {"tekst": "Twijfel over de mentor", "intern": "on", "bijlage": opgeladen("twijfel.pdf", pdf())},
    )
    intern = Draadbericht.objects.get()
    assert (intern.intern, intern.van_educam, intern.bijlage.bestandsnaam) == (True, True, "twijfel.pdf")
    assert not Bericht.objects.filter(soort="nieuw_bericht").exists()
    for tab in ("berichten", "documenten"):
        assert "twijfel.pdf" in client.get(van_consulent(d, tab)).content.decode()
    lezer = fabrieken.lid(d.aanvraag.onderneming.organisatie, Rol.MEDEWERKER, bereik=Bereik.LEZEN, bron=Bron.MACHTIGING)
    for user in (d.werkgever, lezer):
        als(client, user)
        for adres in (van_werkgever(d), "/berichten/", "/werkgever/"):
            html = client.get(adres).content.decode()
            assert "wijfel" not in html
        assert client.get(intern.bijlage.get_absolute_url()).status_code == 404
    assert client.get(van_consulent(d)).status_code == 404
    intern.refresh_from_db()
    assert intern.gelezen_door is None


def test_a_consulent_who_is_a_member_opens_no_internal_file_there(client, d):
    """On that side of the table nobody opens what EDUCAM keeps for itself; reading the thread there is no receipt."""
    elders = fabrieken.consulent(fabrieken.regio("lim"))
    fabrieken.werkgever(d.aanvraag.onderneming, Rol.MEDEWERKER, user=elders)
    intern = meldingen.plaats(
        d.aanvraag, auteur=d.consulent, tekst="Stil", intern=True, bestand=opgeladen("stil.pdf", pdf())
    )
    als(client, elders)
    assert "Stil" not in client.get(van_werkgever(d)).content.decode()
    assert client.get(intern.bijlage.get_absolute_url()).status_code == 404


def test_a_photo_travels_cleaned_and_both_sides_open_it(client, d):
    adres = reverse("werkgever:bericht", args=[d.aanvraag.ref])
    antwoord = als(client, d.werkgever).post(
        adres, {"tekst": "Hier is de brug.", "bijlage": opgeladen("brug.jpg", foto(draaiing=6))}
    )
    assert antwoord["Location"].endswith("#berichten")
    bestand = Draadbericht.objects.get().bijlage
    for user, pagina in ((d.werkgever, van_werkgever(d)), (d.consulent, van_consulent(d))):
        assert "brug.jpg" in als(client, user).get(pagina).content.decode()
        inhoud = client.get(bestand.get_absolute_url())
        assert inhoud.status_code == 200
        assert b"Exif" not in inhoud.content
        assert inhoud["Cache-Control"] == "private, no-store"
    vreemd = fabrieken.werkgever(fabrieken.OndernemingFactory())
    assert als(client, vreemd).get(bestand.get_absolute_url()).status_code == 404


@pytest.mark.parametrize(("naam", "inhoud"), [("virus.exe", b"MZ"), ("leeg.pdf", b""), ("brug.pdf", b"geen pdf")])
def test_a_file_that_may_not_come_along_keeps_what_was_typed(client, d, naam, inhoud):
    adres = reverse("werkgever:bericht", args=[d.aanvraag.ref])
    antwoord = als(client, d.werkgever).post(adres, {"tekst": "Mijn lange tekst", "bijlage": opgeladen(naam, inhoud)})
    assert antwoord.status_code == 422
    assert "Mijn lange tekst" in antwoord.content.decode()
    assert not Draadbericht.objects.exists()
    assert not Document.objects.exists()


def test_each_side_sees_who_read_it_and_when(client, d, time_machine):
    time_machine.move_to(timezone.now().replace(hour=8, minute=12), tick=False)
    als(client, d.consulent).post(van_consulent(d), {"tekst": "Mag ik een foto?"})
    assert "Nog niet gelezen" in client.get(van_consulent(d)).content.decode()
    time_machine.shift(timedelta(hours=1))
    als(client, d.werkgever)
    # What somebody just reads says nothing of receipts to the reader.
    assert "elezen" not in client.get(van_werkgever(d)).content.decode().split("Berichten</h2>")[1].split("</ol>")[0]
    client.post(reverse("werkgever:bericht", args=[d.aanvraag.ref]), {"tekst": "Zo meteen"})
    assert f"Gelezen door {d.werkgever} op" in als(client, d.consulent).get(van_consulent(d)).content.decode()
    assert f"Gelezen door {d.consulent} op" in als(client, d.werkgever).get(van_werkgever(d)).content.decode()


def test_a_mail_that_did_not_arrive_stands_where_the_dossier_opens_and_at_the_thread(client, d):
    (bericht,) = meldingen.stuur(
        "nieuw_bericht",
        dossier=d.aanvraag,
        aan=[d.werkgever],
        gegevens={"auteur": d.consulent, "titel": "X", "url": "/"},
    )
    Bericht.objects.filter(pk=bericht.pk).update(
        toestand="mislukt", mislukt_op=timezone.now(), fout="550 5.1.1 mailbox unavailable"
    )
    als(client, d.consulent)
    for tab in ("dossier", "berichten"):
        html = client.get(van_consulent(d, tab)).content.decode()
        assert "Een mail kwam niet aan" in html
        assert "550 5.1.1 mailbox unavailable" in html
        assert str(d.werkgever) in html
    adres = reverse("uitgaand:bericht", args=[bericht.pk])
    assert adres not in html
    assert adres in als(client, fabrieken.coordinator()).get(van_consulent(d)).content.decode()
    # The werkgever reads it in the portal after all: settled.
    als(client, d.werkgever).get(van_werkgever(d))
    assert "kwam niet aan" not in als(client, d.consulent).get(van_consulent(d)).content.decode()
