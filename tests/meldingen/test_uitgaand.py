"""The outbox: what waits, left and failed, for a beheerder and a coördinator, and sending again through one door."""

from datetime import timedelta

import pytest
import time_machine
from django.contrib import admin
from django.contrib.messages.storage.cookie import CookieStorage
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from educam_portal import meldingen
from educam_portal.accounts.fouten import Geweigerd
from educam_portal.meldingen import bezorging, uitgaand
from educam_portal.meldingen.models import Bericht
from tests import fabrieken
from tests.formulier import formulieren
from tests.meldingen.conftest import GEGEVENS
from tests.vragen import kost

pytestmark = pytest.mark.django_db
LIJST = "/beheer/berichten/"
VOL = "550 5.1.1 No such mailbox"


@pytest.fixture
def beheerder():
    return fabrieken.beheerder(user=fabrieken.UserFactory(email="beheer@example.be", naam="Robin Beheer"))


@pytest.fixture
def coordinator():
    return fabrieken.coordinator()


def als(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def mislukt(aan="weg@example.be", *, dossier=None, **velden) -> Bericht:
    (bericht,) = meldingen.stuur("nieuw_bericht", dossier=dossier, aan=[aan], gegevens=GEGEVENS)
    nu = timezone.now()
    Bericht.objects.filter(pk=bericht.pk).update(
        **{"toestand": "mislukt", "mislukt_op": nu, "fout": VOL, "pogingen": 3} | velden
    )
    bericht.refresh_from_db()
    return bericht


class TestOpnieuw:
    def test_a_refused_mail_leaves_once_its_address_is_right(self, smtp, nick, beheerder, werker):
        smtp.weiger[nick.email] = VOL
        with werker():
            (bericht,) = meldingen.stuur("nieuw_bericht", dossier=None, aan=[nick], gegevens=GEGEVENS)
        bericht.refresh_from_db()
        assert (bericht.toestand, bericht.fout) == ("mislukt", VOL)
        assert bericht.mislukt_op is not None
        nick.email = "nick.nieuw@example.be"
        nick.save()
        with werker():
            uitgaand.opnieuw_versturen(bericht=bericht, door=beheerder, op=timezone.now())
        (brief,) = smtp.mails
        assert brief["To"] == "nick.nieuw@example.be"
        bericht.refresh_from_db()
        assert (bericht.toestand, bericht.adres, bericht.pogingen) == ("verzonden", "nick.nieuw@example.be", 1)
        assert (bericht.opnieuw_door, bericht.mislukt_op, bericht.fout) == (beheerder, None, "")

    def test_the_second_press_is_refused(self, beheerder):
        bericht = mislukt()
        uitgaand.opnieuw_versturen(bericht=bericht, door=beheerder, op=timezone.now())
        with pytest.raises(Geweigerd, match="staat al klaar"):
            uitgaand.opnieuw_versturen(bericht=bericht, door=beheerder, op=timezone.now())

    def test_what_was_sent_never_goes_twice(self, smtp, bericht, coordinator):
        bezorging.lever(bericht.pk)
        with pytest.raises(Geweigerd, match="al verzonden"):
            uitgaand.opnieuw_versturen(bericht=bericht, door=coordinator, op=timezone.now())
        assert len(smtp.mails) == 1

    @pytest.mark.parametrize("toestand", ["dagmail", "portaal"])
    def test_what_is_no_mail_of_its_own_stays(self, nick, coordinator, toestand):
        bericht = mislukt(nick, toestand=toestand, mislukt_op=None)
        with pytest.raises(Geweigerd):
            uitgaand.opnieuw_versturen(bericht=bericht, door=coordinator, op=timezone.now())

    def test_who_keeps_no_outbox_sends_nothing(self, nick):
        bericht = mislukt()
        for user in (nick, fabrieken.consulent(fabrieken.regio("ovl"))):
            with pytest.raises(Geweigerd, match="Alleen een beheerder"):
                uitgaand.opnieuw_versturen(bericht=bericht, door=user, op=timezone.now())
        bericht.refresh_from_db()
        assert bericht.toestand == "mislukt"

    def test_what_no_longer_holds_is_refused_with_the_reason(self, nick, beheerder, coordinator):
        gesloten = fabrieken.UserFactory()
        gevallen = {
            "gewist": mislukt(titel="gewist", tekst=""),
            "gesloten": mislukt(gesloten),
            "bestaan": mislukt("geen adres"),
            "gebeurd of voorbij": mislukt(soort="dagmail", aangemaakt_op=timezone.now() - timedelta(days=1)),
        }
        gesloten.is_active = False
        gesloten.save()
        for zin, bericht in gevallen.items():
            with pytest.raises(Geweigerd, match=zin):
                uitgaand.opnieuw_versturen(bericht=bericht, door=beheerder, op=timezone.now())

    def test_trying_again_has_five_days_of_its_own(self, bericht, beheerder, settings):
        oud = timezone.now() - timedelta(days=30)
        Bericht.objects.update(aangemaakt_op=oud, toestand="mislukt", mislukt_op=oud, fout="Na 5 dagen opgegeven.")
        uitgaand.opnieuw_versturen(bericht=bericht, door=beheerder, op=timezone.now())
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
        assert bezorging.lever(bericht.pk) is bezorging.Uitkomst.SERVER_WEG
        bericht.refresh_from_db()
        assert bericht.toestand == "wacht"
        assert not bezorging.staat_vast(timezone.now(), langer_dan=timedelta(minutes=15))

    def test_the_action_of_the_technical_administration_is_the_same_door(self, rf, beheerder, coordinator):
        goed, gewist = mislukt(), mislukt(tekst="")
        verzoek = rf.post("/")
        verzoek.user, verzoek._messages = beheerder, CookieStorage(verzoek)
        admin.site._registry[Bericht].probeer_opnieuw(verzoek, Bericht.objects.all())
        assert dict(Bericht.objects.values_list("pk", "toestand")) == {goed.pk: "wacht", gewist.pk: "mislukt"}


class TestSchermen:
    def test_a_beheerder_sees_to_whom_and_why_but_not_what_about(self, beheerder, coordinator):
        dossier = fabrieken.OrganisatieFactory(naam="Garage Peeters")
        bericht = mislukt(dossier=dossier, titel="Onderwerp over Garage Peeters")
        for adres in (LIJST, f"{LIJST}{bericht.pk}/"):
            html = als(beheerder).get(adres).content.decode()
            assert VOL in html
            assert "Nieuw bericht in een dossier" in html
            assert "Garage Peeters" not in html
            assert "Garage Peeters" in als(coordinator).get(adres).content.decode()

    def test_a_secret_is_masked_for_whoever_looks(self, coordinator):
        meldingen.registreer_geheim("proef_uit", lambda id_: {"code": "GEHEIM-482"})
        meldingen.stuur(
            "account_login_code",
            dossier=None,
            aan=["iemand@example.be"],
            gegevens={"code": ""},
            geheim={"soort": "proef_uit", "id": "1", "velden": ["code"]},
            sjabloon="account/email/login_code",
        )
        bericht = Bericht.objects.get()
        html = als(coordinator).get(f"{LIJST}{bericht.pk}/").content.decode()
        assert "••••••" in html
        assert "GEHEIM" not in html

    def test_each_tab_holds_its_own_state(self, nick, beheerder):
        weg, staat_klaar, klaar = mislukt(), *_wachtend(nick, 2)
        Bericht.objects.filter(pk=klaar.pk).update(toestand="verzonden", verzonden_op=timezone.now())
        client = als(beheerder)
        verwacht = {"mislukt": [weg], "wacht": [staat_klaar], "verzonden": [klaar], "alles": [klaar, staat_klaar, weg]}
        for toestand, berichten in verwacht.items():
            context = client.get(LIJST, {"toestand": toestand}).context
            assert [rij["bericht"] for rij in context["rijen"]] == berichten
        assert [tab["aantal"] for tab in context["tabs"]] == ["1", "1", "", ""]
        # The first one is what asks for attention; nonsense in the address is not an error.
        for onzin in ({}, {"toestand": "weg"}, {"soort": "weg"}, {"onder": "9" * 30}):
            assert [rij["bericht"] for rij in client.get(LIJST, onzin).context["rijen"]] == [weg]

    def test_filters_on_kind_and_address(self, beheerder):
        een, ander = mislukt("een@example.be"), mislukt("ander@example.be", soort="sluiting_gemeld")
        client = als(beheerder)
        assert _rijen(client.get(LIJST, {"adres": "EEN@"})) == [een]
        assert _rijen(client.get(LIJST, {"soort": "nieuw_bericht"})) == [een]
        leeg = client.get(LIJST, {"adres": "niemand"})
        assert _rijen(leeg) == []
        assert "Niets gevonden" in leeg.content.decode()
        assert ander in _rijen(client.get(LIJST))

    def test_an_older_page_begins_under_the_last_row(self, beheerder, monkeypatch):
        monkeypatch.setattr("educam_portal.meldingen.views.uitgaand.PER_BLADZIJDE", 2)
        berichten = [mislukt() for _ in range(3)][::-1]
        client = als(beheerder)
        eerste = client.get(LIJST)
        assert _rijen(eerste) == berichten[:2]
        tweede = client.get(LIJST + eerste.context["volgende"])
        assert _rijen(tweede) == berichten[2:]
        assert tweede.context["volgende"] == ""
        assert _rijen(client.get(LIJST + tweede.context["eerste"])) == berichten[:2]

    def test_empty_says_that_all_is_well(self, beheerder):
        assert "Alles kwam weg" in als(beheerder).get(LIJST).content.decode()
        assert "Niets wacht" in als(beheerder).get(LIJST, {"toestand": "wacht"}).content.decode()

    def test_the_button_puts_it_in_the_queue_and_twice_is_once(self, beheerder):
        bericht = mislukt()
        client = als(beheerder)
        pagina = f"{LIJST}{bericht.pk}/"
        (knop,) = [form for form in formulieren(client.get(pagina), pagina) if form.actie.endswith("/opnieuw/")]
        assert knop.stuur(client)["Location"] == pagina
        assert knop.stuur(client)["Location"] == pagina
        # Pressed on a page of before: a sentence, and nothing more happens.
        client.post(reverse("uitgaand:opnieuw", args=[bericht.pk]))
        html = client.get(pagina).content.decode()
        assert "Dit bericht staat al klaar" in html
        assert "/opnieuw/" not in html
        bericht.refresh_from_db()
        assert (bericht.toestand, bericht.opnieuw_door) == ("wacht", beheerder)

    def test_both_overviews_lead_to_it(self, beheerder, coordinator):
        mislukt()
        assert LIJST in als(beheerder).get("/beheer/").content.decode()
        tegels = {tegel["sleutel"]: tegel for tegel in als(coordinator).get("/coordinator/").context["tegels"]}
        assert tegels["mails"] | {"icoon": ""} == {
            "sleutel": "mails", "label": "mails mislukt in 7 dagen", "aantal": "1", "url": LIJST, "icoon": "",
            "dringend": True,
        }  # fmt: skip

    def test_one_message_is_cheap(self, nick, coordinator):
        bericht = mislukt(nick, dossier=fabrieken.OrganisatieFactory())
        client = als(coordinator)
        with kost(4):
            assert client.get(f"{LIJST}{bericht.pk}/").status_code == 200


def _wachtend(aan, aantal: int) -> list[Bericht]:
    return [meldingen.stuur("nieuw_bericht", dossier=None, aan=[aan], gegevens=GEGEVENS)[0] for _ in range(aantal)]


def _rijen(antwoord) -> list[Bericht]:
    return [rij["bericht"] for rij in antwoord.context["rijen"]]


class TestNietAangekomen:
    def test_a_failed_mail_shows_until_it_is_settled(self, nick):
        dossier = fabrieken.OrganisatieFactory()
        bericht = mislukt(nick, dossier=dossier)
        mislukt(nick)  # about nothing
        assert uitgaand.niet_aangekomen(dossier) == [bericht]
        Bericht.objects.filter(pk=bericht.pk).update(gelezen_op=timezone.now())
        assert uitgaand.niet_aangekomen(dossier) == []

    def test_a_later_mail_that_arrived_settles_it(self, nick):
        dossier = fabrieken.OrganisatieFactory()
        bericht = mislukt(nick, dossier=dossier)
        (later,) = _wachtend(nick, 1)
        Bericht.objects.filter(pk=later.pk).update(toestand="verzonden", verzonden_op=bericht.mislukt_op)
        assert uitgaand.niet_aangekomen(dossier) == [bericht]
        Bericht.objects.filter(pk=later.pk).update(verzonden_op=bericht.mislukt_op + timedelta(hours=1))
        assert uitgaand.niet_aangekomen(dossier) == [bericht], "it may still come back"
        with time_machine.travel(bericht.mislukt_op + timedelta(hours=26), tick=False):
            assert uitgaand.niet_aangekomen(dossier) == []

    def test_a_message_in_a_daily_mail_that_failed_counts(self, nick):
        dossier = fabrieken.OrganisatieFactory()
        envelop = mislukt(nick)
        (bericht,) = meldingen.stuur("nieuw_bericht", dossier=dossier, aan=[nick], gegevens=GEGEVENS)
        Bericht.objects.filter(pk=bericht.pk).update(toestand="gebundeld", dagmail=envelop)
        (gevonden,) = uitgaand.niet_aangekomen(dossier)
        assert (gevonden, gevonden.sinds, gevonden.dagmail.fout) == (bericht, envelop.mislukt_op, VOL)


@pytest.mark.parametrize(
    "velden",
    [
        {"toestand": "mislukt", "mislukt_op": None},
        {"toestand": "wacht", "mislukt_op": timezone.now()},
        {"opnieuw_op": timezone.now()},
    ],
)
def test_a_row_says_when_it_failed_and_who_asked_again(bericht, velden):
    with pytest.raises(IntegrityError), transaction.atomic():
        Bericht.objects.filter(pk=bericht.pk).update(**velden)


def test_what_failed_and_was_written_before_is_filled_in(nick):
    from importlib import import_module

    from django.apps import apps

    from educam_portal.meldingen.models import Draadbericht

    consulent = fabrieken.coordinator()
    dossier = fabrieken.OrganisatieFactory()
    oud = {"dossier": dossier, "tekst": "Dag"}
    van_ons = Draadbericht.objects.create(auteur=consulent, **oud)
    van_hen = Draadbericht.objects.create(auteur=nick, **oud)
    import_module("educam_portal.meldingen.migrations.0005_uitgaand_en_draden").vul_in(apps, None)
    assert dict(Draadbericht.objects.values_list("pk", "van_educam")) == {van_ons.pk: True, van_hen.pk: False}
