"""The mail backend of the embedded default: every mail is one `.eml` file in EMAIL_FILE_PATH."""

import hashlib
import os
from collections.abc import Sequence
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend


class BestandBackend(BaseEmailBackend):
    """Writes mails whole or not at all; the same mail sent twice (same Message-ID) stays one file."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        map_ = Path(settings.EMAIL_FILE_PATH)
        map_.mkdir(parents=True, exist_ok=True)
        verzonden = 0
        for mail in email_messages:
            if not mail.recipients():
                continue
            inhoud: Any = mail.message()
            with NamedTemporaryFile(dir=map_, prefix=".", suffix=".tmp", delete=False) as bestand:
                bestand.write(inhoud.as_bytes(linesep="\r\n"))
            os.replace(bestand.name, map_ / _naam(str(inhoud["Message-ID"]), str(inhoud["Date"])))
            verzonden += 1
        return verzonden


def _naam(message_id: str, datum: str) -> str:
    op: datetime = parsedate_to_datetime(datum).astimezone(UTC)
    return f"{op:%Y%m%d-%H%M%S}-{hashlib.sha256(message_id.encode()).hexdigest()[:12]}.eml"
