"""The running portal that browser tests talk to, with the mails that it sent."""

import os
import re
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage
from functools import partial
from pathlib import Path

from scripts import proefportaal
from scripts.diensten import postgres, redis, wacht_tot
from tests.browser import wereld
from tests.browser.databank import SLEUTELS, eigen_databank
from tests.smtp import SmtpVanger, smtp_server


class Portaal(proefportaal.Proefportaal):
    """A portal whose mails can be read, wherever it sends them."""

    def __init__(self, draait: proefportaal.Proefportaal, vanger: SmtpVanger | None) -> None:
        super().__init__(draait.url, draait.omgeving, draait.var, draait.stapel)
        self._vanger = vanger

    def mails(self, aan: str = "") -> list[EmailMessage]:
        """Mails sent so far, oldest first, from the SMTP server or the file mailbox; only those to `aan` when given."""
        if self._vanger is not None:
            alle = list(self._vanger.mails)
        else:
            bestanden = sorted((self.var / "postbus").glob("*"), key=lambda b: b.stat().st_mtime)
            delen = [deel for b in bestanden for deel in re.split(rb"\n-{70,}\n", b.read_bytes()) if deel.strip()]
            alle = [message_from_bytes(deel, policy=policy.default) for deel in delen]
        return [mail for mail in alle if aan in f"{mail['To']} {mail['X-Ontvanger']}"]

    def wacht_op_mail(self, aan: str, onderwerp: str = "", *, seconden: float = 30) -> EmailMessage:
        """The newest mail to `aan` with `onderwerp` in its subject, once it is there; Mislukt when it stays away."""

        def gevonden() -> list[EmailMessage]:
            return [mail for mail in self.mails(aan) if onderwerp in str(mail["Subject"])]

        wacht_tot(lambda: bool(gevonden()), seconden=seconden, wat=f"Een mail aan {aan} over '{onderwerp}'")
        return gevonden()[-1]


@contextmanager
def draaiend(var: Path, *, ingebed: bool) -> Iterator[Portaal]:
    """A portal with the demo world, on the embedded default or on PostgreSQL, Redis and SMTP of its own."""
    with ExitStack() as stapelaar:
        vul = proefportaal.maak_wereld
        delen = {naam: os.environ[naam] for naam in SLEUTELS}
        vanger = None
        if not ingebed:
            smtp, vanger = stapelaar.enter_context(smtp_server())
            server, gemaakt = os.environ.get("BROWSER_DATABASE_URL"), os.environ.get("BROWSER_WERELD")
            delen |= {
                "DATABASE_URL": eigen_databank(server, leeg=bool(gemaakt))
                if server
                else stapelaar.enter_context(postgres()),
                "REDIS_URL": stapelaar.enter_context(redis()),
                "EMAIL_URL": smtp,
            }
            if gemaakt:
                vul = partial(wereld.neem_over, Path(gemaakt))
        yield Portaal(stapelaar.enter_context(proefportaal.draaiend(var, vul=vul, **delen)), vanger)
