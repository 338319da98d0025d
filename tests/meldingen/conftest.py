"""A real mail server on loopback, whose answers a test sets."""

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP

from educam_portal.accounts.models import User
from educam_portal.meldingen.models import Bericht


@dataclass
class Postmeester:
    """Handler of the server: keeps what came in; `weiger` and `antwoord` say no, `traag` waits (seconds)."""

    mails: list[EmailMessage] = field(default_factory=list)
    weiger: dict[str, str] = field(default_factory=dict)
    antwoord: list[str] = field(default_factory=list)
    traag: float = 0

    async def handle_RCPT(self, server, session, envelope, address, rcpt_options):
        if address in self.weiger:
            return self.weiger[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        if self.traag:
            await asyncio.sleep(self.traag)
        if self.antwoord:
            return self.antwoord.pop(0)
        self.mails.append(message_from_bytes(envelope.content.replace(b"\r\n", b"\n"), policy=policy.default))
        return "250 Message accepted"


class _Server(Controller):
    def factory(self):
        return SMTP(self.handler, hostname="localhost", enable_SMTPUTF8=True)

    def _trigger_server(self):
        # Port 0 lets the system choose; only now is it known.
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()


@pytest.fixture
def smtp(settings) -> Iterator[Postmeester]:
    """The portal delivers to this server for the length of the test."""
    postmeester = Postmeester()
    server = _Server(postmeester, hostname="127.0.0.1", port=0)
    server.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
    settings.EMAIL_TIMEOUT = 5
    yield postmeester
    server.stop()


@pytest.fixture
def nick(db) -> User:
    return User.objects.create_user("nick@example.be", naam="Nick Lambert")


@pytest.fixture
def bericht(nick) -> Bericht:
    """A message that waits."""
    from educam_portal.meldingen import stuur

    return stuur("nieuw_bericht", dossier=None, aan=[nick], gegevens=GEGEVENS)[0]


GEGEVENS = {"auteur": "Garage Peeters", "titel": "ERK-2026-00123", "url": "/consulent/dossiers/ERK-2026-00123/"}
