"""`manage.py documentatie [--controleer]`: write the pages of docs/ that are made from the code."""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from educam_portal.overzicht import documentatie
from educam_portal.overzicht.documentatie import kalender


class Command(BaseCommand):
    help = "Schrijft de pagina's van docs/ die uit de code komen, en THIRD_PARTY.md."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--controleer", action="store_true", help="Niets schrijven; fout als een pagina oud is.")

    def handle(self, *args: object, controleer: bool, **opties: object) -> None:
        wortel = Path(settings.BASE_DIR)
        if controleer:
            if oud := documentatie.verouderd(wortel):
                raise CommandError(f"Verouderd: {', '.join(oud)}. Voer “manage.py documentatie” uit.")
            if kalender.is_oud(wortel):
                raise CommandError(f"Verouderd: {kalender.PAD}. Voer “make kalender” uit.")
            self.stdout.write("De documentatie klopt met de code.")
            return
        geschreven = documentatie.schrijf(wortel)
        self.stdout.write(f"Geschreven: {', '.join(geschreven)}." if geschreven else "Alles was al bij.")
