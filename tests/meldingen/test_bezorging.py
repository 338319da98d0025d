"""Delivery against a real mail server: once, later, or with the reason why not."""

import socket
import threading
from datetime import timedelta

import pytest
from django.core import mail
from django.db import connection, transaction
from django.utils import timezone

from educam_portal import meldingen
from educam_portal.meldingen import bezorging, services
from educam_portal.meldingen.bezorging import Uitkomst
from educam_portal.meldingen.models import Bericht
from tests.meldingen.conftest import GEGEVENS

pytestmark = pytest.mark.django_db


def _stuur(*aan):
    return meldingen.stuur("nieuw_bericht", dossier=None, aan=aan, gegevens=GEGEVENS)


def test_delivered_after_commit_by_the_task(smtp, nick, werker):
    with werker():
        (bericht,) = _stuur(nick)
        assert not smtp.mails
    bericht.refresh_from_db()
    assert bericht.toestand == "verzonden"
    assert bericht.verzonden_op is not None
    (brief,) = smtp.mails
    assert brief["To"] == "nick@example.be"
    assert brief["Subject"] == "Nieuw bericht van Garage Peeters"
    assert brief["Auto-Submitted"] == "auto-generated"


def test_delivering_again_sends_nothing(smtp, bericht):
    assert bezorging.lever(bericht.pk) is Uitkomst.VERZONDEN
    assert bezorging.lever(bericht.pk) is Uitkomst.NIET_AAN_DE_BEURT
    assert bezorging.veeg() == 0
    assert len(smtp.mails) == 1


def test_server_down_waits_longer_each_time_and_the_sweep_delivers(smtp, bericht, settings):
    poort = settings.EMAIL_PORT
    with socket.socket() as vrij:
        vrij.bind(("127.0.0.1", 0))
        settings.EMAIL_PORT = vrij.getsockname()[1]
        nu = timezone.now()
        for minuten in (1, 2, 4):
            assert bezorging.lever(bericht.pk, nu=nu) is Uitkomst.SERVER_WEG
            bericht.refresh_from_db()
            assert bericht.toestand == "wacht"
            assert bericht.volgende_poging == nu + timedelta(minutes=minuten)
            assert "refused" in bericht.fout
            assert bezorging.lever(bericht.pk, nu=nu) is Uitkomst.NIET_AAN_DE_BEURT
            nu = bericht.volgende_poging
    settings.EMAIL_PORT = poort
    assert bezorging.veeg(nu=nu) == 1
    bericht.refresh_from_db()
    assert (bericht.toestand, bericht.pogingen, bericht.fout) == ("verzonden", 4, "")


def test_sweep_stops_at_a_server_that_is_away(nick, bericht, settings):
    _stuur("a@example.be", "b@example.be")
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    assert bezorging.veeg() == 0
    assert list(Bericht.objects.order_by("pk").values_list("pogingen", flat=True)) == [1, 0, 0]


def test_slow_server_is_left_and_tried_again(smtp, bericht, settings):
    settings.EMAIL_TIMEOUT, smtp.traag = 0.3, 1.5
    assert bezorging.lever(bericht.pk) is Uitkomst.SERVER_WEG
    bericht.refresh_from_db()
    assert bericht.toestand == "wacht"
    assert "timed out" in bericht.fout


def test_one_refused_recipient_does_not_hold_up_the_others(smtp, nick):
    smtp.weiger["weg@example.be"] = "550 5.1.1 No such mailbox"
    _stuur("weg@example.be", nick)
    assert bezorging.veeg() == 1
    weg, goed = Bericht.objects.order_by("pk")
    assert (weg.toestand, weg.fout) == ("mislukt", "550 5.1.1 No such mailbox")
    assert goed.toestand == "verzonden"
    assert [brief["To"] for brief in smtp.mails] == ["nick@example.be"]


