"""`manage.py reken <soort> < gevallen.json`: worked cases through the rules of the portal.

A JSON list of cases on standard input gives a JSON list of outcomes, in order. Exit status 0: every case answered;
1: at least one malformed, its place holds {"fout": "…"}; 2: nothing answered, a sentence stands on standard error.
"""

import json
import sys
from typing import NoReturn

from django.core.management.base import BaseCommand, CommandParser
from django.db import OperationalError, ProgrammingError

from educam_portal.overzicht.rekenen import SOORTEN, reken


class Command(BaseCommand):
    help = "Rekent gevallen uit: een JSON-lijst op standaardinvoer geeft een JSON-lijst met uitkomsten."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        # Not `choices`: argparse would answer in English.
        parser.add_argument("soort", nargs="?", default="", help=f"Een van: {', '.join(SOORTEN)}.")

    def handle(self, *args, soort: str, **options) -> None:
        if soort not in SOORTEN:
            self._stop(f"“{soort}” kunnen we niet uitrekenen. Kies een soort: {', '.join(SOORTEN)}.")
        try:
            gevallen = json.loads(sys.stdin.buffer.read())
        except (ValueError, RecursionError):
            gevallen = None
        if not isinstance(gevallen, list):
            self._stop("Geef een JSON-lijst van gevallen op standaardinvoer, bijvoorbeeld: [{…}, {…}].")
        try:
            uitkomsten = reken(soort, gevallen)
        except (OperationalError, ProgrammingError):
            self._stop("De databank is nog niet klaar. Voer eerst “make setup” of “manage.py migrate” uit.")
        self.stdout.write(json.dumps(uitkomsten, ensure_ascii=False, indent=1))
        if any("fout" in uitkomst for uitkomst in uitkomsten):
            sys.exit(1)

    def _stop(self, zin: str) -> NoReturn:
        self.stderr.write(zin)
        sys.exit(2)
