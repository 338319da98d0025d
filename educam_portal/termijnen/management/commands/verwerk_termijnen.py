"""`manage.py verwerk_termijnen [--op JJJJ-MM-DD] [--droog [--tot JJJJ-MM-DD]]`: the deadline job by hand."""

from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from educam_portal.accounts.fouten import Geweigerd
from educam_portal.termijnen.job import verwerk
from educam_portal.termijnen.vooruitblik import als_tekst, kalender


class Command(BaseCommand):
    help = "Verwerk de termijnen: herinneringen klaarzetten en verlopen termijnen afhandelen. Eén regel per actie."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--op", metavar="JJJJ-MM-DD", help="de dag waarvoor de job draait (standaard vandaag)")
        parser.add_argument("--droog", action="store_true", help="toon wat er zou gebeuren, schrijf niets")
        parser.add_argument(
            "--tot", metavar="JJJJ-MM-DD", help="met --droog: de kalender van alle mails tot en met die dag"
        )

    def handle(self, *args: Any, op: str | None, droog: bool, tot: str | None, **options: Any) -> None:
        """Prints `datum soort dossier moment ontvanger` per action, or with `tot` the calendar as Markdown.

        Exit status 2 for a day it cannot run on.
        """
        dag = timezone.localdate() if op is None else _datum(op)
        if tot is not None:
            if not droog:
                raise CommandError("Een kalender maak je alleen met --droog.", returncode=2)
            for regel in als_tekst(kalender(dag, _datum(tot), voor=timezone.now())):
                self.stdout.write(regel)
            return
        try:
            acties = verwerk(dag, droog=droog)
        except Geweigerd as fout:
            raise CommandError(fout.zin, returncode=2) from None
        for actie in acties:
            self.stdout.write(str(actie))


def _datum(tekst: str) -> date:
    try:
        return date.fromisoformat(tekst)
    except ValueError:
        raise CommandError(
            f"“{tekst}” is geen datum. Schrijf ze als jaar-maand-dag, bijvoorbeeld 2026-11-23.", returncode=2
        ) from None
