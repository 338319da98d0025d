"""From a Bericht to the mail as it goes over the line."""

import re
from email.encoders import encode_base64
from email.mime.base import MIMEBase
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.timezone import localtime

from educam_portal.meldingen.models import Bericht
from educam_portal.meldingen.opmaak import blokken

PORTAAL = "Portaal duaal leren"
KEUZE = "Kies welke mails je krijgt"


def message_id(bericht: Bericht) -> str:
    """Stable over every attempt, so that a second copy is recognised as the same mail."""
    domein = urlsplit(settings.PORTAL_URL).hostname or "localhost"
    return f"<bericht-{bericht.pk}.{bericht.aangemaakt_op.timestamp():.6f}@{domein}>"


def stel_samen(bericht: Bericht, tekst: str) -> EmailMultiAlternatives:
    """The mail of `bericht` with `tekst` (secrets filled in): plain text, one-column HTML, attachments.

    A text/calendar part also goes in as an alternative with its method, which is what makes a calendar move or drop
    the event instead of showing a loose file (RFC 6047 §2.4).
    """
    keuze = _keuze_url() if bericht.aan_id else ""
    voet = f"{PORTAAL}\n{settings.PORTAL_URL}\n" + (f"{KEUZE}: {keuze}\n" if keuze else "")
    mail = EmailMultiAlternatives(
        subject=bericht.titel,
        body=f"{tekst}\n\n-- \n{voet}",
        to=[bericht.adres],
        headers={
            "Message-ID": message_id(bericht),
            "Date": localtime(bericht.aangemaakt_op).strftime("%a, %d %b %Y %H:%M:%S %z"),
            "Auto-Submitted": "auto-generated",
        },
    )
    mail.attach_alternative(html(bericht.titel, tekst, keuze), "text/html")
    for bijlage in bericht.bijlagen:
        _voeg_toe(mail, bijlage["naam"], bijlage["mime"], bijlage["inhoud"])
    return mail


def _keuze_url() -> str:
    """Where somebody with an account chooses which mails come and how."""
    return f"{settings.PORTAL_URL}{reverse('berichten:voorkeuren')}"


def html(titel: str, tekst: str, keuze_url: str = "") -> str:
    """The same text as simple responsive HTML; with `keuze_url` its foot leads to the choice of mails."""
    return render_to_string(
        "meldingen/mail.html",
        {
            "titel": titel,
            "blokken": blokken(tekst, settings.PORTAL_URL),
            "portaal": PORTAAL,
            "portal_url": settings.PORTAL_URL,
            "keuze": KEUZE,
            "keuze_url": keuze_url,
        },
    )


def _voeg_toe(mail: EmailMultiAlternatives, naam: str, mime: str, inhoud: str) -> None:
    if not mime.startswith("text/calendar"):
        mail.attach(naam, inhoud, mime)
        return
    methode = re.search(r"^METHOD:([A-Z]+)\s*$", inhoud, flags=re.MULTILINE)
    if methode:
        mail.attach_alternative("\n".join(inhoud.splitlines()) + "\n", f"text/calendar; method={methode.group(1)}")
    bestand = MIMEBase("application", "ics", name=naam)
    bestand.set_payload(inhoud.encode())
    encode_base64(bestand)
    bestand.add_header("Content-Disposition", "attachment", filename=naam)
    mail.attach(bestand)
