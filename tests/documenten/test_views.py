import uuid

import pytest
from django.urls import reverse

from educam_portal import documenten
from educam_portal.documenten import opslag
from educam_portal.documenten.models import Leeslog

from .bestanden import GEHEIM, foto, opgeladen, pdf

pytestmark = pytest.mark.django_db


def adres(document, **vraag) -> str:
    return reverse("documenten:bestand", args=[getattr(document, "pk", document)], query=vraag or None)


@pytest.fixture
def ingelogd(client, user):
    client.force_login(user)
    return client


def test_a_download_is_private_inert_and_named(ingelogd, maak, open_voor_iedereen):
    antwoord = ingelogd.get(adres(maak(bestandsnaam='br"ief ë.pdf')))
    assert antwoord.content == GEHEIM
    assert antwoord["Content-Type"] == "application/pdf"
    assert antwoord["Content-Disposition"] == "attachment; filename*=utf-8''br-ief%20%C3%AB.pdf"
    assert antwoord["X-Content-Type-Options"] == "nosniff"
    assert antwoord["Cache-Control"] == "private, no-store"
    assert "sandbox" in antwoord["Content-Security-Policy"]
    assert "default-src 'none'" in antwoord["Content-Security-Policy"]


@pytest.mark.parametrize("soort", ["zonder-beleid", "test"])
def test_who_may_not_read_gets_404(ingelogd, maak, soort):
    documenten.registreer_beleid("test", lambda document, user: False)
    assert ingelogd.get(adres(maak(soort=soort))).status_code == 404


def test_unknown_erased_and_lost_documents_are_404(ingelogd, maak, open_voor_iedereen, caplog):
    gewist, kwijt = maak(), maak()
    documenten.wis(gewist, reden="test")
    opslag.verwijder(kwijt.opslagnaam)
    with caplog.at_level("CRITICAL"):
        for document in (uuid.uuid4(), gewist, kwijt):
            assert ingelogd.get(adres(document)).status_code == 404


def test_a_stranger_is_asked_to_log_in_and_learns_nothing(client, maak, open_voor_iedereen, settings):
    for document in (maak(), uuid.uuid4()):
        antwoord = client.get(adres(document))
        assert antwoord.status_code == 302 and antwoord["Location"].startswith(settings.LOGIN_URL)


def test_only_reading_is_possible(ingelogd, maak, open_voor_iedereen):
    assert ingelogd.post(adres(maak())).status_code == 405


def test_opening_a_sensitive_document_is_logged(ingelogd, user, maak, open_voor_iedereen):
    document = maak(gevoelig=True)
    ingelogd.get(adres(document))
    assert Leeslog.objects.get().user == user and Leeslog.objects.get().document == document


class TestTonen:
    def test_a_photo_is_shown_when_asked(self, ingelogd, user, open_voor_iedereen):
        document = documenten.bewaar(bestand=opgeladen("a.jpg", foto()), soort="test", door=user, onderwerp=None)
        assert ingelogd.get(adres(document))["Content-Disposition"].startswith("attachment")
        antwoord = ingelogd.get(adres(document, inline="1"))
        assert antwoord["Content-Disposition"].startswith("inline")
        assert "sandbox" in antwoord["Content-Security-Policy"]

    def test_a_letter_of_the_portal_is_shown_when_asked(self, ingelogd, maak, open_voor_iedereen):
        antwoord = ingelogd.get(adres(maak(), inline="1"))
        assert antwoord["Content-Disposition"].startswith("inline")
        assert "sandbox" not in antwoord["Content-Security-Policy"]

    def test_an_uploaded_or_sensitive_pdf_never_is(self, ingelogd, user, maak, open_voor_iedereen):
        opgeladen_ = documenten.bewaar(bestand=opgeladen("a.pdf", pdf()), soort="test", door=user, onderwerp=None)
        svg = maak(bestandsnaam="a.svg", mime="image/svg+xml", inhoud=b"<svg onload='alert(1)'/>")
        for document in (opgeladen_, maak(gevoelig=True), svg):
            antwoord = ingelogd.get(adres(document, inline="1"))
            assert antwoord["Content-Disposition"].startswith("attachment")
            assert "sandbox" in antwoord["Content-Security-Policy"]


def test_a_download_costs_few_queries(ingelogd, maak, open_voor_iedereen, django_assert_max_num_queries):
    document = maak(gevoelig=True)
    ingelogd.get(adres(document))
    with django_assert_max_num_queries(6):
        assert ingelogd.get(adres(document)).status_code == 200
