"""The thread of a dossier: both sides read it, internal messages stay with EDUCAM."""

import pytest
from django.core.exceptions import PermissionDenied
from django.template.loader import render_to_string

from educam_portal import meldingen
from educam_portal.meldingen.forms import DraadForm
from educam_portal.meldingen.models import Bericht
from tests import fabrieken

pytestmark = pytest.mark.django_db


@pytest.fixture
def consulent():
    return fabrieken.coordinator(user=fabrieken.UserFactory(email="coach@example.be", naam="Lies Maes"))


@pytest.fixture
def dossier():
    return fabrieken.OrganisatieFactory()


def test_both_sides_read_what_is_not_internal(dossier, consulent, nick):
    eerste = meldingen.plaats(dossier, auteur=nick, tekst="  Kan het bezoek later?  ")
    tweede = meldingen.plaats(dossier, auteur=consulent, tekst="Even nakijken", intern=True)
    meldingen.plaats(fabrieken.OrganisatieFactory(), auteur=nick, tekst="Ander dossier")
    assert eerste.tekst == "Kan het bezoek later?"
    assert meldingen.draad(dossier, voor=nick) == [eerste]
    assert meldingen.draad(dossier, voor=consulent) == [eerste, tweede]


@pytest.mark.parametrize("tekst", ["", "  \n ", "x" * 5001])
def test_empty_and_endless_messages(dossier, nick, tekst):
    with pytest.raises(ValueError, match="tekens"):
        meldingen.plaats(dossier, auteur=nick, tekst=tekst)


def test_only_educam_writes_internally(dossier, nick):
    with pytest.raises(PermissionDenied):
        meldingen.plaats(dossier, auteur=nick, tekst="Stil", intern=True)


def test_the_other_side_gets_a_mail_without_the_text(dossier, consulent, nick):
    meldingen.plaats(
        dossier,
        auteur=nick,
        tekst="Mijn rekening is …",
        aan=[consulent, nick],
        url="/consulent/x/",
        titel="ERK-2026-00123",
    )
    (bericht,) = Bericht.objects.all()
    assert bericht.adres == "coach@example.be"
    assert bericht.dossier == dossier
    assert "rekening" not in bericht.tekst
    assert "over ERK-2026-00123" in bericht.tekst
    assert "http://localhost:8000/consulent/x/" in bericht.tekst


def test_internal_messages_mail_nobody_outside(dossier, consulent, nick):
    meldingen.plaats(dossier, auteur=consulent, tekst="Stil", intern=True, aan=[nick])
    assert not Bericht.objects.exists()


@pytest.mark.parametrize("aantal", [1, 3])
def test_one_query_for_any_number(dossier, nick, aantal, django_assert_num_queries):
    for nummer in range(aantal):
        meldingen.plaats(dossier, auteur=nick, tekst=str(nummer))
    with django_assert_num_queries(1):
        assert [str(bericht.auteur) for bericht in meldingen.draad(dossier, voor=_vers(nick))] == [
            "Nick Lambert"
        ] * aantal


def _vers(user):
    user.lidmaatschappen_nu = []
    return user


def test_form_offers_internal_only_when_asked():
    assert "intern" not in DraadForm().fields
    assert "intern" in DraadForm(intern=True).fields
    form = DraadForm({"tekst": " "})
    assert form.errors == {"tekst": ["Schrijf eerst je bericht."]}


def test_component_escapes_and_marks(dossier, consulent, rf):
    meldingen.plaats(dossier, auteur=consulent, tekst="<script>x</script>\nregel", intern=True)
    html = render_to_string(
        "components/draad.html",
        {"draad": meldingen.draad(dossier, voor=consulent), "form": DraadForm(intern=True), "actie": "/x/"},
        rf.get("/"),
    )
    assert "&lt;script&gt;x&lt;/script&gt;<br>regel" in html
    assert "alleen voor EDUCAM" in html
    assert 'action="/x/"' in html
