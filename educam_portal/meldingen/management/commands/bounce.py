"""`manage.py bounce < melding.eml`: what a mail server reports about a mail that came back."""

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from educam_portal.meldingen import terugkeer

# What sysexits.h calls EX_DATAERR: a mail server that pipes the report to us does not try again.
ONBRUIKBAAR = 65


class Command(BaseCommand):
    help = "Lees van stdin de melding van een mailserver dat een mail terugkwam, en merk het bericht."

    def handle(self, *args: Any, **options: Any) -> None:
        """Prints one line; exit status 65 for what is no report about a mail of ours."""
        ruw = sys.stdin.buffer.read(terugkeer.HOOGSTENS + 1)
        try:
            bericht, uitslag = terugkeer.verwerk(ruw, op=timezone.now())
        except terugkeer.Onleesbaar as fout:
            raise CommandError(str(fout), returncode=ONBRUIKBAAR) from None
        self.stdout.write(f"Bericht {bericht.pk} aan {bericht.adres} {uitslag}.")
