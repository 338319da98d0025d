"""The mail server is down, refuses somebody, or the worker dies: the request goes on, each message arrives once."""

import os
import socket
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from educam_portal.meldingen import bezorging
from educam_portal.meldingen.models import Bericht, Voorkeur
from educam_portal.overzicht import gezondheid
from tests import fabrieken
from tests.erkenning.dossiers import dossier

AKKOORD = dict.fromkeys(["leeropportuniteit", "begeleider", "bepalingen", "communicatie"], "on")
WORTEL = Path(__file__).resolve().parent.parent.parent


@pytest.fixture
def uitval(smtp, settings):
    """The server of `smtp` cannot be reached until the returned function is called."""
    poort = settings.EMAIL_PORT
    with socket.socket() as dicht:
        dicht.bind(("127.0.0.1", 0))
        settings.EMAIL_PORT = dicht.getsockname()[1]
        yield lambda: setattr(settings, "EMAIL_PORT", poort)


@pytest.mark.django_db
def test_filing_while_the_server_is_down(client, uitval, smtp, werker, time_machine):
    d = dossier().vul_in()
    Voorkeur.objects.create(user=d.consulent, groep="dossiers", wijze="meteen")
    Bericht.objects.all().delete()
    client.force_login(d.werkgever)
    with werker():
        antwoord = client.post(reverse("werkgever:nakijken", args=[d.aanvraag.ref]), AKKOORD)
    d.ververs()
    assert antwoord["Location"] == reverse("werkgever:ingediend", args=[d.aanvraag.referentie])
    assert client.get(antwoord["Location"]).status_code == 200
    adressen = sorted(Bericht.objects.values_list("adres", flat=True))
    assert adressen == sorted([d.werkgever.email, d.consulent.email])
    assert set(Bericht.objects.values_list("toestand", "pogingen")) == {("wacht", 1)}
    assert all("refused" in bericht.fout for bericht in Bericht.objects.all())
    assert smtp.mails == []
    gezond = gezondheid.CONTROLES["berichten"]
    assert gezond()

    begin = timezone.now()
    for minuut in range(1, 30):
        time_machine.move_to(begin + timedelta(minutes=minuut), tick=False)
        bezorging.veeg()
        assert gezond() is (minuut < 15)
    assert client.get("/gezond/").json()["checks"]["berichten"] is False

    uitval()
    time_machine.move_to(begin + timedelta(hours=1), tick=False)
    assert bezorging.veeg() == 2
    assert bezorging.veeg() == 0
    assert sorted(brief["To"] for brief in smtp.mails) == adressen
    assert gezond()
    assert set(Bericht.objects.values_list("toestand", "fout")) == {("verzonden", "")}


@pytest.mark.django_db
def test_one_colleague_is_refused_and_the_others_are_told(client, smtp, werker):
    d = dossier().vul_in()
    Voorkeur.objects.create(user=d.consulent, groep="dossiers", wijze="meteen")
    Bericht.objects.all().delete()
    weg = fabrieken.werkgever(d.aanvraag.onderneming)
    smtp.weiger[weg.email] = "550 5.1.1 No such mailbox"
    client.force_login(d.werkgever)
    with werker():
        assert client.post(reverse("werkgever:nakijken", args=[d.aanvraag.ref]), AKKOORD).status_code == 302
    assert sorted(brief["To"] for brief in smtp.mails) == sorted([d.werkgever.email, d.consulent.email])
    mislukt = Bericht.objects.get(toestand="mislukt")
    assert (mislukt.adres, mislukt.fout) == (weg.email, "550 5.1.1 No such mailbox")


# A worker as Celery runs it, that is killed the moment the server said yes.
WERKER = """
import os, signal, sys
import django
django.setup()
from django.test import override_settings
from educam_portal.meldingen import bezorging

poort, bericht = map(int, sys.argv[1:])
echt = bezorging.stel_samen

def stel_samen(*args):
    mail = echt(*args)
    verzend = mail.send
    mail.send = lambda: (verzend(), os.kill(os.getpid(), signal.SIGKILL))
    return mail

bezorging.stel_samen = stel_samen
smtp = {"EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend", "EMAIL_HOST": "127.0.0.1", "EMAIL_PORT": poort}
with override_settings(**smtp):
    bezorging.lever(bericht)
"""


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_a_worker_killed_between_sending_and_writing_it_down(smtp, bericht, settings):
    databank = connection.settings_dict
    url = "postgres://{USER}:{PASSWORD}@{HOST}:{PORT}/{NAME}".format(**databank)
    omgeving = os.environ | {"TEST_DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "tests.instellingen"}
    gedood = subprocess.run(
        [sys.executable, "-c", WERKER, str(settings.EMAIL_PORT), str(bericht.pk)],
        cwd=WORTEL,
        env=omgeving,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert gedood.returncode == -9, gedood.stderr
    bericht.refresh_from_db()
    assert (bericht.toestand, bericht.pogingen) == ("wacht", 1)
    assert bezorging.veeg() == 0  # the lease of the dead one still runs
    assert bezorging.veeg(nu=bericht.lease_tot + timedelta(seconds=1)) == 1
    bericht.refresh_from_db()
    assert bericht.toestand == "verzonden"
    # The copy is recognisable: mailboxes show one of the two.
    assert len({brief["Message-ID"] for brief in smtp.mails}) == 1
    assert bezorging.veeg(nu=timezone.now() + timedelta(days=1)) == 0
