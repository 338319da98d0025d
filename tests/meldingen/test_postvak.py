"""The inbox: everything told to somebody, at once, read when opened, and nobody else's."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from educam_portal import meldingen
from educam_portal.accounts.backend import PortaalBackend
from educam_portal.accounts.models import User
from educam_portal.meldingen import bezorging, postvak
from educam_portal.meldingen.models import Bericht
from educam_portal.meldingen.views import postvak as scherm
from tests.fabrieken import OrganisatieFactory
from tests.meldingen.conftest import GEGEVENS

pytestmark = pytest.mark.django_db
OP = datetime(2026, 12, 3, 9, 12, tzinfo=UTC)
BIJLAGE = {"naam": "bezoek.ics", "mime": "text/calendar; method=REQUEST", "inhoud": "BEGIN:VCALENDAR\r\n"}


def stuur(aan, dossier=None, **velden) -> Bericht:
    return meldingen.stuur("nieuw_bericht", dossier=dossier, aan=[aan], gegevens=GEGEVENS, **velden)[0]


def als(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def ander(db) -> User:
    return User.objects.create_user("ander@example.be", naam="Lien Verbrugge")


class TestWatErStaat:
    def test_at_once_and_beside_the_mail(self, bericht, nick):
        assert (bericht.postvak, bericht.toestand, bericht.gelezen_op) == (True, "wacht", None)
        assert list(Bericht.objects.for_user(nick)) == [bericht]

    def test_who_has_no_account_has_no_inbox(self):
        assert not stuur("iemand@example.be").postvak

    def test_a_secret_never_stands_in_the_inbox(self, nick):
        meldingen.registreer_geheim("proef", lambda id_: {"link": "http://localhost:8000/u/abc"})
        gegevens = {"organisatie": "Garage", "rol": "medewerker", "door": "Bart", "vervalt_op": "3 december"}
        (bericht,) = meldingen.stuur(
            "uitnodiging", dossier=None, aan=[nick], gegevens=gegevens, geheim={"soort": "proef", "id": 7}
        )
        assert not bericht.postvak
        with pytest.raises(IntegrityError), transaction.atomic():
            Bericht.objects.filter(pk=bericht.pk).update(postvak=True)

    def test_an_inbox_message_belongs_to_somebody(self):
        with pytest.raises(IntegrityError), transaction.atomic():
            Bericht.objects.create(soort="proef", adres="iemand@example.be", titel="X", tekst="Y", postvak=True)

    def test_it_names_its_dossier(self, nick):
        organisatie = OrganisatieFactory(naam="Garage Peeters")
        assert stuur(nick, organisatie).over == "Garage Peeters"
        assert stuur(nick).over == ""


class TestGelezen:
    def test_the_first_time_counts(self, bericht, nick):
        postvak.lees(bericht, door=nick, op=OP)
        postvak.lees(Bericht.objects.get(), door=nick, op=OP + timedelta(days=1))
        assert Bericht.objects.get().gelezen_op == OP

    def test_counting_stops_at_a_hundred_and_costs_one_query(self, nick, ander, django_assert_num_queries):
        rij = {"soort": "nieuw_bericht", "titel": "X", "tekst": "Y", "postvak": True}
        Bericht.objects.bulk_create(Bericht(aan=nick, adres=nick.email, **rij) for _ in range(150))
        with django_assert_num_queries(1):
            assert postvak.toon_aantal(postvak.ongelezen(nick)) == "99+"
        assert postvak.toon_aantal(postvak.ongelezen(ander)) == "0"

    def test_the_query_that_reads_the_user_brings_the_number(self, nick, django_assert_num_queries):
        bericht = stuur(nick)
        with django_assert_num_queries(1):
            user = PortaalBackend().get_user(nick.pk)
            assert postvak.ongelezen(user) == 1
        postvak.lees(bericht, door=user, op=OP)
        assert postvak.ongelezen(user) == 0
        with django_assert_num_queries(0):
            postvak.gezien(bericht, door=user, op=OP)

    def test_a_closed_account_has_no_session(self, nick):
        nick.is_active = False
        nick.save()
        assert PortaalBackend().get_user(nick.pk) is None
        assert PortaalBackend().get_user(0) is None

    def test_who_did_it_has_nothing_to_read(self, nick, ander):
        mijn, hun = meldingen.stuur(
            "onderneming_bevestigd", dossier=None, aan=[nick, ander], gegevens={"onderneming": "X", "door": nick}
        )
        assert (mijn.gelezen_op is None, hun.gelezen_op is None) == (False, True)

    def test_everything_that_was_on_the_screen(self, nick, ander):
        eerste, tweede, later = stuur(nick), stuur(nick), stuur(nick)
        vreemd = stuur(ander)
        assert postvak.lees_alles(nick, tot=tweede.pk, op=OP) == 2
        assert postvak.lees_alles(nick, tot=tweede.pk, op=OP) == 0
        ongelezen = set(Bericht.objects.filter(gelezen_op=None))
        assert ongelezen == {later, vreemd}
        assert eerste not in ongelezen

    def test_the_page_of_a_dossier_shows_what_they_tell(self, nick, ander):
        dossier, buur = OrganisatieFactory.create_batch(2)
        in_de_draad, over_buur, vreemd = stuur(nick, dossier), stuur(nick, buur), stuur(ander, dossier)
        (nieuws,) = meldingen.stuur(
            "onderneming_bevestigd", dossier=dossier, aan=[nick], gegevens={"onderneming": "Garage"}
        )
        postvak.gezien(dossier, door=nick, op=OP, nieuws=False)
        assert Bericht.objects.filter(gelezen_op=None).count() == 4
        postvak.gezien(dossier, door=nick, op=OP)
        assert set(Bericht.objects.filter(gelezen_op=None)) == {in_de_draad, over_buur, vreemd}
        assert Bericht.objects.get(pk=nieuws.pk).gelezen_op == OP
        postvak.gezien(dossier, door=nick, op=OP, nieuws=False, draad=True)
        assert set(Bericht.objects.filter(gelezen_op=None)) == {over_buur, vreemd}

    def test_erased_is_gone_from_the_inbox_too(self, nick):
        dossier, buur = OrganisatieFactory.create_batch(2)
        stuur(nick, dossier, bijlagen=[BIJLAGE])
        rest = stuur(nick, buur)
        postvak.wis(dossier)
        assert list(Bericht.objects.for_user(nick)) == [rest]
        weg = Bericht.objects.exclude(pk=rest.pk).get()
        assert (weg.titel, weg.tekst, weg.over, weg.bijlagen, weg.adres) == ("gewist", "", "", [], nick.email)


class TestSchermen:
    def test_list_and_number_in_the_menu(self, nick):
        eerste = stuur(nick, OrganisatieFactory(naam="Garage <Peeters>"))
        pagina = als(nick).get("/berichten/")
        assert pagina.context["berichten"] == [eerste]
        tekst = pagina.content.decode()
        assert '<span class="teller">1<span class="visually-hidden"> ongelezen</span></span>' in tekst
        assert "Garage &lt;Peeters&gt;" in tekst
        assert "Zet alles op gelezen" in tekst

    def test_opening_is_reading(self, nick):
        bericht = stuur(nick)
        client = als(nick)
        pagina = client.get(bericht.get_absolute_url())
        assert pagina.status_code == 200
        assert 'class="btn btn-primary" href="http://localhost:8000/consulent/dossiers/ERK-2026-00123/"' in (
            pagina.content.decode()
        )
        assert 'class="teller"' not in pagina.content.decode()
        assert Bericht.objects.get().gelezen_op is not None
        assert client.get("/berichten/").context["ongelezen"] == 0
        assert "Zet alles op gelezen" not in client.get("/berichten/").content.decode()

    def test_only_what_was_not_read(self, nick):
        gelezen, nieuw = stuur(nick), stuur(nick)
        postvak.lees(gelezen, door=nick, op=OP)
        client = als(nick)
        assert client.get("/berichten/?toon=ongelezen").context["berichten"] == [nieuw]
        assert client.get("/berichten/?toon=iets").context["berichten"] == [nieuw, gelezen]
        client.post("/berichten/gelezen/", {"tot": nieuw.pk})
        assert "Je bent helemaal bij" in client.get("/berichten/?toon=ongelezen").content.decode()

    def test_everything_is_everything_from_any_page(self, nick, monkeypatch):
        monkeypatch.setattr(scherm, "PER_BLADZIJDE", 2)
        for _ in range(5):
            stuur(nick)
        client = als(nick)
        tot = client.get("/berichten/?pagina=3").context["tot"]
        later = stuur(nick)
        client.post("/berichten/gelezen/", {"tot": tot})
        assert list(Bericht.objects.for_user(nick).ongelezen()) == [later]

    def test_an_empty_inbox_says_what_will_come(self, nick):
        assert "Nog geen berichten" in als(nick).get("/berichten/").content.decode()

    @pytest.mark.parametrize("tot", ["", "veel", "-1", "9" * 40, None])
    def test_a_strange_number_marks_nothing(self, nick, tot):
        stuur(nick)
        antwoord = als(nick).post("/berichten/gelezen/", {} if tot is None else {"tot": tot}, follow=True)
        assert antwoord.status_code == 200
        assert "Er was niets meer te lezen." in antwoord.content.decode()
        assert Bericht.objects.get().gelezen_op is None

    def test_nobody_reads_what_is_for_another(self, nick, ander):
        bericht = stuur(nick, bijlagen=[BIJLAGE])
        mail_zonder_postvak = stuur("iemand@example.be")
        client = als(ander)
        for url in (bericht.get_absolute_url(), f"/berichten/{bericht.pk}/bijlage/1/"):
            assert client.get(url).status_code == 404
            assert Client().get(url).headers["Location"].startswith("/aanmelden/")
        assert client.get(f"/berichten/{mail_zonder_postvak.pk}/").status_code == 404
        client.post("/berichten/gelezen/", {"tot": bericht.pk})
        assert Bericht.objects.get(pk=bericht.pk).gelezen_op is None

    def test_reading_is_a_get_and_marking_a_post(self, nick):
        bericht = stuur(nick)
        client = als(nick)
        assert client.post(bericht.get_absolute_url()).status_code == 405
        assert client.get("/berichten/gelezen/").status_code == 405

    def test_an_attachment_is_a_file_and_never_a_page(self, nick):
        vijandig = {"naam": 'a"\r\nX: y.html', "mime": "text/html", "inhoud": "<script>1</script>"}
        bericht = stuur(nick, bijlagen=[BIJLAGE, vijandig])
        client = als(nick)
        agenda = client.get(f"{bericht.get_absolute_url()}bijlage/1/")
        assert agenda.headers["Content-Type"] == "text/calendar; charset=utf-8"
        assert agenda.headers["Content-Disposition"] == 'attachment; filename="bezoek.ics"'
        anders = client.get(f"{bericht.get_absolute_url()}bijlage/2/")
        assert anders.headers["Content-Type"] == "application/octet-stream"
        assert anders.headers["Content-Disposition"].startswith("attachment;")
        for nummer in (0, 3):
            assert client.get(f"{bericht.get_absolute_url()}bijlage/{nummer}/").status_code == 404

    def test_it_says_what_became_of_the_mail(self, nick):
        bericht = stuur(nick)
        client = als(nick)
        assert "We mailen dit ook naar nick@example.be." in client.get(bericht.get_absolute_url()).content.decode()
        bezorging.lever(bericht.pk)
        assert "We mailden dit ook naar nick@example.be, op" in client.get(bericht.get_absolute_url()).content.decode()
        Bericht.objects.update(toestand="mislukt", mislukt_op=OP)
        assert "kwam niet aan" in client.get(bericht.get_absolute_url()).content.decode()

    @pytest.mark.parametrize("aantal", [1, 3, 120])
    def test_as_cheap_for_any_number(self, nick, aantal):
        rij = {"soort": "nieuw_bericht", "titel": "X", "tekst": "Y", "over": "Garage", "postvak": True}
        Bericht.objects.bulk_create(Bericht(aan=nick, adres=nick.email, **rij) for _ in range(aantal))
        client = als(nick)
        client.get("/berichten/")
        with CaptureQueriesContext(connection) as vragen:
            assert len(client.get("/berichten/").context["berichten"]) == min(aantal, 50)
        assert len(vragen) <= 7


def test_messages_of_before_the_inbox_count_as_read(nick):
    from importlib import import_module

    from django.apps import apps

    meldingen.registreer_geheim("proef", lambda id_: {"link": "x"})
    verstuurd, wachtend, vreemd = stuur(nick), stuur(nick), stuur("iemand@example.be")
    Bericht.objects.update(postvak=False)
    Bericht.objects.filter(pk=verstuurd.pk).update(toestand="verzonden", verzonden_op=OP)
    code = Bericht.objects.create(soort="account_login_code", aan=nick, adres=nick.email, titel="X", tekst="Y")
    import_module("educam_portal.meldingen.migrations.0003_postvak_van_vroeger").vul_postvak(apps, None)
    staat = dict(Bericht.objects.values_list("pk", "postvak"))
    assert staat == {verstuurd.pk: True, wachtend.pk: True, vreemd.pk: False, code.pk: False}
    assert Bericht.objects.get(pk=verstuurd.pk).gelezen_op == OP
    assert Bericht.objects.get(pk=wachtend.pk).gelezen_op is None
    assert timezone.is_aware(Bericht.objects.get(pk=verstuurd.pk).gelezen_op)
