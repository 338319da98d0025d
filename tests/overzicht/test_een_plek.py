"""A value that screens and mails name stands in one place: change it there, and they all say so (rules.md §8)."""

import pytest
from django.template.loader import render_to_string
from django.utils import timezone

from educam_portal.parameters.models import Parameter
from erkenning.forms.werkgever import MentorForm
from tests import fabrieken

pytestmark = pytest.mark.django_db


def test_what_a_mentor_must_be(client):
    for naam, waarde in (
        ("mentor_min_leeftijd", 27),
        ("mentor_min_leeftijd_vrijgesteld", 24),
        ("mentor_min_ervaring", {"aantal": 6, "eenheid": "jaren"}),
    ):
        Parameter.objects.create(naam=naam, waarde=waarde, geldig_vanaf=timezone.localdate(), bron="Proef")
    velden = MentorForm(None, aanvraag=fabrieken.AanvraagFactory()).fields
    assert "minstens 27 jaar, of 24 met een bewijs" in velden["geboortedatum"].help_text
    assert "minstens 6 jaar ervaring" in velden["beroep_sinds"].help_text
    assert "tussen 24 en 27 jaar" in velden["vrijstelling_gevraagd"].label
    check = client.get("/check/").content.decode()
    assert "27 jaar of ouder" in check and "minstens 6 jaar ervaring" in check


def test_how_long_a_mailed_code_works(client, settings):
    settings.CODE_MINUTEN = 20
    assert "een code die 20 minuten geldig is" in client.get("/aanmelden/").content.decode()
    for mail in ("login_code", "email_confirmation"):
        tekst = render_to_string(
            f"account/email/{mail}_message.txt", {"code": "ABC-DEF", "portal_url": "http://localhost"}
        )
        assert "De code werkt 20 minuten" in tekst and tekst.startswith("Dag,")