def test_full_mailbox_today_delivered_later(smtp, bericht):
    smtp.weiger["nick@example.be"] = "452 4.2.2 Mailbox full"
    assert bezorging.lever(bericht.pk) is Uitkomst.UITGESTELD
    bericht.refresh_from_db()
    assert (bericht.toestand, bericht.fout) == ("wacht", "452 4.2.2 Mailbox full")
    smtp.weiger.clear()
    smtp.antwoord = ["451 4.3.0 Try again later"]
    assert bezorging.lever(bericht.pk, nu=bericht.volgende_poging) is Uitkomst.UITGESTELD
    bericht.refresh_from_db()
    assert bezorging.lever(bericht.pk, nu=bericht.volgende_poging) is Uitkomst.VERZONDEN


def test_refused_content_is_final(smtp, bericht):
    smtp.antwoord = ["554 5.7.1 Rejected"]
    assert bezorging.lever(bericht.pk) is Uitkomst.MISLUKT
    bericht.refresh_from_db()
    assert (bericht.toestand, bericht.fout) == ("mislukt", "554 5.7.1 Rejected")


def test_given_up_after_days(smtp, bericht):
    smtp.weiger["nick@example.be"] = "452 4.2.2 Mailbox full"
    later = bericht.aangemaakt_op + bezorging.OPGEVEN_NA + timedelta(minutes=1)
    assert bezorging.lever(bericht.pk, nu=later) is Uitkomst.MISLUKT
    bericht.refresh_from_db()
    assert bericht.fout == "Na 5 dagen opgegeven. 452 4.2.2 Mailbox full"


def test_wait_grows_to_two_hours():
    minuten = [bezorging.wachttijd(n).total_seconds() / 60 for n in (1, 2, 3, 7, 8, 500)]
    assert minuten == [1, 2, 4, 64, 120, 120]


def test_crash_between_claim_and_sending_is_swept_after_the_lease(smtp, bericht):
    nu = timezone.now()
    assert bezorging.claim(bericht.pk, nu)
    assert bezorging.veeg(nu=nu + bezorging.LEASE - timedelta(seconds=1)) == 0
    assert bezorging.veeg(nu=nu + bezorging.LEASE + timedelta(seconds=1)) == 1
    assert len(smtp.mails) == 1


def test_crash_after_sending_gives_a_copy_with_the_same_message_id(smtp, bericht):
    bezorging.lever(bericht.pk)
    Bericht.objects.filter(pk=bericht.pk).update(toestand="wacht", verzonden_op=None)
    bezorging.lever(bericht.pk)
    eerste, tweede = smtp.mails
    assert eerste["Message-ID"] == tweede["Message-ID"]
    assert eerste["Date"] == tweede["Date"]


def test_second_worker_during_sending_finds_it_claimed(bericht, monkeypatch):
    uitkomsten = []
    echt = bezorging.stel_samen

    def tussendoor(*args):
        uitkomsten.append(bezorging.lever(bericht.pk))
        return echt(*args)

    monkeypatch.setattr(bezorging, "stel_samen", tussendoor)
    assert bezorging.lever(bericht.pk) is Uitkomst.VERZONDEN
    assert uitkomsten == [Uitkomst.NIET_AAN_DE_BEURT]
    assert len(mail.outbox) == 1


def test_late_worker_does_not_undo_what_another_did(smtp, bericht):
    nu = timezone.now()
    traag = bezorging.claim(bericht.pk, nu)
    assert bezorging.lever(bericht.pk, nu=nu + bezorging.LEASE * 2) is Uitkomst.VERZONDEN
    bezorging._uitgesteld(traag, nu, "TimeoutError")
    bericht.refresh_from_db()
    assert bericht.toestand == "verzonden"


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_workers_send_once(smtp, nick):
    """Ten messages, four workers that all want every one of them."""
    berichten = _stuur(nick, *(f"u{n}@example.be" for n in range(9)))
    start = threading.Barrier(4)
    uitkomsten: list[Uitkomst] = []

    def werk():
        start.wait()
        try:
            uitkomsten.extend(bezorging.lever(bericht.pk) for bericht in berichten)
        finally:
            connection.close()

    draden = [threading.Thread(target=werk) for _ in range(4)]
    for draad in draden:
        draad.start()
    for draad in draden:
        draad.join()
    assert uitkomsten.count(Uitkomst.VERZONDEN) == 10
    assert len(smtp.mails) == 10
    assert len({brief["Message-ID"] for brief in smtp.mails}) == 10


