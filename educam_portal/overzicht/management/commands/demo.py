"""`manage.py demo [--vernieuw]`: load the fictional demo world, once; `--vernieuw` builds it anew around today."""

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from educam_portal.overzicht.demo import laden
from educam_portal.overzicht.demo.wereld import WACHTWOORD


class Command(BaseCommand):
    help = "Laadt de demogegevens: ondernemingen, dossiers in elke toestand, erkenningen en aanmeldingen."

    def add_arguments(self, parser) -> None:
        parser.add_argument(
            "--vernieuw",
            action="store_true",
            help="Wist alles wat in deze demo staat (ook wat je zelf toevoegde) en bouwt ze opnieuw rond vandaag.",
        )

    def handle(self, *args, vernieuw: bool, **opties) -> None:
        try:
            with transaction.atomic():
                if vernieuw:
                    laden.wis()
                elif laden.bestaat():
                    self.stdout.write("De demogegevens zijn er al. Nieuwe datums: manage.py demo --vernieuw")
                    return
                uitkomst = laden.laad()
        except laden.GeenDemo as fout:
            raise CommandError(str(fout)) from fout
        telling = ", ".join(f"{aantal} {wat}" for wat, aantal in uitkomst.aantallen.items())
        self.stdout.write(self.style.SUCCESS(f"Demogegevens geladen: {telling}. Wachtwoord: {WACHTWOORD}"))
