"""`manage.py verwerk_termijnen [--op JJJJ-MM-DD] [--droog]`: the deadline job by hand."""

from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from educam_portal.accounts.fouten import Geweigerd
from educam_portal.termijnen.job import verwerk


class Command(BaseCommand):
    help = "Verwerk de termijnen: herinneringen klaarzetten en verlopen termijnen afhandelen. Eén regel per actie."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--op", metavar="JJJJ-MM-DD", help="de dag waarvoor de job draait (standaard vandaag)")
        parser.add_argument("--droog", action="store_true", help="toon wat er zou gebeuren, schrijf niets")

    def handle(self, *args: Any, op: str | None, droog: bool, **options: Any) -> None:
        """Prints `datum soort dossier moment ontvanger` per action; exit status 2 for a day it cannot run on."""
        try:
            dag = timezone.localdate() if op is None else date.fromisoformat(op)
        except ValueError:
            raise CommandError(
                f"“{op}” is geen datum. Schrijf ze als jaar-maand-dag, bijvoorbeeld 2026-11-23.", returncode=2
            ) from None
        try:
            acties = verwerk(dag, droog=droog)
        except Geweigerd as fout:
            raise CommandError(fout.zin, returncode=2) from None
        for actie in acties:
            self.stdout.write(str(actie))
