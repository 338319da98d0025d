"""A real SMTP server in this process that keeps what it gets."""

from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage

from aiosmtpd.controller import Controller

from scripts.diensten import vrije_poort


class SmtpVanger:
    """Handler of aiosmtpd: `mails` holds every message; `weigert` the addresses that it refuses (550)."""

    def __init__(self) -> None:
        self.mails: list[EmailMessage] = []
        self.weigert: set[str] = set()

    async def handle_RCPT(self, server, session, envelope, address, rcpt_options):
        if address in self.weigert:
            return "550 onbekende ontvanger"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        mail = message_from_bytes(envelope.content, policy=policy.default)
        mail["X-Ontvanger"] = ", ".join(envelope.rcpt_tos)
        self.mails.append(mail)
        return "250 OK"


@contextmanager
def smtp_server() -> Iterator[tuple[str, SmtpVanger]]:
    """A running server; yields its URL for EMAIL_URL and the catcher."""
    vanger = SmtpVanger()
    controller = Controller(vanger, hostname="127.0.0.1", port=vrije_poort())
    controller.start()
    try:
        yield f"smtp://127.0.0.1:{controller.port}", vanger
    finally:
        controller.stop()
