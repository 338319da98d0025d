"""What goes over the line: text, HTML and calendar parts, and the files of the embedded default."""

from email import message_from_bytes, policy
from pathlib import Path

import pytest
from django.core.mail import EmailMessage

from educam_portal import meldingen
from educam_portal.meldingen import bezorging
from educam_portal.meldingen.mail import html
from educam_portal.meldingen.opmaak import blokken, een_regel, netjes, ontleed
from tests.meldingen.conftest import GEGEVENS

PORTAAL = "http://localhost:8000"
ICS = """BEGIN:VCALENDAR\r
VERSION:2.0\r
METHOD:{methode}\r
BEGIN:VEVENT\r
UID:bezoek-7@portaal\r
SEQUENCE:1\r
SUMMARY:Bezoek aan Garage Peeters\r
END:VEVENT\r
END:VCALENDAR\r
"""


def _soorten(mail):
    return [(deel.get_content_type(), deel.get_param("method")) for deel in mail.walk() if not deel.is_multipart()]


class TestOpmaak:
    def test_subject_and_text(self):
        inhoud = "Onderwerp: Hallo\n\nDag,\n\n\n\nTekst.  \nKnop: Ga verder\n/werkgever/\n"
        assert ontleed(inhoud, PORTAAL) == ("Hallo", f"Dag,\n\nTekst.\nGa verder:\n{PORTAAL}/werkgever/")

    @pytest.mark.parametrize("inhoud", ["", "Dag\n\nTekst", "Onderwerp:\n\nTekst", "Onderwerp\n\nTekst"])
    def test_subject_is_needed(self, inhoud):
        with pytest.raises(ValueError, match="Onderwerp"):
            ontleed(inhoud, PORTAAL)

    @pytest.mark.parametrize("teken", ["\n", "\r", "\x00", "\x0b", "\x85", "\u2028", "\u2029"])
    def test_subject_is_one_line(self, teken):
        assert een_regel(f"a{teken}Bcc: b") == "a Bcc: b"

    def test_gaps_close(self):
        assert netjes("a  \n\n \n\nb\n\n") == "a\n\nb"

    def test_blocks(self):
        tekst = f"Dag,\n\nGarage\n---\n- een\n- twee\nslot\n\nGa verder:\n{PORTAAL}/x/\n\nZie {PORTAAL}/y/."
        assert [blok.soort for blok in blokken(tekst, PORTAAL)] == [
            "alinea", "kop", "lijst", "alinea", "knop", "alinea",
        ]  # fmt: skip

    @pytest.mark.parametrize(
        "url", ["https://kwaad.example.com/", "http://localhost:8000.kwaad.example.com/", "javascript:alert(1)"]
    )
    def test_only_the_portal_gets_a_button_or_link(self, url):
        pagina = html("Titel", f"Klik hier:\n{url}\n\nof {url}")
        assert f'href="{url}' not in pagina
        assert pagina.count("<a ") == 1

    def test_html_escapes_what_people_typed(self):
        pagina = html("<script>", "- <b>x</b>\n\n<img src=x>\n\n<i>y</i>\n---")
        assert "<script>" not in pagina
        assert "<b>" not in pagina
        assert "<img" not in pagina
        assert "<i>" not in pagina


@pytest.mark.django_db
@pytest.mark.parametrize("methode", ["REQUEST", "CANCEL"])
def test_calendar_part_tells_the_client_what_to_do(smtp, nick, methode):
    inhoud = ICS.format(methode=methode)
    (bericht,) = meldingen.stuur(
        "nieuw_bericht",
        dossier=None,
        aan=[nick],
        gegevens=GEGEVENS,
        bijlagen=[{"naam": "bezoek.ics", "mime": "text/calendar", "inhoud": inhoud}],
    )
    bezorging.lever(bericht.pk)
    (mail,) = smtp.mails
    assert mail.get_content_type() == "multipart/mixed"
    assert _soorten(mail) == [
        ("text/plain", None),
        ("text/html", None),
        ("text/calendar", methode),
        ("application/ics", None),
    ]
    alternatief, bijlage = mail.iter_parts()
    assert alternatief.get_content_type() == "multipart/alternative"
    agenda = list(alternatief.iter_parts())[2]
    assert agenda.get_content().splitlines() == inhoud.splitlines()
    assert bijlage.get_filename() == "bezoek.ics"
    assert bijlage.get_content().decode() == inhoud


@pytest.mark.django_db
def test_other_small_attachments(smtp, nick):
    (bericht,) = meldingen.stuur(
        "nieuw_bericht",
        dossier=None,
        aan=[nick],
        gegevens=GEGEVENS,
        bijlagen=[{"naam": "lijst.csv\r\nX: y", "mime": "text/csv", "inhoud": b"a;b\n"}],
    )
    bezorging.lever(bericht.pk)
    (bijlage,) = smtp.mails[0].iter_attachments()
    assert bijlage.get_filename() == "lijst.csv X: y"
    assert bijlage.get_content().splitlines() == ["a;b"]


@pytest.mark.django_db
class TestBestanden:
    @pytest.fixture(autouse=True)
    def _map(self, settings, tmp_path):
        settings.EMAIL_BACKEND = "educam_portal.meldingen.backend.BestandBackend"
        settings.EMAIL_FILE_PATH = str(tmp_path / "postbus")
        self.map = Path(settings.EMAIL_FILE_PATH)

    def test_one_file_per_mail(self, nick):
        meldingen.stuur("nieuw_bericht", dossier=None, aan=[nick, "a@example.be", "b@example.be"], gegevens=GEGEVENS)
        assert bezorging.veeg() == 3
        bestanden = sorted(self.map.iterdir())
        assert [bestand.suffix for bestand in bestanden] == [".eml"] * 3
        mails = [message_from_bytes(bestand.read_bytes(), policy=policy.default) for bestand in bestanden]
        assert {mail["To"] for mail in mails} == {"nick@example.be", "a@example.be", "b@example.be"}
        assert mails[0].get_body(("plain",)).get_content().startswith("Dag")

    def test_the_same_mail_again_is_the_same_file(self, bericht):
        bezorging.lever(bericht.pk)
        type(bericht).objects.update(toestand="wacht", verzonden_op=None)
        bezorging.lever(bericht.pk)
        assert len(list(self.map.iterdir())) == 1

    def test_a_mail_to_nobody_is_no_file(self):
        assert EmailMessage("Onderwerp", "Tekst", to=[]).send() == 0
        assert not self.map.exists()