def test_broker_down_fails_no_request(smtp, nick, monkeypatch, django_capture_on_commit_callbacks, caplog):
    def weg(*args, **kwargs):
        raise ConnectionError("broker weg")

    monkeypatch.setattr(services.lever, "apply_async", weg)
    with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
        _stuur(nick)
    assert "de veeg verzendt 1 bericht" in caplog.text
    assert bezorging.veeg() == 1


def test_nothing_is_queued_when_the_change_is_undone(nick, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks() as wachtrij, pytest.raises(RuntimeError), transaction.atomic():
        _stuur(nick)
        raise RuntimeError
    assert wachtrij == []


def test_a_fault_of_our_own_is_recorded_and_holds_up_nobody(smtp, bericht, monkeypatch, caplog):
    def stuk(*args):
        raise KeyError("sjabloon")

    monkeypatch.setattr(bezorging, "stel_samen", stuk)
    assert bezorging.lever(bericht.pk) is Uitkomst.UITGESTELD
    bericht.refresh_from_db()
    assert bericht.fout == "KeyError: 'sjabloon'"


@pytest.mark.parametrize(
    ("adres", "toestand"),
    [("x@example.be", "verzonden"), ("x@example.com", "mislukt"), ("x@anders.example.be", "mislukt")],
)
def test_demo_mails_nobody_outside_example_be(smtp, db, adres, toestand, settings):
    settings.DEMO = True
    (bericht,) = _stuur(adres)
    bezorging.lever(bericht.pk)
    bericht.refresh_from_db()
    assert bericht.toestand == toestand
    assert len(smtp.mails) == (toestand == "verzonden")
    assert ("demo" in bericht.fout) == (toestand == "mislukt")


def test_outside_demo_everybody_gets_mail(smtp, db, settings):
    settings.DEMO = False
    (bericht,) = _stuur("x@example.com")
    assert bezorging.lever(bericht.pk) is Uitkomst.VERZONDEN


def test_a_message_nobody_picked_up_is_stuck(bericht):
    kwartier = timedelta(minutes=15)
    later = bericht.aangemaakt_op + kwartier
    assert not bezorging.staat_vast(later, langer_dan=kwartier)
    assert bezorging.staat_vast(later + timedelta(seconds=1), langer_dan=kwartier)
    Bericht.objects.update(toestand="mislukt", mislukt_op=later)
    assert not bezorging.staat_vast(later + timedelta(days=1), langer_dan=kwartier)


@pytest.mark.parametrize(("fout", "vast"), [("452 4.2.2 Mailbox full", False), ("ConnectionRefusedError: weg", True)])
def test_a_message_that_is_tried_in_vain_is_stuck_unless_its_mailbox_asks_for_time(bericht, fout, vast):
    later = bericht.aangemaakt_op + timedelta(hours=3)
    Bericht.objects.update(pogingen=7, fout=fout, volgende_poging=later + timedelta(minutes=40))
    assert bezorging.staat_vast(later, langer_dan=timedelta(minutes=15)) is vast


@pytest.mark.parametrize("aantal", [1, 3])
def test_sweep_costs_the_same_per_message(aantal, db, django_assert_num_queries):
    _stuur(*(f"u{n}@example.be" for n in range(aantal)))
    with django_assert_num_queries(1 + 3 * aantal):
        assert bezorging.veeg() == aantal
