"""A mail that came back: reading what a mail server reports (RFC 3464), and marking the message it is about.

What comes in is written by strangers. Only a report that names a Message-ID which the portal really gave counts.
"""

import re
from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes, policy
from email.message import EmailMessage, Message
from email.parser import HeaderParser
from enum import StrEnum

from educam_portal.accounts.tekst import een_regel

from .mail import message_id
from .models import Bericht

HOOGSTENS = 5 * 1024 * 1024  # bytes: a report may carry the whole mail back
_VAN_ONS = re.compile(r"<bericht-([0-9]{1,18})\.[0-9]+\.[0-9]{6}@[^<>\s]+>")


class Onleesbaar(ValueError):
    """This is no report about a mail of ours; the text says why, in one Dutch sentence."""


class Uitslag(StrEnum):
    """What became of it, in words for the log of the mail server."""

    GEMERKT = "is gemerkt als teruggekomen"
    AL_BEKEND = "stond al als mislukt, er verandert niets"
    OPNIEUW = "wordt al opnieuw verstuurd, er verandert niets"
    NIET_OPGEGEVEN = "is nog niet opgegeven door de mailserver, er verandert niets"


NIETS_TE_DOEN = {Bericht.Toestand.MISLUKT: Uitslag.AL_BEKEND, Bericht.Toestand.WACHT: Uitslag.OPNIEUW}


@dataclass(frozen=True)
class Melding:
    """What a report says: about which of our mails, whether the server gave up, and its own words."""

    message_id: str
    opgegeven: bool
    antwoord: str


def lees(ruw: bytes) -> Melding:
    """The report in `ruw`, a whole mail. Raises Onleesbaar."""
    if len(ruw) > HOOGSTENS:
        raise Onleesbaar(f"De mail is groter dan {HOOGSTENS // 1024 // 1024} MB.")
    mail = message_from_bytes(ruw, policy=policy.default)
    if mail.get_content_type() != "multipart/report":
        raise Onleesbaar("Dit is geen melding van een mailserver: de mail is geen multipart/report.")
    stand = next((deel for deel in mail.walk() if deel.get_content_type() == "message/delivery-status"), None)
    if stand is None:
        raise Onleesbaar("De melding zegt niet wat er met de mail gebeurde (message/delivery-status).")
    ontvangers = _blokken(stand)
    if not ontvangers:
        raise Onleesbaar("De melding noemt geen ontvanger.")
    mislukt = next((blok for blok in ontvangers if _veld(blok, "Action").lower() == "failed"), None)
    return Melding(_onze_id(mail), mislukt is not None, _antwoord(mislukt or ontvangers[0]))


def verwerk(ruw: bytes, *, op: datetime) -> tuple[Bericht, Uitslag]:
    """Mark the message that a report is about. Safe to repeat. Raises Onleesbaar, also when the mail is not ours."""
    melding = lees(ruw)
    nummer = _VAN_ONS.fullmatch(melding.message_id)
    bericht = Bericht.objects.filter(pk=int(nummer[1])).first() if nummer else None
    if bericht is None or message_id(bericht) != melding.message_id:
        raise Onleesbaar("De melding gaat over een mail die dit portaal niet verstuurde.")
    if not melding.opgegeven:
        return bericht, Uitslag.NIET_OPGEGEVEN
    if merk(bericht, melding.antwoord, op=op):
        return bericht, Uitslag.GEMERKT
    bericht.refresh_from_db(fields=["toestand"])
    uitslag = NIETS_TE_DOEN.get(Bericht.Toestand(bericht.toestand))
    if uitslag is None:
        raise Onleesbaar("De melding gaat over een bericht dat nooit als mail vertrok.")
    return bericht, uitslag


def merk(bericht: Bericht, antwoord: str, *, op: datetime) -> bool:
    """The mail did not arrive; False when it never left, failed before, or goes again and has another chance."""
    gemerkt = Bericht.objects.filter(pk=bericht.pk, toestand=Bericht.Toestand.VERZONDEN).update(
        toestand=Bericht.Toestand.MISLUKT, mislukt_op=op, fout=antwoord
    )
    return bool(gemerkt)


def _blokken(stand: Message) -> list[Message]:
    """The blocks about a recipient; the first block is about the mail as a whole."""
    inhoud = stand.get_payload()
    blokken = inhoud if isinstance(inhoud, list) else []
    return [blok for blok in blokken if isinstance(blok, Message) and "Action" in blok]


def _veld(blok: Message, naam: str) -> str:
    return een_regel(str(blok.get(naam, "")))


def _antwoord(blok: Message) -> str:
    """The words of the server that gave up, as the delivery keeps those of its own server: `550 5.1.1 …`."""
    soort, _, zin = _veld(blok, "Diagnostic-Code").partition(";")
    tekst = zin.strip() if zin and soort.strip().lower() == "smtp" else _veld(blok, "Diagnostic-Code")
    return (tekst or f"Status {_veld(blok, 'Status') or 'onbekend'}")[:1000]


def _onze_id(mail: EmailMessage) -> str:
    """The Message-ID of the mail that came back: from its own head, else from what the report answers to."""
    kandidaten = [_id_van(deel) for deel in mail.walk() if deel is not mail]
    kandidaten += [str(mail.get("In-Reply-To", "")), *str(mail.get("References", "")).split()]
    for kandidaat in kandidaten:
        if gevonden := _VAN_ONS.search(kandidaat):
            return gevonden[0]
    raise Onleesbaar("De melding gaat over een mail die dit portaal niet verstuurde.")


def _id_van(deel: Message) -> str:
    if deel.get_content_type() == "text/rfc822-headers":
        inhoud = deel.get_payload(decode=True)
        tekst = inhoud.decode(errors="replace") if isinstance(inhoud, bytes) else ""
        return str(HeaderParser(policy=policy.compat32).parsestr(tekst).get("Message-ID", ""))
    return str(deel.get("Message-ID", ""))
