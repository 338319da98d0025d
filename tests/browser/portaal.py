"""The running portal that browser tests talk to: web, worker and beat as in production, never eager."""

import os
import re
import shutil
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

from django.core.management import get_commands

from scripts.diensten import postgres, redis, vrije_poort, wacht_tot
from scripts.stapel import WORTEL, Stapel, manage, opdrachten
from tests.smtp import SmtpVanger, smtp_server


class Portaal:
    """`url` without a slash at the end; `omgeving` the environment of its processes; `var` its data folder."""

    def __init__(
        self, url: str, omgeving: dict[str, str], var: Path, vanger: SmtpVanger | None, stapel: Stapel
    ) -> None:
        self.url, self.omgeving, self.var, self._vanger, self.stapel = url, omgeving, var, vanger, stapel

    def manage(self, *argumenten: str) -> str:
        """Run a manage.py command on the portal's own data; returns what it printed."""
        return manage(*argumenten, omgeving=self.omgeving, stil=True)

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

    def log(self, naam: str) -> str:
        """What a process (`web`, `worker`, `beat`) printed so far."""
        return (self.var / f"{naam}.log").read_text(errors="replace")


@contextmanager
def draaiend(var: Path, *, ingebed: bool) -> Iterator[Portaal]:
    """A portal with the demo world, on the embedded default or on PostgreSQL, Redis and SMTP of its own."""
    with ExitStack() as stapelaar:
        poort = vrije_poort()
        url = f"http://localhost:{poort}"
        omgeving = {naam: waarde for naam, waarde in os.environ.items() if naam in ("PATH", "HOME", "LANG", "TMPDIR")}
        omgeving |= {
            "DJANGO_SETTINGS_MODULE": "educam_portal.settings",
            "DEMO": "1",
            "TWEEDE_FACTOR_VERPLICHT": "0",
            "PORT": str(poort),
            "PORTAL_URL": url,
            "CSRF_TRUSTED_ORIGINS": url,
            "ALLOWED_HOSTS": "localhost,127.0.0.1",
            "VAR_DIR": str(var),
            "DOCUMENTEN_DIR": str(var / "documenten"),
            "DATABASE_URL": f"sqlite:///{var / 'portaal.sqlite3'}",
            "REDIS_URL": "",
            "EMAIL_URL": "",
            "CLAMD_URL": "",
            "VERTROUWDE_PROXIES": "0",
            "LOGNIVEAU": "WARNING",
        }
        for naam in ("SECRET_KEY", "DOCUMENT_SLEUTELS", "PERSOON_SLEUTELS", "PERSOON_HASH_SLEUTEL"):
            omgeving[naam] = os.environ[naam]
        vanger = None
        if not ingebed:
            smtp, vanger = stapelaar.enter_context(smtp_server())
            omgeving |= {
                "DATABASE_URL": stapelaar.enter_context(postgres()),
                "REDIS_URL": stapelaar.enter_context(redis()),
                "EMAIL_URL": smtp,
            }
        # Static files that `make setup` collected need not be compressed again; bijwerken sees whether they still hold.
        stempel = WORTEL / "var" / "static.vergrendeld"
        if stempel.is_file():
            shutil.copytree(WORTEL / "var" / "static", var / "static")
            shutil.copy(stempel, var)
        subprocess.run([sys.executable, "scripts/bijwerken.py"], cwd=WORTEL, env=omgeving, check=True)
        for opdracht in (
            *([["demo"]] if "demo" in get_commands() else []),
            ["verwerk_termijnen"],
        ):
            manage(*opdracht, omgeving=omgeving, stil=True)
        stapel = Stapel(omgeving, logmap=var)
        stapelaar.callback(stapel.stop)
        for naam, opdracht in opdrachten(poort=poort).items():
            stapel.start(naam, opdracht)
        wacht_tot(lambda: _antwoordt(url), seconden=60, wat=f"Het portaal (log in {var})")
        yield Portaal(url, omgeving, var, vanger, stapel)


def _antwoordt(url: str) -> bool:
    with suppress(OSError), urllib.request.urlopen(f"{url}/gezond/levend/", timeout=2) as antwoord:
        return antwoord.status == 200
    return False
