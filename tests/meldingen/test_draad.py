"""The thread of a dossier: both sides read it, internal messages stay with EDUCAM."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.template.loader import render_to_string

from educam_portal import documenten, meldingen
from educam_portal.meldingen import draden
from educam_portal.meldingen.forms import DraadForm
from educam_portal.meldingen.models import Bericht, Draadbericht
from tests import fabrieken
from tests.documenten.bestanden import foto, opgeladen

pytestmark = pytest.mark.django_db
OP = datetime(2026, 12, 3, 9, 12, tzinfo=UTC)


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


def test_a_file_comes_with_a_message_and_is_about_the_same_dossier(dossier, nick, django_assert_num_queries):
    bericht = meldingen.plaats(dossier, auteur=nick, tekst="Zie foto", bestand=opgeladen("brug.jpg", foto()))
    assert bericht.bijlage.onderwerp == dossier
    assert (bericht.bijlage.soort, bericht.bijlage.geupload_door) == (draden.BIJLAGE, nick)
    with django_assert_num_queries(1):
        (gelezen,) = meldingen.draad(dossier, voor=_vers(nick))
        assert gelezen.bijlage.bestandsnaam == "brug.jpg"


def test_a_file_that_may_not_be_kept_leaves_no_message(dossier, nick):
    with pytest.raises(documenten.OngeldigBestand):
        meldingen.plaats(dossier, auteur=nick, tekst="Zie bijlage", bestand=opgeladen("brug.exe", b"MZ"))
    assert not Draadbericht.objects.exists()


def test_the_first_reader_of_the_other_side_is_kept(dossier, consulent, nick, django_assert_num_queries):
    collega, chef = fabrieken.UserFactory(), fabrieken.coordinator()
    van_nick = meldingen.plaats(dossier, auteur=nick, tekst="Dag")
    van_ons = meldingen.plaats(dossier, auteur=consulent, tekst="Dag terug")
    intern = meldingen.plaats(dossier, auteur=consulent, tekst="Lastig", intern=True)

    def leest(user, op):
        draden.lees(meldingen.draad(dossier, voor=user), door=user, op=op)

    # Who wrote it, and colleagues of who wrote it, are not the other side.
    for user in (nick, collega, consulent):
        leest(user, OP)
    staat = {bericht: (bericht.gelezen_door, bericht.gelezen_op) for bericht in Draadbericht.objects.all()}
    assert staat == {van_nick: (consulent, OP), van_ons: (nick, OP), intern: (None, None)}
    leest(chef, OP + timedelta(hours=1))
    intern.refresh_from_db()
    assert intern.gelezen_door == chef
    # A second reader changes nothing, and costs nothing.
    chef.lidmaatschappen_nu  # noqa: B018  read before the count
    with django_assert_num_queries(1):
        leest(chef, OP + timedelta(days=1))
    van_nick.refresh_from_db()
    assert van_nick.gelezen_op == OP


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
