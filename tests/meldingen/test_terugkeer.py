"""A mail that came back: the report of a mail server marks the message, and nothing else a stranger sends does."""

import io
import sys
from types import SimpleNamespace

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from educam_portal.meldingen import bezorging, terugkeer
from educam_portal.meldingen.mail import message_id
from educam_portal.meldingen.models import Bericht

pytestmark = pytest.mark.django_db
MELDING = """From: MAILER-DAEMON@mail.example.be
To: portaal@example.be
Subject: Undelivered Mail Returned to Sender
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="grens"

--grens
Content-Type: text/plain; charset=utf-8

Dit is het mailsysteem.

--grens
Content-Type: message/delivery-status

Reporting-MTA: dns; mail.example.be
Arrival-Date: Thu, 3 Dec 2026 09:12:00 +0100

Final-Recipient: rfc822; nick@example.be
Action: {actie}
Status: {status}
{diagnose}
--grens
Content-Type: {soort}

Subject: Nieuw bericht
Message-ID: {id}
To: nick@example.be

Dag
--grens--
"""
DIAGNOSE = "Diagnostic-Code: smtp; 550 5.1.1 <nick@example.be>:\n  Recipient address rejected\n"


def melding(bericht: Bericht, **anders: str) -> bytes:
    velden = {
        "actie": "failed", "status": "5.1.1", "diagnose": DIAGNOSE, "soort": "message/rfc822",
        "id": message_id(bericht),
    } | anders  # fmt: skip
    return MELDING.format(**velden).encode()


@pytest.fixture
def verzonden(smtp, bericht) -> Bericht:
    bezorging.lever(bericht.pk)
    bericht.refresh_from_db()
    return bericht


def verwerk(ruw: bytes):
    return terugkeer.verwerk(ruw, op=timezone.now())


@pytest.mark.parametrize("soort", ["message/rfc822", "text/rfc822-headers"])
def test_a_bounce_marks_the_message_with_the_words_of_the_server(verzonden, soort):
    assert verwerk(melding(verzonden, soort=soort)) == (verzonden, terugkeer.Uitslag.GEMERKT)
    verzonden.refresh_from_db()
    assert verzonden.teruggekomen
    assert verzonden.fout == "550 5.1.1 <nick@example.be>: Recipient address rejected"
    # The same report again, as mail servers do.
    assert verwerk(melding(verzonden))[1] is terugkeer.Uitslag.AL_BEKEND


def test_without_words_the_status_is_kept(verzonden):
    verwerk(melding(verzonden, diagnose=""))
    verzonden.refresh_from_db()
    assert verzonden.fout == "Status 5.1.1"


def test_a_delay_changes_nothing(verzonden):
    assert verwerk(melding(verzonden, actie="delayed"))[1] is terugkeer.Uitslag.NIET_OPGEGEVEN
    verzonden.refresh_from_db()
    assert verzonden.toestand == "verzonden"


def test_one_that_goes_again_has_another_chance(verzonden):
    Bericht.objects.filter(pk=verzonden.pk).update(toestand="wacht")
    assert verwerk(melding(verzonden))[1] is terugkeer.Uitslag.OPNIEUW


def test_what_is_no_report_about_a_mail_of_ours_is_refused(verzonden):
    goed = melding(verzonden)
    nummer = str(verzonden.pk)
    fout = {
        "leeg": b"",
        "geen mail": b"\x00\xff\xfe" * 100,
        "gewone mail": b"Subject: dag\n\nkwam niet aan",
        "geen stand": goed.replace(b"message/delivery-status", b"text/plain"),
        "geen ontvanger": goed.replace(b"Action: failed", b"X: y"),
        "andere mail": melding(verzonden, id="<iets@elders.example>"),
        "ander bericht": melding(verzonden, id=message_id(verzonden).replace(f"-{nummer}.", f"-{nummer}1.")),
        "geraden moment": melding(verzonden, id=f"<bericht-{nummer}.1764000000.000000@localhost>"),
        "te groot": goed + b"x" * terugkeer.HOOGSTENS,
    }
    for wat, ruw in fout.items():
        with pytest.raises(terugkeer.Onleesbaar) as geweigerd:
            verwerk(ruw)
        assert str(geweigerd.value).endswith("."), wat
    verzonden.refresh_from_db()
    assert verzonden.toestand == "verzonden"


def test_a_message_that_never_left_as_a_mail_is_refused(bericht):
    Bericht.objects.filter(pk=bericht.pk).update(toestand="portaal")
    with pytest.raises(terugkeer.Onleesbaar, match="nooit als mail"):
        verwerk(melding(bericht))


def test_the_command_reads_stdin(verzonden, monkeypatch, capsys):
    def lees(ruw: bytes) -> None:
        monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(ruw)))
        call_command("bounce")

    lees(melding(verzonden))
    assert capsys.readouterr().out == f"Bericht {verzonden.pk} aan nick@example.be is gemerkt als teruggekomen.\n"
    with pytest.raises(CommandError, match="multipart/report") as fout:
        lees(b"Subject: dag\n\nkwam niet aan")
    assert fout.value.returncode == 65
